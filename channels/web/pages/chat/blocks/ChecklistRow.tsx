import { Tag } from "@chatui/core/es/components/Tag";
import { useEffect, useState } from "react";

import type { ChecklistItem } from "../model/reply";
import { Fold } from "../parts/Fold";
import { useActions } from "../talk";

/** How long a tick may stay ahead of the server before the list shows again what the server says. */
const AHEAD_MS = 8_000;

export function ChecklistRow({ item }: { item: ChecklistItem }) {
  const { send } = useActions();
  const isHad = item.state === "have";
  // The box answers the finger at once; the list from the server has the last word.
  const [ahead, setAhead] = useState<boolean>();
  useEffect(() => setAhead(undefined), [item.state]);
  useEffect(() => {
    if (ahead === undefined) return undefined;
    const timer = setTimeout(() => setAhead(undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [ahead]);
  const details = [
    ["从哪来", item.source],
    ["要求", item.standard],
    ["常见白跑原因", item.mistake],
  ].filter((detail): detail is [string, string] => Boolean(detail[1]));

  return (
    <li className="item">
      <label className="item-label">
        <input
          type="checkbox"
          checked={ahead ?? isHad}
          disabled={!item.payload}
          onChange={(event) => {
            if (!item.payload || ahead !== undefined) return;
            setAhead(event.target.checked);
            send({ message: item.payload, quiet: true });
          }}
        />
        <span className="item-body">
          <span className="item-name">
            {item.name}
            <Tag>{item.form}</Tag>
          </span>
          {item.note && <small>{item.note}</small>}
        </span>
      </label>
      {details.length > 0 && (
        <Fold title={item.mistake ? "要求和常见白跑原因" : "从哪来、什么要求"} className="item-fold">
          <dl>
            {details.map(([label, value]) => (
              <div key={label} className={label === "常见白跑原因" ? "row row--mistake" : "row"}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
    </li>
  );
}
