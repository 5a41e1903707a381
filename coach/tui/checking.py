"""The pages of a check-in and what was answered on them: which page comes next, what is told to the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from coach.model.checkin import CONFIDENCES, Recalled
from coach.session.months.checkin import MOST_OBSTACLES, Asking
from coach.tui.words import day, hours

Kind = Literal["steps", "one", "many", "line", "recall"]
HOURS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
LEAST_LETTERS = 2
NEXT = {None: "done", "done": "smaller", "smaller": None}


@dataclass(frozen=True, slots=True)
class Page:
    """One question, at a glance: `about` is a line of context, `why` why it is asked, `options` values and words."""

    id: str
    kind: Kind
    text: str
    why: str
    options: tuple[tuple[str, str], ...] = ()
    about: str = ""


@dataclass
class Said:
    """What was answered so far. Nothing in it is nothing said; None is skipped."""

    steps: dict[str, str] = field(default_factory=dict)
    hours: float | None = None
    result: str = ""
    obstacles: list[str] = field(default_factory=list)
    words: str = ""
    confidence: int | None = None
    recalled: dict[str, int] = field(default_factory=dict)
    page: str = ""

    @classmethod
    def from_draft(cls, draft: Mapping[str, Any]) -> Said:
        """What a draft says, as far as it fits."""
        said = cls()
        for name, kind in (("steps", dict), ("obstacles", list), ("recalled", dict), ("result", str), ("words", str)):
            if isinstance(draft.get(name), kind):
                setattr(said, name, draft[name])
        for name in ("hours", "confidence"):
            if isinstance(draft.get(name), int | float) and not isinstance(draft.get(name), bool):
                setattr(said, name, draft[name])
        if isinstance(draft.get("page"), str):
            said.page = draft["page"]
        return said


def pages(asking: Asking, said: Said) -> list[Page]:
    """The questions, as many as these answers leave: what got in the way is not asked where everything was done."""
    found = []
    since = f"since {day(asking.since)}" if asking.since is not None else "so far"
    if asking.steps:
        options = tuple((step.id, step.title) for _move, step in asking.steps)
        found.append(
            Page(
                "steps", "steps", "What came of these steps?",
                "Its number: done; again: 25 minutes of it first. What is not done goes on to the coming weeks.",
                options, _done_before(asking),
            )
        )  # fmt: skip
    amounts = tuple((str(one), "none" if not one else hours(one)) for one in HOURS)
    found += [
        Page("hours", "one", f"How many hours did your plan get {since}, about?",
             "A guess will do. It teaches the plan how long your steps really take.", amounts),
        Page("result", "line", "Did anything come of your work that someone could confirm?",
             "One line goes into your ledger, private. Nothing is an answer too."),
    ]  # fmt: skip
    if not asking.steps or any(said.steps.get(step.id) != "done" for _move, step in asking.steps):
        options = tuple((one.id, one.name) for one in asking.obstacles)
        found.append(
            Page("obstacles", "many", "What got in the way?",
                 f"What is named twice brings a smaller step. Up to {MOST_OBSTACLES}; none is fine.", options)
        )  # fmt: skip
    found += [
        Page("words", "line", "Anything about this week you want to find again?",
             "For yourself; it goes into no export unless you choose so."),
        Page("confidence", "one", "How sure are you of next week's steps?",
             "Unsure twice, and you are offered half the hours.",
             tuple((str(number), words) for number, words in enumerate(CONFIDENCES))),
    ]  # fmt: skip
    for item in asking.recall:
        found.append(
            Page(f"recall:{item.id}", "recall", item.ask, "Asked again until it sits; no score, no streak.",
                 tuple((str(number), option.text) for number, option in enumerate(item.options)), item.situation)
        )  # fmt: skip
    return found


def no_result(line: str) -> bool:
    """Whether a line says too little to be a result: a figure alone, a stray key. An empty one says nothing, which is
    an answer."""
    words = line.strip()
    return bool(words) and sum(letter.isalpha() for letter in words) < LEAST_LETTERS


def told(asking: Asking, said: Said) -> dict[str, Any]:
    """The answers as `session.months.checkin.check_in` takes them."""
    items = {item.id: item for item in asking.recall}
    return {
        "done": [name for name, state in said.steps.items() if state == "done"],
        "smaller": [name for name, state in said.steps.items() if state == "smaller"],
        "hours": said.hours,
        "result": None if no_result(said.result) else said.result.strip() or None,
        "obstacles": said.obstacles,
        "words": said.words.strip() or None,
        "confidence": said.confidence,
        "recalled": [
            Recalled(item=name, right=items[name].options[at].right)
            for name, at in said.recalled.items()
            if name in items and at < len(items[name].options)
        ],
    }


def fitting(asking: Asking, said: Said) -> Said:
    """The answers of a draft without what there is no more: a step closed meanwhile, an obstacle renamed."""
    steps = {step.id for _move, step in asking.steps}
    shelf = {one.id for one in asking.obstacles}
    said.steps = {name: state for name, state in said.steps.items() if name in steps and state in ("done", "smaller")}
    said.obstacles = [name for name in said.obstacles if name in shelf][:MOST_OBSTACLES]
    said.recalled = {name: at for name, at in said.recalled.items() if isinstance(at, int) and at >= 0}
    return said


def _done_before(asking: Asking) -> str:
    many = len(asking.done)
    return f"✓ {many} more {'is' if many == 1 else 'are'} done already" if many else ""
