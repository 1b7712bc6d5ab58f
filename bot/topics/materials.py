"""A material in words: its name, what form it takes, and why it need not be brought."""

from __future__ import annotations

import re

from bot.platform_api.models import Material
from bot.topics.context import Context

ON_THE_SPOT = "现场"  # a material whose name begins so is made at the window, nothing is brought


def brought(material: Material) -> bool:
    """Whether the person has to get and bring (or upload) it."""
    return not material.exempt and not on_the_spot(material)


def on_the_spot(material: Material) -> bool:
    return material.name.startswith(ON_THE_SPOT)


def short_name(material: Material) -> str:
    """The name without what stands in brackets."""
    return re.sub(r"（[^（）]*）", "", material.name)


def listed_name(material: Material, context: Context) -> str:
    """The name in a sentence, with its form; whole where the source says no form, since it may stand in the name."""
    form = form_of(material, context)
    return f"{short_name(material)}（{form}）" if form else material.name


def form_of(material: Material, context: Context) -> str:
    """How many, as original, copy or file: ``原件 1 份、复印件 2 份``; empty when the source does not say."""
    if material.original is None and material.copy is None and not material.electronic:
        return ""
    parts = []
    if material.original:
        parts.append(context.say("form_original", count=material.original))
    if material.copy:
        parts.append(context.say("form_copy", count=material.copy))
    if on_the_spot(material):
        return context.say("form_on_the_spot")
    if material.electronic and not parts:
        parts.append(context.say("form_electronic"))
    return "、".join(parts) or context.say("form_show")


def exempt_words(material: Material, context: Context) -> str:
    """Why it need not be brought; empty when it must be."""
    if material.exempt:
        return context.say("exempt_shared" if material.exempt == "共享" else "exempt_licence")
    return context.say("exempt_on_the_spot") if on_the_spot(material) else ""
