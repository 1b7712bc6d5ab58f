"""The checklist on paper: A4, black on white, boxes large enough for a ballpoint pen.

The page shows what to bring and its code, never whose list it is.
"""

from __future__ import annotations

from html import escape
from typing import Any

Json = dict[str, Any]

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{title} · 办事</title>
<link rel="stylesheet" href="{base}/print/print.css">
</head>
<body>
<main>
{body}
</main>
<script src="{base}/print/print.js" defer></script>
</body>
</html>
"""


def checklist_page(block: Json, *, base: str, city: str) -> str:
    """The printable page of a ``checklist`` block; ``base`` is where the channel is mounted."""
    name = block.get("title") or block.get("item") or "材料清单"
    bring = [item for item in block["items"] if item["state"] != "exempt"]
    exempt = [item for item in block["items"] if item["state"] == "exempt"]
    parts = [
        '<p class="screen-only"><button id="print" type="button">打印</button></p>',
        f"<header><p class='from'>办事 · {escape(city)}政务服务助手</p><h1>{escape(name)}<small>材料清单</small></h1>",
        f"<p class='total'>您共需准备 <b>{block['total']}</b> 份，"
        f"其中 <b>{block['exempt']}</b> 份可免提交</p></header>",
    ]
    if bring:
        parts.append("<h2>要带的</h2><ul class='bring'>" + "".join(map(bring_row, bring)) + "</ul>")
    if exempt:
        parts.append("<h2>免提交</h2><ul class='exempt'>" + "".join(map(exempt_row, exempt)) + "</ul>")
    notes = block.get("notes") or []
    if notes:
        parts.append(
            "<h2>另外请注意</h2><ul class='notes'>" + "".join(f"<li>{escape(n)}</li>" for n in notes) + "</ul>"
        )
    parts.append(
        f"<footer><p>清单编号 <b class='code'>{escape(block['code'])}</b></p>"
        f"<p>换个手机，或在微信里说“清单 {escape(block['code'])}”，可以接着办。编号 30 天内有效。</p>"
        "<p>材料以办理窗口的要求为准。</p></footer>"
    )
    return PAGE.format(title=escape(name) + "材料清单", base=escape(base), body="\n".join(parts))


def bring_row(item: Json) -> str:
    done = item["state"] == "have"
    details = [("从哪来", item.get("source")), ("要求", item.get("standard")), ("常见白跑原因", item.get("mistake"))]
    lines = "".join(f"<p><span>{label}</span>{escape(text)}</p>" for label, text in details if text)
    note = f"<p>{escape(item['note'])}</p>" if item.get("note") else ""
    box = '<span class="box" role="img" aria-label="{}">{}</span>'.format(
        *(("已备好", "✓") if done else ("未备好", ""))
    )
    return f"<li>{box}<div><h3>{escape(item['name'])}<small>{escape(item['form'])}</small></h3>{lines}{note}</div></li>"


def exempt_row(item: Json) -> str:
    reason = (item.get("exempt_reason") or "不用带").removeprefix("免提交：")  # the heading says so
    return f"<li><b>{escape(item['name'])}</b>　{escape(reason)}</li>"


def message_page(title: str, lines: tuple[str, ...], *, base: str) -> str:
    """A plain page that says what is the matter and what to do."""
    body = f"<h1>{escape(title)}</h1>" + "".join(f"<p class='plain'>{escape(line)}</p>" for line in lines)
    return PAGE.format(
        title=escape(title), base=escape(base), body=f'{body}<p><a href="{escape(base)}/">回到办事助手</a></p>'
    )


def unknown_page(*, base: str) -> str:
    lines = (
        "可能是编号输错了，也可能已经过了 30 天。",
        "编号是 6 个字母和数字，没有字母 I、O，也没有数字 0 和 1。",
        "您可以回到办事助手，说一下要办什么事，再列一份新的。",
    )
    return message_page("没有找到这份清单", lines, base=base)


def waiting_page(*, base: str) -> str:
    lines = ("编号试错的次数有点多，为了保护别人的清单，请过 10 分钟再试。",)
    return message_page("请稍等一会儿", lines, base=base)
