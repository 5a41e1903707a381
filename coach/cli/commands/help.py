"""`coach help`: the overview, a command's own help, or a topic."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import put, put_json
from coach.cli.describing import command
from coach.cli.opening import Told, overview
from coach.cli.table import COMMANDS
from coach.cli.topics import TOPICS
from coach.session import Failure, nearest

DESCRIPTION = "All commands and topics; or one command, or one topic, in full."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="a command, or one of: " + ", ".join(TOPICS))


def run(told: Told, options: Namespace) -> int:
    """Tell what was asked about."""
    name = options.topic
    text = _text(name)
    if told.json:
        put_json({"schema": 1, "topic": name, "text": text, "commands": list(COMMANDS), "topics": list(TOPICS)})
    else:
        put(text)
    return 0


def _text(name: str | None) -> str:
    if name is None:
        width = max(map(len, TOPICS))
        lines = "".join(f"  {topic:<{width}}  {line}\n" for topic, (line, _) in TOPICS.items())
        return f"{overview()}\ntopics (coach help TOPIC):\n{lines}"
    if name in COMMANDS:
        return command(name)[0].format_help()
    if name in TOPICS:
        return TOPICS[name][1]
    near = nearest(name, [*COMMANDS, *TOPICS])
    hint = f"Did you mean coach help {near}?" if near else "See coach help for all of them."
    raise Failure("unknown-item", kind="command or topic", name=name, hint=hint)
