"""A guide at a glance, and whether it can be done online: the two answers that draw on several fields."""

from __future__ import annotations

import re

from bot.platform_api.models import Guide, Online
from bot.reply import Block
from bot.topics.context import Ask, Context, full_department, sentence, spoken_name
from bot.topics.guide_fields import limit_words
from bot.topics.left_open import LONGEST_LINK, Said, left_open, link_blocks, phone_of, source_name

#: What else a source says is shown when it is meant for people: codes and addresses of systems hold no Chinese, and
#: other names of the item, what it is filed under and notes as they came would only confuse.
FOR_PEOPLE = re.compile(r"[\u4e00-\u9fff]")
FILED = re.compile(r"名称|编码|代码|层级|原文|主题|类型|版本|状态|权力来源|性质")
LONGEST_EXTRA = 120  # characters


async def overview(guide: Guide, ask: Ask, context: Context) -> Said:
    rows = [(label, value) for label, value in facts(guide, context) if value]
    extra = [
        (label, text)
        for label, text in guide.extra
        if guide.source and FOR_PEOPLE.search(text) and not FILED.search(label) and len(text) <= LONGEST_EXTRA
    ]
    fields = [{"label": label, "value": value} for label, value in (*rows, *extra)]
    block: Block = {"type": "fields", "items": fields}
    return Said(overview_words(guide, context), (block, *page(guide, context)))


def facts(guide: Guide, context: Context) -> list[tuple[str, str]]:
    """What people want to know first, label and words; words are empty where the source leaves it open."""
    limit = guide.promised or guide.statutory
    how_long = "label_how_long" if guide.promised or limit is None else "label_statutory"
    fee = guide.fee.text if guide.fee else context.say("left_open_fee_short", phone=phone_of(guide))
    return [
        (context.say("label_who"), guide.audience),
        (context.say("label_fee"), fee),
        (context.say(how_long), limit_words(limit, context) if limit else ""),
        (context.say("label_visits"), visits_words(guide, context)),
        (context.say("label_online"), online_words(guide, context)),
        (context.say("label_consult"), guide.phones.consult if guide.source else ""),
    ]


def overview_words(guide: Guide, context: Context) -> str:
    """The summary; an imported guide without one is told by its department and its plainest facts."""
    name = spoken_name(guide, context)
    if guide.summary:
        return context.say("guide_overview", name=name, summary=sentence(guide.summary))
    told = [
        context.say("overview_promised", limit=limit_words(guide.promised, context)) if guide.promised else "",
        online_words(guide, context),
        context.say("overview_phone", phone=guide.phones.consult) if guide.phones.consult else "",
    ]
    plain = "，".join(words for words in told if words)
    region = guide.source.region if guide.source else context.city
    department = full_department(region, guide.item.department) if guide.item.department else ""
    if not plain and not guide.materials and not guide.conditions:
        url = guide.source.url if guide.source else ""
        page = context.say("left_open_page", url=url) if 0 < len(url) <= LONGEST_LINK else ""
        source = source_name(guide, context)
        text = context.say(
            "guide_overview_bare", name=name, department=department, source=source, phone=phone_of(guide)
        )
        return f"{text}{page}"
    return context.say(
        "guide_overview_plain" if department else "guide_overview_unowned",
        name=name,
        department=department,
        audience=sentence(guide.audience),
        facts=sentence(plain),
    )


async def online(guide: Guide, ask: Ask, context: Context) -> Said:
    if guide.online is None:
        return left_open(guide, context, "online")
    text = context.say(
        f"guide_online_{guide.online.depth}",
        name=spoken_name(guide, context),
        channel=channel_words(guide.online, context),
        note=sentence(guide.online.note),
    ).strip()
    if guide.visits:
        key = "guide_online_visits" if guide.visit_reason else "guide_online_visits_plain"
        text += context.say(key, visits=guide.visits, reason=sentence(guide.visit_reason))
    return Said(text, link_blocks(guide.online.url, context))


def channel_words(online: Online, context: Context) -> str:
    """The site or app with its address, where that is short enough for a sentence."""
    url = online.url if len(online.url) <= LONGEST_LINK else ""
    if not url:
        return online.channel or context.say("label_page")
    return f"{online.channel} {url} ".lstrip()  # what follows an address must not become part of it


def page(guide: Guide, context: Context) -> tuple[Block, ...]:
    """The item's own page at its source, when there is one."""
    return link_blocks(guide.source.url, context) if guide.source else ()


def visits_words(guide: Guide, context: Context) -> str:
    """How often one has to come; empty when the source does not say, or says never and not online either."""
    if guide.visits is None or (guide.source and not guide.visits and not tells_online(guide)):
        return ""
    return context.say("visits", visits=guide.visits) if guide.visits else context.say("visits_none")


def tells_online(guide: Guide) -> bool:
    """Whether it can at least be applied for online."""
    return guide.online is not None and guide.online.depth >= 3


def online_words(guide: Guide, context: Context) -> str:
    return context.say(f"online_{guide.online.depth}") if guide.online else ""
