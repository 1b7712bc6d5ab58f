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


def form_of(material: Material) -> str:
    """How many, as original, copy or file: ``原件 1 份、复印件 2 份``."""
    parts = []
    if material.original:
        parts.append(f"原件 {material.original} 份")
    if material.copy:
        parts.append(f"复印件 {material.copy} 份")
    if on_the_spot(material):
        return "到窗口采集"
    if material.electronic and not parts:
        parts.append("电子版")
    return "、".join(parts) or "出示一下"


def exempt_words(material: Material, context: Context) -> str:
    """Why it need not be brought; empty when it must be."""
    if material.exempt:
        return context.say("exempt_shared" if material.exempt == "共享" else "exempt_licence")
    return context.say("exempt_on_the_spot") if on_the_spot(material) else ""
