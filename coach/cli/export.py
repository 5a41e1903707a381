"""`coach export`: everything in one file that is one's own."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from coach.cli.answering import note, notes, put_json
from coach.cli.opening import Told
from coach.session import Failure
from coach.session.exporting import everything
from coach.session.opening import open_named

DESCRIPTION = "Everything in one JSON file: profile, plan, ledger. Private: for you, not for sharing."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help="a path or a sample; without it your own folder")
    parser.add_argument("--format", choices=("json",), default="json", help="the only one so far: json")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there, readable only by you; - is stdout")


def run(told: Told, options: Namespace) -> int:
    """Write the export, to a file or to stdout."""
    session = open_named(options.profile, told.folder)
    notes(session.notes)
    document = everything(session)
    if options.output in (None, "-"):
        put_json(document)
        return 0
    path = Path(options.output).expanduser()
    _write(path, document)
    if told.json:
        put_json({"schema": 1, "file": str(path)})
    else:
        note(f"Written to {path}, readable only by you. It holds everything: keep it private.")
    return 0


def _write(path: Path, document: dict[str, Any]) -> None:
    """Write a private file whole: a temporary one beside it first, so that a full disk leaves the old one intact."""
    words = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(words)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=path.parent) from None
