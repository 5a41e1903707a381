"""Taking things along, and the notice-day drill: each on a sheet, nothing lost, nothing out that was not chosen."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from coach.session.exports import taking
from coach.session.months import begun, kept
from coach.session.opening import open_own
from coach.session.results import ledger
from coach.tui.sheets.drill import DrillSheet, people
from coach.tui.sheets.taking import Takings, TakingSheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive

TODAY = date(2026, 11, 25)


def shown(driver: Driver) -> str:
    return "\n".join(str(option.prompt) for option in driver.app.screen.query_one(Rows).options)


def test_a_review_pack_goes_where_it_is_told_with_only_what_was_chosen(mid_way: Path, tmp_path: Path) -> None:
    entry = ledger.log_win(open_own(), "quarter-end closed two days early with Mary Jones")
    ledger.change_entry(open_own(), entry.id, public=True, kind="quality", baseline="7 days", result="5 days")
    ledger.change_entry(open_own(), entry.id, validated_by="finance lead", evidence="close log")
    target = tmp_path / "review.html"

    async def act(driver: Driver) -> None:
        await driver.press("1", "E")
        assert isinstance(driver.app.screen, Takings)
        assert "brief for the manager" in shown(driver)
        await driver.press("down", "down", "enter")
        assert isinstance(driver.app.screen, TakingSheet)
        assert "is put in" not in shown(driver)
        await driver.press("down", "enter")
        driver.app.screen.query_one(Field).put(str(target))
        await driver.press("enter")
        assert str(target) in shown(driver).replace("\n", "").replace(" ", "")
        driver.app.screen.query_one(Rows).go_to("raw")
        await driver.press("enter")
        assert "is put in" in shown(driver)
        driver.app.screen.query_one(Rows).go_to("take")
        await driver.press("enter")
        said = "".join(str(part.render()) for part in driver.app.screen.query("Static"))
        assert "Left out" in said
        assert "“Mary Jones”" in said, "what looks like a name is shown"
        assert "--with" not in said
        await driver.press("escape")
        assert isinstance(driver.app.screen, Takings)
        written = target.read_bytes()
        await driver.press("down", "up", "enter", "down", "enter")
        driver.app.screen.query_one(Field).put(str(target))
        await driver.press("enter")
        driver.app.screen.query_one(Rows).go_to("take")
        await driver.press("enter")
        assert any("name already" in note.message for note in driver.app._notifications)
        assert target.read_bytes() == written, "a file that is there stays"

    drive(act)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    text = target.read_text(encoding="utf-8")
    assert "Quarter-end closed two days early" in text
    assert "5 days" not in text, "figures that may not be recorded leave with nothing, whatever is chosen"


def test_what_is_offered_fits_the_worker(mid_way: Path) -> None:
    from coach.session.weeks.week import set_facts

    session = open_own()
    set_facts(session, situation="self_employed", ai_rules="none")
    offered = {one.what for one in taking.takings(open_own())}
    assert not offered & {"brief", "context"}
    set_facts(session, situation="employed", ai_rules="approved")
    assert {"brief", "context"} <= {one.what for one in taking.takings(open_own())}
    for one in taking.takings(open_own()):
        assert taking.made(open_own(), one).text, one.id


def test_a_name_that_is_taken_gets_a_number(mid_way: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    report = taking.TAKINGS[0]
    first = taking.place_for(open_own(), report)
    assert first.parent == tmp_path
    first.write_text("somebody's own")
    assert taking.place_for(open_own(), report).name == first.name.replace(".html", "-2.html")


def test_a_drill_is_kept_until_one_comes_back_and_the_money_only_if_wished(mid_way: Path) -> None:
    async def half(driver: Driver) -> None:
        await driver.press("1")
        await driver.app.action_drill()
        assert isinstance(driver.app.screen, DrillSheet)
        await driver.press("enter", "down", "enter")
        await driver.type("contract, payslips")
        await driver.press("enter")
        driver.app.screen.query_one(Rows).go_to("runway")
        await driver.press("enter")
        await driver.type("4,5")
        await driver.press("enter")
        assert "it is not written down" in shown(driver)

    drive(half)
    assert begun.draft(open_own(), "drill")["keep"] == "contract, payslips"
    assert not any("4.5" in path.read_text() for path in mid_way.glob("drafts/*"))

    async def whole(driver: Driver) -> None:
        await driver.press("1")
        await driver.app.action_drill()
        assert "contract, payslips" in shown(driver)
        driver.app.screen.query_one(Rows).go_to("people")
        await driver.press("enter")
        await driver.type("Mary Jones 14 Sep, tom")
        await driver.press("enter")
        driver.app.screen.query_one(Rows).go_to("held")
        await driver.press("enter")
        assert not isinstance(driver.app.screen, DrillSheet)

    drive(whole)
    (drill,) = kept.drills(open_own())
    assert (drill.keep, drill.runway_months) == ("contract, payslips", None)
    assert [(one.name, one.last and (one.last.month, one.last.day)) for one in drill.people] == [
        ("MJ", (9, 14)),
        ("T", None),
    ]
    assert begun.draft(open_own(), "drill") == {}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Mary Jones 14 Sep, Tom", [("Mary Jones", date(2026, 9, 14)), ("Tom", None)]),
        ("Ana=2026-09-14", [("Ana", date(2026, 9, 14))]),
        ("Ana 24 Dec", [("Ana", date(2025, 12, 24))]),
        ("Ana Tue", [("Ana", date(2026, 11, 24))]),
        (" , ,", []),
    ],
)
def test_people_as_one_names_them(typed: str, found: list[tuple[str, date | None]]) -> None:
    assert people(typed, TODAY) == found
