"""Reading a table of tasks and a calendar file: what people really export, and what is no such thing."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.session import Failure
from coach.session.weeks.icalendar import OTHER
from coach.session.weeks.reading import (
    Cancelled,
    files_like,
    is_calendar,
    meetings_from_ics,
    merged,
    read_file,
    tasks_from_csv,
)
from coach.session.weeks.recurring import occurrences

TODAY = date(2026, 11, 22)  # a Sunday


def calendar(*events: str) -> str:
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT".replace("\n", "\r\n") for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body.replace(chr(13) * 2, chr(13))}\r\nEND:VCALENDAR\r\n"


def hours(*events: str) -> dict[str, float]:
    return {kind.name: round(kind.hours, 3) for kind in meetings_from_ics(calendar(*events), TODAY)}


def test_a_table_with_a_head_whatever_its_columns_are_called() -> None:
    text = 'Week;Activity;Hours per week\n1;"answer tickets; tier 1";14\n2;web chats;7,5\n3;stand-up;30m\n4;;2\n'
    assert tasks_from_csv(text) == (("answer tickets; tier 1", 14.0), ("web chats", 7.5), ("stand-up", 0.5))


def test_a_table_without_a_head_in_any_order_and_minutes_by_their_head() -> None:
    assert tasks_from_csv("14,answer tickets\n8,web chats") == (("answer tickets", 14.0), ("web chats", 8.0))
    assert tasks_from_csv("task\tminutes\nnotes\t90\nrounds\t45\n") == (("notes", 1.5), ("rounds", 0.75))


def test_a_row_without_hours_is_kept_to_be_asked_about_and_nothing_is_made_up() -> None:
    assert tasks_from_csv("task,hours\nrounds,some\nnotes,2\n") == (("rounds", None), ("notes", 2.0))
    assert tasks_from_csv("rounds\nnotes") == (("rounds", None), ("notes", None))
    assert tasks_from_csv("") == tasks_from_csv("\n \n") == ()


@given(st.text(max_size=400))
def test_no_text_is_too_odd_for_a_table_or_a_calendar(text: str) -> None:
    for words, told in tasks_from_csv(text):
        assert words.strip()
        assert told is None or 0 < told <= 168
    for kind in meetings_from_ics(calendar(f"DTSTART:20261110T090000\nDTEND:20261110T100000\nSUMMARY:{text}"), TODAY):
        assert kind.hours > 0


def test_a_weekly_meeting_counts_each_week_and_a_daily_one_each_day() -> None:
    found = hours(
        """
DTSTART;TZID=Europe/Paris:20250107T100000
DTEND;TZID=Europe/Paris:20250107T103000
RRULE:FREQ=WEEKLY;BYDAY=TU,TH
SUMMARY:1:1 with Ana
""",
        """
DTSTART:20260105T091500
DURATION:PT15M
RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR
SUMMARY:Daily stand-up
""",
    )
    assert found == {"one-to-ones": 1.0, "stand-ups": 1.25}


def test_all_day_cancelled_free_private_and_endless_entries_are_no_meetings() -> None:
    assert hours(
        "DTSTART;VALUE=DATE:20261110\nDTEND;VALUE=DATE:20261112\nSUMMARY:Fair",
        "DTSTART:20261110T090000\nDTEND:20261110T100000\nSTATUS:CANCELLED\nSUMMARY:Team",
        "DTSTART:20261110T090000\nDTEND:20261110T100000\nTRANSP:TRANSPARENT\nSUMMARY:Team",
        "DTSTART:20261110T120000\nDTEND:20261110T130000\nSUMMARY:Lunch with Sam",
        "DTSTART:20261101T000000\nDTEND:20261121T000000\nSUMMARY:On call",
        "DTSTART:20261110T100000\nDTEND:20261110T090000\nSUMMARY:Backwards",
        "DTSTART:29991399T100000\nSUMMARY:Odd",
        "DTSTART:20261110T090000\nDTEND:20261110T100000\nSUMMARY:Budget planning",
    ) == {"planning": 1.0}


def test_a_meeting_moved_or_left_out_once_counts_where_it_took_place() -> None:
    series = "UID:a\nDTSTART:20261005T100000\nDTEND:20261005T110000\nRRULE:FREQ=WEEKLY\nSUMMARY:Sprint review\n"
    left_out = series + "EXDATE:20261012T100000,20261019T100000"
    (kind,) = meetings_from_ics(calendar(left_out), TODAY)
    assert (kind.weeks, kind.times) == (5, 1.0), "weeks without any meeting are not averaged over"
    moved = (
        "UID:a\nRECURRENCE-ID:20261109T100000\nDTSTART:20261110T100000\nDTEND:20261110T120000\nSUMMARY:Sprint review"
    )
    (kind,) = meetings_from_ics(calendar(series, moved), TODAY)
    assert kind.times == pytest.approx(1.0)
    assert kind.hours * kind.weeks == pytest.approx(8.0)


def test_two_people_alone_are_a_one_to_one_and_an_unknown_subject_is_another_meeting() -> None:
    two = 'ATTENDEE;CN="Ana: lead":mailto:a@x\nATTENDEE:mailto:b@x\n'
    when = "DTSTART:20261110T090000\nDTEND:20261110T100000\n"
    assert hours(f"{when}{two}SUMMARY:Zebra") == {"one-to-ones": 1.0}
    assert hours(f"{when}{two}ATTENDEE:mailto:c@x\nSUMMARY:Zebra") == {OTHER: 1.0}


def test_folded_lines_escapes_and_alarms_do_not_disturb() -> None:
    text = calendar(
        "DTSTART:20261110T090000\nDTEND:20261110T100000\nSUMMARY:Inter\n view\\, second ro\n\tund\n"
        "BEGIN:VALARM\nSUMMARY:Team\nDURATION:PT5H\nEND:VALARM"
    )
    (kind,) = meetings_from_ics(text, TODAY)
    assert (kind.name, kind.hours, kind.subjects) == ("interviews and hiring", 1.0, ("Interview, second round",))


def test_where_nothing_lies_behind_the_weeks_ahead_count() -> None:
    assert hours("DTSTART:20261203T090000\nDTEND:20261203T110000\nSUMMARY:Workshop") == {"training and workshops": 2.0}


def test_kinds_are_merged_under_the_name_that_stays() -> None:
    kinds = meetings_from_ics(
        calendar(
            "DTSTART:20261110T090000\nDTEND:20261110T110000\nSUMMARY:Retro",
            "DTSTART:20261111T090000\nDTEND:20261111T100000\nSUMMARY:Stand-up",
        ),
        TODAY,
    )
    (both,) = merged(kinds, 1, 0)
    assert (both.name, both.hours, both.subjects) == (kinds[0].name, 3.0, ("Retro", "Stand-up"))


def starts(rule: str, first: str = "2026-01-05T10:00") -> list[str]:
    found = occurrences(datetime.fromisoformat(first), rule, datetime(2026, 1, 1), datetime(2026, 4, 1))
    return [when.strftime("%m-%d") for when in found]


def test_rules_of_coming_again() -> None:
    assert starts("FREQ=WEEKLY;INTERVAL=3") == ["01-05", "01-26", "02-16", "03-09", "03-30"]
    assert starts("FREQ=WEEKLY;COUNT=2;BYDAY=MO,WE") == ["01-05", "01-07"]
    assert starts("FREQ=DAILY;UNTIL=20260107T235959Z") == ["01-05", "01-06", "01-07"]
    assert starts("FREQ=MONTHLY;BYDAY=2TU", "2025-12-09T10:00") == ["01-13", "02-10", "03-10"]
    assert starts("FREQ=MONTHLY;BYDAY=-1FR", "2025-12-26T10:00") == ["01-30", "02-27", "03-27"]
    assert starts("FREQ=MONTHLY", "2026-01-31T10:00") == ["01-31", "03-31"]
    assert starts("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2025-12-31T10:00") == ["01-30", "02-27", "03-31"]
    assert starts("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2019-03-31T10:00") == ["03-29"]
    assert starts("FREQ=WEEKLY;X-ODD=;BYDAY=MO,,QQ;INTERVAL=two", "2026-01-05T10:00")[:2] == ["01-05", "01-12"]
    assert starts("FREQ=YEARLY", "2016-02-03T10:00") == ["02-03"]
    assert starts("FREQ=NEVER;COUNT=x;INTERVAL=0") == ["01-05"]
    assert starts("FREQ=DAILY", "1990-01-01T10:00")[:2] == ["01-01", "01-02"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31,-31",
        "FREQ=DAILY;BYSETPOS=2;COUNT=3",
        "FREQ=YEARLY;BYDAY=60MO",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTH=13",
    ],
)
def test_of_a_rule_whose_days_never_come_only_the_first_start_counts(rule: str) -> None:
    assert starts(rule) == ["01-05"]


def test_a_count_is_kept_and_what_began_before_anybody_worked_comes_once() -> None:
    assert starts("FREQ=DAILY;COUNT=3;BYMONTH=1,2") == ["01-05", "01-06", "01-07"]
    assert starts("FREQ=DAILY;COUNT=2;UNTIL=20260131") == ["01-05", "01-06"]
    assert starts("FREQ=DAILY;COUNT=0") == []
    assert starts("FREQ=DAILY", "1601-01-01T10:00") == []
    assert starts("FREQ=DAILY", "0001-01-01T10:00") == []
    assert starts("FREQ=WEEKLY", "1980-01-07T10:00")[:2] == ["01-05", "01-12"]


def test_stopping_is_heeded_while_rules_are_followed_too() -> None:
    event = "DTSTART:20160104T090000\nDTEND:20160104T100000\nRRULE:FREQ=DAILY\nSUMMARY:Team"
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        meetings_from_ics(calendar(*[event] * 40), TODAY, stop)
    assert told == sorted(told)
    assert 0.6 < told[-1] < 0.7


def test_a_reading_can_be_stopped_midway() -> None:
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share > 0.3:
            raise Cancelled

    text = calendar(*["DTSTART:20261110T090000\nDTEND:20261110T100000\nSUMMARY:Team"] * 4000)
    with pytest.raises(Cancelled):
        meetings_from_ics(text, TODAY, stop)
    assert told[0] == 0.0
    assert 0.3 < told[-1] < 0.5


def test_files_are_read_whatever_their_bytes_and_named_where_they_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "week.csv").write_bytes(b"\xef\xbb\xbfcaf\xe9,2\n")
    (tmp_path / "wide.csv").write_bytes("rounds,2\n".encode("utf-16"))
    (tmp_path / "own.ics").write_text("BEGIN:VCALENDAR\n", encoding="utf-8")
    (tmp_path / "picture.png").touch()
    (tmp_path / "sub").mkdir()
    assert tasks_from_csv(read_file(str(tmp_path / "week.csv"))) == (("caf�", 2.0),)
    assert tasks_from_csv(read_file(str(tmp_path / "wide.csv"))) == (("rounds", 2.0),)
    assert is_calendar(read_file(str(tmp_path / "own.ics")))
    assert [Path(one).name for one in files_like(f"{tmp_path}/")] == ["own.ics", "week.csv", "wide.csv", "sub"]
    assert files_like(f"{tmp_path}/sub")[0].endswith("sub/")
    assert files_like(f"{tmp_path}/nowhere/") == []
    for name, code in (("none.csv", "missing-file"), ("sub", "missing-file"), ("a\0b", "unreadable")):
        with pytest.raises(Failure) as told:
            read_file(str(tmp_path / name))
        assert told.value.code in (code, "missing-file")


def test_names_nobody_could_type_are_not_offered(tmp_path: Path) -> None:
    for name in (b"\xff\xfe.csv", b"\x1b[31mred.csv", b"two\nlines.csv", "\u202e.csv".encode(), b"[bold] my  week.csv"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"rounds,2\n")
    (offered,) = files_like(f"{tmp_path}/")
    assert tasks_from_csv(read_file(offered)) == (("rounds", 2.0),)
