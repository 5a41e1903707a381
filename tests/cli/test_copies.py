"""coach backup, restore FILE and forget, as a person or a script runs them; and moving to another machine in two."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.session import Status
from tests.cli.conftest import Coach
from tests.tui.terminal import ENTER, Terminal


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but its lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "lock"
    }


def test_moving_to_another_machine_takes_two_commands(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    assert coach("win", "minutes are out the same day").status == 0
    assert coach("plan").status == 0
    told = coach("backup", str(tmp_path / "coach.zip"))
    assert told.status == 0
    assert told.out == ""
    assert "readable only by you" in told.err
    assert "It is not encrypted" in told.err
    assert f"coach restore {tmp_path / 'coach.zip'}" in told.err

    there = tmp_path / "the other machine"
    told = coach("--home", str(there), "restore", str(tmp_path / "coach.zip"))
    assert told.status == 0, told.err
    assert contents(there) == contents(own_week)
    assert coach("--home", str(there), "--json", "measure").json == coach("--json", "measure").json
    assert coach("--home", str(there), "--json", "plan").json == coach("--json", "plan").json


def test_a_backup_answers_as_json(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    told = coach("--json", "backup", str(tmp_path / "coach.zip"))
    assert told.err == ""
    assert told.json | {"bytes": 0} == {
        "schema": 1,
        "file": str(tmp_path / "coach.zip"),
        "files": 1,
        "bytes": 0,
        "encrypted": False,
        "confirmed": True,
        "left_out": [],
    }
    refused = coach("--json", "backup", str(tmp_path / "coach.zip"))
    assert refused.status == Status.USAGE
    assert refused.json["error"]["code"] == "usage"
    assert coach("--json", "backup", str(tmp_path / "coach.zip"), "--force").status == 0


def test_what_is_not_in_it_is_named(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    (own_week / ".git").mkdir()
    assert "Not in it, because coach does not know it: .git/." in coach("backup", str(tmp_path / "x.zip")).err


def test_restoring_takes_back_what_it_did(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    coach("backup", str(tmp_path / "coach.zip"))
    coach("win", "a result since")
    before = contents(own_week)
    told = coach("restore", str(tmp_path / "coach.zip"))
    kept = re.search(r"coach restore (\S+\.zip)", told.err)
    assert kept is not None
    assert "a result since" not in coach("--json", "export").out
    assert coach("restore", kept[1]).status == 0
    now = contents(own_week)
    assert {name: now[name] for name in before} == before


def test_a_hostile_or_broken_file_is_refused_and_nothing_touched(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    before = contents(own_week)
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 nonsense")
    told = coach("restore", str(tmp_path / "x.zip"))
    assert told.status == Status.UNREADABLE
    assert "x.zip: it is damaged, or no copy of a career folder" in told.err
    assert "Your folder was left as it is." in told.err
    assert contents(own_week) == before


def test_a_passphrase_is_never_taken_without_a_terminal(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    told = coach("backup", str(tmp_path / "x.age"), "--encrypt", stdin="secret\nsecret\n", COACH_PASSPHRASE="secret")
    assert told.status == Status.USAGE
    assert "no terminal to ask in" in told.err
    assert not (tmp_path / "x.age").exists()
    assert coach("backup", str(tmp_path / "x.age"), "--encrypt", "--passphrase", "x").status == Status.USAGE


def test_without_the_package_encrypting_says_what_to_install(
    coach: Coach, own_week: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "pyrage.py").write_text("raise ImportError")
    told = coach("backup", str(tmp_path / "x.age"), "--encrypt", PYTHONPATH=f"{tmp_path / 'first'}:{Path.cwd()}")
    assert told.status == Status.USAGE
    assert "pip install 'coach-career[encrypt]'" in told.err


def test_a_passphrase_is_asked_for_twice_unseen_and_opens_the_copy(own_week: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    with Terminal("backup", str(tmp_path / "x.age"), "--encrypt") as window:
        window.wait_for("Passphrase for this copy:")
        window.type("four words of ours" + ENTER)
        window.wait_for("The same once more:")
        window.type("four words of hers" + ENTER)
        assert window.wait() == Status.USAGE
        assert "The two passphrases differ." in window.text
        assert "words of" not in window.text
    assert not (tmp_path / "x.age").exists()
    with Terminal("backup", str(tmp_path / "x.age"), "--encrypt") as window:
        for asked in ("Passphrase for this copy:", "The same once more:"):
            window.wait_for(asked)
            window.type("four words of ours" + ENTER)
        assert window.wait() == 0
        assert "Without the passphrase nobody can open it" in " ".join(window.text.split())
    with Terminal("--home", str(tmp_path / "new"), "restore", str(tmp_path / "x.age")) as window:
        window.wait_for("Passphrase of this copy:")
        window.type("four words of ours" + ENTER)
        assert window.wait() == 0
    assert contents(tmp_path / "new") == contents(own_week)


def test_an_empty_passphrase_is_refused(own_week: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    with Terminal("backup", str(tmp_path / "x.age"), "--encrypt") as window:
        window.wait_for("Passphrase for this copy:")
        window.type(ENTER)
        assert window.wait() == Status.USAGE
        assert "The passphrase is empty." in window.text


# forget


def test_nothing_is_forgotten_without_a_word(coach: Coach, own_week: Path) -> None:
    told = coach("forget", stdin="forget\n")
    assert told.status == Status.USAGE
    assert f"This would remove 1 file in {own_week}" in told.err
    assert (own_week / "profile.toml").exists()
    assert coach("--json", "forget").json["error"]["code"] == "usage"


def test_everything_is_listed_and_gone_after_the_typed_word(coach: Coach, own_week: Path) -> None:
    coach("win", "a result")
    with Terminal("forget", size=(100, 40)) as window:
        window.wait_for(
            "All that coach keeps in", "ledger", "journal", "Nothing brings them back.", "Coach cannot remove:"
        )
        window.wait_for("Type forget to remove it")
        window.type("yes" + ENTER)
        assert window.wait() == 0
        assert "Nothing was removed." in window.text
    assert (own_week / "profile.toml").exists()
    with Terminal("forget", size=(100, 40)) as window:
        window.wait_for("Type forget to remove it")
        window.type("forget" + ENTER)
        assert window.wait() == 0
        assert "The folder is gone too." in window.text
    assert not own_week.exists()


def test_a_script_says_yes_and_gets_json(coach: Coach, own_week: Path) -> None:
    (own_week / "notes.txt").write_text("mine")
    told = coach("--json", "forget", "--yes")
    assert told.status == 0
    answer = told.json
    assert (answer["removed"], answer["left"], answer["folder_gone"]) == (1, ["notes.txt"], False)
    assert len(answer["elsewhere"]) == 3
    assert coach("forget", "--yes").status == Status.USAGE  # there is nothing left of coach's


def test_doctor_says_where_every_byte_lies(coach: Coach, own_week: Path) -> None:
    coach("win", "a result")
    told = coach("--json", "doctor")
    places = {place["what"]: place for place in told.json["places"]}
    assert places["profile"] == {
        "what": "profile",
        "path": str(own_week / "profile.toml"),
        "files": 1,
        "bytes": (own_week / "profile.toml").stat().st_size,
    }
    assert {"ledger", "journal", "lock"} <= places.keys()
    assert sum(place["files"] for place in places.values()) == sum(1 for path in own_week.rglob("*") if path.is_file())
    assert any("encrypt" in line or "memory" in line for line in told.json["protection"])
    plain = coach("doctor").out
    assert str(own_week / "ledger") in plain
    assert told.json["protection"][-1] in plain


def test_doctor_keeps_the_keys_scripts_rely_on(coach: Coach) -> None:
    told = coach("--json", "doctor")
    assert {"schema", "ok", "problems", "content_dir", "content"} <= told.json.keys()
    assert (told.json["schema"], told.json["ok"], told.json["problems"]) == (1, True, [])


def test_doctor_names_what_is_wrong_in_any_file_and_mends_rights_with_a_word(coach: Coach, own_week: Path) -> None:
    coach("win", "a result")
    (own_week / "checkins").mkdir()
    (own_week / "checkins" / "2026.toml").write_text('[[checkins]]\ndate = 2026-11-20\nhours = "three"\n')
    (own_week / "measurements").mkdir()
    (own_week / "measurements" / "2026.toml").write_text("[[\n")
    (own_week / "settings.toml").write_text('theme = "pink"\nthemes = 3\n')
    (own_week / "plan.toml").write_bytes(bytes(10))
    (own_week / "profile.toml").chmod(0o644)
    told = coach("--json", "doctor")
    assert told.status == Status.BROKEN
    starts = [problem.partition(" ")[0] for problem in told.json["problems"]]
    assert starts == ["plan.toml:1:", "checkins/2026.toml:3:", "measurements/2026.toml:1:"]
    notes = "\n".join(told.json["notes"])
    assert "Other people on this machine could read" in notes
    assert "settings.toml:2: “themes” is no setting coach knows" in notes
    assert (own_week / "profile.toml").stat().st_mode & 0o777 == 0o600
