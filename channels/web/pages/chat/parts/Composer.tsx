import { useRef, useState, type FormEvent, type KeyboardEvent } from "react";

import { Icon } from "./Icon";

const MOST = 500;
const NEAR = 450;

interface Props {
  onSay(text: string): void;
  isSecret: boolean;
}

export function Composer({ onSay, isSecret }: Props) {
  const [text, setText] = useState("");
  const input = useRef<HTMLTextAreaElement>(null);

  const say = () => {
    const said = text.trim();
    if (!said) return;
    setText("");
    onSay(said);
    input.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    say();
  };
  const key = (event: KeyboardEvent) => {
    // While an input method is composing, Enter picks a word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    say();
  };

  return (
    <form className="composer" onSubmit={submit}>
      <div className="composer-field" data-text={text}>
        <textarea
          ref={input}
          aria-label="想问的话"
          placeholder={isSecret ? "输入后 4 位" : "想办什么事？"}
          rows={1}
          maxLength={MOST}
          enterKeyHint="send"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={key}
          aria-describedby={text.length >= NEAR ? "composer-count" : undefined}
        />
      </div>
      {text.length >= NEAR && (
        <span id="composer-count" className="composer-count" role="status">
          还能写 {MOST - text.length} 个字
        </span>
      )}
      <button type="submit" className="composer-send" disabled={!text.trim()}>
        <Icon name="send" />
        发送
      </button>
    </form>
  );
}
