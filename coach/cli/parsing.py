"""The argument parser all commands share: its complaints become failures, never a bare exit."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from pathlib import Path


class WrongUse(Exception):
    """The command line cannot be taken as given: `what` is wrong, and what to `do`."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what = what
        self.do = do


class Told:
    """What stood before the command: the career folder, and how to answer."""

    __slots__ = ("home", "json", "no_input")

    def __init__(self, home: str | None, json: bool, no_input: bool) -> None:
        self.home = home
        self.json = json
        self.no_input = no_input

    @property
    def folder(self) -> Path | None:
        """The career folder named with --home, or None."""
        if self.home is None:
            return None
        from pathlib import Path

        return Path(self.home).expanduser()


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that raises WrongUse, takes no abbreviations, and wraps help at the terminal's width."""

    def __init__(self, prog: str, description: str, **more: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **more,
        )

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as WrongUse."""
        raise WrongUse(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def hours(text: str) -> float:
    """Hours a week from the command line: a number from 0 to 168, with a point or a comma."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise argparse.ArgumentTypeError(f"hours are a number, not “{text}”") from None
    if not 0 <= value <= 168:
        raise argparse.ArgumentTypeError("hours a week are 0 to 168")
    return value


def weeks(text: str) -> int:
    """Weeks of a plan from the command line: a whole number from 1 to 104."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 104:
        raise argparse.ArgumentTypeError("weeks are a whole number from 1 to 104")
    return int(text)
