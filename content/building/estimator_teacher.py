"""A stronger judge that only exists while building: it labels made-up phrases for the small model to learn from.

Kernel ridge regression over whole-sentence vectors and word vectors, fitted on our judged phrases. It is too large to
ship (it needs the sentence model), but what it knows of phrases nobody judged passes into the small model.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from coach.measure.words import tokens
from content.building.estimator_network import Floats

Numbers = NDArray[np.float64]

_SHARPNESS = 0.4
_RIDGE = 0.2
_STEEPNESS = 5.0
# How much the parts of a view count beside the sum of the words: the first word, the early layers, the sentence.
_LEAD = 0.7
_LAYERS = 0.8
_SENTENCE = 0.7
_BLOCK = 2000


class Teacher:
    """Fitted on judged phrases; `labels` columns: exposed, E1, exposed and T3–T4 (each 0 or 1), T/4."""

    def __init__(self, views: Floats, labels: Numbers) -> None:
        """Fit on rows of `views` (see `views_of`)."""
        self._views = views
        self._mean = labels.mean(0)
        kernel = _kernel(views, views).astype(np.float64)
        kernel[np.diag_indices(len(views))] += _RIDGE
        factor = cho_factor(kernel, overwrite_a=True)
        self._weights = cho_solve(factor, labels - self._mean)
        inverse = cho_solve(factor, np.eye(len(views)))
        self.left_out = _soft(labels - self._weights / np.diag(inverse)[:, None])

    def judge(self, views: Floats) -> Numbers:
        """Soft targets in the shape of Texts.targets for other texts."""
        blocks = [
            _kernel(views[start : start + _BLOCK], self._views) @ self._weights
            for start in range(0, len(views), _BLOCK)
        ]
        return _soft(np.vstack(blocks) + self._mean)


@dataclass(frozen=True)
class Scale:
    """Where the parts of a view lie and how far they spread, found on the phrases and used for every text."""

    means: list[Floats]
    sizes: list[float]


def views_of(dense: Floats, sentences: Floats, parts: int, scale: Scale | None = None) -> tuple[Floats, Scale]:
    """Word sum, first word and the `parts` of the sentence vector side by side, and the scale to use again."""
    blocks = [*np.split(dense, 2, axis=1), *np.split(sentences, parts, axis=1)]
    weights = [1.0, _LEAD, *[_LAYERS] * (parts - 1), _SENTENCE]
    if scale is None:
        means = [block.mean(0) for block in blocks]
        spreads = [
            float(np.sqrt(((block - mean) ** 2).sum(1).mean())) for block, mean in zip(blocks, means, strict=True)
        ]
        scale = Scale(means, [spread / weight for spread, weight in zip(spreads, weights, strict=True)])
    placed = [(block - mean) / size for block, mean, size in zip(blocks, scale.means, scale.sizes, strict=True)]
    return np.hstack(placed).astype(np.float32), scale


def mixtures(texts: Sequence[str], folds: Sequence[int], count: int) -> tuple[list[str], NDArray[np.int64]]:
    """New phrases out of two: the verb of one with the rest of another, or half of each.

    Returned with the folds of the two sources, so that held-out phrases lend nothing. Many make little sense; they
    show what each word does beside words it was never seen with.
    """
    parts = [(words, fold) for words, fold in zip(map(tokens, texts), folds, strict=True) if len(words) >= 2]
    made: dict[str, tuple[int, int]] = {}
    number = 0
    while parts and len(made) < count and number < 20 * count:
        draw = hashlib.sha256(f"mix {number}".encode()).digest()
        number += 1
        (one, one_fold), (two, two_fold) = (
            parts[int.from_bytes(draw[start : start + 4], "little") % len(parts)] for start in (0, 4)
        )
        mixed = [one[0], *two[1:]] if draw[8] % 3 < 2 else one[: max(1, len(one) // 2)] + two[len(two) // 2 :]
        made.setdefault(" ".join(mixed[:12]).replace("#", "3"), (one_fold, two_fold))
    return list(made), np.array(list(made.values()), np.int64).reshape(-1, 2)


def weights_of(targets: Numbers) -> Numbers:
    """How much each target counts: what only exposed tasks have, by how far the task is exposed."""
    one = np.ones(len(targets))
    return np.stack([one, targets[:, 0], targets[:, 0], one], axis=1)


def _kernel(one: Floats, two: Floats) -> Floats:
    distance = (one * one).sum(1)[:, None] + (two * two).sum(1)[None] - 2 * one @ two.T
    out: Floats = np.exp(-np.float32(_SHARPNESS) * distance)
    return out


def _soft(scores: Numbers) -> Numbers:
    exposed = 1 / (1 + np.exp(-_STEEPNESS * (scores[:, 0] - 0.5)))
    share = np.maximum(scores[:, 0], 0.2)
    return np.stack(
        [
            exposed,
            np.clip(scores[:, 1] / share, 0.02, 0.98),
            np.clip(scores[:, 2] / share, 0.02, 0.98),
            np.clip(scores[:, 3], 0.01, 0.99),
        ],
        axis=1,
    )
