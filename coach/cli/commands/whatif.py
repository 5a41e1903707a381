"""`coach whatif`: two measurements and their difference; `--keep` makes it the plan."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.commands.measure import PROFILE
from coach.cli.opening import Told
from coach.cli.parsing import hours
from coach.reports.answers.compared import whatif_text
from coach.reports.answers.shapes import difference_json
from coach.session import one_line, usage
from coach.session.noticing import noticed
from coach.session.opening import open_named
from coach.session.plan.plans import adopt
from coach.session.plan.whatif import difference_of, what_if

DESCRIPTION = (
    "Your week with other hours, answers or tasks, or with moves carried out, beside your week now. Changes nothing, "
    "but with --keep makes it your plan."
)
_QUESTION = re.compile(r"[A-Z]\d+")


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)
    parser.add_argument(
        "--set",
        metavar="WHAT=VALUE",
        type=_setting,
        action="append",
        default=[],
        help="TASK.hours=H, a task's hours a week; TASK.QUESTION=ANSWER or QUESTION=ANSWER, an answer; the task by its "
        "id or its number, from 1",
    )
    parser.add_argument("--add", metavar="MOVE", action="append", default=[], help="carry out a move, by its id")
    parser.add_argument(
        "--task", metavar="TEXT=H", type=_task, action="append", default=[], help="a new task; - =H reads its words"
    )
    parser.add_argument("--without", metavar="TASK", action="append", default=[], help="take a task out of the week")
    parser.add_argument(
        "--keep",
        action="store_true",
        help="make this the plan: it holds these moves, and a step for each task whose hours were set",
    )


def run(told: Told, options: Namespace) -> int:
    """Measure both and show the difference."""
    if not (options.set or options.add or options.task or options.without):
        raise usage("There is nothing to change.", "Say what, for example: coach whatif --set 1.hours=8.")
    session = open_named(options.profile, told.folder)
    notes((*session.notes, *noticed(session)))
    a_week = [(task, value) for task, name, value in options.set if name == "hours"]
    answers = [(task, name, value) for task, name, value in options.set if name != "hours"]
    tasks = [(text_from(words) or "", value) for words, value in options.task]
    if options.keep and (answers or tasks or options.without):
        raise usage(
            "A plan is kept of moves and of hours, not of answers or other tasks.",
            "Take those out, or change the week itself: coach edit.",
        )
    if options.keep and not session.saves:
        raise usage("Only the plan of your own folder can be kept.", "Leave PROFILE out.")
    outcome = what_if(session, a_week, options.add, answers=answers, tasks=tasks, without=options.without)
    if options.keep:
        adopt(session, options.add, a_week)
        note("This is your plan now, and saved: coach plan shows it.")
    difference = difference_of(session, outcome)
    if told.json:
        put_json(
            {
                **difference_json(outcome.before, outcome.after, difference),
                "unassigned": outcome.unassigned,
                "yours": outcome.yours,
                "to_be_asked_for": outcome.needs_yes,
                "unsaid": outcome.unsaid,
                "moves": [move.id for move in outcome.moves],
                "kept": options.keep,
            }
        )
    else:
        whose = (outcome.yours, outcome.needs_yes, outcome.unsaid)
        both = (outcome.before, outcome.after)
        put(whatif_text(*both, difference, outcome.moves, outcome.unassigned, whose, kept=options.keep))
    return 0


def _setting(told: str) -> tuple[str | None, str, float | str]:
    what, found, value = told.partition("=")
    task, dot, name = what.rpartition(".")
    if found and dot and task and name == "hours":
        return task, name, hours(value)
    if found and value and _QUESTION.fullmatch(name) and bool(dot) == bool(task):
        return task or None, name, value.strip()
    if found and dot and task and not _QUESTION.fullmatch(name):
        raise ArgumentTypeError(f"a task has no “{one_line(name, 40)}” to set, only hours: {task}.hours={value}")
    raise ArgumentTypeError("write it as TASK.hours=H, such as 1.hours=8, or QUESTION=ANSWER, such as P1=agreed")


def _task(told: str) -> tuple[str, float]:
    words, found, value = told.rpartition("=")
    if not found or not words.strip():
        raise ArgumentTypeError("write it as TEXT=H, such as “sit with new joiners=3”")
    return words.strip(), hours(value)
