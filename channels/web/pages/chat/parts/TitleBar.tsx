import { useEffect, useRef, useState } from "react";

import icon from "../icon.svg";
import { Icon } from "./Icon";
import { pageCity } from "../model/place";

interface Props {
  isLarge: boolean;
  onHuman(): void;
  onLarge(): void;
  onClear(): void;
}

export function TitleBar({ isLarge, onHuman, onLarge, onClear }: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    menu.current?.querySelector("button")?.focus();
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!menu.current?.contains(target) && !button.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (action: () => void) => () => {
    close();
    action();
  };

  return (
    <header className="titlebar">
      <img className="titlebar-logo" src={icon} alt="" width="40" height="40" />
      <h1 className="titlebar-name">
        办事<span className="titlebar-dot">·</span>
        <span className="titlebar-city">{pageCity()}</span>
      </h1>
      <button type="button" className="titlebar-human" onClick={onHuman}>
        <Icon name="person" />
        转人工
      </button>
      <button
        type="button"
        ref={button}
        className="titlebar-more"
        aria-label="更多"
        aria-expanded={isOpen}
        aria-controls="menu"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div id="menu" className="menu" ref={menu} onKeyDown={(event) => event.key === "Escape" && close()}>
          <button type="button" aria-pressed={isLarge} onClick={choose(onLarge)}>
            大字<span className="menu-state">{isLarge ? "已打开" : "已关闭"}</span>
          </button>
          <button type="button" onClick={choose(onClear)}>
            清除并退出
          </button>
        </div>
      )}
    </header>
  );
}
