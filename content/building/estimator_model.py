"""From fitted numbers to the estimator's tables, and from texts to what the network sees."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.measure.estimator_tables import ALIASES, LEADS, MODEL, PAIRS, VOCABULARY, WORDS, read_aliases
from coach.measure.words import Reader, forms, repaired, tokens
from content.building.estimator_network import Features, Floats, Network, Recipe, features
from content.building.estimator_sentences import Encoder

# How many words of general English, commonest first, join those of our own texts.
GENERAL_WORDS = 5_500
# Words of our phrases that look like slips for commoner ones and are none.
REAL_WORDS = Path(__file__).with_name("real_words.txt")


@dataclass(frozen=True)
class Vocabulary:
    """The words with rows, those that may come first leading; `vectors` are MiniLM's for each word by itself."""

    words: list[str]
    leading: int
    vectors: Floats
    reader: Reader

    def features(self, texts: Sequence[str], recipe: Recipe) -> Features:
        """What the network sees of these texts, read as the estimator reads them."""
        read = [self.reader.read(text) for text in texts]
        return features([(one.words, one.numbers) for one in read], self.vectors, recipe)


def make_vocabulary(
    texts: Sequence[str], phrases: Sequence[str], content: Path, model: Encoder, cache: Path | None
) -> Vocabulary:
    """The words of `texts`, `phrases` (which have slips) and the aliases, and common English beside them."""
    aliases = read_aliases(content / "estimator" / ALIASES)
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    careful = {token for text in texts for token in tokens(text)}
    for text in (*texts, *phrases):
        found = [word for token in tokens(text) for word in aliases.get(token, (token,))]
        found = ["#" if any(char.isdigit() for char in word) else word for word in found]
        counts.update(found)
        first.update(found[:1])
    for words in aliases.values():
        counts.update(words)
    ranked = [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    common = model.words()
    ranked = _without_slips(ranked, counts, careful.union(common))
    # A rare word that its plural, singular or base form stands for needs no row of its own.
    own = {word: number for number, word in enumerate(ranked)}
    kept = [word for word in ranked if counts[word] > 1 or not _stands_in(word, own, counts)]
    known = {word: number for number, word in enumerate(kept)}
    general = [word for word in common if word not in counts and not any(form in known for form in forms(word))]
    known = [*kept, *general[:GENERAL_WORDS]]
    lead = [word for word in known if word in first or word.endswith("ing")]
    rest = [word for word in known if not (word in first or word.endswith("ing"))]
    words = lead + rest
    vectors = model.vectors(words, cache)
    vectors = np.hstack([_standard(part) for part in np.split(vectors, model.parts, axis=1)])
    reader = Reader({word: number for number, word in enumerate(words)}, aliases)
    return Vocabulary(words, len(lead), vectors, reader)


def _standard(part: Floats) -> Floats:
    """Vectors about their mean, in units of their spread."""
    centred = part - part.mean(0)
    out: Floats = (centred / centred.std()).astype(np.float32)
    return out


def _without_slips(ranked: list[str], counts: Counter[str], common: set[str]) -> list[str]:
    """The words without those that are another, commoner word with one slip of the keyboard."""
    real = set(REAL_WORDS.read_text(encoding="utf-8").split())
    frequent = {word: place for place, word in enumerate(ranked) if counts[word] > 3}
    return [
        word
        for word in ranked
        if counts[word] > 3
        or len(word) < 5
        or word in common
        or word in real
        or not word.isalpha()
        or any(form in frequent for form in forms(word))
        or not repaired(word, frequent)
    ]


def _stands_in(word: str, own: dict[str, int], counts: Counter[str]) -> bool:
    """Whether a commoner inflection of `word` has a row."""
    return word.isalpha() and any(form in own and counts[form] > 2 for form in forms(word))


def write_tables(folder: Path, vocabulary: Vocabulary, net: Network, recipe: Recipe, fitted: dict[str, object]) -> None:
    """Write the tables read by coach.measure.estimator_tables; `fitted` are the calibration and band settings."""
    size = vocabulary.vectors.shape[1]
    leading = vocabulary.vectors[: vocabulary.leading] @ net.inputs[size:] * recipe.lead_share
    both, units = _bytes(np.vstack([vocabulary.vectors @ net.inputs[:size], leading]))
    rows, leads = np.split(both, [len(vocabulary.words)])
    # The layer works in units of one byte; its outputs take the units back in, which a rectifier allows.
    bias, outputs = net.bias / units, net.outputs * units[:, None]
    hashed, hashed_units = _bytes(net.hashed)
    half = rows.shape[1] // 2
    order = np.stack([np.arange(half), np.arange(half) + half], axis=1).ravel()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / VOCABULARY).write_text("\n".join(vocabulary.words) + "\n", encoding="utf-8")
    (folder / WORDS).write_bytes(rows[:, order].tobytes())
    (folder / LEADS).write_bytes(leads.tobytes())
    # Lanes of one entry, lowest byte first: head 0, head 1, head 2, head 3 (estimator.py takes them apart).
    (folder / PAIRS).write_bytes(hashed.tobytes())
    lines = [
        "# Made by content/rebuild.py; not for editing. What each means: coach/measure/estimator_tables.py.",
        f"width = {rows.shape[1]}",
        f"leading = {vocabulary.leading}",
        f"power = {recipe.power}",
        f"bias = {_numbers(bias)}",
        "outputs = [",
        *(f"  {_numbers(column)}," for column in outputs.T),
        "]",
        f"offsets = {_numbers(net.offsets)}",
        f"hashed_units = {_numbers(hashed_units)}",
    ]
    tables = {key: value for key, value in fitted.items() if isinstance(value, dict)}
    lines += [f"{key} = {json.dumps(value)}" for key, value in fitted.items() if key not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())]
    (folder / MODEL).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _bytes(values: Floats) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Values as value/unit + 128 in one byte, and each column's unit."""
    units = np.maximum(np.abs(values).max(0), 1e-9) / 127
    return (np.rint(values / units) + 128).astype(np.uint8), units.astype(np.float64)


def _numbers(values: Floats | NDArray[np.float64]) -> str:
    return (
        "["
        + ", ".join(
            f"{float(value):.6g}"
            if "." in f"{float(value):.6g}" or "e" in f"{float(value):.6g}"
            else f"{float(value):.1f}"
            for value in values
        )
        + "]"
    )
