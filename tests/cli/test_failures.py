"""What goes wrong: one exit status for each kind, the words on stderr, or one JSON document on stdout."""

from __future__ import annotations

import fcntl
import json
from pathlib import Path
from typing import Any

import pytest


def check_both_ways(coach: Any, status: int, code: str, *words: str) -> dict[str, str]:
    """The failure in words and as JSON; gives the JSON's error."""
    told = coach(*words)
    assert told.status == status, told
    assert told.out == ""
    assert told.err
    assert "Traceback" not in told.err
    for answer in (coach("--json", *words), coach(*words, "--json")):
        assert answer.status == status, answer
        assert answer.err == ""
        assert answer.json["schema"] == 1
        assert answer.json["error"].keys() == {"code", "what", "kept", "do"}
        assert answer.json["error"]["code"] == code
    error: dict[str, str] = answer.json["error"]
    assert error["what"] in told.err
    assert error["do"] in told.err
    return error


def test_a_mistyped_command_is_answered_with_the_nearest(coach: Any) -> None:
    assert "coach measure" in check_both_ways(coach, 2, "usage", "mesure")["do"]


def test_a_mistyped_sample_is_answered_with_the_nearest(coach: Any) -> None:
    assert "support-specialist" in check_both_ways(coach, 2, "unknown-sample", "measure", "suport-specialist")["do"]


@pytest.mark.parametrize(
    "words",
    [
        ("measure", "--colour"),
        ("plan", "--weeks", "none"),
        ("plan", "--weeks", "0"),
        ("plan", "--hours", "200"),
        ("plan", "--hours", "nan"),
        ("plan", "--rebuild", "--weeks", "8"),
        ("win", "x", "--kind", "glory"),
        ("occupations",),
        ("occupations", " "),
        ("estimate", ""),
        ("export", "--format", "pdf"),
        ("whatif", "support-specialist"),
        ("whatif", "support-specialist", "--set", "1=8"),
        ("whatif", "support-specialist", "--set", "1.hours=eight"),
        ("doctor", ""),
        ("undo", " ", "--quick"),
    ],
)
def test_wrong_use(coach: Any, words: tuple[str, ...]) -> None:
    check_both_ways(coach, 2, "usage", *words)


def test_wrong_use_before_the_command(coach: Any) -> None:
    assert coach("--colour", "measure").status == 2
    assert coach("--home").status == 2
    assert coach("--home=", "measure").status == 2
    assert json.loads(coach("--jsn", "measure", "--json").out)["error"]["code"] == "usage"


@pytest.mark.parametrize("words", [("measure",), ("plan",), ("export",), ("done", "x")])
def test_no_profile_yet_says_what_to_run(coach: Any, career: Path, words: tuple[str, ...]) -> None:
    error = check_both_ways(coach, 2, "no-profile", *words)
    assert str(career) in error["what"]
    assert "coach" in error["do"]
    assert not career.exists(), "asking makes nothing"


def test_no_terminal(coach: Any) -> None:
    check_both_ways(coach, 2, "no-terminal")


def test_an_unknown_milestone(coach: Any, own_week: Path) -> None:
    check_both_ways(coach, 2, "unknown-item", "done", "no-such-step")


@pytest.mark.parametrize(("option", "value"), [("--set", "99.hours=1"), ("--set", "nap.hours=1"), ("--add", "nap")])
def test_a_what_if_about_something_that_is_not_there(coach: Any, option: str, value: str) -> None:
    check_both_ways(coach, 2, "unknown-item", "whatif", "support-specialist", option, value)


def test_a_file_that_is_not_there(coach: Any) -> None:
    error = check_both_ways(coach, 3, "missing-file", "measure", "./nowhere.toml")
    assert "./nowhere.toml" in error["what"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('schema = 1\n[worker]\ntitle = "x\n', 3),
        ('schema = 1\n[worker]\ntitle = "x"\n[[tasks]]\ntext = "y"\nhours = "many"\n', 6),
        ('schema = 1\n[worker]\ntitle = "x"\n[[tasks]]\ntext = "y"\nhours = -1\n', 6),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(coach: Any, tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "week.toml"
    path.write_text(text)
    error = check_both_ways(coach, 3, "unreadable", "measure", str(path))
    assert f"{path}:{line}" in error["what"]
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "the table [worker]"),
        ("schema = 1\n", 1, "the table [worker]"),
        ('[worker]\ntitle = "x"\nz = ' + "[" * 3000 + "]" * 3000 + "\n", 3, "nested too deep"),
        ('[worker]\ntitle = "x"\n[[tasks]]\ntext = "y"\nhours = ' + "1" * 5000 + "\n", 5, "too many digits"),
        ("#" * 99 + "\n" + ("#" * 99 + "\n") * 168_000, 167_773, "over 16 MB"),
        ("schema = 7\n[worker]\n", 1, "a newer version"),
    ],
    ids=["empty", "no worker", "deep", "digits", "large", "newer"],
)
def test_a_loose_file_is_told_about_as_one(coach: Any, tmp_path: Path, text: str, line: int, why: str) -> None:
    path = tmp_path / "week.toml"
    path.write_text(text)
    answer = coach("measure", str(path))
    assert answer.status == 3
    assert f"{path}:{line}: " in answer.err
    assert why in answer.err
    for elsewhere in ("backups/", "folder is open", "set_int_max_str_digits"):
        assert elsewhere not in answer.err


def test_a_folder_is_called_one(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "dir.toml").mkdir()
    for words in (("measure", str(tmp_path / "dir.toml")), ("import", str(tmp_path / "dir.toml"))):
        answer = coach(*words)
        assert answer.status == 3
        assert "dir.toml: a folder" in answer.err
    answer = coach("export", "support-specialist", "-o", str(tmp_path / "nowhere" / "x.md"))
    assert answer.status == 4
    assert f"no folder {tmp_path / 'nowhere'}" in answer.err


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("l.csv", 'text,date\n"one\nof two lines",2026-01-05\ntwo,2026-13-05\n', "l.csv:4: date"),
        ("b.json", '{"schema": 1,\n"a": ' + "9" * 5000 + "}", "b.json:2: a number"),
        ("b.json", '{"schema": 1,\n"a": ' + "[" * 9000 + "}", "b.json:2: brackets"),
        ("b.json", '{"schema": 9}', "b.json:1: written by a newer"),
        ("b.json", "[]", "b.json:1: neither"),
    ],
)
def test_what_cannot_be_imported_is_named_with_its_line(
    coach: Any, tmp_path: Path, name: str, text: str, place: str
) -> None:
    (tmp_path / name).write_text(text)
    answer = coach("import", str(tmp_path / name))
    assert answer.status == 3
    assert place in answer.err
    assert "backups/" not in answer.err
    assert "folder is open" not in answer.err


def test_the_doctor_exits_with_1_and_names_the_place(coach: Any, own_week: Path) -> None:
    (own_week / "profile.toml").write_text('schema = 1\n[worker]\ntitle = "x\n')
    answer = coach("doctor")
    assert answer.status == 1
    assert "profile.toml:3" in answer.err
    found = coach("doctor", "--json")
    assert found.status == 1
    assert found.json["ok"] is False
    assert any("profile.toml:3" in problem for problem in found.json["problems"])


def test_a_newer_folder_is_read_and_never_written(coach: Any, own_week: Path) -> None:
    newer = 'schema = 99\nsomething = "from the future"\n'
    (own_week / "settings.toml").write_text(newer)
    assert coach("measure", "--json").status == 0
    answer = coach("win", "a result", "--json")
    assert answer.status == 4, answer
    assert answer.json["error"]["code"] == "read-only"
    assert (own_week / "settings.toml").read_text() == newer
    assert not (own_week / "ledger").exists()


@pytest.mark.slow
def test_a_busy_folder(coach: Any, own_week: Path) -> None:
    assert coach("win", "a first result").status == 0
    before = (own_week / "ledger" / "2026.toml").read_bytes()
    with (own_week / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = coach("win", "a second one", "--json")
    assert answer.status == 5
    assert answer.json["error"]["code"] == "busy"
    assert (own_week / "ledger" / "2026.toml").read_bytes() == before


def test_a_file_that_cannot_be_written(coach: Any, own_week: Path, tmp_path: Path) -> None:
    answer = coach("export", "-o", str(tmp_path / "no" / "such" / "folder.json"), "--json")
    assert answer.status == 4
    assert answer.json["error"]["code"] == "not-saved"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "support-specialist", "--what", "repor"), "Did you mean report?"),
        (("export", "support-specialist", "--format", "htm"), "Did you mean html?"),
        (("win", "x", "--kind", "cahs"), "Did you mean cash?"),
        (("completion", "bsh"), "Did you mean bash?"),
        (("whatif", "support-specialist", "--set", "1.hourz=1"), "1.hours=1"),
        (("--home", "--json", "measure"), "--home needs a folder"),
        (("export", "support-specialist", "--what", "handover", "--workflow", "zz"), "coach trial add"),
    ],
)
def test_a_slip_is_answered_in_our_words_with_what_was_meant(coach: Any, words: tuple[str, ...], told: str) -> None:
    answer = coach(*words)
    assert answer.status == 2
    assert told in answer.out + answer.err
    assert "invalid choice" not in answer.err


def test_a_backup_of_a_folder_with_nothing_of_ours(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for home in ("empty", "missing"):
        answer = coach("--home", str(tmp_path / home), "backup", str(tmp_path / "copy.zip"))
        assert answer.status == 2
        assert "--home" in answer.err
        assert not (tmp_path / "copy.zip").exists()


def test_a_failed_edit_says_where_what_was_typed_is(coach: Any, own_week: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "x = [" >> "$1"\n')
    editor.chmod(0o755)
    before = (own_week / "profile.toml").read_bytes()
    answer = coach("edit", EDITOR=str(editor), VISUAL="")
    assert answer.status == 3
    kept = next((own_week / "drafts").iterdir())
    assert str(kept) in answer.err
    assert "x = [" in kept.read_text()
    assert "coach edit profile --drop" in answer.err
    assert (own_week / "profile.toml").read_bytes() == before
    assert coach("edit", "profile", "--drop").status == 0
    assert not kept.exists()


def test_help_keeps_lines_that_were_written_as_lines(coach: Any) -> None:
    assert "\nlap  " in coach("trial", "--help").out
    assert "\nzsh: " in coach("completion", "--help").out
