"""Every command's own words as data: what help, completion and the man page are all made from."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from coach.cli.parsing import Parser
from coach.cli.table import COMMANDS

if TYPE_CHECKING:
    from coach.cli.opening import Told


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command: its flags (none for one told by its place), what stands for its value ("" where it takes
    none), what may be given, and what help says."""

    flags: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    line: str
    optional: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `line` is the overview's, `description` its own help's, `words` as they are listed there."""

    name: str
    line: str
    description: str
    words: tuple[Word, ...]


def command(name: str) -> tuple[Parser, Callable[[Told, Any], int]]:
    """The parser of a command of the table, and the function that answers it."""
    module = import_module(COMMANDS[name][0])
    parser = Parser(f"coach {name}", module.DESCRIPTION)
    module.arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    run: Callable[[Told, Any], int] = module.run
    return parser, run


def described(name: str) -> Command:
    """A command of the table with all its words."""
    parser, _ = command(name)
    return Command(name, COMMANDS[name][1], parser.description or "", tuple(_word(one) for one in parser._actions))


def _word(action: argparse.Action) -> Word:
    shown = action.metavar if isinstance(action.metavar, str) else action.dest.upper().replace("_", " ")
    takes = action.nargs != 0
    choices = tuple(map(str, action.choices)) if action.choices else ()
    return Word(
        flags=tuple(action.option_strings),
        value=("|".join(choices) if choices and not isinstance(action.metavar, str) else shown) if takes else "",
        choices=choices,
        line=(action.help or "").replace("%%", "%"),
        optional=bool(action.option_strings) or action.nargs in ("?", "*"),
        many=action.nargs in ("*", "+") or isinstance(action, argparse._AppendAction),
    )
