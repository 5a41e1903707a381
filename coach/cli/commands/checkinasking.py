"""The check-in's questions on a terminal, one at a time. Enter passes over anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coach.cli.answering import note
from coach.model.checkin import CONFIDENCES, SUREST, Recalled
from coach.model.plan import Milestone
from coach.model.shelf import KnowledgeItem, Obstacle
from coach.session import Failure, safe
from coach.session.months.checkin import Asking, ask
from coach.session.opening import Session
from coach.session.weeks.week import checked_hours

TRIES = 3  # at a number that is none; then it counts as passed over


def asked(session: Session) -> dict[str, Any]:
    """Ask everything, and give the answers as `check_in` takes them. Nothing is saved here.

    Raises EOFError where the person ends it (ctrl+d) before the last answer.
    """
    asking = ask(session)
    note(_greeting(asking))
    done, smaller = _steps([step for _move, step in asking.steps])
    return {
        "done": done,
        "smaller": smaller,
        "hours": _number("Hours on the plan since then? ", checked_hours),
        "result": _line("One result, in a line? It goes to your ledger: ") or None,
        "obstacles": _obstacles(asking.obstacles),
        "words": _line("Anything in your own words? ") or None,
        "confidence": _number(f"How sure about next week? {_scale()}: ", _sure),
        "recalled": [one for item in asking.recall if (one := _recalled(item)) is not None],
    }


def _line(prompt: str) -> str:
    """One line typed. Raises EOFError where the person ends it: then nothing is to be kept."""
    return input(prompt).strip()


def _greeting(asking: Asking) -> str:
    lines = ["Two minutes. Enter passes over anything; nothing is kept before the end."]
    if asking.paused_until is not None:
        lines.append(f"You are away until {asking.paused_until.isoformat()}; this can wait.")
    elif asking.weeks > 1:
        lines.append(f"{asking.weeks} weeks went by. What was open is carried on; there is nothing to make up for.")
    if asking.done:
        lines.append("Done since then: " + "; ".join(step.title for step in asking.done))
    return "\n".join(lines)


def _steps(steps: Sequence[Milestone]) -> tuple[list[str], list[str]]:
    done, smaller = [], []
    for number, step in enumerate(steps, 1):
        note(f"{number} of {len(steps)}  {step.title}")
        answer = _line("  d done, n not yet, s make it smaller: ").lower()[:1]
        if answer == "d":
            done.append(step.id)
        elif answer == "s":
            smaller.append(step.id)
    return done, smaller


def _obstacles(shelf: Sequence[Obstacle]) -> list[str]:
    note("What got in the way?")
    for number, one in enumerate(shelf, 1):
        note(f"  {number:>2} {one.name}")
    found = []
    for word in _line("  numbers, with spaces between: ").replace(",", " ").split():
        if word.isdecimal() and 1 <= int(word) <= len(shelf):
            found.append(shelf[int(word) - 1].id)
    return list(dict.fromkeys(found))[:4]


def _recalled(item: KnowledgeItem) -> Recalled | None:
    note(f"\nOnce more: {item.situation}\n{item.ask}")
    for number, option in enumerate(item.options, 1):
        note(f"  {number} {option.text}")
    answer = _line("  a number, or enter: ")
    if not (answer.isdecimal() and 1 <= int(answer) <= len(item.options)):
        return None
    chosen = item.options[int(answer) - 1]
    note(f"  {'Yes. ' if chosen.right else ''}{chosen.why}")
    if not chosen.right:
        right = next(option for option in item.options if option.right)
        note(f"  Rather: {right.text}. {right.why}")
    return Recalled(item=item.id, right=chosen.right)


def _number(prompt: str, read: Callable[[str], Any]) -> Any:
    for _ in range(TRIES):
        words = _line(prompt).replace(",", ".")
        if not words:
            return None
        try:
            return read(words)
        except Failure as failure:
            note(f"  {failure.what} {failure.do}")
        except ValueError:
            note(f"  “{safe(words)}” is no number here.")
    return None


def _sure(words: str) -> int:
    number = int(words)
    if not 0 <= number <= SUREST:
        raise ValueError(words)
    return number


def _scale() -> str:
    return ", ".join(f"{number} {words}" for number, words in enumerate(CONFIDENCES))
