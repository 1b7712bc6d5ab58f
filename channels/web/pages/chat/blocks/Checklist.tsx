import { Tag } from "@chatui/core/es/components/Tag";

import type { ChecklistBlock } from "../model/reply";
import { Icon } from "../parts/Icon";
import { safeUrl } from "../model/words";
import { ChecklistRow } from "./ChecklistRow";
import { Code } from "./Code";

export function Checklist({ block }: { block: ChecklistBlock }) {
  const bring = block.items.filter((item) => item.state !== "exempt");
  const exempt = block.items.filter((item) => item.state === "exempt");
  const have = bring.filter((item) => item.state === "have").length;
  const print = block.print_url && safeUrl(block.print_url);
  return (
    <section className="block checklist">
      {block.title && <h2 className="checklist-title">{block.title}</h2>}
      <p className="checklist-total">
        您共需准备 <b>{block.total}</b> 份，其中 <b>{block.exempt}</b> 份可免提交
      </p>
      {bring.length > 0 && (
        <div className="checklist-done">
          <progress max={bring.length} value={have} aria-label="已备好的份数" />
          <span>
            已备好 {have}/{bring.length}
          </span>
        </div>
      )}
      <ul className="checklist-items">
        {bring.map((item) => (
          <ChecklistRow key={item.id} item={item} />
        ))}
        {exempt.map((item) => (
          <li key={item.id} className="item item--exempt">
            <span className="item-check" aria-hidden="true">
              <Icon name="check" />
            </span>
            <div className="item-body">
              <span className="item-name">
                {item.name}
                <Tag color="success">免提交</Tag>
              </span>
              {item.exempt_reason && <small>{item.exempt_reason.replace(/^免提交[：:]\s*/, "")}</small>}
            </div>
          </li>
        ))}
      </ul>
      {block.notes && block.notes.length > 0 && (
        <ul className="checklist-notes">
          {block.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Code code={block.code} />
      {print && (
        <a className="pill checklist-print" href={print} target="_blank" rel="noopener">
          <Icon name="print" />
          打印
        </a>
      )}
    </section>
  );
}
