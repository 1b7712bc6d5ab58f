import { Button } from "@chatui/core/es/components/Button";
import { useId, useRef, useState, type FormEvent } from "react";

import { plainNumber } from "../model/words";
import type { FormBlock } from "../model/reply";
import { useActions } from "../talk";

const TAIL = 4;

/** What the assistant asks for. Once answered, the form is gone and only its label stays. */
export function Form({ block, isOpen }: { block: FormBlock; isOpen: boolean }) {
  if (block.field === "situation") return <Situation block={block} />;
  if (!isOpen) return null;
  return block.secret || block.field === "identity" ? <Secret block={block} /> : <Plain block={block} />;
}

function Situation({ block }: { block: FormBlock }) {
  const { step, steps } = block;
  if (!step || !steps) return null;
  return (
    <div className="situation">
      <span>
        第{step}题／共{steps}题
      </span>
      <progress max={steps} value={step} aria-hidden="true" />
    </div>
  );
}

/** The last four characters of a number: shown as dots, kept nowhere, gone from the field once sent. */
function Secret({ block }: { block: FormBlock }) {
  const { send } = useActions();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [length, setLength] = useState(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = plainNumber(input.current?.value ?? "");
    if (value.length !== TAIL || !input.current) return;
    input.current.value = "";
    setLength(0);
    send({ message: value, secret: true });
  };
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      <label htmlFor={id}>{block.label}</label>
      <div className="form-line">
        <input
          id={id}
          ref={input}
          className="form-secret"
          type="password"
          // Tails of identity numbers may end in X, so not "numeric" alone.
          inputMode="text"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={TAIL}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setLength(plainNumber(event.target.value).length)}
        />
        <Button color="primary" disabled={length !== TAIL} {...{ type: "submit" }}>
          核对
        </Button>
      </div>
      <small id={`${id}-hint`}>{block.hint ? `${block.hint}。` : ""}末尾是 X 就填 X。</small>
    </form>
  );
}

function Plain({ block }: { block: FormBlock }) {
  const { send } = useActions();
  const id = useId();
  const [text, setText] = useState("");
  const isNumber = block.field === "application_number";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = plainNumber(text);
    if (value) send({ message: value });
  };
  return (
    <form className="form" onSubmit={submit} autoComplete="off">
      <label htmlFor={id}>{block.label}</label>
      <div className="form-line">
        <input
          id={id}
          type="text"
          inputMode={isNumber ? "numeric" : "text"}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          value={text}
          placeholder={block.hint}
          onChange={(event) => setText(event.target.value)}
        />
        <Button color="primary" disabled={!text.trim()} {...{ type: "submit" }}>
          {isNumber ? "查进度" : "打开"}
        </Button>
      </div>
    </form>
  );
}
