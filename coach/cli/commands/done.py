"""`coach done`: close a milestone; `--undo` opens it again, `--take-over` takes over what its move changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put_json, text_from
from coach.cli.opening import Told
from coach.cli.parsing import hours
from coach.model.plan import Milestone
from coach.session import usage
from coach.session.opening import open_named
from coach.session.plan.planned import find_step
from coach.session.plan.plans import current_plan, mark_done, reopen, settle

DESCRIPTION = "Close a milestone of your plan; coach plan shows their numbers."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("milestone", metavar="MILESTONE", help="its number in the plan, or its id")
    parser.add_argument("--evidence", metavar="TEXT", help="what shows it, in words; - reads it")
    parser.add_argument("--hours", metavar="H", type=hours, help="how long it took")
    parser.add_argument("--undo", action="store_true", help="open it again: it was closed by mistake")
    parser.add_argument(
        "--take-over",
        action="store_true",
        help="where this closes its move, take over what that changed: your week's hours, answers, what you own",
    )


def run(told: Told, options: Namespace) -> int:
    """Mark it done and say so."""
    if options.undo and (options.evidence or options.hours is not None or options.take_over):
        raise usage("--undo only opens a step again.", "Leave the rest out.")
    evidence = text_from(options.evidence)
    session = open_named(None, told.folder)
    notes(session.events)
    known = None
    if options.undo:
        step = reopen(session, options.milestone)
    else:
        known = find_step(current_plan(session), options.milestone)[1]
        step = mark_done(session, options.milestone, evidence=evidence, hours=options.hours)
    move = next(move for move, one in current_plan(session).milestones() if one.id == step.id)
    taken = bool(options.take_over and move.closed)
    if taken:
        settle(session, move.id)
    if told.json:
        done_on = step.done_on.isoformat() if step.done_on else None
        milestone = {"id": step.id, "title": step.title, "state": step.state, "done_on": done_on}
        put_json({"schema": 1, "milestone": milestone, "move_closed": move.closed, "taken_over": taken})
    elif options.undo:
        note(f"Open again: {step.title}. It is saved.")
    else:
        note(_said(step, known))
        if taken:
            note(f"That closes “{move.title}”; your profile now says what it changed.")
        elif move.closed and move.changes:
            note(f"That closes “{move.title}”. Where your week has changed, say so there, or plan on as it is.")
    return 0


def _said(step: Milestone, known: Milestone | None) -> str:
    if known is None or known.state != "done":
        return f"Done: {step.title}. It is saved."
    day = known.done_on.isoformat() if known.done_on is not None else "an earlier day"
    if step == known:
        return f"That was done already, on {day}: {step.title}. Nothing was changed; --undo opens it again."
    return f"That was done already, on {day}: {step.title}. What you say of it now is saved."
