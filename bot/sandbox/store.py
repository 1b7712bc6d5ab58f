"""The sandbox's state in SQLite: applications, wrong tries, locks and tokens.

One connection, used from the event loop: every statement touches a few rows of a local file (well under a
millisecond), and a verification that does not yield in the middle cannot race another one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.calendar import workdays_ago
from bot.sandbox.seed_files import SeedApplication


@dataclass(frozen=True)
class StoredApplication:
    """A row of the table ``application``."""

    number: str
    item: str
    applicant: str
    state: str
    submitted_on: date
    accepted_on: date | None
    state_since: date
    promised_days: int | None
    note: str


class Store:
    """State under ``path``; made when it is not there."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA busy_timeout = 2000")
        self._db.executescript(Path(__file__).with_name("schema.sql").read_text(encoding="utf-8"))

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._db.close()

    def seed(self, applications: Iterable[SeedApplication], today: date) -> bool:
        """Put the seeded applications in, their dates counted back from ``today``; False when that is done for today.

        Each new day they are counted anew: what is 2 working days late stays 2 working days late.
        """
        row = self._db.execute("SELECT seeded_on FROM seeding WHERE name = 'applications'").fetchone()
        if row and row[0] == today.isoformat():
            return False
        rows = [
            (
                seed.number,
                seed.item,
                seed.applicant,
                seed.state,
                workdays_ago(today, seed.submitted_ago).isoformat(),
                None if seed.accepted_ago is None else workdays_ago(today, seed.accepted_ago).isoformat(),
                workdays_ago(today, seed.state_since_ago).isoformat(),
                seed.promised_days,
                seed.note,
            )
            for seed in applications
        ]
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany("INSERT OR REPLACE INTO application VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._db.execute("INSERT OR REPLACE INTO seeding VALUES ('applications', ?)", (today.isoformat(),))
        return True

    def application(self, number: str) -> StoredApplication | None:
        """The application with that number."""
        row = self._db.execute(
            "SELECT number, item, applicant, state, submitted_on, accepted_on, state_since, promised_days, note"
            " FROM application WHERE number = ?",
            (number,),
        ).fetchone()
        if row is None:
            return None
        number, item, applicant, state, submitted, accepted, since, promised, note = row
        return StoredApplication(
            number,
            item,
            applicant,
            state,
            date.fromisoformat(submitted),
            date.fromisoformat(accepted) if accepted else None,
            date.fromisoformat(since),
            promised,
            note,
        )

    def locked(self, subject: str, now: float) -> bool:
        """Whether ``subject`` is locked at ``now`` (seconds since the epoch)."""
        row = self._db.execute("SELECT until FROM lock WHERE subject = ?", (subject,)).fetchone()
        return row is not None and row[0] > now

    def count_wrong(self, subject: str, now: float, *, tries: int, window: float) -> None:
        """Count a wrong try; the ``tries``-th within ``window`` seconds locks the subject for as long."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM wrong_try WHERE at <= ?", (now - window,))
            self._db.execute("DELETE FROM lock WHERE until <= ?", (now,))
            self._db.execute("INSERT INTO wrong_try VALUES (?, ?)", (subject, now))
            [(wrong,)] = self._db.execute("SELECT count(*) FROM wrong_try WHERE subject = ?", (subject,))
            if wrong >= tries:
                self._db.execute("INSERT OR REPLACE INTO lock VALUES (?, ?)", (subject, now + window))
                self._db.execute("DELETE FROM wrong_try WHERE subject = ?", (subject,))

    def keep_token(self, digest: str, number: str, caller: str, *, until: float, now: float) -> None:
        """Keep a token for one number and caller; those that have expired go."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM token WHERE until <= ?", (now,))
            self._db.execute("INSERT INTO token VALUES (?, ?, ?, ?)", (digest, number, caller, until))

    def token_holds(self, digest: str, number: str, caller: str, now: float) -> bool:
        """Whether the token opens this number to this caller now."""
        row = self._db.execute(
            "SELECT 1 FROM token WHERE digest = ? AND number = ? AND caller = ? AND until > ?",
            (digest, number, caller, now),
        ).fetchone()
        return row is not None
