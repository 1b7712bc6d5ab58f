"""Figures beside their goals, as the tables of the benchmarks print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One figure; ``least`` or ``most`` is its goal, if it has one."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None
    digits: int = 3

    @property
    def goal(self) -> str:
        """The goal as it is written, and whether it is reached; empty without a goal."""
        if self.least is None and self.most is None:
            return ""
        sign, bound = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{sign} {bound:g} {'✓' if self.met else '✗'}"

    @property
    def met(self) -> bool:
        """Whether the goal is reached; true without one."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)


def lines(figures: Sequence[Figure]) -> str:
    """One line for each figure: its name, value and goal."""
    return "\n".join(f"{one.name:52}{one.value:10.{one.digits}f}   {one.goal}".rstrip() for one in figures)
