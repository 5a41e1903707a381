"""`coach undo`: take the last change back, whoever made it: the app, a command, an edit."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put_json
from coach.cli.opening import Told
from coach.session.folder.earlier import Back, undo
from coach.session.opening import open_unread

DESCRIPTION = "Take the last change back; again, the one before. coach redo makes it again."


def arguments(parser: ArgumentParser) -> None:
    """The command has no words of its own."""


def run(told: Told, options: Namespace) -> int:
    """Take it back and say what it was."""
    return tell(told, undo(open_unread(told.folder)), "Nothing to take back.")


def tell(told: Told, back: Back | None, nothing: str) -> int:
    """Say what a step back or forth did, or that there was `nothing` to do."""
    if told.json:
        put_json({"schema": 1, "words": back.words if back else None, "notes": list(back.notes) if back else []})
    else:
        note(back.words if back else nothing)
        notes(back.notes if back else ())
    return 0
