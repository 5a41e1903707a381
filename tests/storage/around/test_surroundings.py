"""Who else can get at the folder, what copies it away, what protects it at rest: seen from the system's own lists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.storage.around import surroundings
from coach.storage.around.surroundings import Disk, at_rest, disk_of, others, synced

MACHINE = """root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
ann:x:1000:100:Ann:/home/ann:/bin/bash
backup:x:34:1034:backup:/var/backups:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
print:x:1001:1001::/x:/bin/false
container:x:60000:100::/x:/bin/bash
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private folder on a machine that one person uses."""
    accounts = tmp_path / "accounts"
    accounts.write_text(MACHINE)
    monkeypatch.setattr(surroundings, "ACCOUNTS", accounts)
    path = tmp_path / "home" / "career"
    path.mkdir(parents=True, mode=0o700)
    for above in (path.parent, path):
        above.chmod(0o700)
    return path


def test_a_private_folder_on_ones_own_machine_needs_no_word(folder: Path) -> None:
    assert others(folder) == []
    assert synced(folder) == []


def test_other_accounts_are_counted_and_services_are_not(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "accounts").write_text(MACHINE + "bob:x:1002:1002:Bob:/home/bob:/bin/zsh\nbroken line\na:x:y:100:::\n")
    assert others(folder) == [
        "This machine has 2 accounts of people. Your files are closed to the others, but not to its administrator."
    ]
    (tmp_path / "accounts").unlink()
    assert others(folder) == []


def test_the_first_and_the_last_number_an_account_of_a_person_can_have(folder: Path, tmp_path: Path) -> None:
    line = "bob:x:{}:100:Bob:/home/bob:/bin/zsh\n"
    for number, people in ((999, 1), (1000, 2), (59_999, 2), (60_000, 1)):
        (tmp_path / "accounts").write_text(MACHINE + line.format(number))
        assert len(others(folder)) == people - 1


def test_a_name_in_letters_of_another_time_is_counted_too(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "accounts").write_bytes(MACHINE.encode() + "zoë:x:1002:100:Zoë:/home/zoë:/bin/zsh\n".encode("latin-1"))
    assert others(folder)[0].startswith("This machine has 2 accounts of people.")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_above_that_others_may_write_in_is_told_unless_it_is_sticky(folder: Path, mode: int) -> None:
    folder.parent.chmod(mode)
    assert others(folder) == [
        f"Others may write in {folder.parent}, above your folder: they could put another in its place."
    ]
    folder.parent.chmod(mode | 0o1000)
    assert others(folder) == []
    folder.parent.chmod(0o755)  # to be listed is not to be read
    assert others(folder) == []


def test_a_folder_of_another_account_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    told = others(folder)
    owner = "the system's administrator (root)" if mine == 0 else f"another account ({mine})"
    assert told[0] == f"The folder belongs to {owner}, not to you: its owner can read and change all of it."
    if mine != 0:
        assert f"{folder.parent}, above your folder, belongs to another account ({mine})." in told
    else:
        assert len(told) == 1  # what the administrator owns above is as it should be


def test_a_folder_of_a_third_account_above_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.stat

    def stat(path: object, **options: object) -> os.stat_result:
        found = real(path, **options)  # type: ignore[call-overload]
        if path == folder.parent:
            return os.stat_result((found.st_mode, found.st_ino, found.st_dev, 1, 4242, 0, 0, 0, 0, 0))
        if path == folder:
            return os.stat_result((found.st_mode, found.st_ino, found.st_dev, 1, 4242, 0, 0, 0, 0, 0))
        return found  # type: ignore[no-any-return]

    monkeypatch.setattr(os, "stat", stat)
    assert others(folder) == [
        "The folder belongs to another account (4242), not to you: its owner can read and change all of it.",
        f"{folder.parent}, above your folder, belongs to another account (4242).",
    ]


def test_an_access_list_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "listxattr", lambda path: ["user.x", "system.posix_acl_access"])
    assert others(folder) == ["The folder has an access list of its own (ACL) that may let others in: see getfacl."]

    def none_here(path: object) -> list[str]:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", none_here)
    assert others(folder) == []
    monkeypatch.delattr(os, "listxattr")
    assert others(folder) == []


def test_a_folder_that_is_gone_says_nothing(tmp_path: Path, folder: Path) -> None:
    assert others(tmp_path / "gone" / "career") == []


@pytest.mark.parametrize(
    "mark",
    [
        ".stfolder",
        ".dropbox",
        ".dropbox.cache",
        ".owncloudsync.log",
        ".nextcloudsync.log",
        ".csync_journal.db",
        ".sync",
        ".synology",
        ".tmp.drivedownload",
        ".tresorit",
        ".git",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_a_synced_folder_is_told_by_its_mark(folder: Path, mark: str, inside: bool) -> None:
    top = folder if inside else folder.parent
    (top / mark).touch()
    assert synced(folder) == [
        f"{top} seems to be copied elsewhere by a service (there is a {mark} in it): what coach keeps may be readable "
        "there, and two machines at once may leave second copies."
    ]


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - Acme Ltd", "Google Drive", "GoogleDrive", "Dropbox (Personal)"]
)
def test_a_synced_folder_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "career"
    path.mkdir(parents=True)
    (told,) = synced(path)
    assert told.startswith(f"{tmp_path / name} seems to be copied elsewhere by a service (by its name)")


@pytest.mark.parametrize("name", ["boxing", "drive", "synchrony", "Dropbox2", "omega"])
def test_other_names_are_left_alone(tmp_path: Path, name: str) -> None:
    assert synced(tmp_path / name / "career") == []


# the disk

MOUNTS = """proc /proc proc rw 0 0
/dev/sda2 / ext4 rw 0 0
/dev/mapper/home /home ext4 rw 0 0
server:/x /home/ann/net nfs4 rw 0 0
//server/y /home/ann/my\\040share cifs rw 0 0
/home/ann/.cr /home/ann/private ecryptfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
overlay /var overlay rw 0 0
/dev/md0 /plain xfs rw 0 0
/dev/dm-7 /loop xfs rw 0 0
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's lists of a machine with an encrypted home on a plain disk."""
    (tmp_path / "mounts").write_text(MOUNTS)
    blocks = tmp_path / "block"
    (blocks / "sda" / "sda2").mkdir(parents=True)
    (blocks / "home" / "slaves" / "dm-1").mkdir(parents=True)  # a volume on an encrypted container
    (blocks / "home" / "dm").mkdir()
    (blocks / "home" / "dm" / "uuid").write_text("LVM-abc\n")
    (blocks / "dm-1" / "dm").mkdir(parents=True)
    (blocks / "dm-1" / "dm" / "uuid").write_text("CRYPT-LUKS2-abc\n")
    (blocks / "md0" / "slaves" / "sda").mkdir(parents=True)
    (blocks / "sda" / "slaves").mkdir()
    (blocks / "dm-7" / "slaves" / "dm-7").mkdir(parents=True)  # nonsense must end, too
    monkeypatch.setattr(surroundings, "MOUNTS", tmp_path / "mounts")
    monkeypatch.setattr(surroundings, "BLOCKS", blocks)
    monkeypatch.setattr(os.path, "realpath", lambda path: str(path))
    return tmp_path


@pytest.mark.parametrize(
    ("path", "kind", "encrypted"),
    [
        ("/home/ann/coach", "ext4", True),
        ("/home", "ext4", True),
        ("/homely", "ext4", False),
        ("/root", "ext4", False),
        ("/home/ann/net/coach", "nfs4", None),
        ("/home/ann/my share/coach", "cifs", None),
        ("/home/ann/private/x", "ecryptfs", True),
        ("/tmp/x", "tmpfs", None),
        ("/var/x", "overlay", None),
        ("/plain/x", "xfs", False),
        ("/loop/x", "xfs", False),
    ],
)
def test_what_a_folder_lies_on(machine: Path, path: str, kind: str, encrypted: bool | None) -> None:
    assert disk_of(Path(path)) == Disk(kind, encrypted)


def test_a_disk_that_is_not_listed_is_not_known(machine: Path) -> None:
    (machine / "mounts").write_text("/dev/vda1 / ext4 rw 0 0\n")
    assert disk_of(Path("/x")) == Disk("ext4", None)
    (machine / "mounts").write_text("")
    assert disk_of(Path("/x")) == Disk("", None)
    (machine / "mounts").write_text("nonsense\n")
    assert disk_of(Path("/x")) == Disk("", None)
    (machine / "mounts").unlink()
    assert disk_of(Path("/x")) == Disk("", None)


@pytest.mark.parametrize(
    ("kind", "disk"),
    [
        ("fuse.gocryptfs", Disk("fuse.gocryptfs", True)),
        ("fuse.encfs", Disk("fuse.encfs", True)),
        ("fuse.cryfs", Disk("fuse.cryfs", True)),
        ("fuse.securefs", Disk("fuse.securefs", True)),
        ("fuse.sshfs", Disk("fuse.sshfs", None)),
    ],
)
def test_file_systems_that_encrypt_what_is_in_them(machine: Path, kind: str, disk: Disk) -> None:
    (machine / "mounts").write_text(f"{MOUNTS}{kind} /home/ann/vault {kind} rw 0 0\n")
    assert disk_of(Path("/home/ann/vault/career")) == disk


def test_a_volume_on_a_plain_disk_is_plain(machine: Path) -> None:
    (machine / "mounts").write_text("/dev/mapper/data / ext4 rw 0 0\n")
    (machine / "block" / "data" / "dm").mkdir(parents=True)
    (machine / "block" / "data" / "dm" / "uuid").write_text("LVM-abc\n")
    (machine / "block" / "data" / "slaves" / "sda").mkdir(parents=True)
    assert disk_of(Path("/x")) == Disk("ext4", False)


def test_mounts_with_odd_names_stand_in_nobodys_way(machine: Path) -> None:
    odd = "/dev/md0 /home/ann/old~ xfs rw 0 0\n/dev/md0 /home/ann/caf\xe9 xfs rw 0 0\n"
    (machine / "mounts").write_bytes((MOUNTS + odd).encode("latin-1"))
    assert disk_of(Path("/home/ann/old/career")) == Disk("ext4", True)
    assert disk_of(Path("/home/ann/old~/career")) == Disk("xfs", False)


def test_the_lists_are_the_systems_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {
        "/etc/passwd": MACHINE + "bob:x:1002:1002:Bob:/home/bob:/bin/zsh\n",
        "/proc/self/mounts": "/dev/mapper/home / ext4 rw 0 0\n",
        "/sys/block/home/dm/uuid": "CRYPT-LUKS2-abc\n",
    }

    def read(path: Path, **_: object) -> str:
        return lists[str(path)]

    monkeypatch.setattr(Path, "read_text", read)
    monkeypatch.setattr(os.path, "realpath", lambda path: str(path))
    assert any(note.startswith("This machine has 2 accounts of people.") for note in others(tmp_path))
    assert disk_of(tmp_path) == Disk("ext4", True)


def test_a_later_mount_over_the_same_place_is_the_one_in_view(machine: Path) -> None:
    (machine / "mounts").write_text("/dev/sda2 / ext4 rw 0 0\n/dev/mapper/home / xfs rw 0 0\n")
    assert disk_of(Path("/x")) == Disk("xfs", True)


@pytest.mark.parametrize(
    ("disk", "words"),
    [
        (Disk("ext4", True), "Here the disk is encrypted."),
        (Disk("ext4", False), "does not seem to be encrypted"),
        (Disk("ext4", None), "cannot be seen from here"),
        (Disk("", None), "cannot be seen from here"),
        (Disk("nfs4", None), "on another machine (nfs4)"),
        (Disk("fuse.sshfs", None), "on another machine (fuse.sshfs)"),
        (Disk("tmpfs", None), "is in memory"),
        (Disk("ramfs", None), "is in memory"),
    ],
)
def test_disk_encryption_is_named_as_the_protection_at_rest(disk: Disk, words: str) -> None:
    told = at_rest(disk)
    assert words in told
    assert disk.in_memory or "Only encryption of the whole disk protects" in told


def test_this_machine_can_be_looked_at(tmp_path: Path) -> None:
    assert at_rest(disk_of(tmp_path))
    assert isinstance(others(tmp_path), list)
