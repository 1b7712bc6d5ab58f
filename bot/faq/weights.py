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
    and that it is among the first three, from ``judge.SIGNS``, when a message asks something beside a guide's fields;
    ``certain`` is like ``right`` for a message of any kind. From ``sure_from`` on the best one answers, from
    ``known_from`` on the first are offered.
    """

    first: tuple[float, ...]
    rank: tuple[float, ...]
    right: tuple[float, ...]
    certain: tuple[float, ...]
    known: tuple[float, ...]
    close: int = 24
    imported: float = 0.7
    exact: float = 6.0
    sure_from: float = 0.75
    known_from: float = 0.25


# fmt: off
FITTED = Weights(
    first=(6.17, 4.693, -5.592, 3.137, 6.503, -2.632, 5.528, 9.594, 8.235, -0.41),
    rank=(1.125, 2.047, -5.598, 1.918, 2.554, -2.033, 2.197, 5.565, 6.274, -0.911, 9.007, 3.208, 4.751, 0.092,
        -0.117, 0.082, 0.221, -0.283, -0.25, 0.37, 6.509),
    right=(0.0, 1.644, 0.175, 1.674, 4.439, 0.0, 0.916, 0.269, 0.132, 0.0, 0.449, 4.614, -1.962, -0.628,
        -0.039, 0.0, -0.334, -0.225, -8.722, -0.367, -5.007),
    certain=(0.0, 1.6, 0.0, 1.97, 3.665, 0.0, 0.826, 0.475, 0.0, 0.0, 0.462, 1.341, -1.062, -1.435, -0.565,
        0.0, -0.041, -0.009, -6.748, 0.0, -5.293),
    known=(0.016, 0.903, 0.481, 0.761, 5.455, 0.0, 0.98, 0.333, 0.244, 0.0, 0.276, 3.645, -2.288, -0.517, 0.0,
        0.0, -0.379, 0.0, -9.234, -0.112, -4.796),
)
# fmt: on
