"""Check-ins, drills and measurements as files: read back as written, little needed by hand, faults with their line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.base.failures import Failure
from coach.base.toml import TomlFile, parse_toml
from coach.model.checkin import CheckIn, Drill, Figures, Snapshot, Standing
from coach.model.profile import Job, Looked
from coach.storage.folder import CareerFolder
from coach.storage.kinds.checkins import read_checkins, write_checkins
from coach.storage.kinds.measurements import read_snapshots, write_snapshots
from coach.storage.kinds.profiles import read_profile
from coach.storage.texts.blocks import written
from tests.storage.harness import WHEN
from tests.storage.model_strategy import MEASUREMENT, built

NAME = "checkins/2026.toml"
FIGURES = """\
[measurements.figures]
hours = 20
exposure = {value = 0.5, low = 0.4, high = 0.6, strict = 0.3, wide = 0.7}
displaceable = {value = 0.5, low = 0.4, high = 0.6}
augmentable = {value = 0.5, low = 0.4, high = 0.6}
human = {value = 0.5, low = 0.4, high = 0.6}
position = {value = 0.5, low = 0.4, high = 0.6, known = 3}
[measurements.profile.worker]
title = "Nurse"
"""
HEAD = "[[measurements]]\ndate = 2026-11-02\nwhy = 'first'\n"


SOUND = Figures(
    exposure=MEASUREMENT.exposure,
    displaceable=MEASUREMENT.displaceable,
    augmentable=MEASUREMENT.augmentable,
    human=MEASUREMENT.human,
    hours=MEASUREMENT.hours,
    position=Standing(value=0.0, low=0.0, high=1.0, known=0),
)


def lists_of(kind: type) -> st.SearchStrategy[list[Any]]:
    return st.lists(built(kind), max_size=3, unique_by=lambda one: one.id)


def file_of(document: dict[str, Any], name: str = NAME) -> TomlFile:
    return parse_toml(written(document, []).encode(), name)


def read(text: str) -> object:
    return read_checkins(parse_toml(text.encode(), NAME))


@settings(max_examples=50)
@given(lists_of(CheckIn), lists_of(Drill))
def test_any_year_is_read_back_as_it_was_written(checkins: list[CheckIn], drills: list[Drill]) -> None:
    document = write_checkins(checkins, drills)
    year = read_checkins(file_of(document))
    assert (year.checkins, year.drills) == (tuple(checkins), tuple(drills))
    assert write_checkins(year.checkins, year.drills, document) == document


@settings(max_examples=20)
@given(lists_of(Snapshot))
def test_any_measurements_are_read_back_as_they_were_written(found: list[Snapshot]) -> None:
    snapshots = tuple(replace(one, figures=SOUND) for one in found)
    file = file_of(write_snapshots(snapshots), "measurements/2026.toml")
    assert read_snapshots(file) == snapshots


def test_a_check_in_by_hand_needs_its_day_only() -> None:
    text = "[[checkins]]\ndate = 2026-11-27\n[[checkins]]\ndate = '2026-11-27'\nwords = 'again'\n"
    text += "[[drills]]\ndate = 2026-12-01\n"
    year = read_checkins(parse_toml(text.encode(), NAME))
    assert [one.id for one in year.checkins] == ["2026-11-27", "2026-11-27-2"]
    assert [one.id for one in year.drills] == ["2026-12-01"]
    assert year.checkins[1].words == "again"


def test_ids_told_by_hand_stay_and_are_not_given_twice() -> None:
    text = "[[checkins]]\nid = '2026-11-27'\ndate = 2026-11-20\n[[checkins]]\ndate = 2026-11-27\n"
    year = read_checkins(parse_toml(text.encode(), NAME))
    assert [one.id for one in year.checkins] == ["2026-11-27", "2026-11-27-2"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("checkins = 3\n", f"{NAME}:1: checkins must be a list"),
        ("checkins = [3]\n", f"{NAME}:1: checkins must be a table"),
        ("[[checkins]]\nwords = 'x'\n", f"{NAME}:1: date is missing."),
        ("[[checkins]]\ndate = 'soon'\n", f"{NAME}:2: date must be a date like"),
        ("[[checkins]]\ndate = 3\n", f"{NAME}:2: date must be a date like"),
        ("[[checkins]]\ndate = 2026-11-27\nhours = 169\n", f"{NAME}:3: hours must be from 0 to 168, not 169."),
        ("[[checkins]]\ndate = 2026-11-27\nhours = nan\n", f"{NAME}:3: hours must be a number"),
        ("[[checkins]]\ndate = 2026-11-27\nconfidence = 5\n", f"{NAME}:3: confidence is from 0 to 4, not 5."),
        ("[[checkins]]\ndate = 2026-11-27\nconfidence = -1\n", f"{NAME}:3: confidence is from 0 to 4, not -1."),
        ("[[drills]]\ndate = 2026-11-27\nrunway_months = 601\n", f"{NAME}:3: runway_months must be from 0 to 600"),
        ("[[drills]]\ndate = 2026-11-27\nrunway_months = -1\n", f"{NAME}:3: runway_months must be from 0 to 600"),
        ("schema = 2\n", f"{NAME}:1: written by a newer version"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, words: str) -> None:
    with pytest.raises(Failure) as caught:
        read(text)
    assert caught.value.what.startswith(words)


def test_figures_that_are_none_are_refused_with_their_line() -> None:
    good = HEAD + FIGURES
    (one,) = read_snapshots(parse_toml(good.encode(), "m.toml"))
    assert (one.id, one.figures.hours, one.profile.worker.title) == ("2026-11-02", 20.0, "Nurse")
    for bad in ("low = 0.7, high = 0.6, known", "low = -0.1, high = 0.6, known", "low = 0.4, high = 1.1, known"):
        text = good.replace("low = 0.4, high = 0.6, known", bad)
        with pytest.raises(Failure) as caught:
            read_snapshots(parse_toml(text.encode(), "m.toml"))
        assert "position must run from a low to a high" in caught.value.what


def test_what_coach_does_not_know_stays() -> None:
    document = write_checkins([CheckIn(id="a", date=date(2026, 11, 27))], [])
    document["mine"] = {"x": 1}
    document["checkins"][0]["mood"] = "good"
    assert write_checkins([CheckIn(id="a", date=date(2026, 11, 27))], [], document) == document


def test_two_programs_may_each_close_a_week(tmp_path: Path) -> None:
    one, other = CareerFolder.open(tmp_path / "career"), CareerFolder.open(tmp_path / "career")
    for folder, name in ((one, "a"), (other, "b")):
        document = write_checkins([CheckIn(id=name, date=date(2026, 11, 27))], [])
        folder.save(name, {NAME: document}, base={NAME: None}, when=WHEN)
    file = CareerFolder.open(tmp_path / "career").read(NAME)
    assert file is not None
    assert {one.id for one in read_checkins(file).checkins} == {"a", "b"}


def test_jobs_and_signs_are_part_of_a_profile() -> None:
    text = """\
[worker]
title = "Nurse"
week = "shift"
[[jobs]]
title = "Bank nurse"
since = 2026-01-01
[watch.rehiring-patterns]
state = "seen"
on = 2026-11-02
[[tasks]]
text = "see patients"
hours = 8
job = "bank-nurse"
"""
    profile = read_profile(parse_toml(text.encode(), "profile.toml")).profile
    assert profile.jobs == (Job(id="bank-nurse", title="Bank nurse", since=date(2026, 1, 1)),)
    assert profile.watch == {"rehiring-patterns": Looked(state="seen", on=date(2026, 11, 2))}
    assert (profile.worker.week, profile.tasks[0].job) == ("shift", "bank-nurse")
    with pytest.raises(Failure) as caught:
        read_profile(parse_toml(text.replace('"Bank nurse"', '" "').encode(), "profile.toml"))
    assert caught.value.what == "profile.toml:5: title is empty."
