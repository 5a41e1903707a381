"""Fitting the estimator: one hidden layer over word vectors, and a hashed linear part beside it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Recipe:
    """How the model is fitted; chosen by cross-validation, see docs/validation.md."""

    width: int = 64
    nets: int = 1
    epochs: int = 20
    batch: int = 256
    rate: float = 2e-3
    rate_hashed: float = 3e-3
    decay: float = 0.05
    decay_hashed: float = 0.02
    drop_inputs: float = 0.05
    drop_hidden: float = 0.1
    power: float = 0.75
    lead_share: float = 0.5
    hash_bits: int = 15
    phrase_weight: float = 2.0
    short_weight: float = 0.5
    mixture_weight: float = 2.0
    mixtures: int = 40_000
    # How much of a target comes from the teacher: for judged phrases (its view with the phrase itself left out), and
    # for shortened public tasks.
    phrase_teaching: float = 0.3
    short_teaching: float = 0.2
    level_weight: float = 0.6


@dataclass(frozen=True)
class Features:
    """Texts as the network sees them: word-vector part (rows × 2·width) and hashed part."""

    dense: Floats
    hashed: sparse.csr_matrix


@dataclass
class Network:
    """The fitted numbers of one or several nets side by side."""

    inputs: Floats
    bias: Floats
    outputs: Floats
    offsets: Floats
    hashed: Floats

    def logits(self, features: Features) -> NDArray[np.float64]:
        """Rows × 4 raw outputs."""
        hidden = np.maximum(features.dense @ self.inputs + self.bias, 0)
        return np.asarray(hidden @ self.outputs + self.offsets + features.hashed @ self.hashed, np.float64)


def features(read: Sequence[tuple[Sequence[str], Sequence[int]]], vectors: Floats, recipe: Recipe) -> Features:
    """The features of texts already read into words and their rows in `vectors`."""
    size = vectors.shape[1]
    dense = np.zeros((len(read), 2 * size), np.float32)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for place, (words, numbers) in enumerate(read):
        if not numbers:
            continue
        dense[place, :size] = vectors[list(numbers)].sum(0) / len(numbers) ** recipe.power
        dense[place, size:] = vectors[numbers[0]] * recipe.lead_share
        codes = hash_codes(words)
        rows.extend([place] * len(codes))
        columns.extend(code & ((1 << recipe.hash_bits) - 1) for code in codes)
        values.extend([1 / len(codes) ** 0.5] * len(codes))
    matrix = sparse.csr_matrix(
        (np.array(values, np.float32), (rows, columns)), shape=(len(read), 1 << recipe.hash_bits)
    )
    return Features(dense, matrix)


def hash_codes(words: Sequence[str]) -> list[int]:
    """The hashes of words, pairs of neighbours and the first word; the estimator makes the same ones."""
    codes = {zlib.crc32(f"{one} {two}".encode()) for one, two in pairwise(words)}
    codes.update(zlib.crc32(word.encode()) for word in words)
    codes.add(zlib.crc32(b"^" + words[0].encode()))
    return sorted(codes)


def stack(parts: Sequence[Features]) -> Features:
    """Several sets of texts as one."""
    return Features(np.vstack([part.dense for part in parts]), sparse.vstack([part.hashed for part in parts]).tocsr())


def fit(given: Features, targets: Floats, weights: Floats, recipe: Recipe) -> Network:
    """Several nets with different starts, put side by side as one: the mean of their outputs."""
    nets = [_fit_one(given, targets, weights, recipe, seed) for seed in range(recipe.nets)]
    share = np.float32(1 / len(nets))
    return Network(
        np.hstack([net.inputs for net in nets]),
        np.hstack([net.bias for net in nets]),
        np.vstack([net.outputs for net in nets]) * share,
        sum((net.offsets for net in nets), np.zeros(4, np.float32)) * share,
        sum((net.hashed for net in nets), np.zeros_like(nets[0].hashed)) * share,
    )


def _fit_one(given: Features, targets: Floats, weights: Floats, recipe: Recipe, seed: int) -> Network:
    draw = np.random.default_rng(seed)
    rows, size = given.dense.shape
    heads = targets.shape[1]
    targets, weights = targets.astype(np.float32), weights.astype(np.float32)
    net = Network(
        (draw.normal(size=(size, recipe.width)) * np.sqrt(1 / size)).astype(np.float32),
        np.zeros(recipe.width, np.float32),
        (draw.normal(size=(recipe.width, heads)) * 0.1).astype(np.float32),
        np.zeros(heads, np.float32),
        np.zeros((given.hashed.shape[1], heads), np.float32),
    )
    parts = [net.inputs, net.bias, net.outputs, net.offsets, net.hashed]
    decays = [recipe.decay, 0.0, recipe.decay, 0.0, recipe.decay_hashed]
    rates = [recipe.rate] * 4 + [recipe.rate_hashed]
    first = [np.zeros_like(part) for part in parts]
    second = [np.zeros_like(part) for part in parts]
    keep_in, keep_hidden = np.float32(1 - recipe.drop_inputs), np.float32(1 - recipe.drop_hidden)
    steps = recipe.epochs * -(-rows // recipe.batch)
    step = 0
    for _ in range(recipe.epochs):
        order = draw.permutation(rows)
        for start in range(0, rows, recipe.batch):
            batch = order[start : start + recipe.batch]
            inputs = given.dense[batch]
            inputs = inputs * (draw.random(inputs.shape, dtype=np.float32) < keep_in) / keep_in
            hashed = given.hashed[batch]
            before = inputs @ net.inputs + net.bias
            mask = (draw.random(before.shape, dtype=np.float32) < keep_hidden) / keep_hidden
            hidden = np.maximum(before, 0) * mask
            logits = hidden @ net.outputs + net.offsets + hashed @ net.hashed
            error = ((_logistic(logits) - targets[batch]) * weights[batch] / len(batch)).astype(np.float32)
            back = (error @ net.outputs.T) * mask * (before > 0)
            slopes = [inputs.T @ back, back.sum(0), hidden.T @ error, error.sum(0), np.asarray(hashed.T @ error)]
            step += 1
            pace = min(1.0, 10 * step / steps) * (1 - step / steps) + 0.01
            for place, (part, slope) in enumerate(zip(parts, slopes, strict=True)):
                first[place] += np.float32(0.1) * (slope - first[place])
                second[place] += np.float32(0.001) * (slope * slope - second[place])
                move = (first[place] / np.float32(1 - 0.9**step)) / (
                    np.sqrt(second[place] / np.float32(1 - 0.999**step)) + np.float32(1e-8)
                )
                part -= np.float32(rates[place] * pace) * (move + np.float32(decays[place]) * part)
    return net


def _logistic(value: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-np.clip(value, -30, 30)))
    return out
