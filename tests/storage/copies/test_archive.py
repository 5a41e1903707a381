"""The folder in one file: the same bytes each time, all of it in there, and nothing hostile ever unpacked."""

from __future__ import annotations

import io
import json
import os
import random
import socket
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.copies import archive
from coach.storage.copies.archive import LIST, is_safe_name, pack, unpack
from coach.storage.folder import CareerFolder
from tests.storage.harness import PROFILE, WHEN, add_entry, change, set_title, started
from tests.storage.mutating import mutated


@pytest.fixture
def folder(tmp_path: Path) -> CareerFolder:
    """A folder with something of every kind in it."""
    made = started(tmp_path / "c")
    change(made, PROFILE, set_title("Head nurse"))
    made.keep_draft("week", "half a task")
    (made.path / "content" / "moves").mkdir(parents=True)
    (made.path / "content" / "moves" / "own.toml").write_text("# my own\n")
    (made.path / "notes.txt").write_text("my own notes")
    return made


def packed(*entries: tuple[str, bytes], listed: dict[str, object] | None = None, **head: object) -> bytes:
    """A copy as somebody might forge it: entries as told, and a list that fits them unless told otherwise."""
    files = {name: {"bytes": len(raw), "sha256": archive._digest(raw)} for name, raw in entries}
    top = {"coach": "backup", "schema": 1, "as_of": None, "files": files if listed is None else listed} | head
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in ((LIST, json.dumps(top).encode()), *entries):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            file.writestr(entry, raw)
    return held.getvalue()


def refused(raw: bytes) -> str:
    """The words with which a copy is refused."""
    with pytest.raises(Failure) as caught:
        unpack(raw, "copy.zip")
    assert caught.value.code == "unreadable-copy"
    assert caught.value.what.startswith("copy.zip: ")
    return caught.value.what


def test_all_of_a_folder_comes_back_to_the_byte(folder: CareerFolder) -> None:
    copy = unpack(folder.packed().raw, "copy.zip")
    there = {str(path.relative_to(folder.path)): path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}
    assert copy.files == {name: raw for name, raw in there.items() if name != "lock"}
    assert {"notes.txt", "drafts/week.txt", "content/moves/own.toml", "journal/2026.jsonl"} <= copy.files.keys()
    assert any(name.startswith("backups/profile.") for name in copy.files)


def test_a_copy_says_the_moment_of_the_newest_change_in_it(folder: CareerFolder, tmp_path: Path) -> None:
    assert unpack(folder.packed().raw, "copy.zip").as_of == "2026-11-21T10:00:00"
    assert unpack(CareerFolder.open(tmp_path / "new", create=True).packed().raw, "copy.zip").as_of is None


def test_the_same_folder_gives_the_same_bytes_whenever_and_wherever(folder: CareerFolder, tmp_path: Path) -> None:
    first = folder.packed()
    for path in folder.path.rglob("*"):
        os.utime(path, (1, 1))
    os.rename(folder.path, tmp_path / "elsewhere")
    assert CareerFolder.open(tmp_path / "elsewhere").packed() == first


def test_any_zip_tool_can_open_a_copy(folder: CareerFolder) -> None:
    with zipfile.ZipFile(io.BytesIO(folder.packed().raw)) as file:
        assert file.testzip() is None
        assert file.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
        assert {entry.external_attr >> 16 for entry in file.infolist()} == {stat.S_IFREG | 0o600}
        assert {entry.create_system for entry in file.infolist()} == {3}
        assert file.read(PROFILE) == (folder.path / PROFILE).read_bytes()
        listed = json.loads(file.read(LIST))
    assert listed["schema"] == 1
    assert listed["files"][PROFILE]["bytes"] == (folder.path / PROFILE).stat().st_size
    add = [{"id": f"e{number}", "text": "a result like the others", "date": "2026-11-21"} for number in range(500)]
    folder.save("many", {"ledger/2025.toml": {"entries": add}}, base={}, when=WHEN)
    assert len(folder.packed().raw) < sum(path.stat().st_size for path in folder.path.rglob("*")) / 2


def test_a_copy_leaves_out_the_lock_temp_files_and_earlier_whole_copies(folder: CareerFolder) -> None:
    before = folder.packed()
    (folder.path / "backups" / "folder.2026-11-20T101010.zip").write_bytes(b"PK")
    (folder.path / "ledger" / ".coach-0123456789abcdef.tmp").write_bytes(b"half")
    (folder.path / "restoring-damaged.zip").write_bytes(b"PK")
    assert folder.packed() == before


def test_without_backups_those_stay_out_unnamed(folder: CareerFolder) -> None:
    small = pack(folder.path, None, backups=False)
    assert not any(name.startswith("backups/") for name in unpack(small.raw, "x").files)
    assert small.left_out == ()
    assert small.files == len(unpack(small.raw, "x").files) > 5


def test_linked_files_become_plain_ones_and_other_links_are_left_out_by_name(
    folder: CareerFolder, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "dotfiles"
    (elsewhere / "content" / "moves").mkdir(parents=True)
    (elsewhere / "content" / "moves" / "mine.toml").write_text("# linked\n")
    (elsewhere / "content" / "inner").symlink_to("/etc")
    os.rename(folder.path / PROFILE, elsewhere / "me.toml")
    (folder.path / PROFILE).symlink_to(elsewhere / "me.toml")
    for name in ("own.toml",):
        (folder.path / "content" / "moves" / name).unlink()
    (folder.path / "content" / "moves").rmdir()
    (folder.path / "content").rmdir()
    (folder.path / "content").symlink_to(elsewhere / "content")
    (folder.path / "passwords").symlink_to("/etc/passwd")
    (folder.path / "plan.toml").symlink_to(tmp_path / "nowhere")
    (folder.path / "settings.toml").symlink_to(tmp_path)
    copy = folder.packed()
    files = unpack(copy.raw, "x").files
    assert files[PROFILE] == (elsewhere / "me.toml").read_bytes()
    assert files["content/moves/mine.toml"] == b"# linked\n"
    assert set(copy.left_out) == {"passwords", "plan.toml", "settings.toml"}
    assert not {"passwords", "plan.toml", "content/inner"} & files.keys()


def test_what_is_no_plain_file_or_not_ours_to_enter_is_left_out_by_name(folder: CareerFolder) -> None:
    (folder.path / "photos").mkdir()
    (folder.path / "photos" / "me.jpg").write_bytes(b"x")
    (folder.path / ".hidden").write_text("x")
    os.mkfifo(folder.path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(folder.path)
        listening.bind("s")
    assert set(folder.packed().left_out) == {"photos/", ".hidden", "pipe", "s"}


def test_a_folder_that_is_too_much_for_a_copy_says_so(folder: CareerFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("MOST_BYTES", 300), ("MOST_FILES", 3)):
        with monkeypatch.context() as patch:
            patch.setattr(archive, name, most)
            with pytest.raises(Failure, match="more than a copy may hold") as caught:
                folder.packed()
            assert caught.value.code == "not-saved"


def test_a_copy_at_the_limit_is_still_one(folder: CareerFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = folder.packed()
    files = unpack(copy.raw, "x").files
    monkeypatch.setattr(archive, "MOST_FILES", len(files))
    monkeypatch.setattr(archive, "MOST_BYTES", sum(map(len, files.values())))
    assert unpack(folder.packed().raw, "x").files == files


def test_the_list_of_files_counts_towards_the_size_but_leaves_room(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed((PROFILE, bytes(5000)))
    with zipfile.ZipFile(io.BytesIO(raw)) as file:
        together = sum(entry.file_size for entry in file.infolist())
    together += together % 2
    monkeypatch.setattr(archive, "MOST_BYTES", together // 2)
    assert unpack(packed((PROFILE, bytes(5000 + together % 2))), "x").files
    monkeypatch.setattr(archive, "MOST_BYTES", together // 2 - 1)
    assert "would unpack to over" in refused(raw)


def test_a_file_that_grows_to_more_than_a_copy_holds_is_not_cut_short(
    folder: CareerFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2000)
    (folder.path / "notes.txt").write_bytes(b"x" * 2000)
    with pytest.raises(Failure, match="more than a copy may hold"):
        folder.packed()
    (folder.path / "big.txt").write_bytes(b"x" * 5000)
    (folder.path / "notes.txt").unlink()
    with pytest.raises(Failure, match="over 50000 files or 0 MB"):
        folder.packed()


def test_the_limits_are_those_the_manual_names() -> None:
    assert archive.MOST_BYTES == 256 * 1024 * 1024
    assert archive.MOST_FILES == 50_000
    assert "over 50000 files or 256 MB" in archive._too_much()


# Hostile copies


@pytest.mark.parametrize(
    "name",
    [
        "../profile.toml",
        "/etc/passwd",
        "ledger/../../x.toml",
        "ledger/./x.toml",
        "ledger//x.toml",
        "a\\..\\b",
        "C:x",
        ".bashrc",
        "ledger/.hidden",
        "lock",
        "restoring.zip",
        "ledger/",
        "",
        "x" * 201,
        "/".join(["x" * 100] * 4),  # 403 letters
        "é" * 128,  # 256 bytes, more than a name may have on a disk
        "new\nline",
        ".coach-0123456789abcdef.tmp",
    ],
)
def test_a_name_that_leads_out_or_hides_is_refused(name: str) -> None:
    assert not is_safe_name(name)
    if name and not name.endswith("/"):
        refused(packed((name, b"x")))


@pytest.mark.parametrize(
    "name",
    ["a", "x" * 200, "ledger/2026.toml", f"{'é' * 127}e", "my notes (old).txt", "/".join(["x" * 97, *["x" * 100] * 3])],
)
def test_names_people_use_are_taken(name: str) -> None:
    assert is_safe_name(name)
    assert unpack(packed((name, b"x")), "x").files == {name: b"x"}


def test_names_that_are_no_text_are_refused() -> None:
    assert is_safe_name(3) is False
    assert is_safe_name("lone \ud800 surrogate") is False


def test_a_link_in_a_copy_is_refused() -> None:
    raw = packed((PROFILE, b"/etc/passwd"))
    held = io.BytesIO(raw)
    with zipfile.ZipFile(held) as file:
        inside = {entry.filename: file.read(entry) for entry in file.infolist()}
    forged = io.BytesIO()
    with zipfile.ZipFile(forged, "w") as file:
        for name, content in inside.items():
            entry = zipfile.ZipInfo(name)
            kind = stat.S_IFREG if name == LIST else stat.S_IFLNK
            entry.external_attr = (kind | 0o777) << 16
            file.writestr(entry, content)
    assert "is no plain file" in refused(forged.getvalue())


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 100_000)
    assert "would unpack to over" in refused(packed((PROFILE, bytes(300_000))))
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    assert "would unpack to over" in refused(packed(*((f"n{number}", b"") for number in range(4))))
    assert len(unpack(packed(*((f"n{number}", b"") for number in range(3))), "x").files) == 3


@pytest.mark.parametrize(("told", "why"), [(50, "Bad CRC"), (6000, "is not as large as it says")])
def test_an_entry_that_lies_about_its_size_is_refused(told: int, why: str) -> None:
    raw = bytearray(packed((PROFILE, b"x" * 5000)))
    for at in (raw.find((5000).to_bytes(4, "little")), raw.rfind((5000).to_bytes(4, "little"))):
        raw[at : at + 4] = told.to_bytes(4, "little")
    assert why in refused(bytes(raw))


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "damaged, or no copy"),
        (b"PK", "damaged, or no copy"),
        (packed((PROFILE, b"x"), listed={}), "differ"),
        (packed((PROFILE, b"x"), listed={PROFILE: {}, "plan.toml": {}}), "differ"),
        (packed((PROFILE, b"x"), listed={PROFILE: {"bytes": 1, "sha256": "0"}}), "is not what the list of files says"),
        (packed((PROFILE, b"x"), listed={PROFILE: "x"}), "is not what the list of files says"),
        (packed(("a", b""), ("a/b", b"")), "lies within another file"),
        (packed(("a/b", b""), ("a/b/c", b"")), "lies within another file"),
        (packed((PROFILE, b"x"), coach="other"), "cannot be read"),
        (packed((PROFILE, b"x"), files=[]), "cannot be read"),
        (packed((PROFILE, b"x"), schema="1"), "cannot be read"),
        (packed((PROFILE, b"x"), schema=True), "cannot be read"),
        (packed((PROFILE, b"x"), schema=0), "cannot be read"),
        (packed((PROFILE, b"x"), as_of=3), "cannot be read"),
    ],
)
def test_what_is_no_copy_is_refused_with_its_reason(raw: bytes, why: str) -> None:
    assert why in refused(raw)


def rezipped(change_list: Callable[[bytes], bytes]) -> bytes:
    """A copy whose list of files has been replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(LIST, change_list(b"{}"))
    return held.getvalue()


@pytest.mark.parametrize("raw", [b"[]", b"\xff", b"[" * 100_000, b"{", b'{"coach": "backup"}'])
def test_a_list_that_is_none_is_refused(raw: bytes) -> None:
    refused(rezipped(lambda _: raw))


def test_a_zip_that_is_something_else_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr(PROFILE, b"x")
    assert "its list of files is missing" in refused(held.getvalue())
    assert "its list of files is missing" in refused(b"PK\x05\x06" + bytes(18))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_comes_twice_is_refused() -> None:
    held = io.BytesIO(packed((PROFILE, b"x")))
    with zipfile.ZipFile(held, "a") as file:
        file.writestr(PROFILE, b"y")
    assert "differ" in refused(held.getvalue())


def test_a_copy_of_a_newer_version_asks_to_update() -> None:
    with pytest.raises(Failure, match="newer version") as caught:
        unpack(packed((PROFILE, b"x"), schema=2), "copy.zip")
    assert caught.value.code == "newer-copy"


def damage_copies(raw: bytes, rounds: int, seed: int) -> int:
    """Damage a copy so many times: what is not refused must be whole. Gives how many were refused."""
    chance = random.Random(seed)
    whole = unpack(raw, "x").files
    count = 0
    for _ in range(rounds):
        try:
            again = unpack(mutated(raw, chance), "copy.zip")
        except Failure:
            count += 1
        else:
            assert again.files == whole
    return count


def test_a_damaged_copy_is_refused_or_whole(folder: CareerFolder) -> None:
    add_entry(folder, 1)
    assert damage_copies(folder.packed().raw, rounds=400, seed=1) > 300
