"""The bank of everyday phrases: many trades, both kinds of judgement, typed as people type, and judged repeatably."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from coach.library.places import content_dir
from coach.measure.estimator_tables import read_tables
from coach.measure.words import forms, repaired, tokens
from content.building import agreement

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((content_dir() / "phrases").glob("*.tsv"))
FIELDS = (
    "office management technical creative sales service public education health care trades transport lab farm "
    "data finance hospitality hr legal logistics manufacturing marketing retail"
).split()


@cache
def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def test_every_field_of_work_has_its_share() -> None:
    counts = {path.stem: len(rows(path)) for path in FILES}
    assert set(counts) >= set(FIELDS)
    total = sum(counts.values())
    even = total / len(counts)
    assert total >= 2500
    for field, count in counts.items():
        assert even / 2 <= count <= even * 2, field


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rows_are_clean_and_both_judgements_fit_each_other(path: Path) -> None:
    for row in rows(path):
        assert len(row) == 3, row
        phrase, exposure, level = row
        assert re.fullmatch(r"E[012]", exposure), row
        assert re.fullmatch(r"T[0-4]", level), row
        assert phrase == phrase.strip(), row
        assert 0 < len(phrase) <= 90, row
        assert not re.search(r"[\"“”\t]|  ", phrase), row


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_field_is_all_one_answer(path: Path) -> None:
    exposures = [row[1] for row in rows(path)]
    for label in ("E0", "E1", "E2"):
        assert exposures.count(label) >= 0.08 * len(exposures), label


def test_every_field_has_phrases_with_slips_of_the_keyboard() -> None:
    """A slip: a word that is in no form in the vocabulary, and one letter away from a word that is."""
    tables = read_tables(content_dir() / "estimator")
    counts = {}
    for path in FILES:
        words = {word for phrase, *_ in rows(path) for word in tokens(phrase) if len(word) > 4 and word.isalpha()}
        new = {word for word in words if not {word, *forms(word)} & tables.numbers.keys()} - tables.aliases.keys()
        counts[path.stem] = sum(bool(repaired(word, tables.numbers)) for word in new)
    assert min(counts.values()) >= 2, counts
    assert sum(counts.values()) >= 150, counts


def test_two_people_agree_on_what_is_exposed() -> None:
    found, total = agreement.pairs(content_dir())
    assert len(found) >= 0.2 * total
    figures = agreement.figures(found)
    assert figures["exposed or not"][0] >= 0.8
    assert figures["E0, E1 or E2"][0] >= 0.8
    assert figures["runs: exposed and T3–T4"][0] >= 0.6


def test_the_page_on_agreement_says_what_the_files_say() -> None:
    page = agreement.page(content_dir())
    assert (ROOT / "content" / "agreement" / "README.md").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [("aabb", "aabb", 1.0), ("aabb", "abab", 0.0), ("aabb", "bbaa", -1.0), ("aaab", "aabb", 0.5)],
)
def test_kappa_is_agreement_beyond_chance(one: str, two: str, wanted: float) -> None:
    assert agreement.kappa(list(one), list(two)) == pytest.approx(wanted)
