"""`coach import`: a private backup, or results from a spreadsheet, back into one's own folder."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from coach.cli.answering import notes, put_json
from coach.cli.opening import Told
from coach.session import named
from coach.session.exports.importing import CAP, Imported, decoded, read_import, take_in
from coach.session.opening import open_own

DESCRIPTION = (
    "Take back what coach export wrote: a private backup (JSON) into an empty folder, or results of its ledger (CSV). "
    "Nothing is overwritten unless you say --replace."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("file", metavar="FILE", help="the file; - reads it from stdin")
    parser.add_argument(
        "--replace", action="store_true", help="put a backup in the place of what is there (undo works)"
    )


def run(told: Told, options: Namespace) -> int:
    """Take it in and say what changed."""
    if options.file == "-":
        called, text = "stdin", decoded(sys.stdin.buffer.read(CAP + 1), "stdin")
    else:
        called, text = options.file, read_import(named(options.file))
    session = open_own(told.folder)
    notes(session.events)
    done = take_in(session, text, called, replace=options.replace)
    if told.json:
        put_json({"schema": 1, "imported": _shape(done)})
    else:
        notes(_words(done, session.place))
    return 0


def _shape(done: Imported) -> dict[str, object]:
    return {
        "kind": done.kind,
        "files": list(done.files),
        "removed": list(done.removed),
        "left": list(done.left),
        "entries": done.entries,
        "known": done.known,
    }


def _words(done: Imported, folder: str) -> list[str]:
    if done.kind == "ledger":
        known = f"; {done.known} were there already and stay as they are" if done.known else ""
        return [f"{done.entries} {'result' if done.entries == 1 else 'results'} added to the ledger{known}."]
    if not (done.files or done.removed):
        lines = [f"{folder} says all of it already."]
    else:
        lines = [f"Taken in: {_files(done.files)}. coach undo takes it back."]
    if done.removed:
        lines.append(f"Gone, as the backup has none: {_files(done.removed)}.")
    if done.left:
        lines.append(f"Left as yours are: {', '.join(f'content/{name}' for name in done.left)}.")
    return lines


def _files(names: tuple[str, ...]) -> str:
    """Names of files, those kept by year counted: ten years of them say nothing one by one."""
    named = [name for name in names if "/" not in name]
    yearly = len(names) - len(named)
    if yearly:
        named.append(f"{yearly} {'file' if yearly == 1 else 'files'} kept by year")
    return ", ".join(named)
