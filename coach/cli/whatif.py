"""`coach whatif`: two measurements and their difference."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from coach.cli.answering import notes, put, put_json
from coach.cli.measure import PROFILE
from coach.cli.opening import Told
from coach.cli.parsing import hours
from coach.reports.compared import whatif_text
from coach.reports.shapes import difference_json
from coach.session import usage
from coach.session.opening import open_named
from coach.session.whatif import what_if

DESCRIPTION = "Your week with other hours, or with moves carried out, beside your week now. Changes nothing."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)
    parser.add_argument(
        "--set",
        metavar="TASK.hours=H",
        type=_setting,
        action="append",
        default=[],
        help="a task's hours a week; the task by its id or its number, from 1",
    )
    parser.add_argument("--add", metavar="MOVE", action="append", default=[], help="carry out a move, by its id")


def run(told: Told, options: Namespace) -> int:
    """Measure both and show the difference."""
    if not options.set and not options.add:
        raise usage("There is nothing to change.", "Say what, for example: coach whatif --set 1.hours=8.")
    session = open_named(options.profile, told.folder)
    notes(session.notes)
    outcome = what_if(session, options.set, options.add)
    if told.json:
        put_json(difference_json(outcome.before, outcome.after))
    else:
        put(whatif_text(outcome.before, outcome.after, outcome.moves, outcome.unassigned))
    return 0


def _setting(told: str) -> tuple[str, float]:
    task, found, number = told.rpartition(".hours=")
    if not found or not task:
        raise ArgumentTypeError("write it as TASK.hours=H, such as 1.hours=8")
    return task, hours(number)
