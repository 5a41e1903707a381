"""What is wrong in one's own files and stops nothing: named with its place, by those commands it matters to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SLIPS = """
[answers]
P1 = "agred"
ZZ = "x"
[watch.nosign]
state = "seen"
[skills]
noskill = 2
"""


def test_answers_skills_and_signs_nobody_knows_are_named(coach: Any, own_week: Path) -> None:
    profile = own_week / "profile.toml"
    text = (
        profile.read_text().replace("hours = 8\n", 'hours = 8\njob = "night"\nanswers = { E1 = "anywher" }\n') + SLIPS
    )
    profile.write_text(text)
    answer = coach("measure", "--json")
    assert answer.status == 0
    lines = text.splitlines()
    for told, at in {
        "“agred” is no answer to P1": 'P1 = "agred"',
        "“ZZ” is no question": 'ZZ = "x"',
        "no sign to watch “nosign”": "[watch.nosign]",
        "no skill “noskill”": "noskill = 2",
        "no job “night”": 'job = "night"',
        "“anywher” is no answer to E1": 'answers = { E1 = "anywher" }',
    }.items():
        place = f"profile.toml:{lines.index(at) + 1}: "
        assert any(one.startswith(place) and told in one for one in answer.err.splitlines()), (told, answer.err)
    assert "Did you mean “agreed”?" in answer.err
    assert "Did you mean “anywhere”?" in answer.err
    doctor = coach("doctor")
    assert doctor.status == 0
    assert "no skill “noskill”" in doctor.out
    assert "in order" not in doctor.out
    assert coach("win", "a result").err.count("\n") == 1, "it is not said again where it does not matter"
    assert coach("plan").status == 0
    assert 'ZZ = "x"' in profile.read_text(), "kept on save"


def test_a_week_as_it_should_be_is_not_remarked_on(coach: Any, own_week: Path) -> None:
    assert coach("measure").err == ""
    assert coach("measure", "support-specialist").err == ""


def test_a_broken_file_of_ones_own_content_is_named(coach: Any, own_week: Path) -> None:
    (own_week / "content" / "moves").mkdir(parents=True, mode=0o700)
    (own_week / "content").chmod(0o700)
    (own_week / "content" / "moves" / "x.toml").write_text("\n\nbroken = [\n")
    for words in (("measure",), ("plan",)):
        answer = coach(*words)
        assert answer.status == 0
        assert "your content/moves/x.toml:3: " in answer.err
    assert coach("doctor").status == 1


def test_only_what_needs_the_plan_minds_a_broken_one(coach: Any, own_week: Path) -> None:
    assert coach("plan").status == 0
    plan = own_week / "plan.toml"
    broken = plan.read_text() + "x = [\n"
    line = broken.count("\n")
    plan.write_text(broken)
    for words in (("measure", "--json"), ("win", "a result", "--json")):
        answer = coach(*words)
        assert answer.status == 0, answer
        assert f"plan.toml:{line}: " in answer.err
    for words in (("plan",), ("plan", "--rebuild"), ("done", "1"), ("checkin", "--hours", "1")):
        assert coach(*words).status == 3
    assert plan.read_text() == broken


def test_a_line_of_the_journal_that_is_none(coach: Any, own_week: Path) -> None:
    for text in ("one", "two", "three"):
        assert coach("win", text).status == 0
    journal = next((own_week / "journal").glob("*.jsonl"))
    first, rest = journal.read_text().split("\n", 1)
    journal.write_text(f"{first}\nwhat is this\n{rest}")
    answer = coach("doctor")
    assert answer.status == 1
    assert f"journal/{journal.name}:2: " in answer.err
    assert "kept" in answer.err
    assert "Traceback" not in answer.err
    assert coach("undo").status == 0
