"""What the estimator says of public tasks whose occupation it never saw: in full, shortened, and in a single word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.measure.estimator_tables import read_tables
from coach.measure.words import Lists, Reader, Reading, tokens
from content.building.estimator import chosen_rows, fit_on, gather, lessons
from content.building.estimator_data import Public, folds, read_public, shortened
from content.building.estimator_network import Recipe
from content.building.estimator_sentences import SentenceModel

Numbers = NDArray[np.float64]

# Fewer mixtures than the shipped weights are made with: minutes instead of half an hour, and held-out figures that
# differ in the third place.
QUICK = Recipe(mixtures=8_000)
KINDS = ("full", "short", "word")
_LINKS = frozenset(
    "through into over under between during after before against within or per than if whether when".split()
)


@dataclass(frozen=True)
class Sayings:
    """The public tasks, the fold of each, and by kind of text the raw outputs (rows × 4) and how each was read."""

    public: Public
    folds: NDArray[np.int64]
    logits: dict[str, Numbers]
    readings: dict[str, list[Reading]]


def one_word(text: str, lists: Lists) -> str:
    """A task as one in a hurry names it: its verb or the last word of its object, by a hash of the text."""
    words = [word for word in tokens(shortened(text)) if word not in lists.plain and word not in _LINKS] or [text]
    return words[0] if hashlib.sha256(f"word {text}".encode()).digest()[0] % 2 else words[-1]


def sayings(sources: Path, content: Path, cache: Path | None, recipe: Recipe = QUICK) -> Sayings:
    """Five fits, each without a fifth of the occupations, asked about the tasks of those.

    Kept in `cache` (a folder) and read from there the next time; delete the file after a change of labels or phrases.
    Raises FileNotFoundError where a source is missing.
    """
    public = read_public(sources)
    texts = public.texts.texts
    tables = read_tables(content / "estimator")
    reader = Reader(tables.numbers, tables.aliases, tables.lists)
    by_kind = {
        "full": texts,
        "short": [shortened(text) for text in texts],
        "word": [one_word(text, tables.lists) for text in texts],
    }
    readings = {kind: [reader.read(text) for text in found] for kind, found in by_kind.items()}
    kept = cache / "answers.npz" if cache is not None else None
    if kept is not None and kept.is_file():
        with np.load(kept) as held:
            return Sayings(public, folds(public.codes), {kind: held[kind] for kind in KINDS}, readings)
    material = gather(sources, content, recipe, SentenceModel.installed(), cache)
    features = {kind: material.vocabulary.features(by_kind[kind], recipe) for kind in KINDS}
    logits = {kind: np.zeros((len(texts), 4)) for kind in KINDS}
    of_fold = folds(public.codes)
    for fold in range(of_fold.max() + 1):
        test = of_fold == fold
        net = fit_on(material, ~test, lessons(material, fold))
        for kind in KINDS:
            logits[kind][test] = net.logits(chosen_rows(features[kind], test))
    if kept is not None:
        np.savez(kept, full=logits["full"], short=logits["short"], word=logits["word"])
    return Sayings(public, of_fold, logits, readings)
