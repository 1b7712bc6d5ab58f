"""An application as the platform tells it: the stored row, with its item, limits, pauses, due date and history."""

from __future__ import annotations

from datetime import date

from bot.calendar import add_workdays
from bot.platform_api.models import Application, Guide, Hall, Pause, ServiceItem
from bot.sandbox.seed_files import City
from bot.sandbox.store import StoredApplication

CORRECTION_DAYS = 10  # working days to hand in what is missing
_PAUSES = ("补正", "特别程序")


def tell(stored: StoredApplication, item: ServiceItem, guide: Guide | None, city: City) -> Application:
    """The application, its applicant masked. ``item`` and ``guide`` are those of ``stored.item``."""
    paused = stored.state in _PAUSES
    due = add_workdays(stored.state_since, CORRECTION_DAYS).date if stored.state == "补正" else None
    return Application(
        number=stored.number,
        item=item,
        state=stored.state,
        state_known=True,
        submitted_on=stored.submitted_on,
        accepted_on=stored.accepted_on,
        state_since=stored.state_since,
        promised_days=_promised(stored, guide),
        statutory_days=guide.statutory.days if guide and guide.statutory else None,
        statutory_unit=guide.statutory.unit if guide and guide.statutory else "工作日",
        pauses=(Pause(stored.state, stored.state_since),) if paused else (),
        note=stored.note,
        correction_due=due,
        collect_at=_collect_at(stored, city),
        history=_history(stored),
        applicant=city.applicants[stored.applicant].masked_name,
    )


def _promised(stored: StoredApplication, guide: Guide | None) -> int:
    """What was promised when it was handed in; without that the guide's promise, 0 when it has none in working days."""
    if stored.promised_days is not None:
        return stored.promised_days
    promised = guide.promised if guide else None
    return promised.days or 0 if promised and promised.unit == "工作日" else 0


def _history(stored: StoredApplication) -> tuple[tuple[str, date], ...]:
    days = {"待受理": stored.submitted_on}
    if stored.accepted_on:
        days["已受理"] = stored.accepted_on
    days.setdefault(stored.state, stored.state_since)
    return tuple(days.items())


def _collect_at(stored: StoredApplication, city: City) -> str:
    """Where to fetch what is done: the hall the note names, else the applicant's own; empty when it comes by itself."""
    if stored.state != "办结":
        return ""
    if stored.note:
        return next((_place(hall) for hall in city.halls if hall.name in stored.note), "")
    district = city.applicants[stored.applicant].district
    return next((_place(hall) for hall in city.halls if hall.district == district), "")


def _place(hall: Hall) -> str:
    return f"{hall.name}（{hall.address}）"
