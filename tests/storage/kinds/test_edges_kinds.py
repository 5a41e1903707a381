"""The edges of each kind of file, each found by a small fault that no other test had noticed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach.base.failures import Failure
from coach.base.toml import parse_toml
from coach.storage.kinds.checkins import read_checkins, write_checkins
from coach.storage.kinds.measurements import read_snapshots, write_snapshots
from coach.storage.kinds.plans import write_plan
from coach.storage.kinds.profiles import read_profile, write_profile
from coach.storage.kinds.settings import read_settings
from tests.storage.model_strategy import PLAN

WORKER = '[worker]\ntitle = "Nurse"\n'
TASK = WORKER + '[[tasks]]\ntext = "see patients"\nhours = 20\n'


def warnings_of(text: str) -> tuple[str, ...]:
    """What is doubted in a profile."""
    return read_profile(parse_toml(text.encode(), "profile.toml")).warnings


# profiles


@pytest.mark.parametrize("key", ["workflows", "assets", "jobs"])
@pytest.mark.parametrize("number", [0, 1])
def test_a_title_without_words_is_refused_wherever_there_is_one(key: str, number: int) -> None:
    titles = ["Discharge letters", "Discharge letters"]
    titles[number] = " "
    text = WORKER + "".join(f"[[{key}]]\nsince = 2026-01-01\ntitle = '{title}'\n" for title in titles)
    with pytest.raises(Failure) as caught:
        warnings_of(text)
    assert caught.value.what == f"profile.toml:{5 + 3 * number}: title is empty."


def test_a_week_of_all_its_hours_is_not_over_them() -> None:
    night = "[[tasks]]\ntext = 'watch the ward'\nhours = {}\n"
    assert warnings_of(TASK + night.format("148")) == ()
    assert warnings_of(TASK + night.format("148.5")) == (
        "profile.toml:3: the tasks add up to 168.5 hours a week, over 168.",
    )


def test_a_time_away_that_ends_before_it_begins_counts_for_nothing_and_says_so() -> None:
    away = "[[away]]\nsince = 2026-12-24\nuntil = {}\n"
    assert warnings_of(WORKER + away.format("2026-12-24")) == ()
    assert warnings_of(WORKER + away.format("2027-01-02") + away.format("2026-12-23")) == (
        "profile.toml:8: until 2026-12-23 is before since 2026-12-24; this time away counts for nothing.",
    )


def test_a_task_of_a_job_that_is_not_there_is_doubted_and_a_name_like_it_is_offered() -> None:
    text = TASK + "job = '{}'\n[[jobs]]\ntitle = 'Night shift'\n"
    assert warnings_of(text.format("night-shift")) == ()
    assert warnings_of(text.format("nigth-shift")) == (
        "profile.toml:6: there is no job “nigth-shift” here; the task counts as your own. Did you mean “night-shift”?",
    )
    assert warnings_of(text.format("bakery")) == (
        "profile.toml:6: there is no job “bakery” here; the task counts as your own.",
    )


def test_answers_stay_as_short_or_as_long_as_they_were_written() -> None:
    text = (
        WORKER + "[answers]\nP1 = 'named'\nP2 = {option = 'named'}\nP3 = {option = 'own', on = 2026-11-02}\nP4 = ''\n"
    )
    file = read_profile(parse_toml(text.encode(), "profile.toml"))
    assert write_profile(file.profile, file.document) == file.document


# plans


def test_a_plan_begins_with_its_schema_whatever_it_was_read_from() -> None:
    document = write_plan(PLAN)
    known = {"schema", "start", "horizon_weeks", "hours_per_week", "hours_planned", "objective", "moves", "before"}
    assert set(document) == known | {"expected"}
    turned: dict[str, Any] = dict(reversed(document.items()))
    for again in (document, write_plan(PLAN, turned)):
        assert next(iter(again)) == "schema"
        assert list(again)[-2:] == ["before", "expected"]
        assert again == document


# check-ins


def test_a_year_of_check_ins_begins_with_its_schema_and_keeps_what_coach_does_not_know() -> None:
    text = "mine = 1\n[[checkins]]\ndate = 2026-11-27\nmood = 'good'\n[[drills]]\ndate = 2026-12-01\n"
    file = parse_toml(text.encode(), "checkins/2026.toml")
    year = read_checkins(file)
    document = write_checkins(year.checkins, year.drills, file.data)
    assert list(document) == ["schema", "mine", "checkins", "drills"]
    assert (document["schema"], document["mine"]) == (1, 1)
    assert document["checkins"] == [{"id": "2026-11-27", "date": date(2026, 11, 27), "mood": "good"}]


# settings


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('checkin_time = "25:00"', "checkin_time must be a time like 16:00, in quotes; until then it is “16:00”."),
        ('theme = "a b"', "theme must be a theme's name, in quotes; until then it is “dark”."),
        ("checkin_day = 8", "checkin_day must be a whole number: 1 to 7; until then it is “Friday”."),
        ("figures = 1", "figures must be true or false; until then it is “shown”."),
        (
            "numbers = 3",
            "numbers must be text, in quotes: auto, point, comma; until then it is “as your computer has it”.",
        ),
    ],
)
def test_what_a_setting_can_be_is_said(line: str, words: str) -> None:
    assert read_settings(parse_toml(line.encode(), "settings.toml"))[1] == (f"settings.toml:1: {words}",)


# measurements


FIGURES = ("exposure", "displaceable", "augmentable", "human", "position")


def measured(bad: str = "", band: str = "") -> list[str]:
    """The lines of a year with one measurement, whose figure `bad` has that band."""
    rest = {"exposure": ", strict = 0.3, wide = 0.7", "position": ", known = 3"}
    return [
        "[[measurements]]",
        "date = 2026-11-02",
        "why = 'first'",
        "[measurements.figures]",
        "hours = 20",
        *(
            f"{name} = {{value = 0.5, {band if name == bad else 'low = 0.0, high = 1.0'}{rest.get(name, '')}}}"
            for name in FIGURES
        ),
        "[measurements.profile.worker]",
        "title = 'Nurse'",
    ]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("band", ["low = 0.7, high = 0.6", "low = -0.1, high = 0.6", "low = 0.4, high = 1.1"])
def test_each_figure_that_is_none_is_refused_in_its_own_line(name: str, band: str) -> None:
    lines = measured(name, band)
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(name))
    with pytest.raises(Failure) as caught:
        read_snapshots(parse_toml("\n".join(lines).encode(), "measurements/2026.toml"))
    words = f"{name} must run from a low to a high between 0 and 1."
    assert caught.value.what == f"measurements/2026.toml:{line}: {words}"


def test_a_year_of_measurements_begins_with_its_schema_and_keeps_what_coach_does_not_know() -> None:
    file = parse_toml("\n".join(["mine = 1", *measured()]).encode(), "measurements/2026.toml")
    document = write_snapshots(read_snapshots(file), file.data)
    assert list(document) == ["schema", "mine", "measurements"]
    assert (document["schema"], document["mine"]) == (1, 1)
    assert list(document["measurements"][0]) == ["id", "date", "why", "figures", "profile"]
