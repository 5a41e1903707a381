"""Coin-flip trials: pairs of items done with and without a way of working, and what they may say.

The app picks by a coin which way the next item is done, so that nobody picks the easy ones. Five of five the same way
is still p = .06 (two-sided sign test), so nothing is said under six pairs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from coach.model.ledger import Pair, TrialResult
from coach.model.profile import Workflow

LEAST_PAIRS = 6
# Student's t for an 80% interval (two-sided), by degrees of freedom 1–30; beyond that the normal quantile serves.
_T80 = (
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341,
    1.337, 1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip
_Z80 = 1.282


def toss(workflow: str, number: int) -> bool:
    """Whether item `number` (from 0) of a trial is done *with* the way being tried: a fair coin that always falls the
    same for the same item, so that looking twice changes nothing. Within each pair one is with and one without."""
    import hashlib  # only who tosses needs it

    pair = hashlib.blake2b(f"{workflow}/{number // 2}".encode(), digest_size=1).digest()[0] & 1
    return bool(pair) if number % 2 == 0 else not pair


def trial_of(workflow: Workflow) -> TrialResult:
    """What a workflow's trial says of the tool as it is now: pairs timed with an earlier one are left out."""
    return result(workflow.trial[workflow.earlier :])


def result(pairs: Sequence[Pair]) -> TrialResult:
    """What the pairs say. The ratio is the geometric mean of time with over time without; its 80% interval is
    Student's t on the logarithms. Under `LEAST_PAIRS` pairs nothing is claimed.

    A way whose quality came out worse is no improvement, however quick: `quality` is told apart.
    """
    usable = [pair for pair in pairs if pair.minutes_with > 0 and pair.minutes_without > 0]
    count = len(usable)
    if count == 0:
        return TrialResult(0, False, 1.0, 0.0, math.inf, "too_few", "unknown")
    logs = [math.log(pair.minutes_with / pair.minutes_without) for pair in usable]
    mean = sum(logs) / count
    quality, checking = _quality(usable), _checking(usable)
    if count == 1:
        return TrialResult(1, False, math.exp(mean), 0.0, math.inf, "too_few", quality, checking)
    spread = math.sqrt(sum((one - mean) ** 2 for one in logs) / (count - 1) / count)
    half = (_T80[count - 2] if count - 2 < len(_T80) else _Z80) * spread
    low, high = math.exp(mean - half), math.exp(mean + half)
    speaks = count >= LEAST_PAIRS
    verdict: Literal["too_few", "quicker", "slower", "no_difference"] = "too_few"
    if speaks:
        verdict = "quicker" if high < 1.0 else "slower" if low > 1.0 else "no_difference"
    return TrialResult(count, speaks, math.exp(mean), low, high, verdict, quality, checking)


def _quality(pairs: Sequence[Pair]) -> Literal["better", "as_good", "worse"]:
    balance = sum(pair.quality_with - pair.quality_without for pair in pairs)
    return "better" if balance > 0 else "worse" if balance < 0 else "as_good"


def _checking(pairs: Sequence[Pair]) -> float | None:
    """The share of the time with it that went into checking and repair, over the pairs in which that was timed."""
    timed = [pair for pair in pairs if pair.checking_with > 0]
    if not timed:
        return None
    return min(1.0, sum(pair.checking_with for pair in timed) / sum(pair.minutes_with for pair in timed))
