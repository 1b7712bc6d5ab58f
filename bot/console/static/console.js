"use strict";

// Asks for the health of every part and shows it; also says so when the console itself does not answer.
const EVERY_MS = 5000;
const parts = document.getElementById("parts");
const overall = document.getElementById("overall");
const checked = document.getElementById("checked");

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function row(part) {
  const item = element("li", part.ok ? "good" : "bad", "");
  item.append(element("b", "", part.title));
  const spent = part.milliseconds ? ` · ${part.milliseconds < 1 ? "<1" : Math.round(part.milliseconds)} 毫秒` : "";
  item.append(element("span", "state", part.ok ? `正常${spent}` : "异常"));
  if (part.detail) item.append(element("span", "detail", part.detail));
  return item;
}

function verdict(className, text) {
  overall.className = `pill ${className}`;
  if (overall.textContent !== text) overall.textContent = text; // a screen reader speaks changes only
}

async function refresh() {
  try {
    const answer = await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(8000) });
    const report = await answer.json();
    parts.replaceChildren(...report.parts.map(row));
    const failing = report.parts.filter((part) => !part.ok).length;
    verdict(failing ? "bad" : "good", failing ? `${failing} 项异常` : "全部正常");
    const time = new Date(report.checked_at).toLocaleTimeString("zh-CN", { hour12: false });
    checked.textContent = `上次检查 ${time}，每 5 秒自动刷新`;
  } catch {
    verdict("bad", "管理首页没有应答");
    checked.textContent = "连接不上管理服务，下面是断开前的状态，正在重试 …";
  }
  setTimeout(refresh, document.hidden ? EVERY_MS * 4 : EVERY_MS);
}

document.getElementById("copy").addEventListener("click", async (event) => {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(document.getElementById("curl").textContent);
    button.textContent = "已复制";
  } catch {
    getSelection().selectAllChildren(document.getElementById("curl"));
    button.textContent = "已选中，请按 Ctrl-C";
  }
  setTimeout(() => { button.textContent = "复制"; }, 2000);
});

refresh();
