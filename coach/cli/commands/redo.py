"""`coach redo`: make the last change again that was taken back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.commands.undo import tell
from coach.cli.opening import Told
from coach.session.folder.earlier import redo
from coach.session.opening import open_unread

DESCRIPTION = "Make the change again that was taken back last, as long as nothing else was done since."


def arguments(parser: ArgumentParser) -> None:
    """The command has no words of its own."""


def run(told: Told, options: Namespace) -> int:
    """Make it again and say what it was."""
    return tell(told, redo(open_unread(told.folder)), "Nothing to make again.")
