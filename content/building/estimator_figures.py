"""The figures docs/validation.md reports, from held-out outputs alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata, spearmanr

from content.building.estimator_data import Public
from content.building.occupations import ilo_by_soc, microsoft

Numbers = NDArray[np.float64]


def auc(wanted: Numbers, scores: Numbers) -> float:
    """Area under the ROC curve."""
    ranks = rankdata(scores)
    positive = wanted > 0.5
    count = int(positive.sum())
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * (len(wanted) - count)))


def kappa(one: Sequence[object] | NDArray[np.generic], two: Sequence[object] | NDArray[np.generic]) -> float:
    """Cohen's kappa of two raters."""
    first, second = np.asarray(one), np.asarray(two)
    agreed = float((first == second).mean())
    chance = sum(float((first == label).mean() * (second == label).mean()) for label in np.unique(first))
    return (agreed - chance) / (1 - chance)


def spearman(one: Numbers, two: Numbers) -> float:
    """Rank correlation."""
    return float(spearmanr(one, two)[0])


def deciles(predicted: Numbers, seen: Numbers) -> list[tuple[int, float, float]]:
    """Ten equal groups by prediction: how many, mean prediction, mean of what was seen."""
    order = np.argsort(predicted, kind="stable")
    return [(len(part), float(predicted[part].mean()), float(seen[part].mean())) for part in np.array_split(order, 10)]


def worst_gap(groups: list[tuple[int, float, float]]) -> float:
    """The largest distance between prediction and what was seen."""
    return max(abs(one - two) for _, one, two in groups)


def three_classes(exposed: Numbers, alone: Numbers) -> NDArray[np.str_]:
    """The likeliest of E0, E1, E2."""
    shares = np.stack([1 - exposed, alone, exposed - alone], axis=1)
    return np.array(["E0", "E1", "E2"])[shares.argmax(1)]


class Occupations:
    """Occupation means, and the published figures to set beside them."""

    def __init__(self, public: Public, sources: Path) -> None:
        """Read the published figures of `sources` for the labelled occupations."""
        self.codes, self._place = np.unique(np.array(public.codes), return_inverse=True)
        self._weight = np.where(public.core, 2.0, 1.0)
        self._tasks = public.tasks
        applicability = microsoft(sources / "microsoft" / "soc_ai_applicability_scores.csv")
        ilo = ilo_by_soc(sources)
        short = [code[:7] for code in self.codes]
        self.human = self.mean(public.beta)
        self.microsoft = np.array([applicability.get(code, np.nan) for code in short])
        self.ilo = np.array([np.mean(ilo[code]) if code in ilo else np.nan for code in short])
        both = ~np.isnan(self.microsoft) & ~np.isnan(self.ilo)
        self.complete = both
        self.consensus = np.full(len(self.codes), np.nan)
        self.consensus[both] = np.mean(
            [rankdata(figure[both]) for figure in (self.human, self.microsoft, self.ilo)], axis=0
        )

    def mean(self, values: Numbers) -> Numbers:
        """Mean by occupation; core tasks weigh 2."""
        return np.bincount(self._place, values * self._weight) / np.bincount(self._place, self._weight)

    def of_some(self, values: Numbers, count: int, draw: int) -> Numbers:
        """Plain mean by occupation of `count` of its tasks, chosen by a hash of their numbers and of `draw`."""
        ranked = sorted(
            range(len(values)),
            key=lambda place: hashlib.sha256(f"some {draw} {self._tasks[place]}".encode()).hexdigest(),
        )
        sums, seen = np.zeros(len(self.codes)), np.zeros(len(self.codes))
        for place in ranked:
            home = self._place[place]
            if seen[home] < count:
                sums[home] += values[place]
                seen[home] += 1
        return sums / seen

    def against(self, figures: Numbers, published: Numbers) -> float:
        """Rank correlation over the occupations that have the published figure."""
        held = ~np.isnan(published)
        return spearman(figures[held], published[held])

    def within_groups(self, figures: Numbers, published: Numbers) -> float:
        """Rank correlation inside each major group of ten or more occupations, weighted by their number."""
        held = ~np.isnan(published)
        major = np.array([code[:2] for code in self.codes])
        total = weight = 0.0
        for group in np.unique(major):
            rows = held & (major == group)
            if rows.sum() >= 10:
                total += rows.sum() * spearman(figures[rows], published[rows])
                weight += rows.sum()
        return total / weight


def sure_share(exposed: Numbers, wanted: Numbers) -> tuple[float, float]:
    """The share of texts with P < .2 or > .8, and how many of those are right."""
    sure = (exposed < 0.2) | (exposed > 0.8)
    return float(sure.mean()), float(((exposed > 0.5) == (wanted > 0.5))[sure].mean())


def plot(groups: list[tuple[int, float, float]], width: int = 50) -> list[str]:
    """A calibration plot in text: one line a decile, `|` where predicted, `o` where seen."""
    lines = []
    for _, predicted, seen in groups:
        line = [" "] * (width + 1)
        line[round(predicted * width)] = "|"
        line[round(seen * width)] = "*" if line[round(seen * width)] == "|" else "o"
        lines.append(f"{predicted:5.2f} {seen:5.2f}  {''.join(line)}".rstrip())
    return lines


Row = tuple[str, float, float, Callable[[float, float], bool]]
