"""Applications as told: states, dates counted back from today, pauses, due dates, and no names."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.calendar import FixedClock
from bot.platform_api import codec
from bot.platform_api.models import APPLICATION_STATES, Application, Pause
from bot.sandbox.seed_files import SEED, masked

CITIZENS = {row["id"]: row for row in csv.DictReader((SEED / "citizens.csv").open(encoding="utf-8"))}
COMPANIES = {row["id"]: row for row in csv.DictReader((SEED / "companies.csv").open(encoding="utf-8"))}
ROWS = list(csv.DictReader((SEED / "applications.csv").open(encoding="utf-8")))


async def raw(sandbox: Any, number: str) -> Any:
    row = next(row for row in ROWS if row["number"] == number)
    who = CITIZENS.get(row["applicant"]) or COMPANIES[row["applicant"]]
    tail = (who.get("id_number") or who["uscc"])[-4:]
    headers = {"X-Caller": f"caller-{number}"}
    body = {"application_number": number, "tail": tail}
    token = (await (await sandbox.post("/v1/verifications", json=body, headers=headers)).json())["token"]
    return await sandbox.get(f"/v1/applications/{number}", headers={**headers, "Authorization": f"Bearer {token}"})


async def told(sandbox: Any, number: str) -> Application:
    return codec.decode_application(await (await raw(sandbox, number)).json())


def day(text: str) -> date:
    return date.fromisoformat(text)


async def test_all_30_are_told_and_every_state_occurs(sandbox: Any) -> None:
    applications = [await told(sandbox, row["number"]) for row in ROWS]
    assert {application.state for application in applications} == set(APPLICATION_STATES)
    assert all(application.state_known for application in applications)
    for application in applications:
        days = [on for _, on in application.history]
        assert days == sorted(days)
        assert application.history[-1] == (application.state, application.state_since)
        assert application.history[0][1] == application.submitted_on


async def test_a_late_one(sandbox: Any) -> None:
    application = await told(sandbox, "9901002026000104")
    assert application.item.name == "建筑工程施工许可证核发"
    assert application.item.published
    assert application.state == "审核中"
    assert application.submitted_on == day("2026-11-04")
    assert application.accepted_on == day("2026-11-05")
    assert application.state_since == day("2026-11-09")
    assert application.promised_days == 7
    assert (application.statutory_days, application.statutory_unit) == (7, "工作日")
    assert application.pauses == ()
    assert application.correction_due is None
    assert application.applicant == "云州********公司"
    assert application.history == (
        ("待受理", day("2026-11-04")),
        ("已受理", day("2026-11-05")),
        ("审核中", day("2026-11-09")),
    )


async def test_a_correction_stops_the_clock_and_has_a_due_date(sandbox: Any) -> None:
    application = await told(sandbox, "9901002026000103")
    assert application.accepted_on is None
    assert application.state_since == day("2026-11-17")
    assert application.pauses == (Pause("补正", day("2026-11-17")),)
    assert application.correction_due == day("2026-12-01")
    assert application.note == "请补交近期一寸免冠照片"
    assert application.statutory_days is None  # its guide is not published here


async def test_a_special_procedure_stops_the_clock(sandbox: Any) -> None:
    application = await told(sandbox, "9901002026000106")
    assert application.pauses == (Pause("特别程序", day("2026-11-16")),)
    assert application.correction_due is None


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("9901002026000101", "江南区政务服务中心（江南区滨江路88号）"),  # its note names the hall
        ("9901002026000108", ""),  # downloaded
        ("9901002026000109", ""),  # sent by post
        ("9901002026000104", ""),  # not done
    ],
)
async def test_where_to_collect(sandbox: Any, number: str, place: str) -> None:
    assert (await told(sandbox, number)).collect_at == place


async def test_a_statutory_limit_keeps_its_unit(sandbox: Any) -> None:
    application = await told(sandbox, "9901002026000101")
    assert (application.statutory_days, application.statutory_unit) == (60, "自然日")
    assert application.promised_days == 7


async def test_no_name_id_number_or_phone_is_told(sandbox: Any) -> None:
    for row in ROWS:
        response = await raw(sandbox, row["number"])
        assert response.headers["Cache-Control"] == "no-store"
        text = await response.text()
        for person in CITIZENS.values():
            assert person["name"] not in text
            assert person["id_number"] not in text
            assert person["phone"] not in text
        for company in COMPANIES.values():
            assert company["name"] not in text
            assert company["uscc"] not in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [("江远", "江*"), ("林可欣", "林**"), ("欧阳小满", "欧***"), ("云州示例物流有限公司", "云州******公司")],
)
def test_masked(name: str, shown: str) -> None:
    assert masked(name) == shown


async def test_the_dates_move_with_the_day_while_it_runs(sandbox: Any, clock: FixedClock) -> None:
    before = await told(sandbox, "9901002026000104")
    clock.advance(days=3)  # Monday: one working day on
    after = await told(sandbox, "9901002026000104")
    assert (before.accepted_on, after.accepted_on) == (day("2026-11-05"), day("2026-11-06"))


async def test_at_a_year_s_end(start: Any, clock: FixedClock, tmp_path: Path) -> None:
    clock.moment = FixedClock.at(2026, 12, 31).moment
    sandbox = await start()
    application = await told(sandbox, "9901002026000103")
    assert application.submitted_on == day("2026-12-23")
    assert application.state_since == day("2026-12-28")
    assert application.correction_due == day("2027-01-11")  # Monday to Friday: nobody has published 2027
