"""`coach shelf`: read what ships: recipes, skills, roles, signals, worksheets; one's own trade first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from coach.cli.answering import put, put_json
from coach.cli.opening import Told
from coach.reports.answers.shelf import item_text
from coach.session.opening import open_own
from coach.session.shelf import item_of, items_of, kinds

DESCRIPTION = "Read the shelf: recipes, skills, starting points, measures, signals, worksheets."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help="workflows, worksheets, skills, roles, signals …")
    parser.add_argument("id", metavar="ID", nargs="?", help="one entry, whole")
    parser.add_argument("--all", action="store_true", dest="every", help="of every trade, not only your own")


def run(told: Told, options: Namespace) -> int:
    """List the kinds, the entries of one, or show one entry."""
    session = open_own(told.folder)
    if options.kind is None:
        found = kinds(session)
        if told.json:
            put_json({"schema": 1, "kinds": found})
        else:
            put("\n".join(f"{name:<12} {count}" for name, count in found.items()))
    elif options.id is None:
        lines = items_of(session, options.kind, every=options.every)
        if told.json:
            put_json({"schema": 1, "kind": options.kind, "items": [asdict(line) for line in lines]})
        else:
            put("\n".join(f"{line.id}  {line.words}" for line in lines))
    else:
        item = item_of(session, options.kind, options.id)
        if told.json:
            put_json({"schema": 1, "kind": options.kind, "item": asdict(item)})
        else:
            put(item_text(item))
    return 0
