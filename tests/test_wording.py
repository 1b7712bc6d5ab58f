"""Every sentence comes from ``domain.yml``: no key is missing, no reply's words stand in the code."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from bot.errors import ContentError
from bot.settings import ROOT
from bot.text.readable import hard_to_read, read_officialese
from bot.wording import Wording

PLACE = re.compile(r"\{\w+\}")
SAID = re.compile(r"""(?:\bsay|wording)\(\s*"([a-z0-9_]+)"[,)]""")
SOURCES = sorted(
    [*(ROOT / "bot" / "topics").glob("*.py"), *(ROOT / "actions").glob("*.py"), ROOT / "channels" / "turn.py"]
)


def test_every_key_that_the_code_names_is_there():
    wording = Wording(ROOT / "domain.yml")
    named = {key for source in SOURCES for key in SAID.findall(source.read_text(encoding="utf-8"))}
    assert len(named) > 60 and named <= wording.keys(), named - wording.keys()


def test_a_changed_text_is_live_without_a_restart(tmp_path: Path):
    domain = tmp_path / "domain.yml"
    domain.write_text("responses:\n  utter_x:\n    - text: 旧\n", encoding="utf-8")
    wording = Wording(domain)
    domain.write_text("responses:\n  utter_x:\n    - text: 新的 {name}\n", encoding="utf-8")
    os.utime(domain, ns=(1, 1))
    assert wording.reload() and wording("x", name="字") == "新的 字"


def test_a_broken_file_keeps_the_texts_in_use(tmp_path: Path):
    domain = tmp_path / "domain.yml"
    domain.write_text("responses:\n  utter_x:\n    - text: 旧\n", encoding="utf-8")
    wording = Wording(domain)
    domain.write_text("responses: [", encoding="utf-8")
    assert not wording.reload() and wording("x") == "旧"


def test_a_missing_key_or_value_is_an_error(tmp_path: Path):
    domain = tmp_path / "domain.yml"
    domain.write_text("responses:\n  utter_x:\n    - text: '{name}'\n", encoding="utf-8")
    wording = Wording(domain)
    for key in ("y", "x"):
        with pytest.raises(ContentError):
            wording(key)


def test_variants_are_picked_by_the_seed_alone(tmp_path: Path):
    domain = tmp_path / "domain.yml"
    domain.write_text("responses:\n  utter_x:\n    - text: 一\n    - text: 二\n", encoding="utf-8")
    wording = Wording(domain)
    picked = {seed: wording("x", seed) for seed in map(str, range(20))}
    assert set(picked.values()) == {"一", "二"} and all(wording("x", seed) == text for seed, text in picked.items())


def test_every_reply_reads_easily():
    wording = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    officialese = {word: say for word, say in read_officialese().items() if word != "您好"}  # one greeting, at hello
    hard = {
        (key, fault)
        for key, variants in wording.items()
        for variant in variants
        for fault in hard_to_read(PLACE.sub("某", variant["text"]), officialese)
    }
    assert hard == set()
    greeting = {key for key, variants in wording.items() for variant in variants if "您好" in variant["text"]}
    assert greeting == {"utter_talk_greet", "utter_talk_greet_elsewhere"}
