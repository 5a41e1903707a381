"""The ledger through the session: entries changed a field at a time, and what a year comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coach.session import Failure
from coach.session.opening import Session, open_demo
from coach.session.results import ledger, trials, workflows


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


def test_shares_days_and_masked_figures_as_people_write_them(session: Session) -> None:
    entry = ledger.log_win(session, "fewer reopened tickets")
    changed = ledger.change_entry(
        session, entry.id, attribution="40%", confidence="0.8", margin="30 %", index="72", sustained_until="2027-03-31"
    )
    assert (changed.attribution, changed.confidence, changed.margin, changed.index) == (0.4, 0.8, 0.3, 72)
    assert changed.sustained_until == date(2027, 3, 31)
    ledger.change_entry(session, entry.id, ratio="a third fewer", proof_with="the quality desk", sustained_until=None)
    session.load()
    (kept,) = session.entries
    assert (kept.ratio, kept.proof_with, kept.sustained_until) == ("a third fewer", "the quality desk", None)


def test_claims_that_overlap_are_noticed_and_a_slower_way_claims_nothing(session: Session) -> None:
    flow = workflows.add_workflow(session, "draft first")
    for _ in range(6):
        trials.record(session, flow.id, 13, 10)
    first = ledger.log_win(session, "tier-1 replies by draft", kind="capacity")
    ledger.change_entry(
        session, first.id, at_least=2, likely=3, unit="h", per="week", workflow=flow.id, use="churn calls"
    )
    found = ledger.read(session, first.id)
    assert any("took longer" in why for why in found.why)
    assert ledger.this_year(session)["capacity"]["h"].likely == 0
    other = ledger.log_win(session, "drafts for replies", kind="capacity")
    ledger.change_entry(session, other.id, likely=3, unit="hours", per="week", workflow=flow.id)
    assert ledger.read(session, first.id).overlaps == ("drafts for replies",)


def test_who_can_vouch_is_everybody_named_but_oneself(session: Session) -> None:
    for text, who in (("a", "J. Ortiz"), ("b", "me"), ("c", "the controller"), ("d", "j. ortiz")):
        entry = ledger.log_win(session, f"result {text}")
        ledger.change_entry(session, entry.id, validated_by=who)
    assert ledger.who_can_vouch(session) == ("J. Ortiz", "the controller")


@pytest.mark.parametrize(
    "wrong",
    [
        *({"likely": "lots"}, {"likely": "-3"}, {"kind": "money"}, {"text": " "}, {"x": "y"}),
        *({"attribution": "140%"}, {"margin": "-1"}, {"since": "next year"}),
    ],
)
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
