"""`coach edit`: one of your own files in your editor, on a copy that is checked before it counts."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, put_json
from coach.cli.asking import may_ask, typed
from coach.cli.opening import Told
from coach.session import Failure, usage
from coach.session.folder.editing import Edited, Editing, begin, drop, finish
from coach.session.opening import Session, open_unread

DESCRIPTION = (
    "Edit one of your files in $VISUAL or $EDITOR, on a copy. It is checked when you leave the editor, and what you "
    "typed is kept until it can be saved; coach undo takes the change back."
)
EDITORS = ("sensible-editor", "nano", "vi")


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    what = "profile (else), plan, settings, ledger, checkins, measurements; of another year: ledger/2025"
    parser.add_argument("what", metavar="WHAT", nargs="?", default="profile", help=what)
    parser.add_argument("--drop", action="store_true", help="give up what was typed and not saved")


def run(told: Told, options: Namespace) -> int:
    """Open the editor until the file can be saved or the person stops."""
    session = open_unread(told.folder)
    editing = begin(session, options.what)
    if options.drop:
        drop(session, editing)
        return _tell(told, editing, Edited(""))
    command = _editor(told)
    if editing.resumed:
        note("What you typed the last time, and was not saved, is in it.")
    while True:
        _run(command, editing)
        try:
            return _tell(told, editing, finish(session, editing))
        except Failure as failure:
            failure.kept = f"{failure.kept} What you typed is kept in {editing.path}."
            failure.do = f"coach edit {options.what} goes on with it; coach edit {options.what} --drop gives it up."
            if not may_ask(told):
                raise
            note(failure.as_text())
            if not _again(session, editing):
                return failure.status


def _again(session: Session, editing: Editing) -> bool:
    answer = typed("Enter to go on editing, k to keep it for later, d to drop it: ").lower()[:1]
    if answer == "d":
        drop(session, editing)
        note("Dropped; the file is as it was.")
    elif answer == "k":
        note("Kept; coach edit goes on with it.")
    return answer not in ("d", "k")


def _tell(told: Told, editing: Editing, edited: Edited) -> int:
    if told.json:
        changed = bool(edited.words)
        put_json({"schema": 1, "file": editing.name, "changed": changed, "doubts": list(edited.doubts)})
        return 0
    note(edited.words or f"{editing.name} is as it was.")
    for doubt in edited.doubts:
        note(doubt)
    return 0


def _editor(told: Told) -> list[str]:
    """The editor's words: $VISUAL, $EDITOR, else one that is there. Raises a usage Failure where there is none."""
    for name in ("VISUAL", "EDITOR"):
        chosen = os.environ.get(name, "").strip()
        if chosen:
            return shlex.split(chosen)
    found = next((path for name in EDITORS if (path := shutil.which(name))), None)
    if found is None or not may_ask(told):
        raise usage("There is no editor to open.", "Name one in EDITOR, for example: EDITOR=nano coach edit.")
    return [found]


def _run(command: list[str], editing: Editing) -> None:
    try:
        status = subprocess.run([*command, str(editing.path)], check=False).returncode
    except OSError as error:
        raise usage(f"{command[0]} cannot be started: {error.strerror}.", "Name another editor in EDITOR.") from None
    if status:
        kept = f"What you typed is kept in {editing.path}: coach edit goes on with it, coach edit --drop gives it up."
        raise usage(f"The editor left with status {status}; nothing is saved.", kept)
