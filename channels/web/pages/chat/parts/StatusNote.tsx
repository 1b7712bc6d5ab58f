import type { Reply } from "../model/reply";
import { moment } from "../model/words";
import { Icon } from "./Icon";

/** Says that an answer is an older copy, or that the platform could not be reached. */
export function StatusNote({ reply }: { reply: Reply }) {
  if (!reply.stale && reply.status !== "degraded") return null;
  const copy = reply.stale && reply.as_of ? `平台暂时连不上，这是 ${moment(reply.as_of)} 的内容` : "平台暂时连不上";
  return (
    <p className="status-note">
      <Icon name="clock" />
      {copy}
    </p>
  );
}
