import type { ReactNode } from "react";

import { Icon } from "./Icon";

/** Something that opens on a tap, without script of ours. */
export function Fold({ title, className = "", children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <details className={`fold ${className}`}>
      <summary>
        {title}
        <Icon name="down" />
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
