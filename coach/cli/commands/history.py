"""`coach history`: what happened by date; two dates compared; a line taken out."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from dataclasses import replace

from coach.cli.answering import note, notes, put, put_json
from coach.cli.opening import Told
from coach.cli.parsing import day
from coach.reports.answers.months import KINDS, attribution_json, attribution_text, timeline_json, timeline_text
from coach.session import usage
from coach.session.months.erasing import delete
from coach.session.months.history import NOW, compare, snapshot, snapshots, timeline
from coach.session.opening import Session, open_own

DESCRIPTION = (
    "Everything that happened, newest first: check-ins, results, steps done, measurements, drills. --compare says what "
    "moved the figures between two of them, and by how much each change did."
)
LINES = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--since", metavar="DAY", type=day, help="from that day on (2026-11-02)")
    parser.add_argument("--all", action="store_true", dest="every", help=f"all of it, not only the last {LINES}")
    parser.add_argument("--ids", action="store_true", help="with the ids that --delete takes")
    parser.add_argument(
        "--compare", metavar="WHEN", nargs="*", help="two measurements: days, ids, or now (else: the first and now)"
    )
    parser.add_argument("--delete", metavar="KIND:ID", help="take a line out; coach undo brings it back")


def run(told: Told, options: Namespace) -> int:
    """Show the history, compare, or take a line out."""
    session = open_own(told.folder)
    notes(session.events)
    if options.delete is not None:
        kind, colon, item = options.delete.partition(":")
        if not colon or kind not in KINDS:
            raise usage(f"“{options.delete}” names no line.", f"Write KIND:ID; KIND is one of {', '.join(KINDS)}.")
        words = delete(session, kind, item)
        if told.json:
            put_json({"schema": 1, "deleted": {"kind": kind, "id": item}})
        else:
            note(f"Done: {words}. coach undo brings it back.")
    elif options.compare is not None:
        if len(options.compare) > 2:
            raise usage(
                "Two measurements can be compared at a time.", "Give two days, or one and it is compared to now."
            )
        kept = snapshots(session)
        if not kept and not options.compare:
            raise usage("No measurement has been kept yet.", "coach remeasure keeps the first.")
        whens = options.compare or [kept[0].id]
        notes(_stand_ins(session, whens))
        found = compare(session, whens[0], whens[1] if len(whens) == 2 else NOW)
        if told.json:
            put_json(attribution_json(found))
        else:
            put(attribution_text(found))
    else:
        lines = timeline(session, options.since)
        shown = lines if options.every or told.json else lines[:LINES]
        if told.json:
            put_json(timeline_json(shown))
        else:
            put(
                timeline_text(
                    [replace(one, words=f"{one.kind}:{one.id}  {one.words}") if options.ids else one for one in shown]
                )
            )
            if len(shown) < len(lines):
                note(f"{len(lines) - len(shown)} earlier ones: coach history --all")
    return 0


def _stand_ins(session: Session, told: list[str]) -> list[str]:
    """Words for each day on which no measurement was kept, with the one that stands for it."""
    found = [(one, snapshot(session, one)) for one in told]
    return [
        f"No measurement was kept on {one}: the one of {stands.date.isoformat()} stands for it."
        for one, stands in found
        if _DAY.fullmatch(one) and one != stands.date.isoformat()
    ]
