import { QuickReplies } from "@chatui/core/es/components/QuickReplies";
import { useMemo } from "react";

import type { Option } from "../model/reply";
import { useActions } from "../talk";

/** The last answer's options above the composer, while those under the answer are out of sight. */
export function QuickBar({ options }: { options: Option[] }) {
  const { send } = useActions();
  const items = useMemo(() => options.map(({ title, payload }) => ({ name: title, code: payload })), [options]);
  if (items.length === 0) return null;
  return (
    <div className="quickbar" role="group" aria-label="接着问">
      <QuickReplies items={items} onClick={({ name, code }) => send({ message: code ?? name, shown: name })} />
    </div>
  );
}
