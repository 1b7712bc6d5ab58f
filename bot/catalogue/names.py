"""What people call a service item: its everyday name, or its official one where the lexicon has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from bot.catalogue.imported import Profile
from bot.catalogue.lexicon import Lexicon, load_lexicon
from bot.catalogue.source import load_items, profile_of, source_stamp
from bot.platform_api.models import ServiceItem
from bot.settings import Settings
from bot.text.normalise import plain

LONG = 24  # characters from which a name is told without what stands in brackets, where that is enough
TWICE = re.compile(r"[(（]\s*[(（](.*?)[)）]\s*[)）]")


class Names:
    """Item code → name for a sentence or a button; an unknown code is given back as it is.

    Follows the catalogue: new items have their names within ``EVERY`` seconds, without a restart.
    """

    EVERY = 5.0

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._looked = float("-inf")
        self._stamp: object = None
        self._names: dict[str, str] = {}
        self._profile: Profile | None = None
        self._look()

    def __call__(self, code: str) -> str:
        self._look()
        return self._names.get(code, code)

    def place(self) -> str:
        """The region of the imported catalogue in use; empty when it is the city's own."""
        self._look()
        return self._profile.region if self._profile else ""

    def starters(self) -> tuple[str, ...]:
        """Codes of the items an imported catalogue offers first; empty when the wording names them."""
        self._look()
        return self._profile.starters if self._profile else ()

    def _look(self) -> None:
        if self._clock() - self._looked < self.EVERY:
            return
        self._looked = self._clock()
        stamp = source_stamp(self._settings)
        if stamp != self._stamp:
            self._profile = profile_of(self._settings)
            everyday = {} if self._profile else load_lexicon().everyday  # the lexicon speaks of the city's own items
            self._names = {**distinct_names(load_items(self._settings)), **everyday}
            self._stamp = stamp


def with_own_names(lexicon: Lexicon, items: Sequence[ServiceItem]) -> Lexicon:
    """The lexicon with the everyday names that items bring along from their register."""
    own = {item.code: tuple(plain(name) for name in item.aliases) for item in items if item.aliases}
    aliases = {code: (*lexicon.aliases.get(code, ()), *names) for code, names in own.items()}
    return replace(lexicon, aliases={**lexicon.aliases, **aliases}) if own else lexicon


def distinct_names(items: Sequence[ServiceItem]) -> dict[str, str]:
    """Code → official name, with the department where several items have one name, and the code where that is one too.

    Registers hold the same item for the province and for a city. What a long name says in brackets is left out when
    no other name begins alike.
    """
    by_name = Counter(item.name for item in items)
    by_both = Counter((item.name, item.department) for item in items)
    by_head = Counter(head_of(name) for name in by_name)
    names = {}
    for item in items:
        head = head_of(item.name)
        name = head if len(item.name) > LONG and by_head[head] == 1 else TWICE.sub(r"（\1）", item.name)
        if by_name[item.name] > 1:
            own = item.department if by_both[item.name, item.department] == 1 else f"{item.department} {item.code}"
            name = f"{name}（{own}）"
        names[item.code] = name
    return names


def head_of(name: str) -> str:
    """The name up to its first bracket; whole when it begins with one."""
    return re.split(r"[(（]", name, maxsplit=1)[0].strip() or name
