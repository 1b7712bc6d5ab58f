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
    sure_share: float = 0.58
    sure_known: float = 0.5
    named_from: int = 2


FITTED = Weights(
    rank=(-0.804, 2.166, -1.348, -0.354, -0.239, 0.713, 0.947, 0.518, 1.141, -0.229, 0.549, 0.542, 2.131, 1.106),
    known=(3.622, 1.857, 1.475, 0.345, 1.588, 1.083, -0.512, 1.936, -0.0, 0.169, 3.242),
    known_bias=-3.018,
)

#: For a register with official names only.
REGISTER = Weights(
    rank=(10.0, 2.0, 1.0, 0.5, 2.0, 0.5, 1.0),
    known=(5.473, 0.062, -3.182, 1.926, 0.522, 1.504, 2.639),
    known_bias=-6.176,
)
