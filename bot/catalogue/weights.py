"""Weights of the linker, fitted by ``bot/catalogue/calibration.py`` on names held out of the index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """``rank`` orders items (one weight for each of ``search.FEATURES``); ``known`` and ``known_bias`` give the
    probability that the item meant is among the candidates. Below ``known_from`` nothing is claimed; one item is
    ``sure`` when it holds at least ``sure_share`` of the probability and ``known`` is at least ``sure_known``.
    A text with at least ``named_from`` characters beside the words of asking names something.
    """

    rank: tuple[float, ...]
    known: tuple[float, ...]
    known_bias: float
    known_from: float = 0.35
    sure_share: float = 0.62
    sure_known: float = 0.5
    named_from: int = 2


FITTED = Weights(
    rank=(0.422, 2.261, -1.197, 3.202, 5.248, 2.69, 1.674, 1.512, -0.319),
    known=(5.989, -0.549, -14.615, 13.034, 0.76, -0.647, -1.246, 0.416, 2.167),
    known_bias=-4.118,
)
