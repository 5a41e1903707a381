"""The catalogue of failures: every one says what happened, what was kept, what to do, and has its exit status."""

from __future__ import annotations

import string
from datetime import date

import pytest

from coach.base import dates
from coach.base.failures import _CATALOGUE, Failure, Status, codes, nearest, usage


def filled(code: str) -> Failure:
    kind = _CATALOGUE[code]
    names = {name for words in (kind.what, kind.kept, kind.do) for _, name, _, _ in string.Formatter().parse(words)}
    return Failure(code, **{name: 5.0 if name == "seconds" else f"<{name}>" for name in names if name})


@pytest.mark.parametrize("code", codes())
def test_every_failure_has_words_for_all_three_and_a_status(code: str) -> None:
    failure = filled(code)
    assert failure.what
    assert failure.kept
    assert failure.do
    assert failure.status in set(Status) - {Status.FINE}
    assert str(failure) == failure.what
    assert failure.as_text() == f"{failure.what}\n{failure.kept}\n{failure.do}"
    assert failure.code in (code, "unreadable", "newer", "not-saved"), "words of their own, the same kind to a program"
    assert failure.as_json() == {
        "schema": 1,
        "error": {"code": failure.code, "what": failure.what, "kept": failure.kept, "do": failure.do},
    }


@pytest.mark.parametrize(
    ("code", "status"),
    [("usage", 2), ("no-profile", 2), ("unreadable", 3), ("newer", 3), ("not-saved", 4), ("conflict", 4), ("busy", 5)],
)
def test_exit_statuses_are_the_documented_ones(code: str, status: int) -> None:
    assert filled(code).status == Status(status)


def test_a_failure_with_a_fact_missing_is_a_mistake_found_at_once() -> None:
    with pytest.raises(KeyError):
        Failure("busy", folder="x")


def test_text_in_a_fact_is_not_taken_for_a_place_to_fill() -> None:
    assert usage("{what} {0}").what == "{what} {0}"


def test_the_nearest_word_or_none() -> None:
    assert nearest("tittle", ["title", "aim"]) == "title"
    assert nearest("zzz", ["title", "aim"]) is None
    assert nearest("x", []) is None


def test_today_is_what_it_is_told_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_TODAY", "2026-02-28")
    assert dates.today() == date(2026, 2, 28)
    monkeypatch.setenv("COACH_TODAY", " ")
    assert dates.today() == date.today()
    monkeypatch.setenv("COACH_TODAY", "28.2.2026")
    with pytest.raises(Failure, match=r"28\.2\.2026"):
        dates.today()


def test_days_as_people_read_them() -> None:
    assert dates.short_day(date(2026, 12, 2)) == "Wed 2 Dec"
    assert dates.now_stamp(date(2026, 12, 2)).startswith("2026-12-02T")
    assert len(dates.now_stamp(date(2026, 12, 2))) == 19
