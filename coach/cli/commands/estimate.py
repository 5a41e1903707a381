"""`coach estimate`: exposure of tasks in free words."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from coach.cli.answering import lines_from_stdin, put, put_json
from coach.cli.opening import Told
from coach.reports.answers.shapes import estimate_json
from coach.reports.answers.text import estimate_text
from coach.session import one_line, usage
from coach.session.content import open_content
from coach.session.measuring import estimate

DESCRIPTION = "What AI could do with tasks told in your own words. Nothing is kept."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("texts", metavar="TEXT", nargs="*", help="a task; - or a pipe: one task a line")


def run(told: Told, options: Namespace) -> int:
    """Estimate each task and show it."""
    texts: list[str] = []
    for text in options.texts or ([] if sys.stdin.isatty() else ["-"]):
        texts += lines_from_stdin() if text == "-" else [one_line(text)]
    texts = [text for text in texts if text]
    if not texts:
        raise usage("There is no task to estimate.", "Say one, for example: coach estimate “answer tickets”.")
    tasks = estimate(open_content(), texts)
    if told.json:
        put_json(estimate_json(tasks))
    else:
        put(estimate_text(tasks))
    return 0
