"""The list of items: filters, pages, one item, and what an error looks like."""

from __future__ import annotations

from typing import Any

import pytest


async def listed(sandbox: Any, **params: str) -> dict[str, Any]:
    response = await sandbox.get("/v1/items", params=params)
    assert response.status == 200
    page: dict[str, Any] = await response.json()
    return page


async def test_every_item_comes_once_over_the_pages(sandbox: Any) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await listed(sandbox, limit="90", **({"cursor": cursor} if cursor else {}))
        seen += [item["code"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 210
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("params", "check"),
    [
        ({"q": "护照"}, lambda item: "护照" in item["name"]),
        ({"department": "民政局"}, lambda item: item["department"] == "民政局"),
        ({"theme": "社会救助"}, lambda item: item["theme"] == "社会救助"),
        ({"object": "法人"}, lambda item: item["object"] == "法人"),
        ({"object": "法人", "q": "变更"}, lambda item: item["object"] == "法人" and "变更" in item["name"]),
    ],
)
async def test_filters(sandbox: Any, params: dict[str, str], check: Any) -> None:
    found = (await listed(sandbox, limit="500", **params))["items"]
    everything = (await listed(sandbox, limit="500"))["items"]
    assert found == [item for item in everything if check(item)]
    assert 0 < len(found) < len(everything)


async def test_an_item_says_whether_its_guide_is_published_and_whom_to_phone(sandbox: Any) -> None:
    published = await (await sandbox.get("/v1/items/1003")).json()
    other = await (await sandbox.get("/v1/items/1004")).json()
    assert (published["published"], published["phone"]) == (True, "0990-12340110")
    assert (other["published"], other["phone"]) == (False, "12345")
    assert {item["code"] for item in (await listed(sandbox, limit="500"))["items"] if item["published"]} == {
        "1002",
        "1003",
        "4104",
    }


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/items?limit=0", 400, "bad_parameter"),
        ("/v1/items?limit=501", 400, "bad_parameter"),
        ("/v1/items?limit=x", 400, "bad_parameter"),
        ("/v1/items?limit=", 400, "bad_parameter"),
        ("/v1/items?limit=1&limit=2", 400, "bad_parameter"),
        ("/v1/items/9999", 404, "item_unknown"),
        ("/v1/nothing", 404, "not_found"),
        ("/v1/situations", 400, "bad_parameter"),
    ],
)
async def test_errors_are_problem_documents(sandbox: Any, path: str, status: int, code: str) -> None:
    response = await sandbox.get(path)
    problem = await response.json(content_type="application/problem+json")
    assert (response.status, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:banshi:problem:{code}"


async def test_a_wrong_method_says_which_are_right(sandbox: Any) -> None:
    response = await sandbox.post("/v1/items")
    assert response.status == 405
    assert "GET" in response.headers["Allow"]
    assert response.content_type == "application/problem+json"


async def test_places(sandbox: Any) -> None:
    districts = (await (await sandbox.get("/v1/districts")).json())["districts"]
    assert districts[0] == {"code": "990100", "name": "云州市", "level": "市", "parent": ""}
    halls = (await (await sandbox.get("/v1/halls")).json())["halls"]
    in_county = (await (await sandbox.get("/v1/halls", params={"district": "990104"})).json())["halls"]
    assert len(halls) == 8
    assert [hall["id"] for hall in in_county] == ["H05", "H06"]


async def test_health_tells_how_much_there_is(sandbox: Any) -> None:
    told = await (await sandbox.get("/health")).json()
    assert told == {"status": "ok", "items": 210, "guides": 3, "broken_guides": []}
