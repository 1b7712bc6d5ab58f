"""Sentence vectors in the order of items: off by default, kept in a file, blended into the scores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue.embedding_search import SemanticNames
from bot.catalogue.lexicon import Lexicon
from bot.catalogue.linker import CHOOSE, NONE, SURE, Candidate, Linker, LiveLinker
from bot.catalogue.semantic_linker import Meanings, SemanticLinker, blended
from bot.catalogue.source import save_snapshot
from bot.errors import EmbeddingError
from bot.platform_api.models import ServiceItem
from bot.settings import ROOT, Settings
from bot.text.embedding import SentenceEmbedder, Vectors
from tests.tiny_embedding import write_model

NAMES = ("老人津贴发放", "青年津贴发放", "老人食堂")
PIECES = tuple(dict.fromkeys("".join(NAMES) + "少壮申领"))


def item(code: str, name: str) -> ServiceItem:
    return ServiceItem(code, name, "某局", "公共服务", "自然人", "其他")


ITEMS = [item(f"x{at}", name) for at, name in enumerate(NAMES)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """少壮 means what 青年 means."""
    return write_model(tmp_path_factory.mktemp("model"), PIECES, same={"少": "青", "壮": "年"})


@pytest.fixture(scope="module")
def embedder(model: Path) -> SentenceEmbedder:
    return SentenceEmbedder(model)


class Recording:
    """An embedder that remembers what it was asked for, and waits until it may answer."""

    fingerprint = "one"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.may = threading.Event()
        self.may.set()

    def embed(self, texts: Sequence[str]) -> Vectors:
        assert self.may.wait(10)
        self.asked += texts
        found = np.array([[len(text), 1.0] for text in texts], dtype=np.float32).reshape(-1, 2)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def test_the_nearest_name_of_each_item_counts(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    names = SemanticNames(["老人津贴", "老人食堂", "青年津贴"], ["a", "a", "b"], embedder, tmp_path / "names.npz")
    assert not names.ready
    names.complete()
    cosines = names.cosines("少壮津贴")
    assert cosines["b"] == pytest.approx(1, abs=1e-6)
    assert cosines["a"] < 0.95
    assert names.cosines("老人食堂", ["a"]) == {"a": pytest.approx(1, abs=1e-6)}


def test_vectors_are_worked_out_once_for_a_model(tmp_path: Path) -> None:
    file, embedder = tmp_path / "deep" / "names.npz", Recording()
    SemanticNames(["甲", "乙乙", "甲"], ["a", "b", "c"], embedder, file).complete()
    assert embedder.asked == ["甲", "乙乙"]
    again = SemanticNames(["乙乙", "丙"], ["b", "d"], embedder, file)
    assert again.missing == ("丙",)
    again.complete()
    embedder.asked.clear()
    assert again.cosines("乙乙")["b"] == pytest.approx(1, abs=1e-6)
    assert embedder.asked == ["乙乙"]
    embedder.fingerprint = "two"
    assert SemanticNames(["乙乙", "丙"], ["b", "d"], embedder, file).missing == ("乙乙", "丙")


def test_a_broken_or_unwritable_file_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "names.npz").write_bytes(b"PK\x03\x04 torn")
    names = SemanticNames(["甲"], ["a"], Recording(), tmp_path / "names.npz")
    assert names.missing == ("甲",)
    names.complete()
    assert SemanticNames(["甲"], ["a"], Recording(), tmp_path / "names.npz").missing == ()
    (tmp_path / "file").touch()
    names = SemanticNames(["甲"], ["a"], Recording(), tmp_path / "file" / "names.npz")
    names.complete()
    assert names.ready


def test_meaning_changes_the_order_and_not_the_sum() -> None:
    before = (Candidate("a", "甲", 0.5), Candidate("b", "乙", 0.3), Candidate("c", "丙", 0.0))
    after = blended(before, {"a": 0.1, "b": 0.9, "c": 0.5}, weight=2.0)
    assert [one.code for one in after] == ["b", "a", "c"]
    assert sum(one.score for one in after) == pytest.approx(0.8, abs=2e-4)
    assert blended(before, {"a": 0.4, "b": 0.4, "c": 0.4}, weight=2.0)[:2] == before[:2]


def test_a_word_that_no_name_has_finds_what_it_means(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    plain = Linker(ITEMS, Lexicon())
    linker = Meanings(embedder, tmp_path / "names.npz").wrap(plain)
    before, after = plain.link("少壮津贴发放"), linker.link("少壮津贴发放")
    scores = {one.code: one.score for one in before.candidates}
    assert abs(scores["x0"] - scores["x1"]) < 0.1  # the letters do not tell them apart
    assert after.candidates[0].code == "x1"
    assert after.candidates[0].score > scores["x1"]
    assert after.known == before.known


def test_the_decision_follows_the_new_shares(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    names = SemanticNames([one.name for one in ITEMS], [one.code for one in ITEMS], embedder, tmp_path / "names.npz")
    names.complete()
    plain = Linker(ITEMS, Lexicon())
    plain.weights = replace(plain.weights, known_bias=9.0)
    assert plain.link("少壮津贴发放").decision == CHOOSE
    assert SemanticLinker(plain, names, weight=20.0).link("少壮津贴发放").decision == SURE


def test_at_most_top_and_nothing_named_stays_so(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    linker = Meanings(embedder, tmp_path / "names.npz").wrap(Linker(ITEMS, Lexicon()))
    assert len(linker.link("津贴", top=1).candidates) == 1
    assert linker.link("").decision == NONE


def test_many_new_names_are_worked_out_aside(tmp_path: Path) -> None:
    embedder = Recording()
    meanings = Meanings(embedder, tmp_path / "names.npz")
    meanings.wrap(Linker(ITEMS, Lexicon()))
    embedder.may.clear()
    more = Linker([*ITEMS, *(item(f"y{at}", f"老人津贴第{'一' * at}档") for at in range(40))], Lexicon())
    linker = meanings.wrap(more)  # does not wait
    link = linker.link("老人津贴")
    assert link == more.link("老人津贴")
    worker = next(one for one in threading.enumerate() if one.name == "vectors-of-names")
    embedder.may.set()
    worker.join(10)
    assert linker.link("老人津贴") != link
    assert "老人津贴" in embedder.asked


def test_the_live_linker_uses_the_model_that_is_set(model: Path, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, embedding_model=str(model))
    save_snapshot(settings, ITEMS)
    folder, now = tmp_path / "lexicon", 0.0
    folder.mkdir()
    live = LiveLinker(settings, folder, clock=lambda: now)
    assert live.current().link("少壮津贴发放").item == "x1"
    assert (tmp_path / "embeddings" / "names.npz").exists()
    (folder / "aliases.csv").write_text("item,alias\nx2,少壮申领\n", encoding="utf-8")
    now = LiveLinker.EVERY
    assert live.current().link("少壮申领").candidates[0].code == "x2"


def test_a_model_that_cannot_be_used_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"model\.onnx"):
        LiveLinker(Settings(var=tmp_path, embedding_model=str(tmp_path))).current()


def search(var: Path, **environment: str) -> list[str]:
    """Codes that ``catalogue search`` gives, then whether onnxruntime was imported."""
    code = (
        "import sys; from bot.__main__ import main; main(['catalogue', 'search']); print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps({"text": "少壮津贴发放"}) + "\n",
        env={**os.environ, "BANSHI_VAR": str(var), "BANSHI_EMBEDDING_MODEL": "", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found, imported = done.stdout.strip().splitlines()
    return [*(one["code"] for one in json.loads(found)["candidates"]), imported]


def test_off_by_default_and_on_by_its_setting(model: Path, tmp_path: Path) -> None:
    save_snapshot(Settings(var=tmp_path), ITEMS)
    assert Settings.from_env({}).embedding_model == ""
    assert search(tmp_path)[-1] == "False"
    assert not (tmp_path / "embeddings").exists()
    found = search(tmp_path, BANSHI_EMBEDDING_MODEL=str(model))
    assert (found[0], found[-1]) == ("x1", "True")
