"""The `coach` command: finds out what is asked for and loads that, and nothing else.

What stands before the command is read by hand: `coach --help` and `coach --version` load not even argparse.
"""

from __future__ import annotations

import os
import sys

from coach import __version__
from coach.cli.opening import Told, WrongUse, overview
from coach.cli.table import COMMANDS

TYPE_CHECKING = False  # importing it from typing would cost a third of `coach --help`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

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
    told = Told()
    try:
        rest = told.take(words)
        if told.help:
            sys.stdout.write(overview())
            return 0
        if told.version:
            sys.stdout.write(f"coach {__version__}\n")
            return 0
        if not rest:
            return _open_app(told)
        return _command(told, rest[0], rest[1:])
    except WrongUse as wrong:
        from coach.cli.answering import fail
        from coach.session import Failure

        return fail(Failure("usage", what=wrong.what, do=wrong.do), as_json="--json" in words)


def _command(told: Told, name: str, rest: list[str]) -> int:
    """Load one command, read its own words, and have it answer."""
    from coach.cli.describing import command

    if name not in COMMANDS:
        raise _no_such_command(name)
    parser, run_command = command(name)
    options = parser.parse_args(rest)
    told.json = told.json or options.json

    from coach.cli.answering import answer

    return answer(told, run_command, options)


def _no_such_command(name: str) -> WrongUse:
    from coach.session import nearest, one_line

    near = nearest(name, list(COMMANDS))
    hint = f"Did you mean coach {near}? " if near else ""
    return WrongUse(f"There is no command called “{one_line(name, 60)}”.", f"{hint}See coach --help for all of them.")


def _open_app(told: Told) -> int:
    from coach.cli.answering import answer
    from coach.cli.demo import open_own_app

    return answer(told, open_own_app, None)


if __name__ == "__main__":
    main()
