"""The test of the questions about a task against public data: fits, and how much the occupation should count."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from coach.measure.estimator import SURE_ABOVE, SURE_BELOW
from coach.measure.estimator_tables import briefness, fewness, read_tables
from coach.measure.vague import ONE_WORD, UNCLEAR
from content.building import occupation_labels
from content.building.answers_heldout import Sayings
from content.building.answers_page import Item, Together, Vague
from content.building.estimator_figures import auc
from content.building.spreadsheets import table

Numbers = NDArray[np.float64]

# What O*NET says of occupations that comes nearest to what E1–E3 ask, with the sign the question would lead to expect.
PROXIES = (
    ("E1", "Interests", "Realistic", -1),
    ("E1", "Skills", "Operation and Control", -1),
    ("E1", "Knowledge", "Mechanical", -1),
    ("E2", "Skills", "Reading Comprehension", 1),
    ("E2", "Interests", "Conventional", 1),
    ("E2", "Skills", "Active Listening", -1),
    ("E2", "Skills", "Operations Monitoring", -1),
    ("E3", "Interests", "Social", -1),
    ("E3", "Skills", "Service Orientation", -1),
    ("E3", "Knowledge", "Therapy and Counseling", -1),
)
STANDING = {"E1": "Realistic", "E2": "Reading Comprehension", "E3": "Therapy and Counseling"}
DRAWS = 100
SCALES = {"Interests": "OI", "Skills": "IM", "Knowledge": "IM"}


def fitted(views: Numbers, wanted: Numbers) -> Numbers:
    """Logistic regression: the weights of the columns of `views`, no penalty."""

    def loss(place: Numbers) -> tuple[float, Numbers]:
        score = views @ place
        cost = np.logaddexp(0, score) - wanted * score
        return float(cost.mean()), views.T @ (1 / (1 + np.exp(-score)) - wanted) / len(wanted)

    return np.asarray(minimize(loss, np.zeros(views.shape[1]), jac=True, method="BFGS").x)


def log_loss(scores: Numbers, wanted: Numbers) -> float:
    """Mean log-loss in nats of log-odds `scores`."""
    return float((np.logaddexp(0, scores) - wanted * scores).mean())


def out_of_fold(views: Numbers, wanted: Numbers, folds: NDArray[np.int64]) -> Numbers:
    """Log-odds for each row from the fit to the other folds."""
    scores = np.zeros(len(wanted))
    for fold in np.unique(folds):
        test = folds == fold
        scores[test] = views[test] @ fitted(views[~test], wanted[~test])
    return scores


class Proxies:
    """The O*NET items by occupation, standardised over the labelled occupations; nan where an occupation has none."""

    def __init__(self, sources: Path, codes: Sequence[str]) -> None:
        """Read Interests, Skills and Knowledge of `sources`/onet_30_1 for the tasks' occupations `codes`."""
        found: dict[tuple[str, str], dict[str, float]] = {}
        for file, scale in SCALES.items():
            for row in table(sources / f"onet_30_1/{file}.xlsx", "O*NET-SOC Code"):
                if row["Scale ID"] == scale:
                    found.setdefault((file, row["Element Name"]), {})[row["O*NET-SOC Code"]] = float(row["Data Value"])
        self.values: dict[str, Numbers] = {}
        self.range: dict[str, tuple[float, float]] = {}
        occupations = sorted(set(codes))
        for _, file, name, _ in PROXIES:
            known = found[file, name]
            over = np.array([known[code] for code in occupations if code in known])
            self.values[name] = (np.array([known.get(code, np.nan) for code in codes]) - over.mean()) / over.std()
            low, high = np.percentile((over - over.mean()) / over.std(), (5, 95))
            self.range[name] = (float(low), float(high))


def items(found: Sayings, proxies: Proxies) -> list[Item]:
    """Each proxy alone, beside the estimator's held-out logit, for full and for shortened task texts."""
    made = []
    for question, _, name, sign in PROXIES:
        have = ~np.isnan(proxies.values[name])
        figures: dict[str, tuple[float, float, float]] = {}
        for kind in ("full", "short"):
            views = np.stack([np.ones(have.sum()), found.logits[kind][have, 0], proxies.values[name][have]], axis=1)
            figures[kind] = _gain(views, 1, found.public.exposed[have], found.folds[have])
        made.append(Item(question, name, sign, figures["full"], figures["short"]))
    return made


def together(found: Sayings, proxies: Proxies) -> Together:
    """One proxy for each question in one fit beside the logit of the shortened text, as answers add up."""
    names = list(STANDING.values())
    columns = np.stack([proxies.values[name] for name in names], axis=1)
    have = ~np.isnan(columns).any(axis=1)
    views = np.hstack([np.ones((have.sum(), 1)), found.logits["short"][have, :1], columns[have]])
    wanted, folds = found.public.exposed[have], found.folds[have]
    best = fitted(views, wanted)
    _, groups = np.unique(np.array(found.public.codes)[have], return_inverse=True)
    members = [np.flatnonzero(groups == group) for group in range(groups.max() + 1)]
    draw = np.random.default_rng(0)
    again = []
    for _ in range(DRAWS):
        rows = np.concatenate([members[group] for group in draw.integers(0, len(members), len(members))])
        again.append(fitted(views[rows], wanted[rows]))
    spread = np.std(again, axis=0)
    _, gain, more = _gain(views, len(names), wanted, folds)
    alone = {}
    for place, question in enumerate(STANDING):
        rest = [column for column in range(views.shape[1]) if column != 2 + place]
        scores = out_of_fold(views[:, rest], wanted, folds)
        alone[question] = 1000 * (log_loss(scores, wanted) - log_loss(out_of_fold(views, wanted, folds), wanted))
    chances = 1 / (1 + np.exp(-found.logits["full"][:, 0]))
    return Together(
        names=STANDING,
        draws=DRAWS,
        coefficients={question: float(best[2 + place]) for place, question in enumerate(STANDING)},
        errors={question: float(spread[2 + place]) for place, question in enumerate(STANDING)},
        ranges={question: proxies.range[name] for question, name in STANDING.items()},
        beyond=alone,
        gain=gain,
        auc=more,
        between=between(chances, found.public.codes),
        losses=(_loss(found, "full"), _loss(found, "short")),
    )


def _loss(found: Sayings, kind: str) -> float:
    """The estimator's own log-loss × 1000 out of fold, its logit brought onto a line."""
    wanted = found.public.exposed
    views = np.stack([np.ones(len(wanted)), found.logits[kind][:, 0]], axis=1)
    return 1000 * log_loss(out_of_fold(views, wanted, found.folds), wanted)


def _gain(views: Numbers, last: int, wanted: Numbers, folds: NDArray[np.int64]) -> tuple[float, float, float]:
    """The last column's coefficient, and what the `last` columns add out of fold: log-loss × 1000, and AUC."""
    before, after = out_of_fold(views[:, :-last], wanted, folds), out_of_fold(views, wanted, folds)
    gain = 1000 * (log_loss(before, wanted) - log_loss(after, wanted))
    return float(fitted(views, wanted)[-1]), gain, auc(wanted, after) - auc(wanted, before)


def between(values: Numbers, codes: Sequence[str]) -> float:
    """The share of the variance of `values` that lies between occupations, 0–1 (one-way, corrected for group size)."""
    _, groups = np.unique(np.array(codes), return_inverse=True)
    counts = np.bincount(groups)
    means = np.bincount(groups, values) / counts
    inside = float(((values - means[groups]) ** 2).sum() / (len(values) - len(counts)))
    across = float((counts * (means - values.mean()) ** 2).sum() / (len(counts) - 1))
    size = (len(values) - (counts**2).sum() / len(values)) / (len(counts) - 1)
    return max(0.0, (across - inside) / (across + (size - 1) * inside))


def vague(found: Sayings, content: Path) -> list[Vague]:
    """How much the occupation's other tasks should count for a task cut down to one word, by how the word is read."""
    tables = read_tables(content / "estimator")
    fit = tables.exposed_fit
    words = np.array(
        [1 / (1 + np.exp(-fit.at(float(logit), briefness(1), fewness(1)))) for logit in found.logits["word"][:, 0]]
    )
    concern = np.array([reading.concern for reading in found.readings["word"]])
    wanted, weights = found.public.exposed, np.where(found.public.core, occupation_labels.CORE, 1.0)
    _, groups = np.unique(np.array(found.public.codes), return_inverse=True)
    others = np.bincount(groups, weights)[groups] - weights
    average = (np.bincount(groups, weights * wanted)[groups] - weights * wanted) / np.maximum(others, 1e-9)
    unsure = (concern == "") & (words >= SURE_BELOW) & (words <= SURE_ABOVE) & (others > 0)
    unclear = (concern == "vague") & (others > 0)
    drawn = 0.6 * words + 0.4 * tables.base[0]
    made = []
    for name, rows, chances, used in (
        ("one word that leaves it open", unsure, words, ONE_WORD),
        ("words that name no task", unclear, drawn, UNCLEAR),
    ):
        made.append(_weighed(name, chances[rows], average[rows], wanted[rows], found.folds[rows], used))
    return made


def _weighed(
    name: str, words: Numbers, average: Numbers, wanted: Numbers, folds: NDArray[np.int64], used: float
) -> Vague:
    def loss(weight: float, rows: NDArray[np.bool_]) -> float:
        chance = np.clip((1 - weight) * words[rows] + weight * average[rows], 1e-3, 1 - 1e-3)
        return float(-(wanted[rows] * np.log(chance) + (1 - wanted[rows]) * np.log(1 - chance)).mean())

    every = np.ones(len(words), bool)
    grid = [round(0.05 * step, 2) for step in range(21)]

    def pick(rows: NDArray[np.bool_]) -> float:
        return min(grid, key=lambda weight: loss(weight, rows))

    chosen = [(pick(folds != fold), folds == fold) for fold in np.unique(folds)]
    held = sum(loss(weight, rows) * rows.sum() for weight, rows in chosen) / len(words)
    blend = (1 - used) * words + used * average
    return Vague(
        name=name,
        count=len(words),
        fitted=pick(every),
        folds=(min(weight for weight, _ in chosen), max(weight for weight, _ in chosen)),
        used=used,
        losses=(loss(0.0, every), loss(used, every), held, loss(1.0, every)),
        aucs=(auc(wanted, words), auc(wanted, blend)),
    )
