"""Where self-rated skills and short cases differ: a gentle note in either direction, and never a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.knowledge import AREAS, LEAST, skill_notes
from coach.measure.meter import measure
from coach.model.measurement import SkillNote
from coach.model.profile import Known
from tests.workers import COORDINATOR

LIBRARY = Library(content_dir())
JUDGING = [name for name, item in LIBRARY.knowledge.items() if item.area == "judging"]
HARSH = ("wrong", "fail", "overestimate", "only", "gap", "weak", "poor", "score", "test")


def notes(level: int, right: int, asked: int, skill: str = "check-output") -> tuple[SkillNote, ...]:
    names = sorted(JUDGING, key=lambda name: LIBRARY.knowledge[name].skill != skill)[:asked]
    answered = {name: Known(right=at < right) for at, name in enumerate(names)}
    return skill_notes({skill: level}, answered, LIBRARY.knowledge, LIBRARY.skills)


def test_the_areas_are_those_of_the_content() -> None:
    assert set(AREAS) == {item.area for item in LIBRARY.knowledge.values()}


def test_a_high_rating_beside_few_right_is_named_gently_with_both_figures() -> None:
    (note,) = notes(level=4, right=1, asked=4)
    assert note.skills == ("check-output",)
    assert (note.rated, note.right, note.asked) == (4, 1, 4)
    assert "“Checking what comes out”" in note.text
    assert "1 of the 4 short cases" in note.text
    assert "Both can be so" in note.text
    assert not any(word in note.text.lower() for word in HARSH)


def test_a_low_rating_beside_many_right_is_named_too() -> None:
    (note,) = notes(level=1, right=5, asked=5)
    assert "You may know more of it than you say" in note.text


@pytest.mark.parametrize(("level", "right", "asked"), [(4, 4, 4), (2, 1, 4), (3, 3, 5), (0, 2, 4), (4, 0, LEAST - 1)])
def test_where_they_agree_or_little_is_known_nothing_is_said(level: int, right: int, asked: int) -> None:
    assert notes(level, right, asked) == ()


def test_a_skill_nobody_rated_and_a_case_that_is_gone_say_nothing() -> None:
    answered = {name: Known(right=False) for name in JUDGING}
    assert skill_notes({}, answered, LIBRARY.knowledge, LIBRARY.skills) == ()
    assert skill_notes({"check-output": 4}, {"gone": Known(right=False)}, LIBRARY.knowledge, LIBRARY.skills) == ()


def test_notes_stand_beside_the_position_and_move_no_figure() -> None:
    told = replace(
        COORDINATOR,
        skills={"check-output": 4},
        knowledge={name: Known(right=False) for name in JUDGING},
    )
    before, after = measure(COORDINATOR, LIBRARY, explain=True), measure(told, LIBRARY, explain=True)
    assert len(after.position.notes) == 1
    assert replace(after.position, notes=()) == before.position
    assert after.exposure == before.exposure
