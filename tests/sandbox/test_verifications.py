"""Identity: what opens an application, what locks it, and that no refusal tells why."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.calendar import FixedClock
from bot.sandbox.identity import TOKEN_LIFE

PERSON = "9901002026000101"  # C01: ID number …1015, phone …0101
WITH_X = "9901002026000102"  # C02: …202X
COMPANY = "9901002026000104"  # E03: …003K, contact …0203, agent C03: ID …3035, phone …0103
UNKNOWN = "9901002026999999"


async def verify(sandbox: Any, number: str, tail: str, caller: str = "me") -> Any:
    body = {"application_number": number, "tail": tail}
    return await sandbox.post("/v1/verifications", json=body, headers={"X-Caller": caller})


async def read(sandbox: Any, number: str, token: str, caller: str = "me") -> Any:
    headers = {"Authorization": f"Bearer {token}", "X-Caller": caller}
    return await sandbox.get(f"/v1/applications/{number}", headers=headers)


async def token_for(sandbox: Any, number: str, tail: str, caller: str = "me") -> str:
    response = await verify(sandbox, number, tail, caller)
    assert response.status == 201
    given = await response.json()
    assert given["expires_in"] == TOKEN_LIFE == 600
    assert response.headers["Cache-Control"] == "no-store"
    return str(given["token"])


@pytest.mark.parametrize(
    ("number", "tail", "status"),
    [
        (PERSON, "1015", 201),
        (PERSON, "0101", 201),
        (PERSON, "１０１５", 201),
        (PERSON, " 10 15 ", 201),
        (WITH_X, "202X", 201),
        (WITH_X, "202x", 201),
        (WITH_X, "２０２ｘ", 201),
        (WITH_X, "0102", 201),
        (COMPANY, "003K", 201),
        (COMPANY, "003k", 201),
        (COMPANY, "0203", 201),
        (COMPANY, "3035", 201),
        (COMPANY, "0103", 201),
        (PERSON, "1016", 403),
        (PERSON, "0203", 403),
        (PERSON, "015", 403),
        (PERSON, "", 403),
        (PERSON, "----", 403),
        (PERSON, "990101198803121015", 403),
        (COMPANY, "1015", 403),
        (UNKNOWN, "1015", 403),
        (UNKNOWN, "----", 403),
        ("", "1015", 403),
    ],
)
async def test_who_gets_in(sandbox: Any, number: str, tail: str, status: int) -> None:
    assert (await verify(sandbox, number, tail)).status == status


def visible(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "Date"}


async def test_every_refusal_is_the_same_to_the_byte(sandbox: Any) -> None:
    for _ in range(5):
        await verify(sandbox, COMPANY, "0000", "somebody")
    answers = {
        "wrong tail": await verify(sandbox, PERSON, "9999", "a"),
        "unknown number": await verify(sandbox, UNKNOWN, "1015", "b"),
        "someone else's": await verify(sandbox, WITH_X, "1015", "c"),
        "locked, wrong": await verify(sandbox, COMPANY, "9999", "d"),
        "locked, right": await verify(sandbox, COMPANY, "003K", "e"),
        "caller locked, right": await verify(sandbox, PERSON, "1015", "somebody"),
    }
    seen = {name: (answer.status, await answer.read(), visible(answer)) for name, answer in answers.items()}
    first = seen["wrong tail"]
    assert all(answer == first for answer in seen.values()), seen
    problem = await answers["wrong tail"].json(content_type=None)
    assert (problem["code"], problem["wait_minutes"], problem["phone"]) == ("verification_refused", 15, "12345")


async def test_five_wrong_tries_lock_a_number_for_everyone(sandbox: Any, clock: FixedClock) -> None:
    for number in range(4):
        await verify(sandbox, PERSON, "9999", f"caller{number}")
    assert (await verify(sandbox, PERSON, "1015", "fifth")).status == 201
    await verify(sandbox, PERSON, "9999", "caller4")
    assert (await verify(sandbox, PERSON, "1015", "fifth")).status == 403
    clock.advance(minutes=14, seconds=59)
    assert (await verify(sandbox, PERSON, "1015", "sixth")).status == 403
    clock.advance(seconds=2)
    assert (await verify(sandbox, PERSON, "1015", "sixth")).status == 201


@pytest.mark.parametrize("numbers", [[UNKNOWN] * 5, [f"{number}" for number in range(5)], [PERSON, COMPANY] * 3])
async def test_five_wrong_tries_lock_a_caller_for_every_number(sandbox: Any, numbers: list[str]) -> None:
    for number in numbers:
        await verify(sandbox, number, "9999", "thief")
    assert (await verify(sandbox, WITH_X, "202X", "thief")).status == 403
    assert (await verify(sandbox, WITH_X, "202X", "another")).status == 201


async def test_tries_older_than_15_minutes_are_forgotten(sandbox: Any, clock: FixedClock) -> None:
    for _ in range(4):
        await verify(sandbox, PERSON, "9999")
    clock.advance(minutes=15, seconds=1)
    await verify(sandbox, PERSON, "9999")
    assert (await verify(sandbox, PERSON, "1015")).status == 201


async def test_a_stranger_cannot_keep_a_number_locked(sandbox: Any, clock: FixedClock) -> None:
    for number in range(5):
        await verify(sandbox, PERSON, "9999", f"stranger{number}")
    clock.advance(minutes=10)
    for number in range(5, 9):
        await verify(sandbox, PERSON, "9999", f"stranger{number}")
    clock.advance(minutes=5, seconds=1)
    assert (await verify(sandbox, PERSON, "1015", "owner")).status == 201


async def test_a_right_tail_under_a_lock_counts_as_wrong_for_its_caller(sandbox: Any) -> None:
    """Otherwise somebody who is not locked after five of them would know that one was right."""
    for number in range(5):
        await verify(sandbox, PERSON, "9999", f"stranger{number}")
    for _ in range(5):
        await verify(sandbox, PERSON, "1015", "guesser")
    assert (await verify(sandbox, WITH_X, "202X", "guesser")).status == 403


async def test_a_restart_does_not_unlock(start: Any) -> None:
    first = await start()
    for _ in range(5):
        await verify(first, PERSON, "9999", "caller")
    await first.close()
    second = await start()
    assert (await verify(second, PERSON, "1015", "other")).status == 403
    assert (await verify(second, WITH_X, "202X", "caller")).status == 403


async def test_a_token_opens_one_number_to_one_caller_for_ten_minutes(sandbox: Any, clock: FixedClock) -> None:
    token = await token_for(sandbox, PERSON, "1015")
    assert (await read(sandbox, PERSON, token)).status == 200
    refused = {
        "other number": await read(sandbox, WITH_X, token),
        "unknown number": await read(sandbox, UNKNOWN, token),
        "other caller": await read(sandbox, PERSON, token, "you"),
        "other token": await read(sandbox, PERSON, "made-up"),
        "no token": await read(sandbox, PERSON, ""),
        "odd token": await read(sandbox, PERSON, "口令"),
        "odd number": await read(sandbox, "一二三", token),
    }
    assert {name: answer.status for name, answer in refused.items()} == dict.fromkeys(refused, 401)
    assert len({await answer.read() for answer in refused.values()}) == 1
    clock.advance(minutes=9, seconds=59)
    assert (await read(sandbox, PERSON, token)).status == 200
    clock.advance(seconds=1)
    assert (await read(sandbox, PERSON, token)).status == 401


async def test_a_token_survives_a_restart(start: Any) -> None:
    first = await start()
    token = await token_for(first, PERSON, "1015")
    await first.close()
    assert (await read(await start(), PERSON, token)).status == 200


@pytest.mark.parametrize("headers", [{}, {"X-Caller": ""}, {"X-Caller": "a b"}, {"X-Caller": "x" * 129}])
async def test_a_caller_must_be_named(sandbox: Any, headers: dict[str, str]) -> None:
    body = {"application_number": PERSON, "tail": "1015"}
    for response in (
        await sandbox.post("/v1/verifications", json=body, headers=headers),
        await sandbox.get(f"/v1/applications/{PERSON}", headers=headers),
    ):
        assert response.status == 400
        assert (await response.json(content_type=None))["code"] == "caller_missing"


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 413),
        (b"[" * 60_000, "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"application_number": "1"}', "application/json", 400),
        (b'{"application_number": 1, "tail": "1015"}', "application/json", 400),
        (b'{"application_number": "1", "tail": "1015", "name": "x"}', "application/json", 400),
        (b'{"application_number": "\\ud800", "tail": "1015"}', "application/json", 400),
        (b"application_number=1", "application/x-www-form-urlencoded", 415),
    ],
)
async def test_an_unreadable_request_is_refused(sandbox: Any, body: bytes, media: str, status: int) -> None:
    headers = {"X-Caller": "me", "Content-Type": media}
    response = await sandbox.post("/v1/verifications", data=body, headers=headers)
    assert response.status == status


async def test_no_tail_number_or_caller_is_logged_or_kept(
    start: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox = await start()
    token = await token_for(sandbox, WITH_X, "202X", "caller-of-this-test")
    await verify(sandbox, WITH_X, "7777", "caller-of-this-test")
    await verify(sandbox, "990103199507222028", "7777", "caller-of-this-test")
    await sandbox.close()
    [kept] = sqlite3.connect(tmp_path / "var" / "sandbox.db").execute(
        "SELECT group_concat(row) FROM (SELECT subject AS row FROM wrong_try UNION ALL SELECT subject FROM lock"
        " UNION ALL SELECT digest || number || caller FROM token)"
    )
    for secret in ("202X", "7777", "990103199507222028", "caller-of-this-test", token):
        assert secret not in caplog.text
        assert secret not in kept[0]
