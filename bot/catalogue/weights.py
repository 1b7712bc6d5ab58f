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
    rank=(0.517, 2.201, -1.151, 3.214, 5.287, 2.637, 0.735, 1.142, 1.592, -0.234),
    known=(4.248, 0.567, -1.955, 2.212, -0.908, 0.652, -0.366, -0.388, 3.44),
    known_bias=-4.792,
)
