"""Progress in plain words: dates, lateness, pauses, and one answer for every refusal."""

from __future__ import annotations

import asyncio
from datetime import date, datetime

import jsonschema
import pytest

from bot import calendar
from bot.calendar import ZONE
from bot.platform_api.models import Application, Limit, Pause
from bot.reply import schema
from bot.topics import progress
from bot.topics.progress_dates import due_dates
from tests.support import SeedPlatform, context, items

TODAY = date(2026, 11, 20)


def application(state: str = "审核中", **changes: object) -> Application:
    fields = {
        "number": "9901002026000104", "item": items()["4104"], "state": state, "state_known": True,
        "submitted_on": calendar.workdays_ago(TODAY, 12), "accepted_on": calendar.workdays_ago(TODAY, 11),
        "state_since": calendar.workdays_ago(TODAY, 9), "promised_days": 7, "statutory_days": None,
    }  # fmt: skip
    return Application(**{**fields, **changes})  # type: ignore[arg-type]


def tell(value: Application, *, now: datetime | None = None):
    reply = asyncio.run(progress.tell(value, context(SeedPlatform(), **({"now": now} if now else {}))))
    jsonschema.Draft202012Validator(schema()).validate(reply.to_json())
    return reply


def test_lateness_is_told_with_the_promised_date_and_the_days():
    reply = tell(application())
    assert reply.status == "answered" and reply.item and reply.item.code == "4104" and reply.evidence
    assert "审核中（11月9日起）" in reply.text and "11月16日前办结" in reply.text and "4 个工作日" in reply.text
    assert reply.blocks[0]["late_workdays"] == 4


def test_in_time_is_not_late():
    reply = tell(application(accepted_on=calendar.workdays_ago(TODAY, 2)))
    assert reply.blocks[0]["late_workdays"] == 0 and "超" not in reply.text


@pytest.mark.parametrize("kind", ["补正", "特别程序"])
def test_the_clock_stands_still_during_a_pause(kind: str):
    value = application(kind, pauses=(Pause(kind, calendar.workdays_ago(TODAY, 4)),))
    due = due_dates(value, None, TODAY)
    assert due.paused and due.promised is None and due.late_workdays == 0


def test_the_days_of_an_ended_pause_are_added():
    pause = Pause("特别程序", calendar.workdays_ago(TODAY, 8), calendar.workdays_ago(TODAY, 5))
    before = due_dates(application(), None, TODAY)
    after = due_dates(application(pauses=(pause,)), None, TODAY)
    assert before.promised and after.promised
    assert calendar.workdays_between(before.promised, after.promised).days == 3
    assert after.late_workdays == before.late_workdays - 3


def test_promised_and_statutory_are_two_dates():
    due = due_dates(application(), Limit(15), TODAY)
    assert due.promised and due.statutory and due.promised < due.statutory


def test_correction_says_which_material_by_when():
    reply = tell(application("补正", accepted_on=None, note="请补交近期一寸免冠照片", correction_due=date(2026, 12, 1)))
    assert "近期一寸免冠照片" in reply.text and "12月1日" in reply.text


def test_an_unknown_state_is_never_guessed():
    reply = tell(application("Z9", state_known=False))
    assert "以窗口答复为准" in reply.text and "Z9" not in reply.text
    assert reply.blocks[0]["state"] == "请以窗口答复为准"


@pytest.mark.parametrize("state", sorted(progress.WORDING_OF))
def test_every_state_reads_as_a_sentence(state: str):
    reply = tell(application(state, note="备注一句", collect_at="江南区政务服务中心"))
    assert reply.text.startswith("建筑工程施工许可证核发：") and reply.blocks[0]["state"] == state


def test_at_the_end_of_the_year_the_date_is_marked_as_expected():
    now = datetime(2026, 12, 31, 9, 0, tzinfo=ZONE)
    reply = tell(application(accepted_on=date(2026, 12, 30)), now=now)
    assert "（预计）" in reply.text and reply.blocks[0]["estimated"]


def test_refusals_tell_nothing_but_what_to_do():
    reply = progress.refused(context(), 15)
    assert reply.status == "refused_input" and "15 分钟" in reply.text and "12345" in reply.text
    assert reply.item is None
