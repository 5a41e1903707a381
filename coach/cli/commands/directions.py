"""`coach directions`: roles near what one already does, each with the moves that lead there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from coach.cli.answering import notes, put, put_json
from coach.cli.commands.measure import PROFILE
from coach.cli.opening import Told
from coach.reports.answers.directions import directions_text
from coach.session.opening import open_named
from coach.session.plan.directions import directions, skill_names

DESCRIPTION = (
    "Ways on: roles in demand, two trades in one, occupations next door, and your own job in another sector, the "
    "nearest to what you already do first. Each says why, what is still to be learned, and the moves that lead there."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("profile", metavar="PROFILE", nargs="?", help=PROFILE)


def run(told: Told, options: Namespace) -> int:
    """Show the ways on."""
    session = open_named(options.profile, told.folder)
    notes(session.events)
    ways = directions(session)
    if told.json:
        put_json({"schema": 1, "directions": [asdict(way) for way in ways]})
    else:
        put(directions_text(ways, skill_names(session)))
    return 0
