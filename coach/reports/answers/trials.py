"""A fair trial in words: what it says so far, and what it may not say yet."""

from __future__ import annotations

from coach.model.ledger import TrialResult
from coach.model.profile import Workflow

LEAST_PAIRS = 6
VERDICTS = {
    "quicker": "It was quicker that way, checking and repair included.",
    "slower": "It took longer that way, checking and repair included. That is a result too: claim no hours for it.",
    "no_difference": "No difference in time that one could rely on.",
}
QUALITY = {
    "better": "The results came out better.",
    "as_good": "The results came out as good.",
    "worse": "The results came out worse: a quicker way that is worse is no better way.",
    "unknown": "",
}


def result_words(result: TrialResult, flow: Workflow) -> str:
    """What the trial says in two to four sentences; under six pairs that it is too early, and how many are missing."""
    told = []
    if not result.speaks:
        missing = LEAST_PAIRS - result.pairs
        told.append(
            f"{_pairs(result.pairs)} so far: too early to say anything. {_pairs(missing)} more and it speaks."
            if result.pairs
            else f"No pair yet. From {LEAST_PAIRS} pairs on it speaks."
        )
    else:
        told.append(
            f"Over {_pairs(result.pairs)} it took {_percent(result.ratio)} of the usual time "
            f"({_percent(result.low)} to {_percent(result.high)} in 8 cases of 10)."
        )
        told.append(VERDICTS[result.verdict])
        told.append(QUALITY[result.quality])
        if result.checking is not None:
            told.append(f"{_percent(result.checking)} of the time with it went into checking and repair.")
    if flow.earlier:
        told.append(f"{_pairs(flow.earlier)} with an earlier tool no longer count.")
    if flow.given_up:
        many = "One item was" if flow.given_up == 1 else f"{flow.given_up} items were"
        told.append(f"{many} begun and given up; if those were the hard ones, this flatters.")
    return " ".join(one for one in told if one)


def clock(seconds: float) -> str:
    """Seconds as one reads a stopwatch: 4:05, 1:02:09."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _pairs(many: int) -> str:
    return "1 pair" if many == 1 else f"{many} pairs"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"
