"""The argument parser all commands share: its complaints become failures, never a bare exit."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from coach.cli.opening import WrongUse


class _Lines(argparse.HelpFormatter):
    """Help that keeps the lines of a text written in lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" not in text:
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that raises WrongUse and takes no abbreviations."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False, formatter_class=_Lines)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Raise WrongUse for a value that is none of those there are, in our words, with the nearest of them."""
        if action.choices is None or value in action.choices:
            super()._check_value(action, value)
            return
        from coach.session import nearest, one_line

        known = [str(one) for one in action.choices]
        near = nearest(str(value).lower(), known)
        name = "/".join(action.option_strings) or str(action.metavar or action.dest)
        hint = f"Did you mean {near}? " if near else ""
        raise WrongUse(f"There is no {name} “{one_line(str(value), 40)}”.", f"{hint}It is one of: {', '.join(known)}.")

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as WrongUse."""
        from coach.session import nearest, one_line

        _, told, unknown = message.partition("unrecognized arguments: ")
        first = (unknown.split() or [""])[0].partition("=")[0]
        near = nearest(first, list(self._option_string_actions)) if told and first else None
        words = one_line(message if first or not told else "an empty word was given where there is nothing to say")
        hint = f"Did you mean {near}? " if near else ""
        raise WrongUse(f"{words[:1].upper()}{words[1:]}.", f"{hint}See {self.prog} --help.")


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


def day(text: str) -> date:
    """A day from the command line: 2026-11-02."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is written 2026-11-02, not “{text}”") from None
