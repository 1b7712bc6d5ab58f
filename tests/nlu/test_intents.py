"""The intent model: trained the same twice, kept and read whole."""

from __future__ import annotations

import pytest

from bot.errors import ModelError
from bot.nlu.intents import IntentModel, train

EXAMPLES = [{"多少": 1, "钱": 1}, {"多少": 1, "费": 1}, {"几": 1, "天": 1}, {"几": 1, "日": 1}] * 4
LABELS = ["fee", "fee", "duration", "duration"] * 4


def test_what_was_learnt() -> None:
    guesses = train(EXAMPLES, LABELS).predict({"多少": 1, "钱": 2, "没见过": 1})
    assert guesses[0].name == "fee"
    assert sum(guess.confidence for guess in guesses) == pytest.approx(1)


def test_training_is_deterministic() -> None:
    assert train(EXAMPLES, LABELS).predict({"几": 1}) == train(EXAMPLES, LABELS).predict({"几": 1})


def test_kept_and_read_again() -> None:
    model = train(EXAMPLES, LABELS)
    again = IntentModel.from_bytes(model.to_bytes())
    before, after = model.predict({"天": 1}), again.predict({"天": 1})
    assert [guess.name for guess in before] == [guess.name for guess in after]
    assert before[0].confidence == pytest.approx(after[0].confidence, abs=0.01)


def test_nothing_known_is_still_an_answer() -> None:
    assert len(train(EXAMPLES, LABELS).predict({})) == 2


@pytest.mark.parametrize("data", [b"", b"not a model", b"PK\x03\x04"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError):
        IntentModel.from_bytes(data)


def test_one_intent_cannot_be_learnt() -> None:
    with pytest.raises(ValueError, match="two intents"):
        train([{"x": 1}], ["only"])
