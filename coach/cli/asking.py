"""Questions of plain commands: asked only where stdin and stdout are a terminal, and never against --no-input."""

from __future__ import annotations

import sys
from getpass import getpass

from coach.cli.opening import Told
from coach.session import usage


def may_ask(told: Told) -> bool:
    """Whether a person is there to answer."""
    return not told.no_input and not told.json and sys.stdin.isatty() and sys.stdout.isatty()


def new_passphrase(told: Told) -> str:
    """A passphrase typed twice, unseen. Raises Failure `usage` where nobody can be asked, or the two differ.

    There is no other way to give one: what stands on a command line or in a variable can be read by others.
    """
    _check(told)
    first = getpass("Passphrase for this copy: ")
    if not first:
        raise usage("The passphrase is empty.", "Type a few words that you will still know in a year.")
    if getpass("The same once more: ") != first:
        raise usage("The two passphrases differ.", "Run it again.")
    return first


def passphrase(told: Told) -> str:
    """The passphrase of a copy, typed unseen. Raises Failure `usage` where nobody can be asked."""
    _check(told)
    return getpass("Passphrase of this copy: ")


def typed(prompt: str) -> str:
    """One line typed at a prompt, without space around it; "" at the end of input."""
    try:
        return input(prompt).strip()
    except EOFError:
        return ""


def _check(told: Told) -> None:
    if not may_ask(told):
        raise usage("The passphrase is asked for, and this is no terminal to ask in.", "Run it in a terminal window.")
