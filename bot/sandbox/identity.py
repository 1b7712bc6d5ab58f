"""Who may see an application: the last 4 characters open it, wrong ones lock it, and no answer tells which it was."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from bot.calendar import Clock
from bot.sandbox.problems import Problem
from bot.sandbox.seed_files import Applicant
from bot.sandbox.store import Store

TRIES = 5
WINDOW = 15 * 60.0  # seconds in which TRIES wrong ones lock, and how long the lock lasts
TOKEN_LIFE = 10 * 60  # seconds

#: Every check compares this many tails, so that its time does not tell a company, a person and nobody apart.
_COMPARED = 4


class Identity:
    """Checks tails against the applicants of ``store``; ``key`` is what digests are keyed with."""

    def __init__(self, store: Store, applicants: dict[str, Applicant], clock: Clock, key: str) -> None:
        self._store = store
        self._applicants = applicants
        self._clock = clock
        self._key = key.encode()

    def verify(self, number: str, tail: str, caller: str) -> str:
        """A token for ``number`` and ``caller``; the one refusal for every cause that there is."""
        now = self._clock.now().timestamp()
        subjects = (self._digest("number", number), self._digest("caller", caller))
        locked = [self._store.locked(subject, now) for subject in subjects]
        right = self._matches(number, tail)
        if not right or any(locked):
            # A right tail under a lock counts as wrong too: otherwise one's own lock would tell that it was right.
            # A lock that holds is not made longer, or a stranger could keep a number locked for ever.
            for subject, is_locked in zip(subjects, locked, strict=True):
                if not is_locked:
                    self._store.count_wrong(subject, now, tries=TRIES, window=WINDOW)
            raise refusal()
        token = secrets.token_urlsafe(32)
        self._store.keep_token(self._digest("token", token), *subjects, until=now + TOKEN_LIFE, now=now)
        return token

    def check(self, token: str, number: str, caller: str) -> None:
        """Problem 401 unless the token holds for this number and caller."""
        now = self._clock.now().timestamp()
        digests = (self._digest("token", token), self._digest("number", number), self._digest("caller", caller))
        if not self._store.token_holds(*digests, now):
            raise Problem(
                401,
                "token_invalid",
                "请重新核验身份",
                detail="令牌已过期，或者不是为这个办件和这位办事人签发的。",
                headers={"WWW-Authenticate": "Bearer"},
            )

    def _matches(self, number: str, tail: str) -> bool:
        stored = self._store.application(number)
        applicant = self._applicants.get(stored.applicant) if stored else None
        tails = applicant.tails if applicant else ()
        given = _normalised(tail)
        right = False
        for index in range(_COMPARED):
            there = index < len(tails)
            same = hmac.compare_digest(given.encode(), (tails[index] if there else "----").encode())
            right |= same and there
        return right

    def _digest(self, kind: str, value: str) -> str:
        return hmac.new(self._key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def refusal() -> Problem:
    """The answer to an unknown number, a wrong tail, someone else's number and a lock."""
    return Problem(
        403,
        "verification_refused",
        "没能核验身份",
        detail="请核对办件编号和证件号码或手机号的后 4 位。连续输错会锁定 15 分钟，急事请打 12345。",
        wait_minutes=int(WINDOW // 60),
        phone="12345",
    )


def _normalised(tail: str) -> str:
    """Full width to half width, x to X, spaces gone."""
    return "".join(unicodedata.normalize("NFKC", tail).split()).upper()
