"""The planned runner does what Rasa's does; answers of actions are checked for their shape."""

from __future__ import annotations

import pytest
from rasa.engine.graph import GraphSchema, SchemaNode

from bot.conversation.action_endpoint import trimmed, well_formed
from bot.conversation.runner import plan


def node(**needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=object, constructor_name="create", fn="run", config={})  # type: ignore[arg-type]


def test_a_node_runs_after_all_that_it_needs():
    schema = GraphSchema({"c": node(a="a", b="b"), "b": node(a="a"), "a": node(message="__message__")})
    order = [name for name, _ in plan(schema)]
    assert order == ["a", "b", "c"]
    assert dict(plan(schema))["c"] == ("a", "b")


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ({"events": [{"event": "slot", "name": "x", "value": 1}], "responses": [{"custom": {}}]}, True),
        ({}, True),
        ([], False),
        ({"events": [{"name": "x"}]}, False),
        ({"events": "x"}, False),
        ({"responses": ["x"]}, False),
    ],
)
def test_the_shape_of_an_answer(answer: object, wanted: bool):
    assert well_formed(answer) is wanted


def test_calls_go_without_the_history():
    body = {"next_action": "a", "tracker": {"slots": {"x": 1}, "events": [1, 2, 3]}}
    assert trimmed(body) == {"next_action": "a", "tracker": {"slots": {"x": 1}, "events": []}}
    assert body["tracker"]["events"] == [1, 2, 3]
