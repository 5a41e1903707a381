"""Every answer of every command with `--json` fits the schema in docs/schema that describes it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from coach.cli.__main__ import run
from coach.cli.table import COMMANDS
from coach.session.opening import samples
from tests.reports.planted import write_planted

SCHEMAS = Path(__file__).resolve().parent.parent.parent / "docs" / "schema"
LOADED = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in LOADED.items()
)
# A worker's months, told in commands; @ is a folder of their own. None of them fails.
STORY = """
estimate answer-tickets write-reports
occupations nurse
measure
plan
plan --weeks 6
plan --rebuild
whatif --set 1.hours=4
checkin
checkin --done 1 --hours 2 --result three-teams-use-the-form --confidence 3
done 2
done 2 --undo
win a-result
history
history --delete entry:a-result
undo
drill
drill --keep my-contract --person AB=2026-10-01
drill
watch
watch notices-and-filings seen --saw a-note-on-the-board
trial
trial add Another-way --task 1
trial toss another-way
trial pair another-way 10 12
trial result another-way
opinion
opinion -o @/form.txt
directions
undo
redo
restore
restore --copies
restore 2
undo
undo
undo
redo
edit
export --what report --format html -o @/report.html
export --what brief
export --what review --format csv --with all -o @/ledger.csv
export --format ics
export --format resume
export -o @/everything.json
export
import @/everything.json
win another-result
import @/everything.json --replace
import @/ledger.csv
doctor
backup @/copy.zip
restore @/copy.zip
shelf
shelf worksheets
shelf worksheets paste
shelf workflows
shelf skills choose-task
sources
help
help win
completion bash
completion zsh
completion fish
demo
demo backend-developer
assess --answers @/answers.txt
TODAY 2027-02-14
checkin --obstacle no-time
TODAY 2027-02-21
checkin --obstacle no-time
checkin --take if_then:no-time
checkin --correct 2027-02-21 --hours 1
history --compare
remeasure --why a-quarter-later
history --compare
job Team-lead
forget --yes
"""


def check(answer: Any, name: str) -> None:
    """One answer against one schema; the message names the place."""
    schema = LOADED[f"{name}.json"]
    validator = jsonschema.Draft202012Validator(schema, registry=REGISTRY)
    problems = [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}" for one in validator.iter_errors(answer)
    ]
    assert not problems, f"{name}: {problems[:3]}"


def asked(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    capsys.readouterr()
    status = run([*words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def schema_of(words: list[str], answer: dict[str, Any]) -> str:
    if words[0] != "export":
        return words[0]
    return "resume" if "basics" in answer else "export" if "profile" in answer else "report"


def spoken(lines: Iterable[str], place: Path) -> Iterable[list[str]]:
    for line in lines:
        if line:
            yield [word.replace("@", str(place)) for word in line.split()]


def test_the_schemas_are_schemas() -> None:
    assert len(LOADED) > 30
    for name, schema in LOADED.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"] == name
        assert schema["title"]


def test_every_command_has_one_and_is_in_the_story() -> None:
    told = {line.split()[0] for line in STORY.splitlines() if line}
    for name in COMMANDS:
        assert f"{name}.json" in LOADED, f"docs/schema/{name}.json is missing"
        assert name in told, f"{name} is in no line of the story"


def test_every_answer_of_the_story_fits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_planted(Path(os.environ["COACH_HOME"]))
    monkeypatch.setenv("EDITOR", "true")
    (tmp_path / "answers.txt").write_text("nurse\n1\nward rounds 10\nnotes 8\ndrugs 9\n\n1\n1\n1\n1\n1\n")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for words in spoken(STORY.splitlines(), tmp_path):
        if words[0] == "TODAY":
            monkeypatch.setenv("COACH_TODAY", words[1])
            continue
        status, answer = asked(words, capsys)
        assert status == 0, (words, answer.get("error"))
        check(answer, schema_of(words, answer))


@pytest.mark.parametrize("name", samples())
def test_the_answers_about_a_sample_fit(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["measure", name], ["plan", name], ["export", name], ["whatif", name, "--set", "1.hours=4"]):
        status, answer = asked(words, capsys)
        assert status == 0
        check(answer, schema_of(words, answer))


@pytest.mark.parametrize(
    "words",
    [["measure", "nobody"], ["plan"], ["done", "x"], ["nosuch"], ["export", "--what", "context"], ["import", "x.json"]],
)
def test_a_failure_fits_too(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = asked(words, capsys)
    assert status != 0
    check(answer, "error")


def test_a_schema_would_notice() -> None:
    """An answer that is wrong does not fit: else all of the above would say nothing."""
    with pytest.raises(AssertionError):
        check({"schema": 1, "tasks": [{"text": "x", "exposure": {"value": 2}}]}, "estimate")
    with pytest.raises(AssertionError):
        check({"schema": 1, "profile": {"worker": {}}}, "export")
    with pytest.raises(AssertionError):
        check({"schema": 1, "error": {"code": "x"}}, "error")
