"""What stands before the command, read by hand so that `coach --help` loads next to nothing."""

from __future__ import annotations

import sys

from coach.cli.table import COMMANDS

TYPE_CHECKING = False  # as in __main__.py: typing is slow to import
if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """\
usage: coach [--home DIR] [--json] [--no-input] [COMMAND …]

Your own week, measured task by task, and a plan you keep. Without a command: the app.

"""
_TAIL = """
options:
  --home DIR  use this career folder (also: COACH_HOME)
  --json      answer as JSON
  --no-input  never ask anything
  --version   the version
  -h, --help  this overview; coach COMMAND --help says more about each
"""


class WrongUse(Exception):
    """The command line cannot be taken as given: `what` is wrong, and what to `do`."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


class Unwritten(Exception):
    """An answer could not be written to stdout: `why`, in the system's words."""

    def __init__(self, error: OSError | ValueError) -> None:
        self.why = getattr(error, "strerror", None) or str(error)
        super().__init__(self.why)


def write_out(text: str) -> None:
    """Write to stdout, now: whatever is wrong with it is found out here. Raises Unwritten, BrokenPipeError."""
    try:
        if text:  # to a full device not even nothing can be written
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritten(error) from None


class Told:
    """What stands before the command: the career folder, how to answer, and whether to ask."""

    __slots__ = ("help", "home", "json", "no_input", "version")

    def __init__(self) -> None:
        self.home: str | None = None
        self.json = False
        self.no_input = False
        self.help = False
        self.version = False

    @property
    def folder(self) -> Path | None:
        """The career folder named with --home, or None."""
        if self.home is None:
            return None
        from pathlib import Path

        return Path(self.home)

    def take(self, words: list[str]) -> list[str]:
        """Take what is before the command out of `words`; gives the command and what follows. Raises WrongUse."""
        rest = list(words)
        while rest and rest[0].startswith("-"):
            word = rest.pop(0)
            if word == "--home" and rest:
                if rest[0].startswith("-"):
                    raise _no_folder(rest[0])
                self.home = rest.pop(0)
            elif word.startswith("--home="):
                self.home = word.removeprefix("--home=")
            elif word == "--json":
                self.json = True
            elif word == "--no-input":
                self.no_input = True
            elif word == "--version":
                self.version = True
            elif word in ("-h", "--help"):
                self.help = True
            elif word == "--home":
                raise WrongUse("--home needs a folder.", "Write: coach --home DIR COMMAND.")
            else:
                raise _no_such_option(word)
        if self.home == "":
            raise WrongUse("--home names no folder.", "Write: coach --home DIR COMMAND.")
        return rest


def _no_folder(word: str) -> WrongUse:
    from coach.session import one_line

    told = one_line(word, 60)
    return WrongUse(
        f"--home needs a folder, and “{told}” is an option.",
        f"Write: coach --home DIR COMMAND. A folder of that name is ./{told}.",
    )


def overview() -> str:
    """What `coach --help` shows."""
    width = max(map(len, COMMANDS))
    return (
        _HEAD + "commands:\n" + "".join(f"  {name:<{width}}  {line}\n" for name, (_, line) in COMMANDS.items()) + _TAIL
    )


def _no_such_option(word: str) -> WrongUse:
    from coach.session import nearest, one_line

    near = nearest(word, ["--home", "--json", "--no-input", "--version", "--help"])
    hint = f"Did you mean {near}? " if near else ""
    return WrongUse(f"There is no option {one_line(word, 60)} before a command.", f"{hint}See coach --help.")
