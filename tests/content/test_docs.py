"""The annotated guide in ``docs/content.md`` is the guide that the sandbox serves, field by field."""

from __future__ import annotations

import re

import yaml

from bot.commands.catalogue import GUIDES
from bot.settings import ROOT

BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def annotated() -> str:
    [block] = BLOCK.findall((ROOT / "docs" / "content.md").read_text(encoding="utf-8"))
    assert isinstance(block, str)
    return block


def test_the_annotated_guide_is_the_file() -> None:
    text = annotated()
    code = yaml.safe_load(text)["code"]
    plain = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert plain == (GUIDES / f"{code}.yml").read_text(encoding="utf-8").splitlines()


def test_every_field_has_its_remark() -> None:
    lines = annotated().splitlines()
    bare = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if re.match(r"\w", line) and not before.startswith("#")
    ]
    # A remark stands for the fields below it that belong together.
    assert [line.partition(":")[0] for line in bare] == ["visit_reason", "effective_on", "checked_on"]
