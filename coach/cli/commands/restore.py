"""`coach restore`: earlier states of your folder, and bringing one back; or a whole copy from a file."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from coach.cli.answering import note, notes, put, put_json
from coach.cli.opening import Told
from coach.session import named
from coach.session.folder.copies import is_encrypted, restore_from
from coach.session.folder.earlier import State, bring_back, copies, states
from coach.session.opening import Session, open_unread

DESCRIPTION = (
    "Lists earlier states of your folder; with WHEN brings one back: a number of the list, a day or moment (its end), "
    "an earlier copy of one file (--copies), or a whole copy made by coach backup. coach undo takes it back."
)
LINES = 30


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("when", metavar="WHEN", nargs="?", help="a number, 2026-11-27, a copy's name, or a file")
    parser.add_argument("--all", action="store_true", dest="every", help=f"all states, not only the last {LINES}")
    parser.add_argument("--copies", action="store_true", help="earlier copies of single files, too")


def run(told: Told, options: Namespace) -> int:
    """List, or bring back."""
    session = open_unread(told.folder)
    notes(session.events)
    if options.when is None:
        return _listed(told, session, options)
    if _is_file(session, options.when):
        return _from_file(told, session, named(options.when))
    back = bring_back(session, options.when)
    if told.json:
        put_json({"schema": 1, "restored": options.when, "words": back.words, "notes": list(back.notes)})
    else:
        note(f"{back.words} coach undo takes it back.")
        notes(back.notes)
    return 0


def _listed(told: Told, session: Session, options: Namespace) -> int:
    every = states(session)
    shown = every if options.every or told.json else every[:LINES]
    files = copies(session) if options.copies or told.json else ()
    if told.json:
        rows = [{"n": one.n, "when": one.when, "what": one.what, "by_hand": one.by_hand} for one in shown]
        put_json({"schema": 1, "states": rows, "copies": list(files)})
        return 0
    put("\n".join([*map(_line, shown), *files]) or "Nothing has been changed here yet.")
    if len(shown) < len(every):
        note(f"{len(every) - len(shown)} earlier ones: coach restore --all")
    return 0


def _line(state: State) -> str:
    return f"{state.n:>5}  {state.when.replace('T', ' ')[:16]}  {state.what}"


def _is_file(session: Session, told: str) -> bool:
    """Whether a file outside the list is meant: one that is there, or a path."""
    there = session.folder is not None and session.folder.exists()
    if there and told in copies(session):
        return False
    return os.sep in told or told.startswith("~") or told.endswith((".zip", ".age")) or os.path.isfile(told)


def _from_file(told: Told, session: Session, path: Path) -> int:
    passphrase = None
    if is_encrypted(path):
        from coach.cli.asking import passphrase as asked

        passphrase = asked(told)
    restored = restore_from(session, path, passphrase)
    kept = str(restored.kept) if restored.kept is not None else None
    if told.json:
        put_json(
            {
                "schema": 1,
                "restored": str(restored.path),
                "files": restored.files,
                "as_of": restored.as_of,
                "kept": kept,
                "notes": list(restored.notes),
            }
        )
        return 0
    as_of = f", as of {restored.as_of.replace('T', ' ')}" if restored.as_of else ""
    note(f"{restored.files} files are back{as_of}.")
    if kept is not None:
        note(f"The folder as it was is kept: coach restore {kept} takes this back.")
    notes(restored.notes)
    return 0
