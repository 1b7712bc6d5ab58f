import { useState } from "react";

import { Icon } from "../parts/Icon";
import { useActions } from "../talk";
import { copyText } from "./copy";

export function Code({ code }: { code: string }) {
  const { announce } = useActions();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const isDone = await copyText(code);
    setCopied(isDone);
    announce(isDone ? "编号已复制" : "没复制成，请记下编号");
  };
  return (
    <div className="code">
      <span className="code-label">清单编号</span>
      <b className="code-value" aria-label={code.split("").join(" ")}>
        {code}
      </b>
      <button type="button" className="pill" onClick={() => void copy()}>
        <Icon name={isCopied ? "check" : "copy"} />
        {isCopied ? "已复制" : "复制"}
      </button>
      <small>30 天内有效。换个手机或到微信里说“清单 {code}”，接着办。</small>
    </div>
  );
}
