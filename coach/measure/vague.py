"""Tasks named so briefly that the words say little: what raters said of the occupation's own tasks helps out.

"Meetings", "admin" or "calls" are other work for a nurse than for a buyer. Where the occupation is known and the words
leave it open, the estimate is blended with the average of the public labels of that occupation's tasks
(content/occupations/labels.tsv). The weights are below the best ones found on public tasks cut down to one word, each
occupation held out: docs/answers.md says how and why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from coach.base.packed import is_shipped, shipped_lines
from coach.library.shelf import Library
from coach.measure.estimator import Estimate

ONE_WORD = 0.5  # weight of the occupation where a single known word leaves it open
UNCLEAR = 0.5  # and where the words name no task at all
LABELS = "raters of 2023 on public tasks of your occupation, on average"


@dataclass(frozen=True, slots=True)
class OccupationLabels:
    """The average task of one occupation as raters labelled it: chances 0–1, core tasks weighing two."""

    p_exposed: float
    p_alone: float
    p_runs: float


def weight_of_occupation(estimate: Estimate, text: str) -> float:
    """How much the occupation counts for a task with this estimate from its words, 0–1; 0 where the words suffice."""
    if estimate.concern:
        return UNCLEAR if estimate.concern == "vague" else 0.0
    return 0.0 if estimate.sure or len(text.split()) > 1 else ONE_WORD


def informed(estimate: Estimate, labels: OccupationLabels, weight: float) -> Estimate:
    """The estimate blended with the occupation's average. It stays unsure: an average settles no single task."""
    keep = 1.0 - weight
    return replace(
        estimate,
        p_exposed=keep * estimate.p_exposed + weight * labels.p_exposed,
        p_alone=keep * estimate.p_alone + weight * labels.p_alone,
        p_runs=keep * estimate.p_runs + weight * labels.p_runs,
        sure=False,
    )


def occupation_labels(library: Library, code: str | None) -> OccupationLabels | None:
    """The public labels of an occupation (O*NET-SOC code); None where it is not named or was never labelled."""
    return _read(str(library.content / "occupations" / "labels.tsv")).get(code) if code else None


@lru_cache(maxsize=4)
def _read(path: str) -> dict[str, OccupationLabels]:
    file = Path(path)
    if not is_shipped(file):
        return {}
    rows = (line.split("\t") for line in shipped_lines(file)[1:] if line.strip())
    return {code: OccupationLabels(*(int(percent) / 100 for percent in chances)) for code, *chances in rows}
