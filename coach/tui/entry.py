"""Reading what a person types or pastes as a task: `14 answer tickets`, `answer tickets 14h`, `30m`, `1,5`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.session.hours import AMOUNT as _AMOUNT
from coach.session.hours import CLOCK as _CLOCK
from coach.session.hours import UNIT as _UNIT
from coach.session.hours import amount, read_hours

__all__ = ["MOST_LINES", "MOST_TEXT", "MOST_TITLE", "Typed", "read_hours", "read_lines", "read_task"]

_FRONT = re.compile(
    rf"^(?:{_CLOCK}|{_AMOUNT}\s*(?:{_UNIT}\b\.?)?)(?:\s*(?:per|a|/)\s*(?:week|wk|w)\b)?(?:\s*[;|]\s*|\s*[:,–-]?\s+)"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"^(?P<rest>.*\S)(?:\s*[(;:,|\t–-]\s*|\s+)(?:{_CLOCK}|{_AMOUNT}\s*{_UNIT}\.?)"
    r"(?:\s*(?:per|a|/)\s*(?:week|wk|w))?\s*\)?$",
    re.IGNORECASE,
)
# a bare number at the end counts only behind a column's edge: "ship release 2" is no two hours
_COLUMN = re.compile(rf"^(?P<rest>.*\S)(?:\s*[;|\t(]\s*|,\s+)(?:{_CLOCK}|{_AMOUNT})\s*\)?$")
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\[[ xX]?\]|\d{1,2}[.)](?=\s))\s+")
MOST_LINES = 200
MOST_TEXT = 200  # characters of one task, as many as the session keeps
MOST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read: the task's words, and its hours a week where they were said."""

    text: str
    hours: float | None

    @property
    def line(self) -> str:
        """What would be typed to say the same."""
        return self.text if self.hours is None else f"{self.hours:.2f}".rstrip("0").rstrip(".") + f" {self.text}"


def read_task(line: str) -> Typed:
    """One typed line as a task, with hours where it names them in front, behind, or in a last column."""
    line = line.strip()
    for shape in (_FRONT, _BACK, _COLUMN):
        found = shape.match(line)
        if found:
            told = amount(found)
            rest = found["rest"].strip(" \t;:,|")
            if told is not None and rest:
                return Typed(re.sub(r"\s+", " ", rest)[:MOST_TEXT], told)
    return Typed(re.sub(r"\s+", " ", line)[:MOST_TEXT], None)


def read_lines(pasted: str) -> tuple[list[Typed], int]:
    """Many pasted lines as tasks, bullets taken off; also how many lines beyond `MOST_LINES` were left out."""
    lines = [_BULLET.sub("", line).strip() for line in pasted.splitlines()]
    lines = [line for line in lines if line]
    return [read_task(line) for line in lines[:MOST_LINES]], max(0, len(lines) - MOST_LINES)
