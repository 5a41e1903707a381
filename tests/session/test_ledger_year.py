"""The ledger through the session: entries changed a field at a time, and what a year comes to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.session import Failure, ledger
from coach.session.opening import Session, open_demo


@pytest.fixture
def session() -> Iterator[Session]:
    opened = open_demo("support-specialist")
    yield opened
    opened.close()


def test_a_change_is_on_disk_counts_as_evidence_and_keeps_the_rest(session: Session) -> None:
    entry = ledger.log_win(session, "first replies in 5 h")
    other = ledger.log_win(session, "another")
    ledger.change_entry(session, entry.id, baseline="9 h", kind="quality")
    changed = ledger.change_entry(session, entry.id, validated_by="the team lead", public=True)
    assert (changed.baseline, changed.kind, changed.public) == ("9 h", "quality", True)
    assert session.profile is not None
    assert changed in session.profile.entries
    session.load()
    assert changed in session.entries
    assert other in session.entries
    assert "confirmed by the team lead" in ledger.read(session, entry.id).sentence
    assert ledger.change_entry(session, entry.id, baseline="").baseline is None


@pytest.mark.parametrize(("typed", "amount"), [("9,000", 9000), ("9 000", 9000), ("1,5", 1.5), ("12.25", 12.25)])
def test_amounts_as_people_write_them(session: Session, typed: str, amount: float) -> None:
    entry = ledger.log_win(session, "less overtime")
    assert ledger.change_entry(session, entry.id, likely=typed).likely == amount


@pytest.mark.parametrize("wrong", [{"likely": "lots"}, {"likely": "-3"}, {"kind": "money"}, {"text": " "}, {"x": "y"}])
def test_what_does_not_fit_is_refused_and_nothing_changes(session: Session, wrong: dict[str, str]) -> None:
    entry = ledger.log_win(session, "less overtime")
    with pytest.raises(Failure):
        ledger.change_entry(session, entry.id, **wrong)
    with pytest.raises(Failure):
        ledger.change_entry(session, "no-such-entry", text="x")
    session.load()
    assert session.entries == (entry,)


def test_the_kinds_are_never_added_and_hours_never_become_money(session: Session) -> None:
    for kind, unit, more in (("cash", "EUR", {"budget_line": "contractors"}), ("capacity", "h", {"use": "calls"})):
        entry = ledger.log_win(session, f"a result in {unit}")
        ledger.change_entry(session, entry.id, kind=kind, unit=unit, at_least="40", likely="60", **more)
    year = ledger.this_year(session)
    assert {kind: set(units) for kind, units in year.items()} == {"cash": {"EUR"}, "capacity": {"h"}}
    assert (year["cash"]["EUR"].at_least, year["cash"]["EUR"].likely) == (40, 60)
