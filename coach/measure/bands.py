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


def spreads_of(estimate: Estimate) -> tuple[float, float, float]:
    """How far a task is from settled in each class: the standard deviation √p(1 − p) of being of it or not.

    Wider by `UNREAD` where the task's text could not be read. In the order run, speed, not reached.
    """
    wide = UNREAD if estimate.concern else 1.0
    runs, exposed = estimate.p_runs, estimate.p_exposed
    speeds = exposed - runs
    return (
        wide * math.sqrt(runs * (1.0 - runs)),
        wide * math.sqrt(max(0.0, speeds * (1.0 - speeds))),
        wide * math.sqrt(exposed * (1.0 - exposed)),
    )


def class_bands(parts: Sequence[TaskPart], shares: Sequence[float]) -> tuple[Band, Band, Band]:
    """The 80% intervals of the shares of hours in each class: run, speed, not reached.

    Each task either is of a class or not: variance p(1 − p), plus `COMMON` of what perfectly correlated errors
    would give, wider by its own factor where a task's answers contradict each other.
    """
    run = speed = rest = 0.0
    run_2 = speed_2 = rest_2 = 0.0  # sums of squares, were errors independent
    run_1 = speed_1 = rest_1 = 0.0  # sums, were they the same for all
    for part, share in zip(parts, shares, strict=True):
        run += share * part.p_runs
        speed += share * (part.p_exposed - part.p_runs)
        rest += share * (1.0 - part.p_exposed)
        one, two, three = part.spreads
        share *= part.wider
        one, two, three = one * share, two * share, three * share
        run_1, speed_1, rest_1 = run_1 + one, speed_1 + two, rest_1 + three
        run_2, speed_2, rest_2 = run_2 + one * one, speed_2 + two * two, rest_2 + three * three
    return _band(run, run_2, run_1), _band(speed, speed_2, speed_1), _band(rest, rest_2, rest_1)


def _band(value: float, variance: float, together: float) -> Band:
    half = Z80 * math.sqrt(variance * (1.0 - COMMON) + COMMON * together**2)
    return Band(value, max(0.0, value - half), min(1.0, value + half))
