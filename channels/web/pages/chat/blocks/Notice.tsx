import type { NoticeBlock } from "../model/reply";
import { Icon } from "../parts/Icon";

const WORDS = { info: "提示", warn: "注意", urgent: "紧急" } as const;

export function Notice({ block }: { block: NoticeBlock }) {
  return (
    <p className={`notice notice--${block.level}`}>
      <Icon name={block.level === "info" ? "info" : "alert"} />
      <span>
        <b>{WORDS[block.level]}</b>
        {block.text}
      </span>
    </p>
  );
}
