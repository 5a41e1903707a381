"""`coach plan`: the plan. In one's own folder the first one is kept and shown from then on, and changed from here."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.commands.measure import PROFILE
from coach.cli.opening import Told
from coach.cli.parsing import hours, weeks
from coach.reports.answers.planned import plan_text
from coach.reports.answers.shapes import plan_json
from coach.session import Failure, usage
from coach.session.noticing import noticed
from coach.session.opening import Session, open_named
from coach.session.plan import plans

DESCRIPTION = (
    "Your plan. The first one is kept in your folder; --weeks, --hours and --start alone only show what would be. "
    "Steps are named by their number in the plan or by their id, moves by their id."
)
_EDITS = ("pause", "resume", "away", "here", "snooze", "drop", "take_back", "reword", "step")


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)
    parser.add_argument("--rebuild", action="store_true", help="plan anew; what is done stays done")
    parser.add_argument("--weeks", metavar="N", type=weeks, help="preview a plan over so many weeks")
    parser.add_argument("--hours", metavar="H", type=hours, help="preview a plan with so many hours a week")
    parser.add_argument("--start", metavar="DATE", type=_day, help="preview a plan from that day; kept with --rebuild")
    parser.add_argument("--quiet", action="store_true", help="the plan without anything measured about you")
    parser.add_argument("--all", action="store_true", help="every step in full, not only this week's and the next")
    parser.add_argument("--pause", metavar="DATE", type=_day, help="no steps up to and including that day")
    parser.add_argument("--resume", action="store_true", help="go on today")
    parser.add_argument("--away", metavar=("FIRST", "LAST"), nargs=2, type=_day, help="no steps between these days")
    parser.add_argument("--here", metavar="ID", help="take back a time away, by its id in profile.toml")
    parser.add_argument("--snooze", metavar=("STEP", "DATE"), nargs=2, help="put a step off until a day")
    parser.add_argument("--drop", metavar="ID", help="take a step or a move out; it stays out")
    parser.add_argument("--take-back", metavar="ID", help="bring back what was dropped or put off")
    parser.add_argument("--reword", metavar=("STEP", "WORDS"), nargs=2, help="say a step in your words; - reads them")
    parser.add_argument("--step", metavar=("WORDS", "DATE"), nargs=2, help="add a step of your own; - reads the words")


def run(told: Told, options: Namespace) -> int:
    """Show the plan, or a preview, or plan anew, or change it and show it."""
    edits = [name for name in _EDITS if getattr(options, name)]
    other = options.weeks is not None or options.hours is not None
    if options.rebuild and other:
        raise usage("--rebuild keeps its plan, --weeks and --hours only preview one.", "Give one or the other.")
    if len(edits) > 1 or (edits and (options.rebuild or other or options.start)):
        raise usage("That is more than one change at once.", "Make one, then the other.")
    session = open_named(options.profile, told.folder)
    notes((*session.notes, *noticed(session)))
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    if edits and not session.saves:
        raise usage("Only the plan of your own folder can be changed.", "Leave PROFILE out.")
    if edits:
        plans.current_plan(session)
        note(_edited(session, edits[0], options))
    if options.rebuild:
        plan = plans.rebuild(session, options.start)
    elif other or options.start:
        plan = plans.preview(session, options.weeks, options.hours, options.start)
    else:
        plan = plans.current_plan(session)
    if told.json:
        put_json(plan_json(plan))
    else:
        put(plan_text(plan, session.profile, figures=not options.quiet, today=session.today, everything=options.all))
    return 0


def _edited(session: Session, name: str, options: Namespace) -> str:
    """Make one change; gives the words for it."""
    match name:
        case "pause":
            plans.pause(session, options.pause)
            return f"No steps until {options.pause}. Nothing is owed for it; coach plan --resume goes on sooner."
        case "resume":
            return "Going on from today." if plans.resume(session) else "Nothing is paused: the plan is going on."
        case "away":
            time = plans.away(session, *options.away)
            return f"Away from {time.since} to {time.until}; the steps of those weeks have moved on."
        case "here":
            plans.not_away(session, options.here)
            return "Those days are yours again; steps have come back into them."
        case "snooze":
            before = plans.current_plan(session)
            step = plans.snooze(session, options.snooze[0], _told_day(options.snooze[1]))
            after = plans.current_plan(session)
            end = f" The plan ends {after.last_day} now." if after.last_day != before.last_day else ""
            return f"Put off until {step.snoozed_until}: {step.title}.{end}"
        case "drop":
            return _dropped(session, options.drop)
        case "take_back":
            plans.take_back(session, options.take_back)
            return f"Back in the plan: {options.take_back}."
        case "reword":
            step = plans.reword(session, options.reword[0], text_from(options.reword[1]) or "")
            return f"In your words: {step.title}."
        case _:
            words, day = options.step
            step = plans.add_step(session, text_from(words) or "", _told_day(day))
            return f"Added, due {step.due}: {step.title}."


def _dropped(session: Session, name: str) -> str:
    plan = plans.current_plan(session)
    if any(name in (move.id, move.move) for move in plan.moves):
        plans.drop_move(session, name)
    else:
        name = plans.drop(session, name)
    return f"Dropped, and it stays out. coach plan --take-back {name} brings it back."


def _told_day(text: str) -> date:
    try:
        return _day(text)
    except ArgumentTypeError as error:
        raise usage(f"“{text}” is no day: {error}.", "Write it like 2026-12-24.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"a day is written like 2026-12-24, not “{text}”") from None
