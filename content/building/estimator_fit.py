"""Calibration and bands, fitted on held-out outputs only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from coach.measure.estimator_tables import Fit, briefness, fewness

if TYPE_CHECKING:
    from content.building.estimator import HeldOut, Material

Numbers = NDArray[np.float64]

WEEK_SIZES = (1, 3, 5, 8, 12, 20)
BAND = 0.8


@dataclass(frozen=True)
class Calibrated:
    """Calibrated probabilities of a set of texts."""

    exposed: Numbers
    alone: Numbers
    runs: Numbers

    @property
    def value(self) -> Numbers:
        """Expected β."""
        return (self.exposed + self.alone) / 2


def calibrate(material: Material, found: HeldOut) -> dict[str, object]:
    """The settings beside the tables: fits of the three probabilities, the usual task, and the band's terms.

    Public tasks are calibrated against the human labels, phrases against our judgement; how brief a text is lets one
    fit serve both.
    """
    public, phrases = material.public, material.phrases
    logits = np.vstack([found.public, found.phrases])
    length = np.vstack([lengths(material, public.texts.texts), lengths(material, phrases.texts.texts)])
    # Both sets count alike, however many texts each has.
    weights = np.concatenate(
        [np.full(len(public.codes), 1 / len(public.codes)), np.full(len(phrases.labels), 1 / len(phrases.labels))]
    )
    exposed = np.concatenate([public.exposed, phrases.exposed])
    alone = np.array([float(label == "E1") for label in [*public.human, *phrases.labels]])
    runs = np.concatenate(
        [((public.level_one >= 3).astype(float) + (public.level_two >= 3)) / 2, (phrases.levels >= 3).astype(float)]
    )
    fits = {
        "exposed": _fitted(logits[:, 0], length, exposed, weights),
        "alone": _fitted(logits[:, 1], length, alone, weights * exposed),
        "runs": _fitted(logits[:, 2], length, runs, weights * exposed),
    }
    settings: dict[str, object] = {
        "base": [
            round(float(np.average(part, weights=weights)), 4)
            for part in (
                exposed,
                alone,
                runs * exposed,
                np.concatenate([(public.level_one + public.level_two) / 2, phrases.levels]),
            )
        ],
        "fits": fits,
    }
    judged = calibrated(settings, found.public, lengths(material, public.texts.texts))
    settings["band"] = fit_band(judged, public.beta, public.codes)
    return settings


def lengths(material: Material, texts: list[str]) -> Numbers:
    """How brief each text is and how few its words, as the estimator counts them: one row a text."""
    counts = [len(material.vocabulary.reader.read(text).words) for text in texts]
    return np.array([(briefness(count), fewness(count)) for count in counts])


def calibrated(settings: dict[str, object], logits: Numbers, length: Numbers) -> Calibrated:
    """The estimator's probabilities from raw outputs."""
    fits = settings["fits"]
    assert isinstance(fits, dict)
    exposed, alone, runs = (
        1 / (1 + np.exp(-Fit(*fits[name]).at(logits[:, place], *length.T)))  # type: ignore[arg-type]  # arrays work too
        for place, name in enumerate(("exposed", "alone", "runs"))
    )
    return Calibrated(exposed, exposed * alone, exposed * runs)


def _fitted(logits: Numbers, length: Numbers, wanted: Numbers, weights: Numbers) -> list[float]:
    brief, few = length.T
    views = np.stack([np.ones_like(logits), logits, brief, brief * logits, few, few * logits], axis=1)
    share = weights / weights.sum()

    def loss(place: Numbers) -> tuple[float, Numbers]:
        score = views @ place
        cost = np.logaddexp(0, score) - wanted * score
        slope = views.T @ (share * (1 / (1 + np.exp(-score)) - wanted))
        return float(share @ cost), slope

    best = minimize(loss, np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0]), jac=True, method="BFGS")
    return [round(float(number), 5) for number in best.x]


@dataclass(frozen=True)
class Weeks:
    """Made-up weeks of held-out occupations: what the band is fitted to and tested on."""

    size: NDArray[np.int64]
    occupation: NDArray[np.int64]
    error: Numbers
    value: Numbers
    single: Numbers
    common: Numbers
    heaviest: Numbers


def make_weeks(judged: Calibrated, beta: Numbers, codes: list[str], rounds: int = 12) -> Weeks:
    """For each occupation, weeks of 1–20 of its tasks with uneven hours; the same ones every time."""
    groups: dict[str, list[int]] = {}
    for place, code in enumerate(codes):
        groups.setdefault(code, []).append(place)
    value = judged.value
    spread = judged.alone + (judged.exposed - judged.alone) / 4 - value * value
    lean = value * (1 - judged.exposed)
    rows = []
    for number, code in enumerate(sorted(groups)):
        seed = int.from_bytes(hashlib.sha256(f"weeks {code}".encode()).digest()[:4], "little")
        draw = np.random.default_rng(seed)
        places = np.array(groups[code])
        for size in WEEK_SIZES:
            if len(places) < size:
                continue
            for _ in range(rounds):
                tasks = draw.choice(places, size, replace=False)
                hours = draw.lognormal(0, 0.7, size)
                share = hours / hours.sum()
                rows.append(
                    (
                        size,
                        number,
                        share @ (beta[tasks] - value[tasks]),
                        share @ value[tasks],
                        (share * share) @ spread[tasks],
                        share @ lean[tasks],
                        (share * share).sum(),
                    )
                )
    table = np.array(rows)
    return Weeks(table[:, 0].astype(int), table[:, 1].astype(int), *table[:, 2:].T)


def fit_band(judged: Calibrated, beta: Numbers, codes: list[str]) -> dict[str, object]:
    """The shared error of a week and how far the band must reach, so that it holds 80% at every number of tasks."""
    weeks = make_weeks(judged, beta, codes)
    return band_for(weeks, np.ones(len(weeks.size), bool))


def band_for(weeks: Weeks, chosen: NDArray[np.bool_]) -> dict[str, object]:
    """The band's terms fitted to the chosen weeks: as even as may be over their sizes and over low and high weeks."""
    cells = []
    for size in WEEK_SIZES:
        rows = chosen & (weeks.size == size)
        # The answer to a single task is 0, ½ or 1, so only all of them together can be held to a share.
        cells += [rows] * 3 if size == 1 else thirds(weeks, rows)
    views = np.stack([np.ones(len(weeks.size)), weeks.heaviest, weeks.value], axis=1)
    means = np.array([views[rows].mean(0) for rows in cells])
    best: tuple[float, float, list[float]] | None = None
    for common in np.arange(0.0, 1.31, 0.1):
        ratio = np.abs(weeks.error) / np.sqrt(weeks.single + (common * weeks.common) ** 2)
        line, *_ = np.linalg.lstsq(means, np.array([np.quantile(ratio[rows], BAND) for rows in cells]), rcond=None)
        inside = ratio <= views @ line
        misfit = max(abs(float(inside[chosen & (weeks.size == size)].mean()) - BAND) for size in WEEK_SIZES)
        if best is None or misfit < best[0]:
            best = (misfit, float(common), [round(float(part), 4) for part in line])
    assert best is not None
    return {"common": round(best[1], 3), "reach": best[2], "unread": 0.1}


def thirds(weeks: Weeks, chosen: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
    """The chosen weeks in three: those of low, middling and high exposure."""
    part = np.digitize(weeks.value, np.quantile(weeks.value[chosen], [1 / 3, 2 / 3]))
    return [chosen & (part == number) for number in range(3)]


def half_width(weeks: Weeks, band: dict[str, object]) -> Numbers:
    """Half the width of the band the estimator would give each week."""
    common, reach = band["common"], band["reach"]
    assert isinstance(common, float)
    assert isinstance(reach, list)
    reaches = reach[0] + reach[1] * weeks.heaviest + reach[2] * weeks.value
    half: Numbers = reaches * np.sqrt(weeks.single + (common * weeks.common) ** 2)
    return half


def covered(weeks: Weeks, band: dict[str, object]) -> NDArray[np.bool_]:
    """Whether each week's human β lies within the band the estimator would give."""
    inside: NDArray[np.bool_] = np.abs(weeks.error) <= half_width(weeks, band) + 1e-12
    return inside
