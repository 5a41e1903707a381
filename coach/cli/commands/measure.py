"""`coach measure`: a week, measured task by task."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import notes, put, put_json
from coach.cli.opening import Told
from coach.reports.answers.shapes import measurement_json
from coach.reports.answers.text import measurement_text
from coach.session import Failure
from coach.session.measuring import measurement
from coach.session.noticing import noticed
from coach.session.opening import open_named

DESCRIPTION = "Your week, measured task by task: how far AI reaches, how sure that is, and why."
PROFILE = "a path (with a / or ending in .toml) or the name of a sample; without it your own folder"


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)


def run(told: Told, options: Namespace) -> int:
    """Measure and show it."""
    session = open_named(options.profile, told.folder, plan="welcome")
    notes((*session.notes, *noticed(session)))
    measured = measurement(session)
    if measured is None or session.profile is None:
        raise Failure("no-profile", folder=session.place)
    if told.json:
        put_json(measurement_json(measured))
    else:
        put(measurement_text(measured, session.profile))
    return 0
