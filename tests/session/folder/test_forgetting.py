"""All of it gone: what coach keeps and nothing else, and what cannot be removed is said."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.session.folder import forgetting
from coach.session.folder.copies import backup, restore_from
from coach.session.folder.forgetting import forget, what_goes
from coach.session.opening import open_own
from coach.session.weeks import week
from coach.storage.keeping.lock import held


@pytest.fixture
def home(throwaway_places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with something of every kind in it."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    session = open_own()
    week.set_title(session, "Nurse")
    week.set_title(session, "Head nurse")
    assert session.folder is not None
    session.folder.keep_draft("week", "half a task")
    session.folder.save("look", {"settings.toml": {"theme": "coach-light"}}, base={}, when="2026-11-21T10:00:00")
    path = throwaway_places / "career"
    (path / "content" / "moves").mkdir(parents=True)
    (path / "content" / "moves" / "own.toml").write_text("# mine")
    restore_from(session, backup(None, tmp_path / "copy.zip").path)
    return path


def test_everything_coach_keeps_is_listed_then_gone(home: Path) -> None:
    going = what_goes()
    assert going.folder == home
    assert set(going.things) == {"profile", "settings", "journal", "drafts", "backups", "own content"}
    files = [path for path in home.rglob("*") if path.is_file() and path.name != "lock"]
    assert going.files == len(files)
    assert going.size == sum(path.stat().st_size for path in files)
    assert going.stays == ()
    gone = forget()
    assert (gone.files, gone.left, gone.folder_gone) == (len(files), (), True)
    assert not home.exists()
    assert home.parent.exists()


def test_what_coach_did_not_put_there_stays_and_is_named(home: Path) -> None:
    (home / "notes.txt").write_text("mine")
    (home / "photos").mkdir()
    (home / "photos" / "me.jpg").write_bytes(b"x")
    (home / "ledger").mkdir(exist_ok=True)
    (home / "ledger" / "diary.md").write_text("mine")
    assert what_goes().stays == ("ledger/diary.md", "notes.txt", "photos/")
    gone = forget()
    assert gone.left == ("ledger/diary.md", "notes.txt", "photos/")
    assert not gone.folder_gone
    assert sorted(str(path.relative_to(home)) for path in home.rglob("*")) == [
        "ledger",
        "ledger/diary.md",
        "notes.txt",
        "photos",
        "photos/me.jpg",
    ]


def test_links_go_and_what_they_lead_to_stays(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles"
    (elsewhere / "ledger").mkdir(parents=True)
    (elsewhere / "ledger" / "2026.toml").write_text("schema = 1\n")
    os.rename(home / "profile.toml", elsewhere / "me.toml")
    (home / "profile.toml").symlink_to(elsewhere / "me.toml")
    (home / "ledger").symlink_to(elsewhere / "ledger")
    gone = forget()
    assert gone.folder_gone
    assert gone.left == (
        f"{elsewhere / 'ledger'} (ledger leads there)",
        f"{elsewhere / 'me.toml'} (profile.toml leads there)",
    )
    assert (elsewhere / "me.toml").exists()
    assert (elsewhere / "ledger" / "2026.toml").exists()


def test_a_linked_career_folder_is_emptied_where_it_is(home: Path, tmp_path: Path) -> None:
    os.rename(home, tmp_path / "real")
    home.symlink_to(tmp_path / "real")
    assert what_goes().folder == tmp_path / "real"
    assert forget().folder_gone
    assert not (tmp_path / "real").exists()


def test_where_there_is_nothing_of_coachs_nothing_is_removed(throwaway_places: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("x")
    for told in (tmp_path / "notes", tmp_path / "nowhere"):
        with pytest.raises(Failure, match="nothing of coach's") as caught:
            forget(told)
        assert caught.value.status == 2
    assert (tmp_path / "notes" / "a.txt").exists()


def test_a_folder_that_cannot_be_read_is_forgotten_too(home: Path) -> None:
    (home / "profile.toml").write_bytes(bytes(100))
    (home / "plan.toml").write_text("schema = 99\n")
    assert forget().folder_gone


def test_demos_that_an_interrupted_run_left_go_and_those_of_today_stay(home: Path, tmp_path: Path) -> None:
    places = tmp_path / "tmp"
    for name in ("coach-demo-old", "coach-demo-new", "other-old"):
        (places / name / "career").mkdir(parents=True)
    (places / "coach-demo-link").symlink_to(tmp_path)
    for name in ("coach-demo-old", "other-old"):
        os.utime(places / name, (1, 1))
    os.utime(places / "coach-demo-link", (1, 1), follow_symlinks=False)
    assert what_goes().demos == (places / "coach-demo-old",)
    forget()
    assert sorted(path.name for path in places.iterdir()) == ["coach-demo-link", "coach-demo-new", "other-old"]
    os.utime(places / "coach-demo-new", (1, 1))
    assert forget().files == 0  # demos alone are reason enough
    assert not (places / "coach-demo-new").exists()


def test_demos_of_another_account_are_not_ours_to_remove(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp" / "coach-demo-hers").mkdir()
    os.utime(tmp_path / "tmp" / "coach-demo-hers", (1, 1))
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert what_goes().demos == ()


def test_a_place_for_temporary_files_that_cannot_be_seen_stops_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "nowhere"))
    assert what_goes().demos == ()


def test_while_another_coach_saves_nothing_is_removed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "WAIT", 0.05)
    with held(home), pytest.raises(Failure) as caught:
        forget()
    assert caught.value.status == 5
    assert (home / "profile.toml").exists()


def test_what_cannot_be_removed_is_named_with_the_reason(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.unlink

    def refuse(path: Path) -> None:
        if Path(path).name == "profile.toml":
            raise PermissionError(1, "Operation not permitted")
        real(path)

    monkeypatch.setattr(os, "unlink", refuse)
    gone = forget()
    assert gone.left == ("profile.toml (Operation not permitted)",)
    assert not gone.folder_gone
    assert [path.name for path in home.iterdir()] == ["profile.toml"]


def test_a_folder_that_cannot_be_seen_or_locked_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def blind(path: object) -> object:
        if str(path) == str(home / "journal"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", blind)
        with pytest.raises(Failure, match="journal: Permission denied"):
            forget()
    (home / "lock").unlink()
    (home / "lock").mkdir()
    with pytest.raises(Failure) as caught:
        forget()
    assert caught.value.code == "not-saved"
    assert (home / "profile.toml").exists()
