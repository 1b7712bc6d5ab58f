import { Examples } from "./Examples";
import { Icon } from "./Icon";

/** Beside the conversation where the screen is wide; a phone has the same questions in the welcome. */
export function SidePanel({ onAsk }: { onAsk(question: string): void }) {
  return (
    <aside className="side" aria-label="常问的事">
      <h2>大家常问</h2>
      <Examples onAsk={onAsk} />
      <p className="side-note">
        <Icon name="info" />
        答案来自官方办事指南，每条都附依据和更新时间。
      </p>
      <p className="side-note">
        <Icon name="phone" />
        <span>
          想打电话问：<a href="tel:12345">12345</a>，24 小时
        </span>
      </p>
    </aside>
  );
}
