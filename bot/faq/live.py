"""The bank in use: follows its files, and reads a changed one beside the one that answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from bot.catalogue.lexicon import FOLDER, lexicon_stamp, load_lexicon
from bot.errors import BanshiError
from bot.faq.bank import SHIPPED, bank_stamp, load_bank
from bot.faq.search import BankSearch
from bot.faq.words import load_words
from bot.settings import Settings

log = logging.getLogger(__name__)


class LiveBank:
    """The bank with the lexicon's words. A new one is built in a thread and takes over when it is whole; one that
    cannot be read leaves the former in use."""

    #: Seconds between looks at the files.
    EVERY = 5.0

    def __init__(
        self,
        settings: Settings,
        *,
        bank: Path = SHIPPED,
        lexicon: Path = FOLDER,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._settings, self._bank, self._lexicon = settings, bank, lexicon
        self._clock = clock
        self._looked = clock()
        self._stamp = self._stamps()
        self._search = self._build(None)
        self._building: threading.Thread | None = None

    def current(self) -> BankSearch:
        """The bank to answer from now; never waits for a new one."""
        now = self._clock()
        if now - self._looked >= self.EVERY and not self.building:
            self._looked = now
            stamp = self._stamps()
            if stamp != self._stamp:
                self._building = threading.Thread(target=self._renew, args=(stamp,), name="faq-bank", daemon=True)
                self._building.start()
        return self._search

    @property
    def building(self) -> bool:
        """Whether a new bank is being built."""
        return self._building is not None and self._building.is_alive()

    def settle(self) -> None:
        """Wait until a bank that is being built is in use."""
        if self._building is not None:
            self._building.join()

    def _renew(self, stamp: tuple[object, object]) -> None:
        try:
            former = self._search if stamp[1] == self._stamp[1] else None  # other words: everything is read anew
            self._search = self._build(former)
        except (BanshiError, OSError):
            log.exception("question bank not reloaded, the former one stays in use")
        self._stamp = stamp

    def _build(self, former: BankSearch | None) -> BankSearch:
        words = former.words if former else load_words(load_lexicon(self._lexicon), self._lexicon)
        return BankSearch(load_bank(self._settings, self._bank), words, former=former)

    def _stamps(self) -> tuple[object, object]:
        return bank_stamp(self._settings, self._bank), lexicon_stamp(self._lexicon)
