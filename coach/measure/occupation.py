"""What others published for the worker's occupation, and how the worker's own figure ranks among our own."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from coach.base.packed import is_shipped, shipped_lines
from coach.library.shelf import Library
from coach.model.measurement import Published, Typical
from coach.model.profile import Profile


def published_figures(profile: Profile, library: Library) -> tuple[Published, ...]:
    """The published figures of the worker's occupation; none where it is not named or not held."""
    if not profile.worker.occupation:
        return ()
    occupation = library.occupations.get(profile.worker.occupation)
    return occupation.published if occupation is not None else ()


def typical_figure(profile: Profile, library: Library, own: float) -> Typical | None:
    """The estimator's figure for the occupation, and the percentile (0–100) of `own` among its figures for all.

    Ranked only among our own estimator's figures: they shrink towards the middle, so a rank among published ones
    would be wrong.
    """
    code = profile.worker.occupation
    if not code:
        return None
    figures, ranked = _typical_figures(library.content)
    if code not in figures:
        return None
    return Typical(code, figures[code], 100.0 * bisect_left(ranked, own) / len(ranked))


@lru_cache(maxsize=4)
def _typical_figures(content: Path) -> tuple[dict[str, float], list[float]]:
    file = content / "occupations" / "typical.tsv"
    if not is_shipped(file):
        return {}, []
    rows = (line.split("\t") for line in shipped_lines(file)[1:] if line.strip())
    figures = {code: float(value) for code, value, *_ in rows}
    return figures, sorted(figures.values())
