import { useState } from "react";

import type { Option } from "../model/reply";
import { useActions } from "../talk";

interface Props {
  options: Option[];
  /** One of these answers the assistant's question: shown large, and closed once answered. */
  isQuestion: boolean;
  isOpen: boolean;
}

export function Options({ options, isQuestion, isOpen }: Props) {
  const { send } = useActions();
  const [chosen, setChosen] = useState<string>();
  if (options.length === 0) return null;
  return (
    <div className={isQuestion ? "options options--question" : "options"} role="group" aria-label="可以点选">
      {options.map(({ title, payload }) => (
        <button
          key={payload + title}
          type="button"
          className="pill"
          // aria-disabled and not disabled: the focus stays where it is.
          aria-disabled={!isOpen}
          aria-pressed={isQuestion && !isOpen ? chosen === payload : undefined}
          onClick={() => {
            if (!isOpen) return;
            setChosen(payload);
            send({ message: payload, shown: title });
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
