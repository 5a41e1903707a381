"""Builds content/estimator: reads the sources and our phrases, fits, calibrates, measures and writes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.measure.estimator import Estimator
from coach.measure.estimator_tables import MODEL
from content.building.estimator_data import Phrases, Public, folds, read_phrases, read_public, shortened
from content.building.estimator_fit import calibrate
from content.building.estimator_model import Vocabulary, make_vocabulary, write_tables
from content.building.estimator_network import Features, Floats, Network, Recipe, fit, stack
from content.building.estimator_report import write_report
from content.building.estimator_sentences import Encoder, SentenceModel
from content.building.estimator_teacher import Teacher, mixtures, views_of, weights_of
from content.building.spreadsheets import table

Chosen = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Material:
    """Everything the fits share. Features and, for the teacher, views of each set of texts."""

    public: Public
    phrases: Phrases
    vocabulary: Vocabulary
    recipe: Recipe
    public_features: Features
    short_features: Features
    short_views: Floats
    phrase_features: Features
    phrase_views: Floats
    phrase_folds: NDArray[np.int64]
    mixed_features: Features
    mixed_views: Floats
    mixed_folds: NDArray[np.int64]


@dataclass(frozen=True)
class HeldOut:
    """Raw outputs (rows × 4) for texts whose occupation, work activity or field had no part in the fit."""

    public: Numbers
    short: Numbers
    phrases: Numbers
    activities: Numbers
    has_activity: Chosen


def gather(sources: Path, content: Path, recipe: Recipe, model: Encoder, cache: Path | None) -> Material:
    """Read everything and turn every text into features."""
    public, phrases = read_public(sources), read_phrases(content)
    short = [shortened(text) for text in public.texts.texts]
    field_folds = folds(phrases.texts.groups)
    mixed, mixed_folds = mixtures(phrases.texts.texts, field_folds.tolist(), recipe.mixtures)
    vocabulary = make_vocabulary([*public.texts.texts, *short], phrases.texts.texts, content, model, cache)
    phrase_features = vocabulary.features(phrases.texts.texts, recipe)
    short_features, mixed_features = vocabulary.features(short, recipe), vocabulary.features(mixed, recipe)
    sentences = model.vectors([*phrases.texts.texts, *short, *mixed], cache)
    marks = np.cumsum([len(phrases.labels), len(short)])
    phrase_sentences, short_sentences, mixed_sentences = np.split(sentences, marks)
    phrase_views, scale = views_of(phrase_features.dense, phrase_sentences, model.parts)
    return Material(
        public=public,
        phrases=phrases,
        vocabulary=vocabulary,
        recipe=recipe,
        public_features=vocabulary.features(public.texts.texts, recipe),
        short_features=short_features,
        short_views=views_of(short_features.dense, short_sentences, model.parts, scale)[0],
        phrase_features=phrase_features,
        phrase_views=phrase_views,
        phrase_folds=field_folds,
        mixed_features=mixed_features,
        mixed_views=views_of(mixed_features.dense, mixed_sentences, model.parts, scale)[0],
        mixed_folds=mixed_folds,
    )


@dataclass(frozen=True)
class Lessons:
    """What the teacher, fitted without one fold of the phrases, says of the others and of texts nobody judged."""

    phrases: Chosen
    left_out: Numbers
    mixed: Chosen
    short_targets: Numbers
    mixed_targets: Numbers


def lessons(material: Material, without: int | None) -> Lessons:
    """The teacher's targets, made without the phrases of fold `without` (None: with all of them)."""
    chosen = material.phrase_folds != without if without is not None else np.ones(len(material.phrase_folds), bool)
    mixed = (
        (material.mixed_folds != without).all(1) if without is not None else np.ones(len(material.mixed_folds), bool)
    )
    teacher = Teacher(material.phrase_views[chosen], material.phrases.judged[chosen])
    return Lessons(
        chosen, teacher.left_out, mixed, teacher.judge(material.short_views), teacher.judge(material.mixed_views[mixed])
    )


def fit_on(material: Material, public: Chosen, taught: Lessons) -> Network:
    """The network fitted on the chosen public tasks, full and shortened, and on phrases and mixtures as taught."""
    recipe = material.recipe
    texts, phrases = material.public.texts, material.phrases.texts
    parts, targets, weights = [], [], []

    def add(given: Features, wanted: Numbers, counted: Numbers, weight: float) -> None:
        if weight and len(wanted):
            parts.append(given)
            targets.append(wanted)
            weights.append(counted * np.array([1.0, 1.0, 1.0, recipe.level_weight]) * weight)

    add(chosen_rows(material.public_features, public), texts.targets[public], texts.weights[public], 1.0)
    share = recipe.short_teaching
    add(
        chosen_rows(material.short_features, public),
        (1 - share) * texts.targets[public] + share * taught.short_targets[public],
        (1 - share) * texts.weights[public] + share * weights_of(taught.short_targets[public]),
        recipe.short_weight,
    )
    wanted = phrases.targets[taught.phrases].copy()
    wanted[:, 0] = (1 - recipe.phrase_teaching) * wanted[:, 0] + recipe.phrase_teaching * taught.left_out[:, 0]
    add(
        chosen_rows(material.phrase_features, taught.phrases),
        wanted,
        phrases.weights[taught.phrases],
        recipe.phrase_weight,
    )
    add(
        chosen_rows(material.mixed_features, taught.mixed),
        taught.mixed_targets,
        weights_of(taught.mixed_targets),
        recipe.mixture_weight,
    )
    return fit(stack(parts), np.vstack(targets).astype(np.float32), np.vstack(weights).astype(np.float32), recipe)


def chosen_rows(given: Features, chosen: Chosen) -> Features:
    """The features of the chosen texts."""
    return Features(given.dense[chosen], given.hashed[np.flatnonzero(chosen)])


def held_out(material: Material, sources: Path, everything: Lessons) -> HeldOut:
    """Every text's outputs from a fit without its occupation or field; and without its detailed work activities."""
    public = material.public
    occupation_folds = folds(public.codes)
    out, short = np.zeros((len(public.codes), 4)), np.zeros((len(public.codes), 4))
    phrases = np.zeros((len(material.phrases.labels), 4))
    for fold in range(occupation_folds.max() + 1):
        test, test_phrases = occupation_folds == fold, material.phrase_folds == fold
        net = fit_on(material, ~test, lessons(material, fold))
        out[test] = net.logits(chosen_rows(material.public_features, test))
        short[test] = net.logits(chosen_rows(material.short_features, test))
        phrases[test_phrases] = net.logits(chosen_rows(material.phrase_features, test_phrases))
    activities, known = np.zeros_like(out), _activities(sources, public)
    main = [min(found) if found else f"task {number}" for number, found in zip(public.tasks, known, strict=True)]
    activity_folds = folds(main)
    for fold in range(activity_folds.max() + 1):
        test = activity_folds == fold
        hidden = set().union(*(found for found, is_test in zip(known, test, strict=True) if is_test))
        train = ~test & np.array([not (found & hidden) for found in known])
        net = fit_on(material, train, everything)
        activities[test] = net.logits(chosen_rows(material.public_features, test))
    return HeldOut(out, short, phrases, activities, np.array([bool(found) for found in known]))


def build(
    sources: Path,
    content: Path,
    cache: Path | None = None,
    measured: bool = True,
    recipe: Recipe | None = None,
    model: Encoder | None = None,
) -> None:
    """Fit on everything and write content/estimator and content/occupations/typical.tsv.

    With `measured` the held-out figures are made too: they give the calibration, the bands and docs/validation.md
    (beside `content`). Without, calibration and bands stay as they are in content/estimator.
    """
    recipe = recipe or Recipe()
    material = gather(sources, content, recipe, model or SentenceModel.installed(), cache)
    everything = lessons(material, None)
    net = fit_on(material, np.ones(len(material.public.codes), bool), everything)
    folder = content / "estimator"
    if measured:
        found = held_out(material, sources, everything)
        settings = calibrate(material, found)
    else:
        found = None
        settings = _kept(folder / MODEL)
    write_tables(folder, material.vocabulary, net, recipe, settings)
    _write_typical(sources, content)
    if found is not None:
        write_report(material, found, settings, sources, content)


def _activities(sources: Path, public: Public) -> list[set[str]]:
    """The detailed work activities of each labelled task (O*NET 30.1), by occupation and task number."""
    linked: dict[tuple[str, int], set[str]] = {}
    for row in table(sources / "onet_30_1/Tasks to DWAs.xlsx", "O*NET-SOC Code"):
        linked.setdefault((row["O*NET-SOC Code"], int(float(row["Task ID"]))), set()).add(row["DWA ID"])
    return [linked.get(place, set()) for place in zip(public.codes, public.tasks, strict=True)]


def _kept(path: Path) -> dict[str, object]:
    if not path.exists():
        return {
            "base": [0.45, 0.15, 0.2, 1.4],
            "fits": {name: [0.0, 1.0, 0.0, 0.0, 0.0, 0.0] for name in ("exposed", "alone", "runs")},
            "band": {"common": 0.35, "reach": [1.25, 0.0, 0.0], "unread": 0.1},
        }
    model = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: model[name] for name in ("base", "fits", "band")}


def _write_typical(sources: Path, content: Path) -> None:
    """The estimator's own β of every occupation from its O*NET tasks in short words; core tasks weigh 2, others 1."""
    estimator = Estimator.load(content / "estimator")
    sums: dict[str, list[float]] = {}
    for row in table(sources / "onet_30_1/Task Statements.xlsx", "O*NET-SOC Code"):
        weight = 2.0 if row["Task Type"] == "Core" else 1.0
        found = sums.setdefault(row["O*NET-SOC Code"], [0.0, 0.0])
        found[0] += weight * estimator.estimate(shortened(row["Task"])).value
        found[1] += weight
    lines = ["code\tvalue", *(f"{code}\t{total / weight:.4f}" for code, (total, weight) in sorted(sums.items()))]
    folder = content / "occupations"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "typical.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
