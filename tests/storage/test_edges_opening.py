"""The edges of opening a folder and of what lies beside its files, each found by a fault no other test had noticed."""

from __future__ import annotations

import builtins
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.storage.around.examining import foreign_copies, is_career_folder, make_private, newer_file
from coach.storage.around.inventory import PENDING
from coach.storage.copies.archive import unpack
from coach.storage.folder import CareerFolder
from coach.storage.keeping import atomic, drafts
from coach.storage.keeping.journal import Journal
from coach.storage.keeping.lock import WAIT
from coach.storage.texts import blocks, documents
from coach.storage.texts.documents import Documents, is_name, stamp_of
from tests.storage.harness import LEDGER, PROFILE, WHEN, add_entry, change, entries, set_title, started, temps

OURS = ["journal", "profile.toml", "plan.toml", "settings.toml", "restoring.zip", "ledger", "checkins", "measurements"]


@pytest.mark.parametrize("name", OURS)
def test_one_thing_of_coachs_makes_a_career_folder_and_it_is_closed_to_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / "c"
    path.mkdir(mode=0o755)
    path.chmod(0o755)
    assert not is_career_folder(path)
    (path / "notes").mkdir()
    assert not is_career_folder(path)
    (path / name).write_text("") if "." in name else (path / name).mkdir()
    assert is_career_folder(path)
    CareerFolder.open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "name", ["ledger", "checkins", "measurements", "journal", "drafts", "backups", "content", "themes"]
)
def test_every_folder_and_file_of_coachs_is_closed_to_others(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    (folder.path / name).mkdir(exist_ok=True)
    (folder.path / name).chmod(0o755)
    (told,) = make_private(folder.path)
    assert told == f"Other people on this machine could read {name}; now only you can."
    assert stat.S_IMODE((folder.path / name).stat().st_mode) == 0o700
    assert make_private(folder.path) == []


@pytest.mark.parametrize("name", [PROFILE, LEDGER, "journal/2026.jsonl", "journal/done"])
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_every_file_is_closed_to_others(tmp_path: Path, name: str, mode: int) -> None:
    folder = started(tmp_path / "c")
    (folder.path / name).chmod(mode)
    assert make_private(folder.path) == [f"Other people on this machine could read {name}; now only you can."]
    assert stat.S_IMODE((folder.path / name).stat().st_mode) == 0o600


def test_rights_that_only_seem_to_change_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    (folder.path / PROFILE).chmod(0o644)
    monkeypatch.setattr(os, "chmod", lambda path, mode: None)
    assert make_private(folder.path) == [
        f"Other people on this machine may be able to read {PROFILE}; that could not be changed."
    ]


def test_four_names_are_told_and_of_five_three(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number} conflict.toml").write_text("")
    assert foreign_copies(tmp_path)[0].startswith(
        "0 conflict.toml, 1 conflict.toml, 2 conflict.toml and 3 conflict.toml: "
    )
    (tmp_path / "4 conflict.toml").write_text("")
    assert foreign_copies(tmp_path)[0].startswith("0 conflict.toml, 1 conflict.toml, 2 conflict.toml and 2 more: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("schema = 2\n", "profile.toml:1"),
        ("# one\n\nschema = 2\n", "profile.toml:3"),
        ("schema = 123456789\n", "profile.toml:1"),
        ("schema = 1234567890123\n", "profile.toml:1"),
        (f"schema = {'9' * 5000}\n", "profile.toml:1"),
        ("schema = 1\n", None),
        ("schema = 0\n", None),
        ("[mine]\nschema = 2\n", None),
        ("x = 1\n", None),
        ("", None),
    ],
)
def test_a_newer_file_is_seen_by_its_head(tmp_path: Path, text: str, place: str | None) -> None:
    (tmp_path / PROFILE).write_text(text)
    assert newer_file(tmp_path) == place


def test_a_lock_that_is_free_is_not_waited_for_and_old_temp_files_go_everywhere(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    folder.keep_draft("week", "typed")
    for place in (".", "ledger", "backups", "drafts"):
        (folder.path / place).mkdir(exist_ok=True)
        left = folder.path / place / ".coach-0123456789abcdef.tmp"
        left.write_text("half")
        os.utime(left, (1, 1))
    (folder.path / "drafts" / ".coach-1123456789abcdef.tmp").write_text("being typed at this moment")
    CareerFolder.open(folder.path)
    assert temps(folder.path) == [".coach-1123456789abcdef.tmp"]


# drafts


def test_a_draft_is_durable_by_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    drafts.write_draft(tmp_path, "week", "x")
    monkeypatch.setattr(atomic, "sync_folder", synced.append)
    drafts.write_draft(tmp_path, "week", "y")
    assert synced == [tmp_path / "drafts"]


def test_a_draft_with_bytes_that_are_no_text_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    drafts.write_draft(tmp_path, "week", "lone \ud800 surrogate, ünïcode")
    assert drafts.read_draft(tmp_path, "week") == "lone  surrogate, ünïcode"
    drafts.draft_path(tmp_path, "week").write_bytes(b"half a letter \xc3")
    assert drafts.read_draft(tmp_path, "week") == "half a letter \ufffd"


# documents


def test_a_file_of_exactly_the_most_bytes_is_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "CAP", 100)
    monkeypatch.setattr("coach.base.toml.CAP", 100)
    (tmp_path / PROFILE).write_text(f'a = "{"x" * 93}"\n')
    known = Documents(tmp_path)
    assert known.load(PROFILE).document == {"a": "x" * 93}
    assert known.prepared(PROFILE, {"a": "y" * 93}, documents.NOTHING_THERE).raw == f'a = "{"y" * 93}"\n'.encode()
    with pytest.raises(Failure, match="too long"):
        known.prepared(PROFILE, {"a": "y" * 94}, documents.NOTHING_THERE)
    (tmp_path / PROFILE).write_text(f'a = "{"x" * 94}"\n')
    with pytest.raises(Failure, match=r"^profile\.toml:1: over 0 MB"):
        known.load(PROFILE)


def test_tables_may_be_forty_deep_and_no_deeper(tmp_path: Path) -> None:
    for depth, fits in ((40, True), (41, False)):
        (tmp_path / PROFILE).write_text(f"[{'.'.join('a' * (depth - 1))}]\nx = 1\n")
        if fits:
            assert Documents(tmp_path).load(PROFILE).document
        else:
            with pytest.raises(Failure, match=r"^profile\.toml:\d+: tables or lists nested more than 40 deep"):
                Documents(tmp_path).load(PROFILE)
    (tmp_path / PROFILE).write_text(f"x = {'[' * 39}{']' * 39}\n")
    assert Documents(tmp_path).load(PROFILE).document
    (tmp_path / PROFILE).write_text(f"x = {'[' * 41}{']' * 41}\n")
    with pytest.raises(Failure, match="nested more than 40 deep"):
        Documents(tmp_path).load(PROFILE)


@pytest.mark.parametrize("error", [TypeError, ValueError, RecursionError])
def test_blocks_that_cannot_be_kept_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    folder = started(tmp_path / "c")
    real = blocks.written

    def broken(document: dict[str, object], old: list[blocks.Block]) -> str:
        if old:
            raise error
        return real(document, old)

    monkeypatch.setattr(blocks, "written", broken)
    change(folder, PROFILE, set_title("Head nurse"))
    assert b"Head nurse" in (folder.path / PROFILE).read_bytes()


def test_a_byte_order_mark_is_taken_off_and_the_text_is_told_without_it(tmp_path: Path) -> None:
    (tmp_path / PROFILE).write_bytes(b"\xef\xbb\xbfschema = 1\n")
    loaded = Documents(tmp_path).load(PROFILE)
    assert (loaded.document, loaded.file.text) == ({"schema": 1}, "schema = 1\n")


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(5, "Input/output error"), "Input/output error."), (OSError("its own reason"), "its own reason.")],
)
def test_a_file_the_disk_will_not_give_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    folder = started(tmp_path / "c")

    def refuse(*_: object, **__: object) -> object:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", refuse)
        with pytest.raises(Failure) as caught:
            folder.read(PROFILE)
    assert caught.value.what == f"{PROFILE}: {words}"


@pytest.mark.parametrize("name", [3, None, "x", "a/b/c.toml", "A.toml", "../x.toml", "ledger/.toml", "x.toml\n"])
def test_what_is_no_name_of_a_document_is_not_one(name: object) -> None:
    assert is_name(name) is False
    assert is_name("ledger/2026.toml") is True


def test_the_stamp_of_a_file_changes_with_its_size_its_time_and_its_inode(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert stamp_of(path) is None
    path.write_text("a")
    os.utime(path, ns=(5, 5))
    first = stamp_of(path)
    path.write_text("ab")
    os.utime(path, ns=(5, 5))
    assert stamp_of(path) != first
    path.write_text("a")
    os.utime(path, ns=(6, 6))
    assert stamp_of(path) != first
    (tmp_path / "y").write_text("a")
    os.utime(tmp_path / "y", ns=(5, 5))
    os.replace(tmp_path / "y", path)
    assert stamp_of(path) != first


# saving


def test_a_save_that_changes_nothing_has_no_id_and_no_line(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    before = len(folder.history())
    file = folder.read(PROFILE)
    assert file is not None
    saved = folder.save("nothing", {PROFILE: file.data}, base={PROFILE: file.data}, when=WHEN)
    assert (saved.id, saved.confirmed, saved.what) == ("", True, "nothing")
    assert saved.documents[PROFILE] == file.data
    assert len(folder.history()) == before


def test_each_change_has_a_number_and_an_id_of_its_own(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    saved = add_entry(folder, 1)
    number, _, random = saved.id.partition("-")
    assert (number, len(random)) == ("3", 6)
    assert [line.n for line in folder.history()] == [1, 2, 3]
    assert Journal(folder.path).survey().n == 3


def test_another_program_may_come_in_between_four_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = started(tmp_path / "c")
    real = os.link
    came: list[int] = []

    def link(source: object, target: object) -> None:
        real(source, target)  # type: ignore[arg-type]
        if len(came) < 4:
            came.append(1)
            live = folder.path / PROFILE
            live.write_text(live.read_text() + f"\n[mine-{len(came)}]\nx = 1\n")

    monkeypatch.setattr(os, "link", link)
    change(folder, PROFILE, set_title("Head nurse"))
    assert len(came) == 4
    assert (folder.path / PROFILE).read_text().count("[mine-") == 4


def test_errors_without_words_of_the_system_are_told_by_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")

    def refuse(*_: object, **__: object) -> int:
        raise OSError("a reason of its own")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        for act in (lambda: folder.keep_draft("other", "x"), lambda: add_entry(folder, 1), folder.packed):
            with pytest.raises(Failure, match=r"a reason of its own\.$"):
                act()
    with monkeypatch.context() as patch:
        patch.setattr(os, "mkdir", refuse)
        with pytest.raises(Failure, match=r"a reason of its own\.$"):
            CareerFolder.open(tmp_path / "new", create=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        with pytest.raises(Failure, match=r"^journal/: a reason of its own\.$"):
            folder.history()
        with pytest.raises(Failure, match=r"^journal/: a reason of its own\.$"):
            folder.journal_faults()
    assert entries(folder) == {"e0"}


# a folder, opened


@pytest.mark.parametrize("right", [os.W_OK, os.X_OK])
def test_a_folder_with_one_right_missing_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: int
) -> None:
    started(tmp_path / "c")
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & right)
    assert CareerFolder.open(tmp_path / "c").read_only == f"you have no right to write in {tmp_path / 'c'}."


def test_an_opening_waits_for_another_coach_only_where_a_save_is_to_be_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = started(tmp_path / "c")
    waits: list[float] = []

    @contextmanager
    def held(path: Path, wait: float) -> Iterator[bool]:
        waits.append(wait)
        yield True

    monkeypatch.setattr("coach.storage.folder.held", held)
    CareerFolder.open(folder.path)
    with (folder.path / "journal" / "2026.jsonl").open("ab") as journal:
        journal.write(b"torn")
    CareerFolder.open(folder.path)
    (folder.path / PENDING).write_bytes(folder.packed().raw)
    CareerFolder.open(folder.path)
    assert waits == [0.0, WAIT, WAIT, WAIT]  # the third is of making the copy


def test_what_a_file_says_is_one_object_for_as_long_as_it_says_it(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    seen = folder.seen(PROFILE)
    assert folder.seen(PROFILE) is seen
    add_entry(folder, 1)
    assert folder.seen(PROFILE) is seen
    change(folder, PROFILE, set_title("Head nurse"))
    assert folder.seen(PROFILE) is not seen


def test_a_copy_is_as_of_the_newest_change(tmp_path: Path) -> None:
    folder = CareerFolder.open(tmp_path / "c", create=True)
    assert unpack(folder.packed().raw, "copy").as_of is None
    for number, when in enumerate(("2026-11-20T10:00:00", "2026-11-21T10:00:00", "2026-11-27T10:00:00")):
        file = folder.read(PROFILE)
        folder.save("x", {PROFILE: {"n": number}}, base={PROFILE: file.data if file else None}, when=when)
        assert unpack(folder.packed().raw, "copy").as_of == when
