"""Weights of the bank's search, fitted by ``python -m bot.faq.fitting`` on questions put into other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Probability of each item that a message may mean.
Items = Mapping[str, float]


@dataclass(frozen=True)
class Weights:
    """``first`` orders many entries (``search.FIRST_FEATURES``), ``rank`` the ``close`` best of them
    (``search.FEATURES``); ``imported`` is what a question of the city's own bank has before a shipped one,
    ``exact`` what one has before others that the message repeats word for word.

    ``right`` and ``known`` (with a constant at the end) give the probability that the best question is the one asked,
    and that it is among the first three, from ``judge.SIGNS``. From ``sure_from`` on the best one answers, from
    ``known_from`` on the first are offered.
    """

    first: tuple[float, ...]
    rank: tuple[float, ...]
    right: tuple[float, ...]
    known: tuple[float, ...]
    close: int = 24
    imported: float = 0.7
    exact: float = 6.0
    sure_from: float = 0.8
    known_from: float = 0.4


FITTED = Weights(
    first=(6.748, 5.015, -7.058, 3.154, 6.734, -6.021, 5.707, 12.645, 9.501, 0.707),
    rank=(
        0.526,
        2.312,
        -7.154,
        2.003,
        2.988,
        -4.048,
        2.292,
        7.791,
        7.332,
        -0.114,
        9.407,
        3.223,
        4.765,
        0.306,
        -0.3,
        0.024,
        0.246,
        -0.36,
        -0.205,
        0.459,
        7.233,
    ),
    right=(1.859, 1.933, 1.076, 0.762, -0.958, 3.27, -2.028, 0.611, -0.976, -2.436, -0.541, -0.005, -0.424, -3.933),
    known=(2.04, 1.005, 1.168, 0.602, -1.519, 4.958, -2.595, 0.792, -1.071, -2.594, -0.397, 0.007, 0.043, -3.795),
)
