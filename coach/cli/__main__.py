"""The `coach` command: finds out what is asked for and loads that, and nothing else.

What stands before the command is read by hand: `coach --help` and `coach --version` load not even argparse.
"""

from __future__ import annotations

import os
import sys

from coach import __version__
from coach.cli.opening import Told, Unwritten, WrongUse, overview, write_out
from coach.cli.table import COMMANDS

TYPE_CHECKING = False  # importing it from typing would cost a third of `coach --help`
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn, TextIO

INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE: what the shell reports for tools that die of it


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its status."""
    sys.exit(run(sys.argv[1:] if words is None else words))


def run(words: Sequence[str]) -> int:
    """Run the command told by `words` (without the program's name); gives the exit status."""
    _fill_in_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal of another encoding gets a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    try:
        status = _run(list(words))
        write_out("")
    except BrokenPipeError:
        # Whoever read has gone (`coach … | head`): nothing to say.
        _silence(sys.stdout)
        status = PIPE_CLOSED
    except Unwritten as error:
        status = _not_written(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    try:
        sys.stderr.flush()
    except OSError:  # there is nowhere left to say so
        _silence(sys.stderr)
    return status


def _fill_in_streams() -> None:
    """Where the shell closed a stream (`>&-`), open one in its place, lowest first.

    Python has None there, and the next file opened would get the stream's number. Reading finds an end; writing answers
    fails, as it should; messages go nowhere.
    """
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY))  # noqa: SIM115  # as long as the program
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")  # noqa: SIM115


def _not_written(error: Unwritten) -> int:
    """Say that an answer could not be written; what the command had to save is saved."""
    from coach.cli.answering import fail
    from coach.session import Failure

    _silence(sys.stdout)
    return fail(Failure("not-written", why=f"{error.why}."), as_json=False)


def _silence(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, so that nothing fails over it when the program ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # no stream of the system's: nothing is left in it either
        return


def _run(words: list[str]) -> int:
    told = Told()
    try:
        rest = told.take(words)
        if told.help:
            write_out(overview())
            return 0
        if told.version:
            write_out(f"coach {__version__}\n")
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
    from coach.cli.commands.demo import open_own_app

    return answer(told, open_own_app, None)


if __name__ == "__main__":
    main()
