import { Bubble } from "@chatui/core/es/components/Bubble";

import type { Refusal, Said } from "../model/conversation";

const REASONS: Record<Refusal, string> = {
  empty: "没有内容，没发出去。",
  too_long: "太长了，没发出去。请分几次说。",
  too_many: "发得太快了，请过半分钟再发。",
  no_session: "没发出去。",
  no_answer: "没有收到答复。",
};

interface Props {
  said: Said;
  isOnline: boolean;
  canRetry: boolean;
  onRetry(id: string): void;
}

export function CitizenMessage({ said, isOnline, canRetry, onRetry }: Props) {
  return (
    <>
      <span className="unseen">您说：</span>
      <Bubble content={said.text} />
      {said.state === "sending" && <p className="message-state">{isOnline ? "发送中…" : "连上网后自动发送"}</p>}
      {said.state === "refused" && (
        <p className="message-state message-state--bad">
          {REASONS[said.reason ?? "no_answer"]}
          {canRetry && (
            <button type="button" className="textbutton" onClick={() => onRetry(said.id)}>
              再发一次
            </button>
          )}
        </p>
      )}
    </>
  );
}
