"""`coach done`: close a milestone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put_json, text_from
from coach.cli.opening import Told
from coach.cli.parsing import hours
from coach.session.opening import open_named
from coach.session.plans import mark_done

DESCRIPTION = "Close a milestone of your plan; coach plan shows their numbers."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("milestone", metavar="MILESTONE", help="its number in the plan, or its id")
    parser.add_argument("--evidence", metavar="TEXT", help="what shows it, in words; - reads it")
    parser.add_argument("--hours", metavar="H", type=hours, help="how long it took")


def run(told: Told, options: Namespace) -> int:
    """Mark it done and say so."""
    evidence = text_from(options.evidence)
    session = open_named(None, told.folder)
    notes(session.notes)
    step = mark_done(session, options.milestone, evidence=evidence, hours=options.hours)
    if told.json:
        done_on = step.done_on.isoformat() if step.done_on else None
        put_json({"schema": 1, "milestone": {"id": step.id, "title": step.title, "done_on": done_on}})
    else:
        note(f"Done: {step.title}. It is saved.")
    return 0
