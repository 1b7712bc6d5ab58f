import { Examples } from "./Examples";
import { Icon } from "./Icon";

const WHAT = [
  ["问办事指南", "带什么、去哪办、多少钱、多久能好"],
  ["列材料清单", "答几个问题，列出您自己的清单，能打印"],
  ["查办理进度", "到哪一步了、哪天办好、有没有超期"],
] as const;

interface Props {
  /** The welcome is on the screen, with the questions people ask. */
  isWelcome: boolean;
  onAsk(question: string): void;
}

/** Beside the conversation where the screen is wide. */
export function SidePanel({ isWelcome, onAsk }: Props) {
  return (
    <aside className="side" aria-label="帮助">
      <h2>{isWelcome ? "能帮您做什么" : "大家常问"}</h2>
      {isWelcome ? (
        <ul className="side-what">
          {WHAT.map(([title, detail]) => (
            <li key={title}>
              <b>{title}</b>
              <small>{detail}</small>
            </li>
          ))}
        </ul>
      ) : (
        <Examples onAsk={onAsk} />
      )}
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
