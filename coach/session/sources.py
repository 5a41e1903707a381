"""Where the figures come from: every published index we show, and what the estimator was trained on."""

from __future__ import annotations

from dataclasses import dataclass

from coach.base.toml import read_shipped_toml
from coach.session.opening import Session


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what its figures measure, how to cite it, licence, year, whom or what it describes, and notes."""

    id: str
    name: str
    measures: str
    citation: str
    licence: str
    year: int
    population: str
    notes: tuple[str, ...]


def sources(session: Session) -> tuple[Source, ...]:
    """Every source the shipped figures rest on, in a fixed order."""
    library = session.library
    file = read_shipped_toml(library.content / "occupations" / "figures.toml", name="content/occupations/figures.toml")
    return tuple(
        Source(
            id=name,
            name=one["name"],
            measures=one.get("measures", ""),
            citation=one["citation"],
            licence=one["licence"],
            year=one["year"],
            population=one.get("population", ""),
            notes=tuple(one[key] for key in ("note", "rule", "limits") if key in one),
        )
        for name, one in file.data.items()
        if isinstance(one, dict)
    )
