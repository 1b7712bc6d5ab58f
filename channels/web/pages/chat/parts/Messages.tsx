import { Typing } from "@chatui/core/es/components/Typing";
import { useEffect, useState, type ReactNode } from "react";

import type { Talk } from "../transport/useConversation";
import { AnswerMessage } from "./AnswerMessage";
import { CitizenMessage } from "./CitizenMessage";
import { Icon } from "./Icon";
import { useScrolling } from "./useScrolling";

const SLOW_MS = 4_000;

interface Props {
  talk: Talk;
  empty: ReactNode;
  onOptionsInView(isInView: boolean): void;
}

export function Messages({ talk, empty, onOptionsInView }: Props) {
  const { state } = talk;
  const { list, end, isAway, toEnd } = useScrolling(state, onOptionsInView);
  const last = state.entries[state.entries.length - 1];
  const isTyping = state.waiting.length > 0 && talk.isOnline;

  return (
    <div className="messages" ref={list} tabIndex={0} role="region" aria-label="对话">
      <div className="messages-inner">
        {empty}
        <ol className="message-list">
          {state.entries.map((entry) => (
            <li key={entry.id} data-id={entry.id} className={`message message--${entry.who}`}>
              {entry.who === "citizen" ? (
                <CitizenMessage said={entry} isOnline={talk.isOnline} canRetry={talk.canRetry(entry.id)} onRetry={talk.retry} />
              ) : (
                <AnswerMessage
                  heard={entry}
                  isLast={entry === last}
                  canRetry={talk.canRetry(entry.answers)}
                  onRetry={talk.retry}
                />
              )}
            </li>
          ))}
        </ol>
        {isTyping && <Waiting />}
        <div ref={end} />
      </div>
      {isAway && (
        <button type="button" className="to-end" aria-label="看最新" onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function Waiting() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting">
      <span className="unseen">正在查</span>
      <Typing text={isSlow ? "还在查，请稍等" : ""} />
    </div>
  );
}
