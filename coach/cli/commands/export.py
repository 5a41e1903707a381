"""`coach export`: reports for oneself and for others, a calendar, and everything in one private file."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from datetime import date

from coach.cli.answering import note, notes, put, put_json
from coach.cli.commands.measure import PROFILE
from coach.cli.opening import Told, Unwritten, write_out
from coach.session import named
from coach.session.exports.exporting import FORMATS, WHATS, Export, Wish, export
from coach.session.exports.writing import write_private
from coach.session.opening import open_named

DESCRIPTION = (
    "Take it with you. Alone, or as --format json: everything in one private file, with nothing left out. With --what "
    "or another --format: a report, a review pack, a brief, handover cards, the drill, a context pack, a form for a "
    "second opinion, a calendar, tables; what could harm you is left out of these unless you put it in."
)
WITH = "put in what is left out: exposure, pressure, names, evidence, hours, raw, search … (or all)"
LONGEST_ALARM = 7 * 24 * 60


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)
    parser.add_argument("--what", choices=WHATS, help="what to write: " + ", ".join(WHATS))
    parser.add_argument(
        "--format", choices=FORMATS, dest="form", help="md, html, ics, json (the private backup), resume or csv"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there, readable only by you; - is stdout")
    parser.add_argument("--with", metavar="LIST", action="append", default=[], dest="chosen", help=WITH)
    parser.add_argument("--since", metavar="DATE", type=_day, help="results from that day on; a year back without it")
    parser.add_argument("--until", metavar="DATE", type=_day, help="results up to that day; today without it")
    parser.add_argument("--milestone", metavar="N", help="the step a context pack is for: its number or id")
    parser.add_argument("--workflow", metavar="ID", help="the one way of working a handover card is for")
    parser.add_argument("--titles", action="store_true", default=None, help="calendar: the steps' own words as titles")
    parser.add_argument("--alarm", metavar="MIN", type=_minutes, help="calendar: a reminder so many minutes before")


def run(told: Told, options: Namespace) -> int:
    """Write it, to a file or to stdout; what was left out is said on stderr."""
    session = open_named(options.profile, told.folder)
    notes(session.events)
    wish = Wish(
        what=options.what,
        form=options.form,
        chosen=tuple(name for told_once in options.chosen for name in told_once.split(",")),
        since=options.since,
        until=options.until,
        milestone=options.milestone,
        workflow=options.workflow,
        titles=options.titles,
        alarm=options.alarm,
    )
    made = export(session, wish)
    if options.output in (None, "-"):
        _print(told, made)
    else:
        path = named(options.output)
        write_private(path, made.text)
        if told.json:
            put_json({"schema": 1, "file": str(path), **_about(made)})
            return 0
        note(f"Written to {path}, readable only by you.")
    notes(made.messages)
    return 0


def _print(told: Told, made: Export) -> None:
    if made.document is not None:
        put_json(made.document)
    elif told.json:
        put_json({"schema": 1, **_about(made), "text": made.text})
    elif made.form == "ics":
        _put_bytes(made.text)
    else:
        put(made.text)


def _about(made: Export) -> dict[str, object]:
    return {"what": made.what, "format": made.form, "messages": list(made.messages)}


def _put_bytes(text: str) -> None:
    """Write text whose line ends matter."""
    import sys

    write_out("")
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritten(error) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is written YYYY-MM-DD, not “{text}”") from None


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LONGEST_ALARM:
        raise argparse.ArgumentTypeError("minutes are a whole number, of a week at most")
    return int(text)
