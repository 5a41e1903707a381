"""The calendar as another program reads it: every step on its day, updated rather than doubled, floating, discreet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from coach.model.plan import Milestone
from coach.reports.formats.calendar import Calendar, calendar_text, escaped, folded
from coach.session.exports.exporting import Wish, export
from coach.session.opening import Session, open_named, open_own, samples
from coach.session.plan.plans import away, current_plan, drop, mark_done, rebuild
from coach.session.settings import change

WEEK = """schema = 1
[worker]
title = "office manager"
[[tasks]]
text = "answer the phone and put people through"
hours = 8
[[tasks]]
text = "check invoices against orders"
hours = 12
[[tasks]]
text = "write minutes, agendas; and notes"
hours = 6
"""


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def by_uid(text: str) -> dict[str, Any]:
    found = {str(one["UID"]): one for one in events(text)}
    assert len(found) == len(events(text)), "each entry has a UID of its own"
    return found


def written(session: Session, **wish: Any) -> str:
    return export(session, Wish(form="ics", **wish)).text


def own(folder: Path, day: str, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("COACH_TODAY", day)
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / "profile.toml").exists():
        (folder / "profile.toml").write_text(WEEK)
    return open_own(folder)


def days(entry: Any) -> date:
    start = entry.decoded("DTSTART")
    return start.date() if isinstance(start, datetime) else start


@pytest.mark.parametrize("name", samples())
def test_every_step_of_a_sample_is_on_its_day(name: str) -> None:
    session = open_named(name)
    text = written(session)
    found = by_uid(text)
    steps = [step for _, step in current_plan(session).milestones()]
    assert len(found) == len(steps) + 1, "and the check-in"
    assert sorted(days(one) for one in found.values() if "RRULE" not in one) == sorted(step.due for step in steps)
    for entry in found.values():
        start = entry.decoded("DTSTART")
        assert not isinstance(start, datetime) or start.tzinfo is None, "times float"
        assert str(entry["SUMMARY"]) == "Focus time"
        assert "DESCRIPTION" not in entry
        assert entry.decoded("DTEND") > start
    for step in steps:
        assert step.title not in text
        assert step.id not in text


def test_entries_of_a_day_do_not_overlap() -> None:
    spans: dict[date, list[tuple[datetime, datetime]]] = {}
    for entry in events(written(open_named("support-specialist"))):
        start = entry.decoded("DTSTART")
        if isinstance(start, datetime) and "RRULE" not in entry:
            spans.setdefault(start.date(), []).append((start, entry.decoded("DTEND")))
    for one_day in spans.values():
        for (_, end), (start, _) in zip(sorted(one_day), sorted(one_day)[1:], strict=False):
            assert end <= start


def test_lines_are_folded_and_ended_as_the_standard_says() -> None:
    text = written(open_named("backend-developer"), titles=True)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    steps = [step for _, step in current_plan(open_named("backend-developer")).milestones()]
    told = {str(one["SUMMARY"]) for one in events(text)}
    assert sum(step.title in told for step in steps) > len(steps) // 2, "titles come back whole"


@pytest.mark.parametrize("words", ["plain", "a; b, c\\d", "“ünïcode” " * 30, "日本語の仕事" * 20, "😀" * 40])
def test_any_words_come_back(words: str) -> None:
    step = Milestone(id="a", title=words, due=date(2026, 12, 1), hours=1, done_when="seen")
    made = Calendar(
        steps=(step,), start=date(2026, 11, 22), weeks=0, today=date(2026, 11, 22), titles={"a": words.strip()}
    )
    text = calendar_text(made)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert str(events(text)[0]["SUMMARY"]) == words.strip()


def test_a_letter_is_never_cut_in_two() -> None:
    for piece in folded("SUMMARY:" + "é" * 200):
        piece.encode().decode()
        assert len(piece.encode()) <= 75
    assert escaped("two\nlines;") == "two lines\\;"


def test_a_plan_made_anew_updates_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = own(tmp_path / "career", "2026-11-23", monkeypatch)
    first = by_uid(written(session))
    again = by_uid(written(session))
    assert first.keys() == again.keys()
    later = own(tmp_path / "career", "2026-12-07", monkeypatch)
    mark_done(later, "1")
    rebuild(later)
    second = by_uid(written(later))
    still = {step.id for _, step in current_plan(later).milestones()}
    assert len(first.keys() & second.keys()) > len(first) // 3, "the same step, the same entry"
    for uid in first.keys() & second.keys():
        assert int(second[uid]["SEQUENCE"]) > int(first[uid]["SEQUENCE"])
    assert len(still) < len(second)
    calendar = {**first, **second}  # what a calendar holds after both were imported
    ahead = [one for one in calendar.values() if "RRULE" not in one and days(one) >= date(2026, 12, 7)]
    standing = [one for one in ahead if str(one.get("STATUS", "")) != "CANCELLED"]
    wanted = [s for _, s in current_plan(later).milestones() if s.state == "open" and s.due >= date(2026, 12, 7)]
    assert len(standing) == len(wanted), "nothing twice, and nothing left over"


def test_what_is_done_or_not_wanted_is_called_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = own(tmp_path / "career", "2026-11-23", monkeypatch)
    plan = current_plan(session)
    first, second = (step for _, step in plan.milestones()[:2])
    before = by_uid(written(session))
    mark_done(session, first.id)
    drop(session, second.id)
    after = by_uid(written(session))
    assert before.keys() == after.keys()
    called_off = [one for one in after.values() if str(one.get("STATUS", "")) == "CANCELLED"]
    assert len(called_off) == 2


def test_check_ins_are_weekly_at_ones_own_time_and_not_on_holiday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = own(tmp_path / "career", "2026-11-23", monkeypatch)
    change(session, checkin_day=3, checkin_time="08:00")
    away(session, date(2026, 12, 21), date(2027, 1, 3), "holiday")
    (checkin,) = [one for one in events(written(session)) if "RRULE" in one]
    start = checkin.decoded("DTSTART")
    assert (start.isoweekday(), start.hour) == (3, 8)
    assert checkin["RRULE"]["FREQ"] == ["WEEKLY"]
    left_out = {one.dt for one in listed(checkin["EXDATE"])}
    assert left_out == {datetime(2026, 12, 23, 8), datetime(2026, 12, 30, 8)}


def listed(value: Any) -> Iterable[Any]:
    many = value if isinstance(value, list) else [value]
    return [one for each in many for one in each.dts]


def test_reminders_and_titles_only_where_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = own(tmp_path / "career", "2026-11-23", monkeypatch)
    assert "VALARM" not in written(session)
    (alarm, *_) = [one for event in events(written(session, alarm=10)) for one in event.walk("VALARM")]
    assert alarm.decoded("TRIGGER") == timedelta(minutes=-10)
    assert str(alarm["DESCRIPTION"]) == "Focus time"
    change(session, calendar_titles=True)
    assert "two minutes" in written(session)
    assert "two minutes" not in written(session, titles=False)
