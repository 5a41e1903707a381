"""`coach plan`: the plan. In one's own folder the first one is kept and shown from then on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import notes, put, put_json
from coach.cli.measure import PROFILE
from coach.cli.opening import Told
from coach.cli.parsing import hours, weeks
from coach.reports.planned import plan_text
from coach.reports.shapes import plan_json
from coach.session import Failure, usage
from coach.session.opening import open_named
from coach.session.plans import current_plan, preview, rebuild

DESCRIPTION = "Your plan. The first one is kept in your folder; --weeks and --hours alone only show what would be."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)
    parser.add_argument("--rebuild", action="store_true", help="plan anew from today; what is done stays done")
    parser.add_argument("--weeks", metavar="N", type=weeks, help="preview a plan over so many weeks")
    parser.add_argument("--hours", metavar="H", type=hours, help="preview a plan with so many hours a week")


def run(told: Told, options: Namespace) -> int:
    """Show the plan, or a preview, or plan anew."""
    changed = options.weeks is not None or options.hours is not None
    if options.rebuild and changed:
        raise usage("--rebuild keeps its plan, --weeks and --hours only preview one.", "Give one or the other.")
    session = open_named(options.profile, told.folder)
    notes(session.notes)
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    if changed:
        plan = preview(session, options.weeks, options.hours)
    else:
        plan = rebuild(session) if options.rebuild else current_plan(session)
    if told.json:
        put_json(plan_json(plan))
    else:
        put(plan_text(plan, session.profile))
    return 0
