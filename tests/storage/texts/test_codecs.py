"""Profiles, plans and ledgers as files: what is understood, what is refused and in which words, what survives."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from coach.base.failures import Failure
from coach.base.toml import TomlFile, parse_toml, read_toml
from coach.model.changes import AddTask, SetHours, ShiftHours
from coach.model.ledger import Entry
from coach.model.plan import Plan
from coach.model.profile import Answer, Profile, Task
from coach.storage.kinds.entries import read_entries, with_entry, write_entries
from coach.storage.kinds.plans import read_plan, write_plan
from coach.storage.kinds.profiles import read_profile, write_profile
from coach.storage.texts.blocks import written
from tests.storage.model_strategy import LEAST, PLAN, entry_lists, plans, profiles

FIXTURES = Path(__file__).parents[1] / "fixtures"
WORKER = '[worker]\ntitle = "Nurse"\n'
TASK = WORKER + '[[tasks]]\ntext = "see patients"\n'


def file_of(document: dict[str, Any], name: str = "profile.toml") -> TomlFile:
    return parse_toml(written(document, []).encode(), name)


def read(text: str) -> Any:
    return read_profile(parse_toml(text.encode(), "profile.toml"))


def complaint(text: str) -> str:
    with pytest.raises(Failure) as caught:
        read(text)
    assert caught.value.code == "unreadable"
    assert caught.value.status == 3
    return caught.value.what


@settings(max_examples=80)
@given(profiles)
def test_any_profile_is_read_back_as_it_was_written(profile: Profile) -> None:
    file = read_profile(file_of(write_profile(profile)))
    assert file.profile == profile
    assert write_profile(file.profile, file.document) == write_profile(profile)


@settings(max_examples=25)
@given(plans)
def test_any_plan_is_read_back_as_it_was_written(plan: Plan) -> None:
    document = write_plan(plan)
    assert list(document)[-2:] == ["before", "expected"]
    assert read_plan(file_of(document, "plan.toml")) == plan


@settings(max_examples=50)
@given(entry_lists)
def test_any_entries_are_read_back_as_they_were_written(entries: list[Entry]) -> None:
    assert read_entries(file_of(write_entries(entries), "ledger/2026.toml")) == tuple(entries)


def test_the_first_schema_is_read() -> None:
    file = read_profile(read_toml(FIXTURES / "schema-1" / "profile.toml", name="profile.toml"))
    assert file.warnings == ("profile.toml:48: “mine” is not a key coach knows; it is kept.",)
    assert file.profile.worker.learning_hours_per_week == 3.5
    assert file.profile.answers["P2"] == Answer(
        option="named", on=date(2026, 11, 2), shown="monthly report", vouched_by="my manager"
    )
    assert [(task.id, task.hours) for task in file.profile.tasks] == [
        ("answer-tickets", 16.0),
        ("calls-whatever-comes-up", 12.0),
    ]
    one, other = read_entries(read_toml(FIXTURES / "schema-1" / "ledger" / "2026.toml"))
    assert (one.likely, one.sustained_until) == (1.33, date(2027, 1, 12))
    assert (other.id, other.kind) == ("caught-a-wrong-refund", "unsorted")


def test_a_title_and_tasks_with_hours_are_enough() -> None:
    file = read(TASK + "hours = 20\n")
    assert file.profile == LEAST
    assert file.warnings == ()
    assert write_profile(file.profile, file.document) == {
        "worker": {"title": "Nurse"},
        "tasks": [{"id": "see-patients", "text": "see patients", "hours": 20}],
    }


def test_tasks_may_come_later() -> None:
    assert read(WORKER).profile.tasks == ()


def test_a_new_profile_starts_with_its_schema() -> None:
    assert list(write_profile(LEAST)) == ["schema", "worker", "tasks"]


def test_unknown_keys_are_named_with_what_was_meant_and_survive_a_save() -> None:
    text = """\
tasky = 1
[worker]
title = "Nurse"
situatoin = "notice"
[[tasks]]
text = "see patients"
hours = 1
Hours = 2
answers = { Q1 = "a" }
[answers]
P1 = { option = "a", why = "b" }
P2 = "b"
P3 = { option = "c" }
[other]
key = "kept"
"""
    file = read(text)
    assert file.warnings == (
        "profile.toml:1: “tasky” is not a key coach knows; it is kept. Did you mean “tasks”?",
        "profile.toml:4: “situatoin” is not a key coach knows; it is kept. Did you mean “situation”?",
        "profile.toml:8: “Hours” is not a key coach knows; it is kept. Did you mean “hours”?",
        "profile.toml:11: “why” is not a key coach knows; it is kept.",
        "profile.toml:14: “other” is not a key coach knows; it is kept.",
    )
    again = write_profile(file.profile, file.document)
    expected = tomllib.loads(text)
    expected["tasks"][0]["id"] = "see-patients"
    assert again == expected
    assert list(again) == list(expected)


def test_what_is_taken_back_goes_and_what_is_unknown_stays() -> None:
    file = read(TASK + 'hours = 1\nid = "a"\nx = 1\n[answers]\nP1 = "a"\nP2 = "b"\n')
    changed = Profile(worker=file.profile.worker, answers={"P2": Answer(option="c"), "P3": Answer(option="d")})
    assert write_profile(changed, file.document) == {
        "worker": {"title": "Nurse"},
        "answers": {"P2": "c", "P3": "d"},
    }


@pytest.mark.parametrize("hours", ["0", "168", "0.1", "1e1", "167.99999999999997", "-0.0"])
def test_hours_may_be_any_number_from_0_to_168(hours: str) -> None:
    (task,) = read(TASK + f"hours = {hours}\n").profile.tasks
    assert task.hours == float(hours)
    assert type(task.hours) is float


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("true", "must be a number, not true."),
        ('"16"', "must be a number, not “16”."),
        ("nan", "must be a number, not “nan”."),
        ("inf", "must be a number, not “inf”."),
        ("-inf", "must be a number, not “-inf”."),
        ("-1", "must be from 0 to 168 a week, not -1."),
        ("168.5", "must be from 0 to 168 a week, not 168.5."),
        ("[1]", "must be a number, not a list."),
        ("{a = 1}", "must be a number, not a table."),
        ("2026-11-02", "must be a number, not “2026-11-02”."),
        ("1" + "0" * 400, "must be"),
    ],
)
def test_hours_that_are_none_are_refused_with_their_line(hours: str, words: str) -> None:
    assert complaint(TASK + f"hours = {hours}\n").startswith(f"profile.toml:5: hours {words}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "profile.toml:1: the table [worker] with a title is missing."),
        ("[worker]\n", "profile.toml:1: title is missing."),
        ('[worker]\ntitle = " \\u001b "\n', "profile.toml:2: title is empty."),
        ("[worker]\ntitle = 3\n", "profile.toml:2: title must be text, in quotes, not 3."),
        ("worker = 3\n", "profile.toml:1: worker must be a table, not 3."),
        (TASK, "profile.toml:3: hours is missing."),
        (TASK + 'hours = 1\n[[tasks]]\ntext = "the second"\n', "profile.toml:6: hours is missing."),
        (WORKER + "[[tasks]]\nhours = 1\n", "profile.toml:3: text is missing."),
        (WORKER + '[[tasks]]\ntext = ""\nhours = 1\n', "profile.toml:4: text is empty."),
        ("tasks = 3\n" + WORKER, "profile.toml:1: tasks must be a list, not 3."),
        ("tasks = [3]\n" + WORKER, "profile.toml:1: tasks must be a table, not 3."),
        ("answers = 3\n" + WORKER, "profile.toml:1: answers must be a table, not 3."),
        (WORKER + "[answers]\nP1 = 3\n", "profile.toml:4: P1 must be a table, not 3."),
        (
            WORKER + "[answers]\nP1 = {option = 'a', on = 'soon'}\n",
            "profile.toml:4: on must be a date like 2026-11-02, not “soon”.",
        ),
        (WORKER + "[skills]\na = 5\n", "profile.toml:4: a level is from 0 to 4, not 5."),
        (WORKER + "[skills]\na = 1.5\n", "profile.toml:4: a must be a whole number, not 1.5."),
        (WORKER + "hours_per_week = 200\n", "profile.toml:3: hours_per_week must be from 0 to 168 a week, not 200."),
        (WORKER + "learning_hours_per_week = -1\n", "profile.toml:3: learning_hours_per_week must be from 0"),
        ("unassigned = 999\n" + WORKER, "profile.toml:1: unassigned must be from 0 to 168 a week, not 999."),
        (TASK + "hours = 1\ncontrollable = 1\n", "profile.toml:6: controllable must be true or false, not 1."),
        (
            WORKER + 'aim = "move"\n',
            "profile.toml:3: aim is “move”; it can be stay, move_inside, leave, get_ready.",
        ),
        (
            WORKER + 'situation = "emploid"\n',
            "profile.toml:3: situation is “emploid”; it can be employed, self_employed, notice, laid_off, returning. "
            "Did you mean “employed”?",
        ),
        (WORKER + "aim = 3\n", "profile.toml:3: aim is 3; it can be stay, move_inside, leave, get_ready."),
        (
            TASK + "hours = true\n[[tasks]]\ntext = 3\nhours = 'x'\n",
            "profile.toml:5: hours must be a number, not true. (2 more in this file.)",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, words: str) -> None:
    assert complaint(text).startswith(words)


def test_a_newer_profile_is_refused_as_such() -> None:
    with pytest.raises(Failure) as caught:
        read("schema = 2\n" + WORKER)
    assert caught.value.code == "newer"
    assert caught.value.what.startswith("profile.toml:1")


def test_text_is_made_harmless_and_joined_emoji_stay() -> None:
    file = read(TASK.replace("see patients", "see \\u001b]0;x\\u0007 👩\u200d⚕️ [/red]\\nand\\r\\nmore") + "hours = 1\n")
    assert file.profile.tasks[0].text == "see 👩\u200d⚕️ [/red] and more"


def test_an_odd_occupation_and_too_many_hours_are_doubted_but_taken() -> None:
    file = read('[worker]\ntitle = "x"\noccupation = "nurse"\n' + "[[tasks]]\ntext = 'a'\nhours = 100\n" * 2)
    assert file.profile.worker.occupation == "nurse"
    assert file.warnings == (
        "profile.toml:4: the tasks add up to 200 hours a week, over 168.",
        "profile.toml:3: “nurse” does not look like an occupation's code (such as 43-4051.00); it is kept.",
    )
    assert [task.id for task in file.profile.tasks] == ["a", "a-2"]


def test_ids_that_cannot_be_are_changed_with_a_word() -> None:
    file = read(TASK + 'hours = 1\nid = "See \\u001b!"\n[[tasks]]\nid = "see"\ntext = "x"\nhours = 1\n')
    assert [task.id for task in file.profile.tasks] == ["see-2", "see"]
    assert file.warnings == ("profile.toml:6: “See !” cannot be an id here; it becomes see-2.",)


def test_a_plan_names_what_is_wrong_in_its_changes() -> None:
    document = write_plan(PLAN)
    document["moves"][0]["changes"] = [
        {"do": "set_hours", "task": "a", "hours": 1.0},
        {"do": "shift_hours", "source": "a", "hours": 2.0},
        {"do": "add_task", "task": {"id": "b", "text": "b", "hours": 1.0}},
    ]
    assert read_plan(file_of(document, "plan.toml")).moves[0].changes == (
        SetHours(task="a", hours=1.0),
        ShiftHours(source="a", hours=2.0, to=None),
        AddTask(task=Task(id="b", text="b", hours=1.0)),
    )
    for change, words in [
        ({"do": "set_hours", "task": "a", "hours": "x"}, "hours must be a number, not “x”."),
        ({"do": "set_hours", "task": "a"}, "hours is missing."),
        ({"do": "fly", "task": "a"}, "there is no change of that name."),
        ({"do": "add_task", "task": {"id": "b", "text": 3, "hours": 1.0}}, "text must be text, in quotes, not 3."),
        (3, "changes must be a table, not 3."),
    ]:
        document["moves"][0]["changes"] = [change]
        with pytest.raises(Failure) as caught:
            read_plan(file_of(document, "plan.toml"))
        assert caught.value.what.startswith("plan.toml:")
        assert caught.value.what.endswith(words)


def test_a_plan_keeps_what_it_does_not_know() -> None:
    document = write_plan(PLAN)
    document["mine"] = {"a": 1}
    document["moves"][0]["milestones"][0]["mine"] = "x"
    again = write_plan(PLAN, document)
    assert again == document


def test_entries_name_what_is_wrong() -> None:
    for text, words in [
        ("[[entries]]\ntext = ' '\ndate = 2026-01-01\n", "l.toml:2: text is empty."),
        ("[[entries]]\ntext = 'a'\n", "l.toml:1: date is missing."),
        ("[[entries]]\ntext = 'a'\ndate = 2026-01-01T10:00:00\n", "l.toml:3: date must be a date like 2026-11-02"),
        ("[[entries]]\ntext = 'a'\ndate = 10:00:00\n", "l.toml:3: date must be a date like 2026-11-02"),
        ("[[entries]]\ntext = 'a'\ndate = 2026-01-01\nlikely = inf\n", "l.toml:4: likely must be a number, not “inf”."),
        ("entries = 3\n", "l.toml:1: entries must be a list, not 3."),
        ("schema = 3\n", "l.toml:1: written by a newer version of coach (schema 3, this one knows 1)."),
    ]:
        with pytest.raises(Failure) as caught:
            read_entries(parse_toml(text.encode(), "l.toml"))
        assert caught.value.what.startswith(words)


def test_entries_keep_what_coach_does_not_know() -> None:
    file = parse_toml(b"mine = 1\n[[entries]]\ntext = 'a'\ndate = 2026-01-01\nmood = 'good'\n", "l.toml")
    more = (*read_entries(file), Entry(id="b", text="b", date=date(2026, 2, 2)))
    assert write_entries(more, file.data) == {
        "schema": 1,
        "mine": 1,
        "entries": [
            {"id": "a", "text": "a", "date": date(2026, 1, 1), "mood": "good"},
            {"id": "b", "text": "b", "date": date(2026, 2, 2)},
        ],
    }


def test_dates_may_be_text() -> None:
    file = parse_toml(b"[[entries]]\ntext = 'a'\ndate = '2026-01-01'\n", "l.toml")
    assert read_entries(file)[0].date == date(2026, 1, 1)


def test_nothing_heavy_is_loaded_before_something_is_validated() -> None:
    program = (
        "import sys, coach.storage.folder;"
        "from coach.storage.kinds import entries, plans, profiles;"
        "print([name for name in ('pydantic', 'tomli_w', 'textual', 'rich', 'tempfile') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_one_entry_more_or_in_its_place_leaves_the_others_as_they_stand() -> None:
    document = {"entries": [{"text": "by hand", "date": "2026-01-02"}, {"id": "b", "text": "b", "date": "2026-01-03"}]}
    entry = Entry(id="c", text="c", date=date(2026, 2, 1))
    more = with_entry(entry, document)
    assert more["schema"] == 1
    assert [each["id"] for each in more["entries"]] == ["by-hand", "b", "c"]
    assert more["entries"][0] == {"id": "by-hand", "text": "by hand", "date": "2026-01-02"}
    assert more["entries"][2] == {"id": "c", "text": "c", "date": date(2026, 2, 1)}
    again = with_entry(Entry(id="b", text="better", date=date(2026, 1, 3)), {**more, "mine": {"kept": True}})
    assert [each["text"] for each in again["entries"]] == ["by hand", "better", "c"]
    assert again["mine"] == {"kept": True}
    assert with_entry(entry) == {"schema": 1, "entries": [{"id": "c", "text": "c", "date": date(2026, 2, 1)}]}
