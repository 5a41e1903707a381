"""`coach job`: another job, or a second one beside it; what was stays in the history."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put_json, text_from
from coach.cli.opening import Told
from coach.cli.parsing import day
from coach.session import usage
from coach.session.opening import open_named
from coach.session.weeks.jobs import add_job, change_job, end_job

DESCRIPTION = (
    "Begin another job: the week until now is measured and kept, then you type the new one. --second adds a job beside "
    "the one you have, --ended closes such a second job."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("title", metavar="TITLE", nargs="?", help="what you do there; - reads it")
    parser.add_argument("--occupation", metavar="CODE", help="its occupation; coach occupations TITLE finds it")
    parser.add_argument("--employer", metavar="NAME", help="for your own history; never in an export")
    parser.add_argument("--same-employer", action="store_true", help="another job in the same house")
    parser.add_argument("--keep", metavar="TASK", nargs="+", default=[], help="tasks that come along: number or id")
    parser.add_argument("--on", metavar="DAY", type=day, help="since when (else: today)")
    parser.add_argument("--second", action="store_true", help="a job beside the one you have; --keep names its tasks")
    parser.add_argument("--ended", metavar="JOB", help="the second job that has ended")


def run(told: Told, options: Namespace) -> int:
    """Change, add or end a job, and say what comes next."""
    title = text_from(options.title)
    session = open_named(None, told.folder)
    notes(session.events)
    if options.ended is not None:
        job = end_job(session, options.ended, options.on)
        words, name = f"“{job.title}” has ended; its tasks left your week, and it stays in your history.", job.title
    elif not title:
        raise usage("Which job?", "Say its title, for example: coach job “claims handler”.")
    elif options.second:
        job = add_job(
            session,
            title,
            occupation=options.occupation,
            employer=options.employer,
            tasks=options.keep,
            since=options.on,
        )
        words, name = f"“{job.title}” is now beside your own job, as {job.id}.", job.title
    else:
        profile = change_job(
            session,
            title,
            occupation=options.occupation,
            employer=options.employer,
            keep=options.keep,
            same_employer=options.same_employer,
            on=options.on,
        )
        name = profile.worker.title
        words = f"You are {name} now. Your week until now is kept. Type the new one (coach), then coach plan --rebuild."
    if told.json:
        put_json({"schema": 1, "job": name})
    else:
        note(f"{words} coach undo takes it back.")
    return 0
