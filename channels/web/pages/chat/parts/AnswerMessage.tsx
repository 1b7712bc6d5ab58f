import { Bubble } from "@chatui/core/es/components/Bubble";
import { Card } from "@chatui/core/es/components/Card";

import { BlockView } from "../blocks/BlockView";
import type { Heard } from "../model/conversation";
import { formOf } from "../model/reply";
import { lead } from "../model/words";
import { EvidenceFold } from "./EvidenceFold";
import { Options } from "./Options";
import { StatusNote } from "./StatusNote";

interface Props {
  heard: Heard;
  isLast: boolean;
  canRetry: boolean;
  onRetry(id: string): void;
}

export function AnswerMessage({ heard, isLast, canRetry, onRetry }: Props) {
  const { reply, answers } = heard;
  const text = lead(reply);
  const isQuestion = reply.status === "clarifying" || formOf(reply)?.field === "situation";
  return (
    <>
      <span className="unseen">助手说：</span>
      <Card className="answer">
        <StatusNote reply={reply} />
        {text && <Bubble content={text} />}
        {reply.blocks.map((block, index) => (
          <BlockView key={index} block={block} isLast={isLast} />
        ))}
        {reply.status === "failed" && (
          <div className="failed">
            {reply.error_id && (
              <span>
                错误编号 <b>{reply.error_id}</b>
              </span>
            )}
            {canRetry && answers !== undefined && (
              <button type="button" className="pill" onClick={() => onRetry(answers)}>
                再试一次
              </button>
            )}
          </div>
        )}
        <EvidenceFold evidence={reply.evidence} />
      </Card>
      <Options options={reply.options} isQuestion={isQuestion} isOpen={isLast || !isQuestion} />
    </>
  );
}
