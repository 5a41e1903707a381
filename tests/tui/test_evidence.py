"""Evidence: for the worker's trade, each thing with its source, date, status and caveat."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Static

from coach.session import evidence
from coach.session.opening import Session, open_demo, open_named
from coach.tui.screens.evidence import Evidence
from coach.tui.widgets.field import Field
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
        assert len(place.watched) >= 5

    drive(act, sample)


def test_what_one_saw_is_noted_and_said_with_its_day() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("8")
        place = driver.app.place
        assert isinstance(place, Evidence)
        rows = place.query_one(Rows)
        sign = place.watched[0].indicator
        assert rows.go_to(f"watch/{sign.id}")
        assert "not looked" in str(rows.options[1].prompt)
        await driver.press("enter", "enter", "enter")
        assert driver.session.profile is not None
        assert sign.id not in driver.session.profile.watch, "nothing is noted that was not chosen"
        await driver.press("1")
        await driver.type("three [b] notices")
        await driver.press("enter")
        assert driver.session.profile is not None
        looked = driver.session.profile.watch[sign.id]
        assert (looked.state, looked.saw) == ("seen", "three [b] notices")
        assert "seen Sat 21 Nov" in "".join(str(option.prompt) for option in rows.options)
        assert "three [b] notices" in place.words[f"watch/{sign.id}"].plain
        await driver.press("u")
        assert driver.session.profile is not None
        assert sign.id not in driver.session.profile.watch

    drive(act, sample)


def test_ways_on_are_told_with_the_moves_that_lead_there() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("8")
        place = driver.app.place
        assert isinstance(place, Evidence)
        assert len(place.ways) >= 3
        for way in place.ways:
            said = place.words[f"way/{way.id}"].plain
            assert all(step.title in said for step in way.bridge)
            assert "anybody's chances" in said
        assert place.query_one(Rows).go_to(f"way/{place.ways[0].id}")

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


def test_signs_and_ways_on_come_first_counts_of_cuts_last_and_each_fact_stands_alone() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("8")
        rows = [str(option.prompt) for option in driver.app.screen.query_one(Rows).options]
        heads = [row.split("   ")[0] for row in rows if row[:1].isupper()]
        told = [head for head in heads if head.startswith(("SIGNS", "WAYS", "COUNTED", "ABOUT", "COUNTS", "HOW"))]
        assert [head.split()[0] for head in told] == ["SIGNS", "WAYS", "COUNTED", "ABOUT", "COUNTS", "HOW"]
        at = rows.index("COUNTS OF CUTS")
        assert not any("laid off" in row or "job cuts" in row for row in rows[:at])

    drive(act, sample, size=(120, 40))
    leaning = re.compile(r"^(Another|It|The same|Three|In the year before|These|This|They|He|She)\b|\bthe same group\b")
    for one in open_named("support-specialist").library.load("signals").items.values():
        assert not leaning.search(one.text), one.id


def test_what_can_be_found_is_in_view_under_the_longest_text_and_arrows_read_on_to_it() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("8")
        place = driver.app.place
        assert isinstance(place, Evidence)
        for watched in place.watched:
            assert place.query_one(Rows).go_to(f"watch/{watched.indicator.id}")
            await driver.press("enter")
            sheet = driver.app.screen
            rows = sheet.query_one(Rows)
            assert rows.highlighted is None
            assert rows.region.height >= 3
            assert rows.region.bottom < driver.app.size.height - 1, "above the frame and the keys"
            for _ in range(40):
                if rows.highlighted is None:
                    await driver.pilot.press("down")
            assert rows.here == "seen"
            await driver.press("2")
            field = sheet.query_one(Field)
            assert field.has_focus
            assert field.region.bottom < driver.app.size.height - 1
            await driver.press("escape")

    drive(act, sample)
