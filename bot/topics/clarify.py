"""Asking back: which item is meant, in at most three choices and a way out, never a guess told as fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.reply import Option, Reply
from bot.topics.context import Ask, Context
from bot.topics.titles import titles

CHOICES = 3


def ask_item(ask: Ask, context: Context) -> Reply:
    """Which of these do you mean? Up to three items in everyday words, and 都不是."""
    options = item_options(ask.choices[:CHOICES], ask.intent, context)
    names = "、".join(f"“{context.everyday(code)}”" for code in ask.choices[:CHOICES])
    return Reply(
        kind="clarify.item",
        status="clarifying",
        text=context.say("clarify_item" if len(options) > 1 else "clarify_one", choices=names),
        options=(*options, none_of_these(context)),
    )


def unknown_item(ask: Ask, context: Context) -> Reply:
    """No item was named, or one we do not have: say so, and how to go on."""
    if ask.choices:
        return ask_item(ask, context)
    if ask.closest:
        return ask_item(replace(ask, choices=ask.closest), context).but(text=context.say("clarify_unsure"))
    return Reply(
        kind="clarify.which",
        status="clarifying",
        text=context.say(f"which_{ask.intent}" if f"which_{ask.intent}" in context.wording else "which_item"),
        options=starters(context, ask.intent),
    )


def not_understood(ask: Ask, context: Context) -> Reply:
    """Nothing certain: the closest items if there are any, otherwise what can be asked, and a person."""
    if ask.choices:
        return ask_item(ask, context).but(text=context.say("clarify_unsure"))
    return Reply(
        kind="talk.out_of_scope",
        status="out_of_scope",
        text=context.say("out_of_scope"),
        options=(
            *starters(context, "guide_overview")[:2],
            human(context),
        ),
    )


def rephrase(context: Context) -> Reply:
    """None of the choices was right: ask for other words, give the phone."""
    return Reply(
        kind="clarify.rephrase",
        status="clarifying",
        text=context.say("clarify_rephrase"),
        options=(human(context),),
    )


def human(context: Context) -> Option:
    return Option.of(context.say("option_talk_to_human"), "talk_to_human")


def none_of_these(context: Context) -> Option:
    return Option.of(context.say("option_none"), "deny")


def starters(context: Context, intent: str) -> tuple[Option, ...]:
    """Three items most people come for, asked with this intent."""
    codes = context.starters or tuple(context.say("starter_items").split())
    intent = intent if intent.startswith("guide_") or intent == "prepare_documents" else "guide_overview"
    return item_options(codes[:CHOICES], intent, context)


def item_options(codes: Sequence[str], intent: str, context: Context) -> tuple[Option, ...]:
    """An option for each item, its name short enough for a button and still its own."""
    names = [context.everyday(code) for code in codes]
    return tuple(
        replace(Option.of(title, intent, service_item=code), says=() if title == name else (name,))
        for code, name, title in zip(codes, names, titles(names), strict=True)
    )
