"""What is around a career folder: who else is on the machine, which service may copy it away, what the disk protects.

Everything here only looks, at names, rights and the system's own lists; nothing is asked over a network.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOUNTS, BLOCKS, ACCOUNTS = Path("/proc/self/mounts"), Path("/sys/block"), Path("/etc/passwd")

# Files and folders that a syncing service keeps at the top of what it syncs.
_SYNC_MARKS = (
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
)
# Names of the folders they make.
_SYNC_NAMES = re.compile(
    r"(?:dropbox|onedrive|google ?drive|my drive|nextcloud|owncloud|icloud ?drive|mobile documents|cloudstorage|"
    r"pclouddrive|seafile|syncthing|megasync|mega|box sync|box|sync|resilio sync|proton drive)(?: [-(].*)?",
    re.IGNORECASE,
)
_NETWORK = re.compile(r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|davfs|fuse\.(?:sshfs|rclone|davfs\w*|s3fs|gvfsd-fuse)")
_ENCRYPTED = re.compile(r"ecryptfs|fuse\.(?:gocryptfs|encfs|cryfs|securefs)")
_IN_MEMORY = re.compile(r"tmpfs|ramfs")
_NO_SHELL = re.compile(r"(?:/nologin|/false|/sync|/halt|/shutdown)$")


@dataclass(frozen=True, slots=True)
class Disk:
    """What a folder lies on: the kind of file system ("" where it cannot be seen), and whether what is on it is
    encrypted while the machine is off (None: that cannot be seen from here)."""

    kind: str
    encrypted: bool | None

    @property
    def network(self) -> bool:
        """Whether it is another machine's."""
        return _NETWORK.fullmatch(self.kind) is not None

    @property
    def in_memory(self) -> bool:
        """Whether it is gone when the machine is off."""
        return _IN_MEMORY.fullmatch(self.kind) is not None


def others(folder: Path) -> list[str]:
    """Words for how other people on this machine can get at the folder."""
    notes = []
    me = os.geteuid()
    with suppress(OSError):
        status = os.stat(folder)
        if status.st_uid != me:
            whose = "the system's administrator (root)" if status.st_uid == 0 else f"another account ({status.st_uid})"
            notes.append(f"The folder belongs to {whose}, not to you: its owner can read and change all of it.")
        if _has_list(folder):
            notes.append("The folder has an access list of its own (ACL) that may let others in: see getfacl.")
    for above in folder.parents:
        with suppress(OSError):
            status = os.stat(above)
            loose = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
            if loose and not status.st_mode & stat.S_ISVTX:
                notes.append(f"Others may write in {above}, above your folder: they could put another in its place.")
            elif status.st_uid not in (0, me):
                notes.append(f"{above}, above your folder, belongs to another account ({status.st_uid}).")
    accounts = _accounts()
    if accounts > 1:
        notes.append(
            f"This machine has {accounts} accounts of people. Your files are closed to the others, but not to its "
            "administrator."
        )
    return notes


def synced(folder: Path) -> list[str]:
    """Words for signs that a service copies the folder to other places: then it is readable there too."""
    for above in (folder, *folder.parents):
        marks = [mark for mark in _SYNC_MARKS if os.path.lexists(above / mark)]
        if marks:
            return [_synced(above, f"there is a {marks[0]} in it")]
    for above in (folder, *folder.parents):
        if _SYNC_NAMES.fullmatch(above.name):
            return [_synced(above, "by its name")]
    return []


def disk_of(folder: Path) -> Disk:
    """What the folder lies on, as far as the system says."""
    try:
        device, kind = _mounted(os.path.realpath(folder))
    except (OSError, ValueError):
        return Disk("", None)
    if _ENCRYPTED.fullmatch(kind):
        return Disk(kind, True)
    if not device.startswith("/dev/"):
        return Disk(kind, None)
    return Disk(kind, _on_crypt(os.path.basename(os.path.realpath(device)), set()))


def at_rest(disk: Disk) -> str:
    """Words for what protects the files while the machine is off, or in somebody else's hands."""
    means = "Only encryption of the whole disk protects the files of a machine that is lost or taken."
    if disk.network:
        return f"{means} This folder is on another machine ({disk.kind}): its administrator can read it."
    if disk.in_memory:
        return "This folder is in memory: it is gone when the machine is switched off."
    if disk.encrypted:
        return f"{means} Here the disk is encrypted."
    if disk.encrypted is None:
        return f"{means} Whether this one is encrypted cannot be seen from here."
    return f"{means} This one does not seem to be encrypted: your system's settings can do that."


def _synced(above: Path, why: str) -> str:
    return (
        f"{above} seems to be copied elsewhere by a service ({why}): what coach keeps may be readable there, and two "
        "machines at once may leave second copies."
    )


def _has_list(folder: Path) -> bool:
    with suppress(OSError, AttributeError):
        return "system.posix_acl_access" in os.listxattr(folder)
    return False


def _accounts() -> int:
    """How many accounts of people this machine lists itself; asking its name service could open a connection."""
    people = 0
    with suppress(OSError):
        for line in ACCOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
            fields = line.split(":")
            if len(fields) == 7 and fields[2].isdigit() and 1000 <= int(fields[2]) < 60_000:
                people += not _NO_SHELL.search(fields[6])
    return people


def _mounted(path: str) -> tuple[str, str]:
    """The device and kind of the file system that holds `path`. Raises OSError or ValueError."""
    best = ("", "", "")
    for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        device, point, kind, *_ = line.split(" ")
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), point)
        if (path == point or path.startswith(point.rstrip("/") + "/")) and len(point) >= len(best[1]):
            best = device, point, kind
    return best[0], best[2]


def _on_crypt(block: str, seen: set[str]) -> bool | None:
    """Whether a block device, or one it is made of, is encrypted; None where it is not listed."""
    place = BLOCKS / block
    seen.add(block)
    with suppress(OSError):
        if (place / "dm" / "uuid").read_text().startswith("CRYPT-"):
            return True
    try:
        below = os.listdir(place / "slaves")
    except OSError:  # a partition: it is listed within its disk, and is what it is
        return False if any(BLOCKS.glob(f"*/{block}")) else None
    return any(_on_crypt(each, seen) for each in below if each not in seen)
