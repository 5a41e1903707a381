"""`coach drill`: the notice-day drill, thirty minutes, before each quarter of the employer's year ends."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from coach.cli.answering import note, notes, put, put_json
from coach.cli.asking import may_ask, typed
from coach.cli.opening import Told
from coach.reports.answers.months import day_of, drill_json
from coach.session import usage
from coach.session.months.drill import MINUTES, PEOPLE, Drilling, due, hold, prepare
from coach.session.opening import Session, open_named

DESCRIPTION = (
    "The notice-day drill: thirty minutes so that a bad Tuesday would find you ready. Without flags, on a terminal, it "
    "goes through the five parts; elsewhere it shows them. People are kept as initials."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--keep", metavar="TEXT", help="what you may lawfully keep")
    parser.add_argument("--deadlines", metavar="TEXT", help="the days that would start to run")
    parser.add_argument("--runway", metavar="MONTHS", type=float, help="how many months it would last")
    parser.add_argument("--keep-runway", action="store_true", help="write that number down too")
    parser.add_argument(
        "--person", metavar="NAME[=DAY]", action="append", default=[], help="who, and when you last spoke"
    )
    parser.add_argument("--full-names", action="store_true", help="keep names as they are, not initials")
    parser.add_argument("--minutes", metavar="N", type=int, help="how long it took")
    parser.add_argument("--notes", metavar="TEXT", help="anything else")


def run(told: Told, options: Namespace) -> int:
    """Hold the drill, or show its parts."""
    session = open_named(None, told.folder)
    notes(session.events)
    given = {
        "keep": options.keep,
        "deadlines": options.deadlines,
        "runway_months": options.runway,
        "keep_runway": options.keep_runway,
        "people": [_person(one) for one in options.person],
        "full_names": options.full_names,
        "minutes": options.minutes,
        "notes": options.notes,
    }
    if not any(given.values()):
        if not may_ask(told):
            return _shown(told, session)
        given = _asked(prepare(session))
    drill = hold(session, **given)
    following = due(session)
    if told.json:
        put_json({"schema": 1, "drill": drill_json(drill), "next_on": following.isoformat() if following else None})
    else:
        note("Kept. " + (f"The next one: from {day_of(following)}." if following else ""))
    return 0


def _shown(told: Told, session: Session) -> int:
    drilling = prepare(session)
    day = due(session)
    if told.json:
        put_json(
            {
                "schema": 1,
                "due": day.isoformat() if day else None,
                "before": drilling.before.isoformat(),
                "parts": [{"id": p.id, "minutes": p.minutes, "name": p.name, "words": p.words} for p in drilling.parts],
                "lines": list(drilling.lines),
                "last": drill_json(drilling.last) if drilling.last else None,
            }
        )
        return 0
    put("\n".join(_lines(drilling)))
    if day is not None:
        note(f"Due from {day_of(day)}; the quarter ends on {day_of(drilling.before)}.")
    return 0


def _lines(drilling: Drilling) -> list[str]:
    lines = []
    for part in drilling.parts:
        lines.append(f"{part.name}, {part.minutes} minutes\n  {part.words}")
        if part.id == "cv":
            lines += [f"  · {line}" for line in drilling.lines]
        if part.id == "people" and drilling.last is not None:
            lines += [
                f"  · {one.name}, last {day_of(one.last) if one.last else 'not known'}" for one in drilling.last.people
            ]
    return lines


def _asked(drilling: Drilling) -> dict[str, Any]:
    note(f"{MINUTES} minutes, five parts. Enter passes over anything; nothing is kept before the end.")
    found: dict[str, Any] = {}
    for text, part in zip(_by_part(drilling), drilling.parts, strict=True):
        note(f"\n{text}")
        if part.id in ("keep", "deadlines"):
            found[part.id] = typed("  in a line: ") or None
        elif part.id == "runway":
            words = typed("  months: ").replace(",", ".")
            found["runway_months"] = _months(words) if words else None
            kept = typed("  write it down? y, or enter for no: ") if words else ""
            found["keep_runway"] = kept.lower().startswith("y")
        elif part.id == "people":
            found["people"] = _people()
        else:
            typed("  enter when you have them: ")
    return found


def _by_part(drilling: Drilling) -> list[str]:
    blocks: list[str] = []
    for line in _lines(drilling):
        if line.startswith("  · "):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return blocks


def _people() -> list[tuple[str, date | None]]:
    found = []
    for number in range(1, PEOPLE + 1):
        words = typed(f"  {number}: a name, = and the day you last spoke (MJ=2026-09-14): ")
        if not words:
            break
        found.append(_person(words))
    return found


def _person(told: str) -> tuple[str, date | None]:
    name, equals, day = told.rpartition("=")
    if not equals:
        return told, None
    try:
        return name, date.fromisoformat(day.strip())
    except ValueError:
        raise usage(f"“{day}” is no day.", "Write it like MJ=2026-09-14.") from None


def _months(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise usage(f"“{words}” is no number of months.", "Write it like 4 or 4.5.") from None
