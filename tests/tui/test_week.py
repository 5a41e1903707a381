"""Week: what is typed becomes tasks, saved at once; what is not entered is kept; nothing is made up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import Paste

from coach.session import Failure
from coach.session.opening import Session, open_demo, open_own
from coach.session.weeks import reading, week
from coach.tui.widgets.entryrow import EntryRow
from coach.tui.widgets.field import Field
from coach.tui.widgets.look import FirstLook
from coach.tui.widgets.offers import Offers
from coach.tui.widgets.rows import Rows
from tests.tui.driving import Driver, drive


def tasks(session: Session) -> list[tuple[str, float]]:
    return [(task.text, task.hours) for task in session.profile.tasks] if session.profile else []


def on_disk() -> list[tuple[str, float]]:
    return tasks(open_own())


async def begin(driver: Driver, title: str = "nurse") -> None:
    """Past the title, in the entry row."""
    await driver.type(title)
    await driver.press("enter")


def test_a_newcomer_types_a_title_at_once_and_tasks_next() -> None:
    async def act(driver: Driver) -> None:
        assert driver.place == "week"
        await begin(driver)
        await driver.type("12 hand out medication")
        await driver.press("enter")
        assert on_disk() == [("hand out medication", 12.0)]
        assert "1 task, 12 h" in driver.words("#week-head")
        assert "exposure" in str(driver.app.screen.query_one(FirstLook).render())

    drive(act)


def test_hours_are_asked_for_and_never_made_up() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.type("talk with families")
        await driver.press("enter")
        assert on_disk() == []
        assert "How many hours" in driver.words("#hint")
        await driver.type("lots")
        await driver.press("enter")
        assert on_disk() == []
        await driver.press("ctrl+u")
        await driver.type("1,5")
        await driver.press("enter")
        assert on_disk() == [("talk with families", 1.5)]

    drive(act)


def test_an_occupation_is_picked_with_arrow_and_enter_and_a_title_alone_stands() -> None:
    async def act(driver: Driver) -> None:
        await driver.type("helpdesk")
        await driver.pilot.pause(0.3)
        await driver.settle()
        offers = driver.app.screen.query_one("#occupations", Offers)
        assert offers.offers
        await driver.press("down", "enter")
        assert driver.session.profile is not None
        assert driver.session.profile.worker.title == "helpdesk"
        assert driver.session.profile.worker.occupation == offers.offers[0].value if offers.offers else "15-1232.00"
        await driver.press("escape")
        await driver.press("t")
        await driver.press("ctrl+u")
        await driver.type("ship's cook")
        await driver.press("enter")
        assert driver.session.profile.worker.title == "ship's cook"

    drive(act)


def test_a_task_typed_before_the_title_waits_and_follows_it() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("down")
        await driver.type("3 answer post")
        await driver.press("enter")
        assert driver.session.profile is None
        assert "what do you do" in driver.words("#hint").lower()
        await driver.type("clerk")
        await driver.press("enter")
        assert on_disk() == [("answer post", 3.0)]

    drive(act)


def test_change_remove_and_undo() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        for line in ("4 rounds", "2 notes"):
            await driver.type(line)
            await driver.press("enter")
        await driver.press("escape")
        await driver.press("g", "e")
        await driver.press("ctrl+u")
        await driver.type("5 ward rounds")
        await driver.press("enter")
        assert on_disk() == [("ward rounds", 5.0), ("notes", 2.0)]
        await driver.press("G", "d")
        assert on_disk() == [("ward rounds", 5.0)]
        await driver.press("u")
        assert on_disk() == [("ward rounds", 5.0), ("notes", 2.0)]
        await driver.press("e", "ctrl+u", "x", "escape")
        assert on_disk() == [("ward rounds", 5.0), ("notes", 2.0)], "esc leaves the task as it was"

    drive(act)


def test_pasted_lines_become_tasks_and_those_without_hours_are_asked_for() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        field = driver.app.screen.query_one("#task", Field)
        field.post_message(Paste("- 14 answer tickets\n• write reports; 2,5\ntalk to people\n\n[/] odd [x]\t1:30\n"))
        await driver.settle()
        assert on_disk() == [("answer tickets", 14.0), ("write reports", 2.5), ("[/] odd [x]", 1.5)]
        assert driver.app.screen.query_one(EntryRow).asking == "talk to people"
        await driver.type("30m")
        await driver.press("enter")
        assert on_disk()[-1] == ("talk to people", 0.5)

    drive(act)


def test_what_is_not_entered_is_on_disk_within_a_second_and_there_again() -> None:
    async def type_some(driver: Driver) -> None:
        await begin(driver)
        await driver.type("half a sent")
        await driver.pilot.pause(0.6)
        await driver.settle()
        assert week.draft(open_own())["task"] == "half a sent"

    async def come_back(driver: Driver) -> None:
        assert driver.app.screen.query_one("#task", Field).value == "half a sent"
        await driver.type("ence 2h")
        await driver.press("enter")
        assert on_disk() == [("half a sentence", 2.0)]
        await driver.pilot.pause(0.6)
        await driver.settle()
        assert week.draft(open_own()) == {}, "what was entered is no draft any more"

    drive(type_some)
    drive(come_back)


def test_what_could_not_be_saved_is_told_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_told: object) -> None:
        raise Failure("not-saved", why="no space left.", folder="there")

    async def act(driver: Driver) -> None:
        await begin(driver)
        with monkeypatch.context() as broken:
            broken.setattr(week, "add_tasks", full)
            await driver.type("4 rounds")
            await driver.press("enter")
            assert any("no space left" in note.message for note in driver.app._notifications)
            assert week.draft(open_own()).get("waiting") == "4 rounds"
        await driver.type("2 notes")
        await driver.press("enter")
        assert on_disk() == [("rounds", 4.0), ("notes", 2.0)]

    drive(act)


def test_figures_can_be_switched_off_while_typing_and_in_the_list() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.type("4 rounds")
        await driver.press("enter")
        await driver.press("ctrl+l")
        assert not driver.app.screen.query_one(FirstLook).display
        assert "(" not in "".join(str(option.prompt) for option in driver.app.screen.query_one(Rows).options)
        await driver.press("escape", "v")
        assert driver.app.screen.query_one(FirstLook).display

    drive(act)


def test_quick_picks_are_saved_as_chosen_and_may_be_opened_again() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.press("escape", "a")
        await driver.press("right", "down", "right", "right")
        worker = driver.session.profile.worker if driver.session.profile else None
        assert worker is not None
        assert (worker.situation, worker.aim, worker.ai_rules) == ("employed", "move_inside", None)
        await driver.press("backspace")
        assert open_own().profile.worker.aim is None  # type: ignore[union-attr]
        await driver.press("escape")
        assert "employed" in driver.words("#about-line")

    drive(act)


def test_changes_made_outside_are_followed() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver)
        other = open_own()
        week.add_task(other, "from the command line", 2)
        await driver.app._look_again()
        await driver.settle()
        assert ("from the command line", 2.0) in tasks(driver.session)
        assert "1 task, 2 h" in driver.words("#week-head")

    drive(act)


def test_with_nothing_typed_what_the_role_often_does_is_offered_with_its_hours() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver, "customer support specialist")
        await driver.pilot.pause(0.3)
        await driver.settle()
        offers = driver.app.screen.query_one("#suggestions", Offers)
        first = offers.offers[0]
        assert first.hours
        await driver.press("down", "enter")
        assert driver.app.screen.query_one("#task", Field).value == f"{first.hours:g}"
        await driver.press("enter")
        assert on_disk() == [(first.text, first.hours)]
        await driver.pilot.pause(0.3)
        await driver.settle()
        assert first.text not in {one.text for one in offers.offers}, "what is in the week is not offered again"

    drive(act)


def test_the_first_look_says_what_would_narrow_it_most() -> None:
    async def act(driver: Driver) -> None:
        look = driver.app.screen.query_one(FirstLook)
        said = ""
        for _ in range(100):  # looked up once nothing else is going on
            await driver.pilot.pause(0.05)
            said = " ".join(str(look.render()).split())
            if "would narrow" in said:
                break
        assert re.search(r"\w+ questions? on (one|two|three) tasks? would narrow it most", said)

    drive(act, lambda: open_demo("support-specialist"), size=(120, 40))


def test_a_week_is_picked_from_a_role_ticked_and_set() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("ctrl+t")
        await driver.type("telephone call centre")
        await driver.press("enter")
        rows = driver.app.screen.query_one(Rows)
        first = str(rows.options[0].prompt)
        await driver.press("space", "down", "right", "enter")
        session = open_own()
        assert session.profile is not None
        assert session.profile.worker.occupation == "43-4051.00"
        assert len(session.profile.tasks) == len([one for one in rows.options if one.id]) - 2
        assert session.profile.tasks[0].text not in first
        await driver.press("escape", "u")
        assert on_disk() == []

    drive(act)


def test_a_table_is_read_looked_over_and_added_and_missing_hours_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("task,hours\nward rounds,12\nlunch,5\ntalk with families,\n", encoding="utf-8")

    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.press("escape", "o", "ctrl+u")
        await driver.type(f"{tmp_path}/mi")
        await driver.settle()
        await driver.press("down", "enter")
        await driver.settle()
        await driver.press("down", "space", "enter")
        assert on_disk() == [("ward rounds", 12.0)]
        assert driver.app.screen.query_one(EntryRow).asking == "talk with families"

    drive(act)


def test_a_calendar_becomes_kinds_of_meeting_and_nothing_else_of_it_is_kept(
    tmp_path: Path, throwaway_places: Path
) -> None:
    event = "BEGIN:VEVENT\nUID:{0}\nDTSTART:202611{0}T100000\nDTEND:202611{0}T113000\nSUMMARY:{1}\n"
    event += "ATTENDEE:mailto:x@y\nEND:VEVENT\n"
    days = ((9, "Zebra review [/]"), (10, "Daily stand-up"), (12, "Retro of the Quagga team"))
    body = "".join(event.format(f"{day:02d}", subject) for day, subject in days)
    (tmp_path / "own.ics").write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", encoding="utf-8")

    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.press("escape", "o", "ctrl+u")
        await driver.type(f"{tmp_path}/own.ics")
        await driver.press("enter")
        await driver.settle()
        assert "Zebra review [/]" in driver.words("#review-about")
        await driver.press("down", "m", "e", "ctrl+u")
        await driver.type("all my meetings")
        await driver.press("enter", "enter")
        assert on_disk() == [("all my meetings", 4.5)]
        await driver.press("u")
        assert on_disk() == []

    drive(act)
    kept = b"".join(path.read_bytes() for path in throwaway_places.rglob("*") if path.is_file())
    assert b"all my meetings" in kept
    for word in (b"Zebra", b"Quagga", b"x@y", b"own.ics"):
        assert word not in kept


def test_a_long_reading_is_shown_and_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")

    def endless(_text: str, _today: object, progress: Callable[[float], None]) -> tuple[()]:
        while True:
            progress(0.5)
            time.sleep(0.01)

    monkeypatch.setattr(reading, "meetings_from_ics", endless)

    async def act(driver: Driver) -> None:
        await begin(driver)
        await driver.press("escape", "o", "ctrl+u")
        await driver.type(f"{tmp_path}/own.ics")
        await driver.pilot.press("enter")
        await driver.pilot.pause(0.4)
        assert "60%" in driver.words("#reading")
        await driver.pilot.press("escape")
        await driver.settle()
        assert any("Stopped" in note.message for note in driver.app._notifications)
        await driver.press("escape")
        assert on_disk() == []

    drive(act)


def test_a_title_that_is_one_is_taken_without_picking_and_any_other_says_what_to_do() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver, "PAYROLL clerk")
        assert "counted as Payroll and Timekeeping Clerks" in driver.words("#counted-as")
        assert open_own().profile is not None

    drive(act)

    async def other(driver: Driver) -> None:
        await driver.press("escape", "t", *["backspace"] * 20)
        await begin(driver, "keeper of odd things")
        said = driver.words("#counted-as")
        assert "not matched yet" in said
        assert "↓ picks one, and its usual tasks are offered" in said
        await driver.press("escape", "t")
        time.sleep(0.2)
        await driver.settle()
        assert driver.app.screen.query_one("#occupations", Offers).offers or "not matched" in said

    drive(other)


def test_leaving_a_change_goes_back_to_the_task_and_its_keys() -> None:
    async def act(driver: Driver) -> None:
        await driver.press("down", "e")
        rows = driver.app.screen.query_one(Rows)
        task = rows.here
        keys = driver.words("KeyLine")
        assert "enter save" in keys
        assert "esc leave it as it was" in keys
        await driver.press("escape")
        assert driver.app.focused is rows
        assert rows.here == task
        await driver.press("3")
        assert driver.place == "exposure", "not typed into a field that adds"

    drive(act, lambda: open_demo("support-specialist"))


def test_the_task_typed_last_is_in_view_and_few_are_suggested_where_there_is_no_room() -> None:
    async def act(driver: Driver) -> None:
        await begin(driver, "nurse")
        for number in range(1, 10):
            await driver.type(f"{number} task number {number}")
            await driver.press("enter")
            time.sleep(0.15)  # the suggestions come a moment later
            await driver.settle()
            rows = driver.app.screen.query_one(Rows)
            assert len(driver.app.screen.query_one("#suggestions", Offers).offers) <= 2
            top = dict(rows.tops())[rows.here or ""]
            assert 0 <= top < rows.size.height, f"task {number} is out of view"

    drive(act)


def test_more_hours_than_one_said_are_said_as_they_are() -> None:
    async def act(driver: Driver) -> None:
        session = driver.session
        await driver.app.desk.do(lambda _session: week.set_facts(session, hours_per_week=16.0))
        await driver.app.changed()
        assert "40 h listed; you said your week has 16 h" in driver.words("#week-head")

    drive(act, lambda: open_demo("support-specialist"))


def test_a_role_is_found_by_its_best_match_first() -> None:
    from coach.session.weeks import starting
    from coach.tui.sheets.starting import Starting

    async def act(driver: Driver) -> None:
        await driver.press("s")
        assert isinstance(driver.app.screen, Starting)
        await driver.type("nurse")
        rows = driver.app.screen.query_one(Rows)
        best = next(one for one in starting.starts(driver.session) if one.id == rows.here)
        assert "nurse" in best.name.casefold()
        assert rows.here == rows.get_option_at_index(0).id

    drive(act, lambda: open_demo("support-specialist"))
