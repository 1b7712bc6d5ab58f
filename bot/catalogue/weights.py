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
    known_from: float = 0.2
    sure_share: float = 0.62
    sure_known: float = 0.5
    named_from: int = 2


FITTED = Weights(
    rank=(-0.913, 2.112, -1.636, -0.624, -0.745, 0.701, 1.055, 0.631, 1.178, -0.252, 0.627, 0.491, 1.999, 1.208),
    known=(5.067, 2.786, 0.313, 0.355, 1.801, 3.759, -0.177, 0.576, -0.207, 2.06, 3.379),
    known_bias=-4.225,
)
