"""Evidence: for the worker's trade, each thing with its source, date, status and caveat."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from coach.session import evidence
from coach.session.opening import Session, open_demo
from coach.tui.screens.evidence import Evidence
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def sample() -> Session:
    return open_demo("support-specialist")


def test_every_row_opens_with_where_it_is_from() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("8")
        place = driver.app.place
        assert isinstance(place, Evidence)
        known = place.known
        assert known is not None
        assert known.family == "customer"
        fact = next(one for one in known.facts if one.old)
        rows = place.query_one(Rows)
        assert rows.go_to(f"fact/{fact.signal.id}")
        await driver.press("enter")
        said = str(driver.app.screen.query_one("#sheet-body Static", Static).render())
        for words in (fact.signal.source, fact.signal.published, fact.signal.status, fact.signal.caveat):
            assert words in said
        assert "more than a year ago" in said
        await driver.press("escape")
        for option in rows.options:
            if option.id is not None:
                assert place.words[option.id].plain.strip()
        assert len(known.indicators) == 5

    drive(act, sample)


def test_a_newcomer_sees_it_all() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("escape", "8", "enter")
        said = str(driver.app.screen.query_one("#sheet-body Static", Static).render())
        assert "WHERE, IN THE US" in said

    drive(act)


@pytest.mark.parametrize("name", ["support-specialist", "backend-developer", "project-coordinator"])
def test_signals_are_those_of_the_trade_and_of_everybody(name: str) -> None:
    session = open_demo(name)
    session.close()
    known = evidence.evidence(session)
    assert all(known.family in one.signal.families or not one.signal.families for one in known.facts)
    assert [fact.own for fact in known.facts] == sorted((fact.own for fact in known.facts), reverse=True)
    for fact in known.facts:
        by = evidence.published_by(fact.signal)
        assert fact.old == (None if by is None else (session.today - by).days > 365)
