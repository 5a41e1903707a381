"""The `coach` command: finds out what is asked for and loads that, and nothing else.

`coach --help` and `coach --version` load argparse and this file: no content, no validation library, no Textual.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from coach import __version__
from coach.cli.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.cli.parsing import Told

INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE: what the shell reports for tools that die of it


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its status."""
    sys.exit(run(sys.argv[1:] if words is None else words))


def run(words: Sequence[str]) -> int:
    """Run the command told by `words` (without the program's name); gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal of another encoding gets a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    try:
        status = _run(list(words))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has gone (`coach … | head`): nothing to say, and nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _run(words: list[str]) -> int:
    from coach.cli.parsing import WrongUse

    try:
        told, command, rest = _globals(words)
        if command is None:
            return _open_app(told)
        return _command(told, command, rest)
    except WrongUse as wrong:
        from coach.cli.answering import fail
        from coach.session import Failure

        return fail(Failure("usage", what=wrong.what, do=wrong.do), as_json="--json" in words)


def _globals(words: list[str]) -> tuple[Told, str | None, list[str]]:
    """What stands before the command, the command's name, and all the rest. Raises WrongUse for no such command."""
    from argparse import REMAINDER, SUPPRESS

    from coach.cli.parsing import Parser, Told, WrongUse

    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {line}" for name, (_, line) in COMMANDS.items())
    parser = Parser(
        "coach",
        "Your own week, measured task by task, and a plan you keep. Without a command: the app.",
        usage="coach [--home DIR] [--json] [--no-input] [COMMAND …]",
        epilog=f"commands:\n{listed}\n\ncoach COMMAND --help says more about each.",
    )
    parser.add_argument("--home", metavar="DIR", help="use this career folder (also: COACH_HOME)")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.add_argument("--no-input", action="store_true", help="never ask anything")
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    parser.add_argument("command", nargs="?", help=SUPPRESS)
    parser.add_argument("rest", nargs=REMAINDER, help=SUPPRESS)
    options = parser.parse_args(words)
    if options.command is not None and options.command not in COMMANDS:
        from coach.session import nearest, one_line

        near = nearest(options.command, list(COMMANDS))
        hint = f"Did you mean coach {near}? " if near else ""
        what = f"There is no command called “{one_line(options.command, 60)}”."
        raise WrongUse(what, f"{hint}See coach --help for all of them.")
    return Told(options.home, options.json, options.no_input), options.command, options.rest


def _command(told: Told, name: str, rest: list[str]) -> int:
    """Load one command, read its own words, and have it answer."""
    from importlib import import_module

    from coach.cli.parsing import Parser

    module = import_module(COMMANDS[name][0])
    parser = Parser(f"coach {name}", module.DESCRIPTION)
    module.arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    options = parser.parse_args(rest)
    told.json = told.json or options.json

    from coach.cli.answering import answer

    return answer(told, module.run, options)


def _open_app(told: Told) -> int:
    from coach.cli.answering import answer
    from coach.cli.demo import open_own_app

    return answer(told, open_own_app, None)


if __name__ == "__main__":
    main()
