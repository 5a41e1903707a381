"""`coach backup FILE`: the whole career folder in one file, encrypted if wished."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from coach.cli.answering import note, put_json
from coach.cli.asking import new_passphrase
from coach.cli.opening import Told
from coach.session.folder.copies import backup, check_encryption, check_target

DESCRIPTION = (
    "The whole career folder in one file: history, drafts, earlier states, settings. "
    "coach restore FILE brings it back, here or on another machine."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("file", metavar="FILE", help="the file to write, readable only by you; or a folder for it")
    parser.add_argument("--encrypt", action="store_true", help="ask for a passphrase; any tool for age files opens it")
    parser.add_argument("--force", action="store_true", help="write over a file of that name")


def run(told: Told, options: Namespace) -> int:
    """Write the copy and say where it is and what is in it."""
    target = Path(options.file)
    passphrase = None
    if options.encrypt:
        check_encryption()
        check_target(told.folder, target, over=options.force, encrypted=True)
        passphrase = new_passphrase(told)
    written = backup(told.folder, target, passphrase=passphrase, over=options.force)
    if told.json:
        put_json(
            {
                "schema": 1,
                "file": str(written.path),
                "files": written.files,
                "bytes": written.size,
                "encrypted": written.encrypted,
                "confirmed": written.confirmed,
                "left_out": list(written.left_out),
            }
        )
        return 0
    count = "1 file" if written.files == 1 else f"{written.files} files"
    note(f"{count} in {written.path} ({written.size / 1024:,.0f} KB), readable only by you.")
    if written.left_out:
        note(f"Not in it, because coach does not know it: {', '.join(written.left_out)}.")
    if written.encrypted:
        note("Without the passphrase nobody can open it, coach included.")
    else:
        note("It is not encrypted: whoever has the file can read it. coach backup --encrypt asks for a passphrase.")
    if not written.confirmed:
        note("The disk would not promise that it lasts a power cut.")
    note(f"Bring it back with: coach restore {written.path}")
    return 0
