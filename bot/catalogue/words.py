"""The words in which a catalogue and its everyday names are written: what spelling is put right by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.catalogue.register import RegisterSearch
from bot.catalogue.search import ItemSearch
from bot.text.normalise import plain

#: A word of everyday names counts from this many names on; every word of an official name does.
_NAMES = 3
#: Everyday names longer than this are phrases, not words.
_LONGEST_NAME = 6


def vocabulary(search: ItemSearch | RegisterSearch) -> Iterator[str]:
    """Words and short everyday names, the most used first (an earlier one is taken when two sound alike)."""
    counts: Counter[str] = Counter()
    for names in search.lexicon.aliases.values():
        for name in names:
            counts.update({word for word in search.tokenizer.lcut(name) if len(word) > 1})
    for item in search.items:
        words = search.tokenizer.lcut(plain(item.name))
        counts.update(dict.fromkeys((word for word in words if len(word) > 1), _NAMES))
    yield from (word for word, count in counts.most_common() if count >= _NAMES)
    yield from (name for names in search.lexicon.aliases.values() for name in names if len(name) <= _LONGEST_NAME)
    yield from (words for words, _ in search.lexicon.asking)
