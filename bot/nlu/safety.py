"""Whether a message reports danger to life. Recall comes first: a missed emergency costs more than a false alarm.

The words are data (``data/lexicon/danger.csv``): ``strong`` patterns are an emergency whatever else is said; ``weak``
ones are unless the message plainly asks about a service item (家里着火烧了房产证 怎么补); ``harmless`` ones are taken
out first (消防检查, 火灾险). The intent model is the second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.errors import ContentError

#: Named so by the model with at least this probability, an emergency is one even without a word of danger.
MODEL_ALONE = 0.4
#: The model's word together with nothing that names an item.
MODEL_WITHOUT_ITEM = 0.2

#: Characters of a message in which the model's lower probability is believed; shorter ones say too little.
SHORTEST = 5

_ASKS = re.compile(
    r"怎么补|咋补|补办|怎么办理|要带什么|带啥|多少钱|什么材料|哪里办|在哪办|去哪办|能不能报|能报销|怎么认定|怎么申请|赔偿|理赔|证明"
)


class DangerWords:
    """The patterns of danger, compiled; ContentError names a pattern that is not a regular expression."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        kinds: dict[str, list[str]] = {"strong": [], "weak": [], "harmless": []}
        for pattern, kind in patterns:
            if kind not in kinds:
                raise ContentError(f"danger.csv: the kind {kind!r} is not one of {', '.join(kinds)}")
            kinds[kind].append(pattern)
        self._strong, self._weak, self._harmless = (_compile(kinds[kind]) for kind in ("strong", "weak", "harmless"))

    def level(self, text: str) -> str:
        """``strong``, ``weak``, or empty: the danger that the words of a normalised message speak of."""
        # A sign in place of what is harmless keeps the words on either side apart.
        rest = self._harmless.sub("◇", text)
        if self._strong.search(rest):
            return "strong"
        return "weak" if self._weak.search(rest) else ""


def is_emergency(level: str, text: str, probability: float, *, names_item: bool) -> bool:
    """The decision: ``level`` of the words, the model's probability of an emergency, and whether an item is meant."""
    if level == "strong":
        return not (names_item and _ASKS.search(text) and probability < MODEL_WITHOUT_ITEM)
    if level == "weak":
        return not (names_item or _ASKS.search(text)) or probability >= MODEL_ALONE
    enough_said = len(text) >= SHORTEST and not names_item
    return probability >= (MODEL_WITHOUT_ITEM if enough_said else MODEL_ALONE)


def _compile(patterns: list[str]) -> re.Pattern[str]:
    try:
        return re.compile("|".join(patterns) if patterns else r"(?!)")
    except re.error as error:
        raise ContentError(f"danger.csv: {error}") from error
