"""`coach occupations`: find an occupation by any title people use for it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, put, put_json
from coach.cli.opening import Told
from coach.reports.answers.shapes import occupations_json
from coach.session import one_line, usage
from coach.session.content import open_content
from coach.session.weeks.week import find_occupations

DESCRIPTION = "Occupations (O*NET-SOC 2019) that go by any title like yours, best first."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("query", metavar="QUERY", nargs="+", help="words of a title, such as: helpdesk")


def run(told: Told, options: Namespace) -> int:
    """Search, and show what was found."""
    query = one_line(" ".join(options.query))
    if not query:
        raise usage("There is nothing to look for.", "Name a title, for example: coach occupations helpdesk.")
    matches = find_occupations(open_content(), query)
    if told.json:
        put_json(occupations_json(matches))
    elif matches:
        put("\n".join(f"{one.code}  {one.title}  ({one.matched})" for one in matches))
    else:
        note(f"No occupation goes by a title like “{query}”. Try one plain word of it.")
    return 0
