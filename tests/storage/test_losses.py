"""Losses that users of other tools reported, each with its cause in the test's name."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.kinds.plans import read_plan, write_plan
from coach.storage.kinds.profiles import read_profile, write_profile
from tests.storage.harness import (
    LEDGER,
    PROFILE,
    WHEN,
    Faults,
    add_entry,
    change,
    entries,
    set_title,
    snapshot,
    started,
)
from tests.storage.model_strategy import PLAN


def test_a_full_disk_does_not_empty_the_file(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    before = snapshot(tmp_path / "c")
    with Faults(tmp_path / "c", "none", 10**9).on():
        real = os.write

        def full(fd: int, data: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        os.write = full  # type: ignore[assignment]  # put back by Faults
        with pytest.raises(Failure, match="No space left on device") as caught:
            change(folder, PROFILE, set_title("Head nurse"))
        os.write = real
    assert caught.value.status == 4
    assert snapshot(tmp_path / "c") == before
    change(folder, PROFILE, set_title("Head nurse"))


def test_ctrl_c_in_the_middle_of_a_save_does_not_empty_the_file(tmp_path: Path) -> None:
    for at, name in enumerate(("write", "fsync", "link", "replace")):
        folder = started(tmp_path / f"c{at}")
        before = snapshot(folder.path)
        real = getattr(os, name)

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        setattr(os, name, interrupted)
        try:
            with pytest.raises(KeyboardInterrupt):
                change(folder, PROFILE, set_title("Head nurse"))
        finally:
            setattr(os, name, real)
        assert snapshot(folder.path) == before
        again = CareerFolder.open(folder.path)
        assert not list(folder.path.rglob(".coach-*"))
        add_entry(again, 1)
        assert entries(again) == {"e0", "e1"}


@pytest.mark.parametrize("name", [PROFILE, LEDGER])
def test_a_file_filled_with_nul_by_a_power_loss_is_named_and_its_backup_is_there(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    change(folder, PROFILE, set_title("Head nurse"))
    add_entry(folder, 1)
    raw = (tmp_path / "c" / name).read_bytes()
    (tmp_path / "c" / name).write_bytes(bytes(len(raw)))
    with pytest.raises(Failure, match=f"^{name}:1: ") as caught:
        CareerFolder.open(tmp_path / "c").read(name)
    assert "backups/" in caught.value.do
    assert any(name.removesuffix(".toml") in str(path) for path in (tmp_path / "c" / "backups").rglob("*.toml"))


def test_a_journal_filled_with_nul_by_a_power_loss_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    raw = (path / "journal" / "2026.jsonl").read_bytes()
    (path / "journal" / "2026.jsonl").write_bytes(bytes(len(raw)))
    (path / "journal" / "done").write_bytes(bytes(40))
    folder = CareerFolder.open(path)
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}


def test_edits_in_two_windows_at_once_are_both_kept(tmp_path: Path) -> None:
    one, other = started(tmp_path / "c"), CareerFolder.open(tmp_path / "c")
    one.read(PROFILE)
    base = other.read(PROFILE)
    assert base is not None
    change(one, PROFILE, set_title("Head nurse"))
    new = {**base.data, "tasks": base.data["tasks"][:1]}
    saved = other.save("one task less", {PROFILE: new}, base={PROFILE: base.data}, when=WHEN)
    assert saved.documents[PROFILE]["worker"]["title"] == "Head nurse"
    assert len(saved.documents[PROFILE]["tasks"]) == 1


def test_text_that_cannot_be_parsed_is_not_deleted(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    broken = (tmp_path / "c" / LEDGER).read_text() + '\n[[entries]\ntext = "typed by hand, one bracket short"\n'
    (tmp_path / "c" / LEDGER).write_text(broken)
    with pytest.raises(Failure, match=r"^ledger/2026.toml:8: not valid TOML"):
        folder.save("x", {LEDGER: {"entries": []}}, base={LEDGER: {}}, when=WHEN)
    assert (tmp_path / "c" / LEDGER).read_text() == broken


def test_an_older_version_does_not_overwrite_a_newer_file(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    newer = (tmp_path / "c" / PROFILE).read_text().replace("schema = 1", "schema = 2")
    (tmp_path / "c" / PROFILE).write_text(newer)
    for each in (folder, CareerFolder.open(tmp_path / "c")):  # open already, and opened after
        with pytest.raises(Failure, match="newer version"):
            each.save("x", {PROFILE: {"worker": {"title": "x"}}}, base={PROFILE: None}, when=WHEN)
    assert (tmp_path / "c" / PROFILE).read_text() == newer


def test_progress_on_ids_the_content_no_longer_has_is_kept(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    plan = write_plan(PLAN)
    plan["moves"][0]["id"] = "retired-move:see-patients"
    plan["moves"][0]["milestones"][0] |= {"state": "done", "evidence": "it is done"}
    plan["progress"] = {"retired-milestone": "done"}
    folder.save("plan", {"plan.toml": plan}, base={}, when=WHEN)
    change(folder, PROFILE, lambda document: document.update(answers={"retired-question": "yes"}, skills={"old": 2}))
    file, profile = folder.read("plan.toml"), folder.read(PROFILE)
    assert file is not None
    assert profile is not None
    assert write_plan(read_plan(file), file.data) == plan
    read = read_profile(profile)
    assert write_profile(read.profile, read.document)["answers"] == {"retired-question": "yes"}
    assert write_profile(read.profile, read.document)["skills"] == {"old": 2}


def test_a_lock_file_left_by_a_killed_process_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "c"
    started(path)
    program = (
        "import os, sys; from pathlib import Path; from coach.storage.keeping.lock import held\n"
        "with held(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert ran.returncode == -9
    assert (path / "lock").exists()
    folder = CareerFolder.open(path)
    add_entry(folder, 1)
    assert entries(folder) == {"e0", "e1"}


def test_a_planted_link_with_the_name_of_a_temp_file_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    target = tmp_path / "precious"
    target.write_text("precious")
    monkeypatch.setattr(os, "urandom", lambda count: b"\0" * count)
    (tmp_path / "c" / f".coach-{'00' * 8}.tmp").symlink_to(target)
    with pytest.raises(Failure) as caught:
        change(folder, PROFILE, set_title("Head nurse"))
    assert caught.value.code == "not-saved"
    assert target.read_text() == "precious"
