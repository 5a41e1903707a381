"""`coach win`: note a result in the ledger. Works before there is a profile, and while the app is open."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put_json, text_from
from coach.cli.opening import Told
from coach.session import usage
from coach.session.opening import open_own
from coach.session.results.ledger import log_win

DESCRIPTION = "Note a result in your ledger, in your own words. What kind it is, and its proof, can be added later."
KINDS = ("unsorted", "cash", "capacity", "quality")


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("text", metavar="TEXT", nargs="*", help="the result; - or a pipe reads it")
    parser.add_argument("--kind", choices=KINDS, default="unsorted", help="cash, capacity, or quality (and service)")
    parser.add_argument("--public", action="store_true", help="may stand in what you show others")


def run(told: Told, options: Namespace) -> int:
    """Log it and say so."""
    text = _text(told, options.text)
    session = open_own(told.folder, plan="welcome")
    notes(session.events)
    entry = log_win(session, text, kind=options.kind, public=options.public)
    if told.json:
        from coach.reports.answers.shapes import entry_json

        put_json({"schema": 1, "entry": entry_json(entry)})
    else:
        note(f"In the ledger, {entry.date.isoformat()}: {entry.text}")
    return 0


def _text(told: Told, words: list[str]) -> str:
    if words:
        return text_from(" ".join(words)) or ""
    if not sys.stdin.isatty():
        return text_from("-") or ""
    if sys.stdout.isatty() and not told.no_input:
        # Asked for, the words do not end up in the shell's history.
        note("What changed, and who could confirm it? One line:")
        return sys.stdin.readline()
    raise usage("There is no result to note.", "Say it, for example: coach win “refund queue under a day”.")
