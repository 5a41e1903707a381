"""Bands: how far the figures of a week may lie from what human raters would say of its tasks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.measure.estimator import Estimate, Estimator
from coach.model.measurement import Band

if TYPE_CHECKING:
    from coach.measure.tasks import TaskPart

Z80 = 1.2815515655446004  # the normal quantile of an 80% interval
# Errors of tasks in one week move together: how much for the classes is our judgement. For exposure it is fitted, in
# log-odds, with the estimator (docs/validation.md).
COMMON = 0.10
UNREAD = 1.4  # our judgement: how much wider the class shares of a text that could not be read are


def exposure_band(parts: Sequence[TaskPart], shares: Sequence[float], estimator: Estimator) -> tuple[float, float]:
    """The 80% interval of a week's exposure (0–1). `shares` add up to 1.

    What widens single tasks (`TaskPart.extra`) joins in quadrature, by share of the hours.
    """
    estimates: list[Estimate] = [part.estimate for part in parts]
    low, high = estimator.band(estimates, list(shares))
    extra = sum((share * part.extra) ** 2 for part, share in zip(parts, shares, strict=True))
    if extra == 0.0:
        return low, high
    value = sum(share * part.exposure.value for part, share in zip(parts, shares, strict=True))
    half = math.sqrt(max(value - low, high - value) ** 2 + extra)
    return max(0.0, value - half), min(1.0, value + half)


def class_band(chances: Sequence[float], shares: Sequence[float], parts: Sequence[TaskPart]) -> Band:
    """The 80% interval of the share of hours in one class.

    Each task either is of the class or not: variance p(1 − p), plus `COMMON` of what perfectly correlated errors
    would give, wider by `UNREAD` where a task's text could not be read and by its own factor where answers contradict
    each other.
    """
    value = variance = together = 0.0
    for chance, share, part in zip(chances, shares, parts, strict=True):
        value += share * chance
        spread = math.sqrt(chance * (1.0 - chance)) * (UNREAD if part.estimate.concern else 1.0) * part.wider
        variance += (share * spread) ** 2
        together += share * spread
    half = Z80 * math.sqrt(variance * (1.0 - COMMON) + COMMON * together**2)
    return Band(value, max(0.0, value - half), min(1.0, value + half))
