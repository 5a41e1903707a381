"""Occupations: official titles, job zones, published figures, related ones, and finding them by any title.

Reads content/occupations. Opening costs nothing; each part is read when first asked for and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.base.packed import is_shipped, shipped_lines
from coach.base.toml import read_shipped_toml
from coach.library.titlesearch import TitleSearch
from coach.model.measurement import Published

_INDICES = ("eloundou-human", "microsoft-applicability", "ilo-2025")


@dataclass(frozen=True, slots=True)
class Occupation:
    """One O*NET-SOC 2019 occupation. `job_zone` 1–5 (how much preparation) or None; `related` are codes, nearest first.

    `published` holds what others published for it: different things on different scales.
    """

    code: str
    title: str
    job_zone: int | None
    published: tuple[Published, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An occupation found: `matched` is the title people use that answered, `score` is 0–1 and only ranks."""

    code: str
    title: str
    matched: str
    score: float


@dataclass(frozen=True, slots=True)
class PublishedIndex:
    """What a published index is, from figures.toml; `rule`, `limits` and `note` may be empty."""

    id: str
    name: str
    measures: str
    year: int
    population: str
    source: str
    licence: str
    citation: str
    rule: str = ""
    limits: str = ""
    note: str = ""


class Occupations:
    """Every occupation that ships. Immutable; safe to share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def load(cls, folder: Path) -> Occupations:
        """The occupations in `folder` (content/occupations). Nothing is read yet."""
        return cls(folder)

    def __len__(self) -> int:
        return len(self._rows)

    def codes(self) -> tuple[str, ...]:
        """Every code, sorted."""
        return tuple(self._rows)

    def get(self, code: str) -> Occupation | None:
        """The occupation with this O*NET-SOC 2019 code, or None."""
        row = self._rows.get(code)
        if row is None:
            return None
        published = []
        for at, name in enumerate(_INDICES, 3):
            if row[at]:
                index = self.indices[name]
                published.append(
                    Published(name, float(row[at]), index.year, index.population, index.source, index.licence)
                )
        zone = int(row[2]) if row[2] else None
        return Occupation(code, row[1], zone, tuple(published), self._related.get(code, ()))

    def search(self, query: str, limit: int = 8) -> list[Match]:
        """The occupations a title may mean, best first, at most `limit`; [] where none answers.

        Takes any text: titles official or everyday, British or American, abbreviations, the first letters, slips,
        extra words. The same query always gives the same answer.
        """
        if limit < 1:
            return []
        codes = self._codes
        rows = self._rows
        return [
            Match(codes[found.row], rows[codes[found.row]][1], found.matched, found.score)
            for found in self._titles.search(query, limit)
        ]

    @cached_property
    def indices(self) -> dict[str, PublishedIndex]:
        """What each published index measures, for whom, whose it is, and how it got to an occupation."""
        file = read_shipped_toml(self._folder / "figures.toml")
        found = {}
        for name in _INDICES:
            table: dict[str, Any] = file.data.get(name, {})
            try:
                found[name] = PublishedIndex(id=name, **table)
            except TypeError as error:
                raise Failure("broken-content", place=file.place(name), why=f"{error}.") from None
        return found

    @cached_property
    def typical(self) -> dict[str, float]:
        """Our own estimate for each occupation's public tasks, by code, 0–1; empty until the estimator has written it.

        In typical.tsv (code, value), which the estimator's rebuild writes. Only for ranking our own figures.
        """
        if not is_shipped(self._folder / "typical.tsv"):
            return {}
        return {code: float(value) for code, value in self._table("typical.tsv", 2)}

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        return {row[0]: row for row in self._table("occupations.tsv", 3 + len(_INDICES) + 1)}

    @cached_property
    def _codes(self) -> list[str]:
        return list(self._rows)

    @cached_property
    def _related(self) -> dict[str, tuple[str, ...]]:
        return {code: tuple(codes.split(" ")) for code, codes in self._table("related.tsv", 2)}

    @cached_property
    def _titles(self) -> TitleSearch:
        return TitleSearch(self._folder, [row[1] for row in self._rows.values()])

    def _table(self, name: str, columns: int) -> list[list[str]]:
        path = self._folder / name
        try:
            lines = shipped_lines(path)
        except FileNotFoundError:
            raise Failure("missing-file", path=str(path)) from None
        rows = [line.split("\t") for line in lines[1:] if line]
        for number, row in enumerate(rows, 2):
            if len(row) != columns:
                raise Failure("broken-content", place=f"{path}:{number}", why=f"expected {columns} columns.")
        return rows
