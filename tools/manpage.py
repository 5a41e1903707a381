"""The man page, docs/coach.1, from the same descriptions that help shows. Run by `make man`; a test compares the two.

Its date is that of the newest entry in CHANGELOG.md, so that the same sources give the same page.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # the tools folder's place: `coach` is this checkout's

from coach import __version__  # noqa: E402 (the checkout has to be on the path first)
from coach.cli.describing import Word, described  # noqa: E402
from coach.cli.table import COMMANDS  # noqa: E402
from coach.cli.topics import TOPICS  # noqa: E402

PAGE = ROOT / "docs" / "coach.1"
_BEFORE = (
    ("--home DIR", "use this career folder (also: COACH_HOME)"),
    ("--json", "answer as JSON"),
    ("--no-input", "never ask anything"),
    ("--version", "the version"),
    ("-h, --help", "an overview"),
)
_SHOWN = ("start", "words", "profile", "folder", "privacy", "statuses", "surroundings")
_TITLES = {"statuses": "EXIT STATUS", "surroundings": "ENVIRONMENT", "folder": "FILES"}


def page() -> str:
    """The whole page, in man's own language."""
    dates = re.findall(
        r"^## \[[^]]+\] . (\d{4}-\d{2}-\d{2})", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    lines = [
        f'.TH COACH 1 "{max(dates, default="")}" "coach {__version__}" "User Commands"',
        ".SH NAME",
        r"coach \- your own week, measured task by task, and a plan you keep",
        ".SH SYNOPSIS",
        r".B coach",
        r"[\fB\-\-home\fR \fIDIR\fR] [\fB\-\-json\fR] [\fB\-\-no\-input\fR] [\fICOMMAND\fR ...]",
        ".SH DESCRIPTION",
        "Without a command the app opens: at first the week, later home.",
        "The commands answer in plain text, and with \\fB\\-\\-json\\fR as one JSON document.",
        ".SH OPTIONS",
        "Before the command:",
    ]
    for flag, line in _BEFORE:
        lines += [".TP", rf"\fB{_plain(flag)}\fR", _plain(line)]
    lines.append(".SH COMMANDS")
    for name in COMMANDS:
        one = described(name)
        lines += [
            ".SS " + " ".join([rf"coach {_plain(name)}", *(_usage(word) for word in one.words if not word.flags)])
        ]
        lines.append(_plain(one.description))
        for word in one.words:
            if "--help" not in word.flags and word.line:
                lines += [".TP", _usage(word), _plain(word.line)]
    for topic in _SHOWN:
        lines += [f".SH {_TITLES.get(topic, TOPICS[topic][0].upper())}", ".nf", *_verbatim(TOPICS[topic][1]), ".fi"]
    return "\n".join(lines) + "\n"


def _usage(word: Word) -> str:
    value = rf" \fI{_plain(word.value)}\fR" if word.value else ""
    if word.flags:
        return ", ".join(rf"\fB{_plain(flag)}\fR" for flag in word.flags) + value
    shown = value.strip() + (" ..." if word.many else "")
    return f"[{shown}]" if word.optional else shown


def _verbatim(text: str) -> list[str]:
    return [_plain(line) if line else "" for line in text.rstrip("\n").split("\n")]


def _plain(text: str) -> str:
    """Text with nothing in it that man would take for an order."""
    told = text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...").replace("“", r"\(lq").replace("”", r"\(rq")
    told = told.replace("–", r"\(en").replace("’", r"\(cq")
    return rf"\&{told}" if told.startswith((".", "'")) else told


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
