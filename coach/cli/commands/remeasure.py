"""`coach remeasure`: measure the week again, keep it, and say what changed and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.opening import Told
from coach.reports.answers.months import attribution_json, attribution_text, snapshot_json
from coach.session.months.history import compare, remeasure, snapshots
from coach.session.noticing import noticed
from coach.session.opening import open_named
from coach.session.plan.plans import rebuild

DESCRIPTION = (
    "Measure your week again and keep it. Once a quarter tells most; under four weeks only where the week has changed."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--why", metavar="TEXT", help="what it is for, for the history; - reads it")
    parser.add_argument("--replan", action="store_true", help="then plan anew; what is done stays done")


def run(told: Told, options: Namespace) -> int:
    """Measure, keep, compare with the one before, and plan anew where that was asked for."""
    why = text_from(options.why) or ""
    session = open_named(None, told.folder)
    notes((*session.notes, *noticed(session)))
    before = snapshots(session)
    new = remeasure(session, why)
    found = compare(session, before[-1].id, new.id) if before else None
    if options.replan:
        rebuild(session)
    if told.json:
        difference = attribution_json(found) if found is not None else None
        put_json({"schema": 1, "measurement": snapshot_json(new), "difference": difference})
        return 0
    if found is not None:
        put(attribution_text(found))
    note(f"Kept as {new.id}." + (" The plan is made anew; what is done stays done." if options.replan else ""))
    return 0
