"""Which benchmarks run, and what each of them is told."""

from __future__ import annotations

import argparse
from importlib.util import find_spec

import pytest

from bot.commands import bench


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    return parser.parse_args(arguments)


@pytest.mark.parametrize("module", bench.PARTS.values())
def test_every_part_has_its_module(module: str) -> None:
    assert find_spec(module) is not None


def test_a_part_is_told_only_what_it_understands() -> None:
    args = parsed("--quick", "--epochs", "3", "--keep-stock")
    assert {part: bench.options(part, args) for part in bench.PARTS} == {
        "stock": ["--quick", "--keep-stock", "--epochs", "3"],
        "understanding": ["--quick"],
        "linking": ["--quick"],
        "faq": [],
    }


def test_a_part_can_be_named_and_an_unknown_one_is_refused() -> None:
    assert parsed("linking").part == "linking"
    with pytest.raises(SystemExit):
        parsed("anything")
