"""Search: one's tasks, steps, results, the questions and what can be read on the shelf, by the words in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.base.failures import Failure
from coach.base.text import one_line
from coach.session.opening import Session
from coach.session.shelf import items_of

Kind = Literal[
    "task", "step", "move", "result", "workflow", "asset", "question", "recipe", "skill", "worksheet", "action"
]
SHELVES: tuple[tuple[str, Kind], ...] = (("workflows", "recipe"), ("skills", "skill"), ("worksheets", "worksheet"))
MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be gone to: what kind it is, its id, its words, and a note such as a day."""

    kind: Kind
    id: str
    words: str
    note: str = ""


class Index:
    """Everything there is to find, folded once; looking through it touches no disk."""

    def __init__(self, lines: Iterable[Found]) -> None:
        self._lines = [(line, f" {folded(line.words)}") for line in lines]

    def find(self, typed: str, most: int = MOST) -> list[Found]:
        """What has every typed word in it, best first: begins with what is typed, then words that begin with each
        typed word, then words that merely hold them; within these in the order of the index. Empty for no words."""
        wanted = folded(one_line(typed, 200)).split()
        if not wanted:
            return []
        start = f" {' '.join(wanted)}"
        ranked: tuple[list[Found], list[Found], list[Found]] = ([], [], [])
        for line, text in self._lines:
            if not all(word in text for word in wanted):
                continue
            if text.startswith(start):
                ranked[0].append(line)
            elif all(f" {word}" in text for word in wanted):
                ranked[1].append(line)
            else:
                ranked[2].append(line)
        return [line for lines in ranked for line in lines][:most]


def index_of(session: Session, more: Sequence[Found] = ()) -> Index:
    """The index of this session as it stands; `more` is put behind (a screen adds what can be done on it)."""
    return Index([*_own(session), *_shelf(session), *more])


def folded(text: str) -> str:
    """Words to compare by: no accents, no case, and nothing but letters and figures between single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(kept.split())


def _own(session: Session) -> Iterator[Found]:
    profile = session.profile
    for task in profile.tasks if profile is not None else ():
        yield Found("task", task.id, task.text, f"{task.hours:g} h")
    for move in session.plan.moves if session.plan is not None else ():
        yield Found("move", move.id, move.title)
        for step in move.milestones:
            yield Found("step", step.id, step.title, "done" if step.state == "done" else step.due.isoformat())
    for entry in reversed(session.entries):
        yield Found("result", entry.id, entry.text, entry.date.isoformat())
    if profile is not None:
        for workflow in profile.workflows:
            yield Found("workflow", workflow.id, workflow.title)
        for asset in profile.assets:
            yield Found("asset", asset.id, asset.title)


def _shelf(session: Session) -> Iterator[Found]:
    for question in session.library.questions.values():
        if question.about != "task":
            yield Found("question", question.id, question.ask)
    for shelf, kind in SHELVES:
        try:
            lines = items_of(session, shelf)
        except Failure:
            continue  # the doctor tells of content that cannot be read; what can be is found all the same
        for line in lines:
            yield Found(kind, line.id, line.words)
