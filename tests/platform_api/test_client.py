"""The client against the real sandbox, healthy and in trouble; and against servers that break the contract."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.calendar import FixedClock
from bot.errors import NotFound, NotPublished, PlatformError, PlatformUnavailable, VerificationRefused
from bot.platform_api.breaker import Breaker
from bot.platform_api.cache import Cache
from bot.platform_api.client import PlatformClient
from bot.sandbox.app import create_app
from bot.sandbox.faults import FAULTS
from bot.sandbox.seed_files import SEED
from bot.settings import Settings
from tests.redis_fixture import redis_client, redis_url  # noqa: F401 - fixtures

NUMBER, TAIL = "9901002026000104", "003K"


@dataclass
class City:
    """A sandbox that runs, and clients to it."""

    server: TestServer
    session: aiohttp.ClientSession
    clock: FixedClock
    seed: Path

    def client(self, **options: Any) -> PlatformClient:
        return PlatformClient(str(self.server.make_url("")), self.session, clock=self.clock, **options)

    def fault(self, mode: str, seconds: float = 0.0) -> None:
        faults = self.server.app[FAULTS]
        faults.mode, faults.seconds = mode, seconds


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    seed = tmp_path / "seed"
    (seed / "guides").mkdir(parents=True)
    for path in [*SEED.glob("*.csv"), SEED / "guides" / "1003.yml", SEED / "guides" / "4104.yml"]:
        (seed / path.relative_to(SEED)).write_bytes(path.read_bytes())
    clock = FixedClock.at(2026, 11, 20)
    app = create_app(Settings(var=tmp_path / "var"), clock=clock, seed=seed)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield City(server, session, clock, seed)


async def test_public_things_are_known_with_their_time(city: City) -> None:
    client = city.client()
    guide = await client.guide("1003")
    assert (guide.value.item.name, guide.as_of, guide.stale) == ("居民身份证丢失补领", city.clock.now(), False)
    assert (await client.item("1003")).value == guide.value.item
    assert len((await client.items()).value) == 210
    assert (await client.halls()).value[1].name == "江南区政务服务中心"
    assert (await client.districts()).value[0].name == "云州市"


async def test_not_published_names_item_and_phone(city: City) -> None:
    with pytest.raises(NotPublished) as raised:
        await city.client().guide("1004")
    error = raised.value
    assert (error.code, error.name, error.department, error.phone) == ("1004", "临时居民身份证办理", "公安局", "12345")


@pytest.mark.parametrize("code", ["9999", "..", "a/b", "证", ""])
async def test_not_found(city: City, code: str) -> None:
    with pytest.raises(NotFound):
        await city.client().item(code)


async def test_verify_then_read_the_application(city: City) -> None:
    client = city.client()
    grant = await client.verify(NUMBER, TAIL, caller="me")
    assert grant.expires_in == 600
    application = await client.application(NUMBER, grant.value, caller="me")
    assert (application.number, application.state, application.state_known) == (NUMBER, "审核中", True)
    city.clock.advance(minutes=10)
    with pytest.raises(VerificationRefused) as raised:
        await client.application(NUMBER, grant.value, caller="me")
    assert raised.value.wait_minutes == 0


async def test_a_refused_verification_says_how_long_to_wait_and_no_tail(city: City) -> None:
    with pytest.raises(VerificationRefused) as raised:
        await city.client().verify(NUMBER, "9876", caller="me")
    assert raised.value.wait_minutes == 15
    assert "9876" not in str(raised.value)


async def test_states_of_another_platform_are_mapped(city: City) -> None:
    client = city.client(state_names={"审核中": "公示中"})
    grant = await client.verify(NUMBER, TAIL, caller="me")
    assert (await client.application(NUMBER, grant.value, caller="me")).state == "公示中"


@pytest.mark.parametrize(("mode", "seconds"), [("failing", 0.0), ("down", 0.0), ("slow", 5.0)])
async def test_in_trouble_the_last_known_copy_is_told_as_such(city: City, mode: str, seconds: float) -> None:
    client = city.client(deadline=0.4)
    fresh = await client.guide("1003")
    city.clock.advance(seconds=1)
    city.fault(mode, seconds)
    started = time.monotonic()
    known = await client.guide("1003")
    assert time.monotonic() - started < 0.8
    assert (known.stale, known.as_of, known.value) == (True, fresh.as_of, fresh.value)
    with pytest.raises(PlatformUnavailable):
        await client.guide("4104")  # no copy of this one
    with pytest.raises(PlatformUnavailable):
        await client.verify(NUMBER, TAIL, caller="me")


async def test_once_mended_the_answer_is_fresh_again(city: City) -> None:
    now = 0.0
    client = city.client(breaker=Breaker(monotonic=lambda: now))
    await client.guide("1003")
    city.fault("failing")
    assert (await client.guide("1003")).stale
    city.fault("none")
    now = 1.0
    assert not (await client.guide("1003")).stale


async def test_one_turn_waits_for_a_slow_platform_only_once(city: City) -> None:
    client = city.client(deadline=0.4)
    await client.guide("1003")
    await client.guide("4104")
    city.fault("slow", 5.0)
    started = time.monotonic()
    assert (await client.guide("1003")).stale
    assert (await client.guide("4104")).stale
    assert time.monotonic() - started < 0.7


async def test_after_three_failures_nobody_waits(city: City) -> None:
    client = city.client(deadline=0.2)
    city.fault("slow", 5.0)
    for _ in range(3):
        with pytest.raises(PlatformUnavailable):
            await client.guide("1003")
    started = time.monotonic()
    with pytest.raises(PlatformUnavailable, match="left alone"):
        await client.guide("1003")
    assert time.monotonic() - started < 0.05


async def test_the_deadline_holds_by_default(city: City) -> None:
    city.fault("slow", 10.0)
    started = time.monotonic()
    with pytest.raises(PlatformUnavailable):
        await city.client().guide("1003")
    assert 1.9 < time.monotonic() - started < 2.5


async def test_lists_are_asked_for_again_after_a_minute(city: City) -> None:
    client = city.client()
    await client.halls()
    city.fault("failing")
    city.clock.advance(seconds=59)
    assert not (await client.halls()).stale
    city.clock.advance(seconds=1)
    assert (await client.halls()).stale


async def test_a_guide_taken_back_is_not_told_from_a_copy(city: City) -> None:
    client = city.client()
    await client.guide("1003")
    (city.seed / "guides" / "1003.yml").unlink()
    await asyncio.sleep(1.1)  # the sandbox looks at its folder once a second
    with pytest.raises(NotPublished):
        await client.guide("1003")
    city.fault("failing")
    with pytest.raises(PlatformUnavailable):
        await client.guide("1003")


async def test_copies_survive_a_restart_of_the_asking_process(city: City, redis_client: Any) -> None:  # noqa: F811
    fresh = await city.client(cache=Cache(redis_client)).guide("1003")
    city.fault("down")
    known = await city.client(cache=Cache(redis_client)).guide("1003")
    assert (known.stale, known.value, known.as_of) == (True, fresh.value, fresh.as_of)


async def test_an_application_is_never_kept(city: City, redis_client: Any) -> None:  # noqa: F811
    client = city.client(cache=Cache(redis_client))
    grant = await client.verify(NUMBER, TAIL, caller="me")
    await client.application(NUMBER, grant.value, caller="me")
    assert await redis_client.keys("*") == []
    city.fault("failing")
    with pytest.raises(PlatformUnavailable):
        await client.application(NUMBER, grant.value, caller="me")


Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[PlatformClient]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a platform with this one handler, gives a client to it."""
    servers: list[TestServer] = []
    async with aiohttp.ClientSession() as session:

        async def start(handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> PlatformClient:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", handler)
            servers.append(TestServer(app))
            await servers[-1].start_server()
            return PlatformClient(str(servers[-1].make_url("/")), session)

        yield start
        for server in servers:
            await server.close()


@pytest.mark.parametrize(
    ("response", "error"),
    [
        ({"status": 500}, PlatformUnavailable),
        ({"status": 429}, PlatformUnavailable),
        ({"status": 302, "headers": {"Location": "/elsewhere"}}, PlatformUnavailable),
        ({"text": "<html>"}, PlatformUnavailable),
        ({"body": b"\xff"}, PlatformUnavailable),
        ({"text": "[]"}, PlatformUnavailable),
        ({"text": '{"halls": [{"id": "H01"}]}'}, PlatformUnavailable),
        ({"status": 304}, PlatformUnavailable),  # nobody asked conditionally
        ({"status": 404, "text": "{}"}, NotFound),
        ({"status": 404, "text": "[]"}, NotFound),
        ({"status": 404, "text": '{"code": "guide_unpublished", "item": 3}'}, NotPublished),
        ({"status": 403, "text": '{"wait_minutes": "soon"}'}, VerificationRefused),
        ({"status": 422, "text": '{"code": "odd"}'}, PlatformError),
    ],
)
async def test_every_odd_answer_is_an_error_of_ours(
    serve: Serve, response: dict[str, Any], error: type[PlatformError]
) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(**response)

    with pytest.raises(PlatformError) as raised:
        await (await serve(handler)).halls()
    assert type(raised.value) is error


async def test_items_come_over_several_pages(serve: Serve) -> None:
    names = ("name", "department", "type", "object", "theme", "phone")

    async def handler(request: web.Request) -> web.Response:
        code = int(request.query.get("cursor", "0")) + 1
        item = {"code": str(code), "published": False, **dict.fromkeys(names, "x")}
        return web.json_response({"items": [item], "next_cursor": str(code) if code < 3 else None})

    known = await (await serve(handler)).items()
    assert [item.code for item in known.value] == ["1", "2", "3"]


@pytest.mark.parametrize(("failures", "tries"), [(1, 2), (2, 2)])
async def test_a_get_is_tried_twice_and_no_more(serve: Serve, failures: int, tries: int) -> None:
    seen: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.method)
        if len(seen) <= failures:
            raise web.HTTPServiceUnavailable
        return web.json_response({"halls": []})

    client = await serve(handler)
    if failures < tries:
        assert (await client.halls()).value == ()
    else:
        with pytest.raises(PlatformUnavailable):
            await client.halls()
    assert seen == ["GET"] * tries


async def test_a_post_is_never_repeated(serve: Serve) -> None:
    seen: list[Any] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(await request.json())
        raise web.HTTPServiceUnavailable

    client = await serve(handler)
    with pytest.raises(PlatformUnavailable) as raised:
        await client.verify(NUMBER, "9876", caller="me")
    assert seen == [{"application_number": NUMBER, "tail": "9876"}]
    assert "9876" not in str(raised.value)


async def test_many_who_ask_at_once_are_one_request(serve: Serve) -> None:
    seen: list[str] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.path)
        await asyncio.sleep(0.1)
        return web.json_response({"halls": []})

    client = await serve(handler)
    first = asyncio.create_task(client.halls())
    others = [asyncio.create_task(client.halls()) for _ in range(5)]
    await asyncio.sleep(0.02)
    first.cancel()  # one who leaves does not take the answer from the others
    assert [(await other).value for other in others] == [()] * 5
    assert len(seen) == 1


async def test_an_unchanged_guide_is_confirmed_without_being_sent(city: City) -> None:
    client = city.client()
    first = await client.guide("1003")
    city.clock.advance(seconds=30)
    again = await client.guide("1003")
    assert again.value is first.value  # not decoded anew
    assert (again.as_of, again.stale) == (city.clock.now(), False)
