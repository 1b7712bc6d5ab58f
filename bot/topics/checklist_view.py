"""How a checklist is shown: text that stands alone, and the block with ticks, sources and common mistakes."""

from __future__ import annotations

from datetime import datetime

from bot.checklists import compose
from bot.checklists.store import Checklist
from bot.platform_api.models import Guide, Material
from bot.reply import Block, Option, Reply
from bot.topics.clarify import human
from bot.topics.context import Context, evidence_of, guide_option, item_ref, spoken_name
from bot.topics.left_open import dated, left_open, phone_of, tells
from bot.topics.materials import brought, exempt_words, form_of, listed_name, short_name

MISTAKES = 2  # in the text; the block holds all


def list_reply(
    checklist: Checklist, guide: Guide, context: Context, *, as_of: datetime, missing_first: bool = False
) -> Reply:
    """The list for this person; with ``missing_first`` the text begins with what is still to be got."""
    if "materials" in guide.unsaid:
        return no_list_reply(guide, context, as_of=as_of)
    listed = compose.materials(guide, checklist.answers)
    missing = [m for m in listed if brought(m) and m.id not in checklist.have]
    head = (missing_words if missing_first else total_words)(guide, listed, missing, context)
    lines = [head]
    if not missing_first:
        lines += [line_of(m, checklist, context) for m in listed]
    lines += notes(checklist, guide, context)
    mistakes = [f"{short_name(m)}——{m.mistake}" for m in missing if m.mistake][:MISTAKES]
    if mistakes:
        lines.append(context.say("checklist_mistakes", mistakes="；".join(mistakes)))
    lines.append(context.say("checklist_code", code=checklist.code))
    return Reply(
        kind="checklist.missing" if missing_first else "checklist.list",
        status="answered" if missing_first else "completed",
        text="\n".join(lines),
        item=item_ref(guide.item),
        blocks=(checklist_block(checklist, guide, context),),
        options=options(checklist, guide, missing, context),
        evidence=(evidence_of(guide, context.city),),
        as_of=as_of,
    )


def no_list_reply(guide: Guide, context: Context, *, as_of: datetime) -> Reply:
    """The source names no materials: no list is made, least of all an empty one."""
    said = left_open(guide, context, "materials")
    following = tuple(
        guide_option(context, intent, guide.item.code)
        for intent in ("guide_where", "guide_online", "guide_contact")
        if tells(guide, intent)
    )
    return Reply(
        kind="checklist.unpublished",
        status="answered",
        text=said.text,
        item=item_ref(guide.item),
        blocks=said.blocks,
        options=following or (human(context),),
        evidence=(evidence_of(guide, context.city),),
        as_of=as_of,
    )


def notes(checklist: Checklist, guide: Guide, context: Context) -> list[str]:
    """What else to know: what the answers change, what is asked for in some cases only, what the source leaves open."""
    out = list(compose.notes(guide, checklist.answers))
    if sometimes := compose.by_case(guide):
        named = "、".join(f"{m.name}（{m.note}）" if m.note else m.name for m in sometimes)
        out.append(context.say("materials_sometimes", materials=named))
    if "necessity" in guide.unsaid:
        out.append(context.say("materials_unclear", phone=phone_of(guide)))
    if age := dated(guide, context, "".join(out)):
        out.append(age)
    return out


def total_words(guide: Guide, listed: tuple[Material, ...], missing: list[Material], context: Context) -> str:
    if not listed:
        return context.say("checklist_nothing", name=spoken_name(guide, context))
    exempt = sum(not brought(m) for m in listed)
    if "necessity" in guide.unsaid:
        return context.say("checklist_total_listed", name=spoken_name(guide, context), total=len(listed))
    key = "checklist_total_exempt" if exempt else "checklist_total"
    return context.say(key, name=spoken_name(guide, context), total=len(listed), exempt=exempt)


def missing_words(guide: Guide, listed: tuple[Material, ...], missing: list[Material], context: Context) -> str:
    if not missing:
        return context.say("checklist_complete", name=spoken_name(guide, context))
    names = "、".join(listed_name(m, context) for m in missing)
    return context.say("checklist_missing", materials=names, count=len(missing))


def line_of(material: Material, checklist: Checklist, context: Context) -> str:
    if reason := exempt_words(material, context):
        return f"✔ {material.name}　{reason}"
    mark = "☑" if material.id in checklist.have else "☐"
    source = f"　{material.source}" if material.source else ""
    return f"{mark} {material.name}　{form_of(material, context)}{source}".rstrip()


def checklist_block(checklist: Checklist, guide: Guide, context: Context) -> Block:
    """The block of the contract: one row a material, with a payload that ticks it."""
    listed = compose.materials(guide, checklist.answers)
    rows = []
    for material in listed:
        reason = exempt_words(material, context)
        state = "exempt" if reason else "have" if material.id in checklist.have else "todo"
        row = {
            "id": material.id,
            "name": material.name,
            "form": form_of(material, context),
            "source": material.source,
            "standard": material.standard,
            "mistake": material.mistake,
            "note": material.note,
            "exempt_reason": reason,
            "state": state,
            "payload": "" if reason else tick_payload(material.id),
        }
        rows.append({key: value for key, value in row.items() if value or key in ("id", "name", "form", "state")})
    block: Block = {
        "type": "checklist",
        "title": guide.item.name,
        "code": checklist.code,
        "total": len(listed),
        "exempt": sum(not brought(m) for m in listed),
        "items": rows,
        "print_url": f"/webhooks/web/checklist/{checklist.code}/print",
    }
    told = notes(checklist, guide, context)
    return {**block, "notes": told} if told else block


def tick_payload(material_id: str) -> str:
    return Option.of("·", "prepare_documents", tick=material_id).payload


def options(checklist: Checklist, guide: Guide, missing: list[Material], context: Context) -> tuple[Option, ...]:
    chosen = [Option.of(context.say("option_missing"), "prepare_documents", show="missing")] if missing else []
    if checklist.answers:
        chosen.append(Option.of(context.say("option_change_answer"), "go_back"))
    following = (name for name in ("guide_where", "guide_duration") if tells(guide, name))
    return (*chosen, *(guide_option(context, name, guide.item.code) for name in following))
