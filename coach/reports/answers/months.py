"""The months as text and JSON: what happened by date, what moved between two measurements, a check-in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from textwrap import fill, indent
from typing import Any

from coach.base.dates import MONTHS
from coach.model.checkin import Attribution, Cause, CheckIn, Drill, Happening, Moved, Snapshot
from coach.reports.answers.text import WIDTH, hours

SCHEMA = 1
NAMES = {
    "exposure": "exposure",
    "displaceable": "could mostly run without you",
    "augmentable": "speeds up with you",
    "human": "not reached",
    "displaceable_hours": "could mostly run without you",
    "augmentable_hours": "speeds up with you",
    "human_hours": "not reached",
    "position": "where you stand",
}
KINDS = {
    "checkin": "check-in",
    "entry": "result",
    "milestone": "step done",
    "measurement": "measured",
    "drill": "drill",
    "job": "job",
    "away": "away",
    "sign": "sign",
}
SHOWN = ("exposure", "displaceable_hours", "augmentable_hours", "human_hours", "position")
STATES = {"seen": "seen", "not_seen": "not seen", "not_looked": "not looked"}
LEAST = {"points": 0.05, "h": 0.005}  # smaller than this would be shown as nothing


def day_of(day: date) -> str:
    """A day as a person writes it in a history of years: 2 Dec 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def timeline_text(happenings: Iterable[Happening]) -> str:
    """Everything that happened, newest first, a line each, with the id by which it can be corrected or deleted."""
    lines = []
    for one in happenings:
        state = f" ({STATES[one.state]})" if one.state is not None else ""
        lines.append(f"{day_of(one.date):>11}  {KINDS[one.kind]:<9}  {one.words}{state}")
    return "\n".join(lines) or "Nothing has happened yet that was written down."


def timeline_json(happenings: Iterable[Happening]) -> dict[str, Any]:
    """`coach history --json`."""
    rows = [
        {"date": one.date.isoformat(), "kind": one.kind, "id": one.id, "words": one.words, "state": one.state}
        for one in happenings
    ]
    return {"schema": SCHEMA, "history": rows}


def attribution_text(found: Attribution) -> str:
    """Two days compared: each figure then and now, then the causes, most telling first."""
    head = f"From {day_of(found.since)} to {day_of(found.until)}"
    lines = [f"  {NAMES[name]:<30} {_moved(found.figure(name))}" for name in SHOWN]
    blocks = [head, "\n".join(lines)]
    causes = [text for cause in found.causes if (text := _cause(cause))]
    if causes:
        blocks += ["What moved them", "\n".join(causes)]
    elif not found.causes:
        blocks.append("Nothing moved them.")
    blocks.append(
        fill(
            "The parts add up to the whole: each change counts as much as it does on average, whichever came first.",
            WIDTH,
        )
        if len(causes) > 1
        else ""
    )
    return "\n\n".join(block for block in [*blocks, *found.notes] if block)


def attribution_json(found: Attribution) -> dict[str, Any]:
    """`coach history --compare --json`: every figure, every cause with its part of each figure's difference."""
    return {
        "schema": SCHEMA,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "figures": [
            {"figure": one.figure, "before": one.before, "after": one.after, "difference": one.difference}
            for one in found.figures
        ],
        "causes": [
            {
                "id": cause.id,
                "kind": cause.kind,
                "words": cause.words,
                "news": cause.news,
                "moved": {share.figure: share.moved for share in cause.shares},
            }
            for cause in found.causes
        ],
    }


def checkin_json(checkin: CheckIn) -> dict[str, Any]:
    """One check-in; what was not said is null."""
    found = asdict(checkin)
    return {**found, "date": checkin.date.isoformat()}


def drill_json(drill: Drill) -> dict[str, Any]:
    """One drill that was held."""
    people = [{"name": one.name, "last": one.last.isoformat() if one.last else None} for one in drill.people]
    return {**asdict(drill), "date": drill.date.isoformat(), "people": people}


def snapshot_json(snapshot: Snapshot) -> dict[str, Any]:
    """A measurement kept, without the week it was made of."""
    return {
        "id": snapshot.id,
        "date": snapshot.date.isoformat(),
        "why": snapshot.why,
        "version": snapshot.version,
        "figures": asdict(snapshot.figures),
    }


def _moved(one: Moved) -> str:
    in_hours = one.figure.endswith("_hours")

    def shown(value: float | None) -> str:
        if value is None:
            return "not known"
        return f"{hours(value)} h" if in_hours else f"{100 * value:.0f}"

    if one.before is None and one.after is None:
        return "not known"
    difference = one.difference
    change = "" if difference is None else f"   {_signed(one.figure, difference)}"
    return f"{shown(one.before):>9} → {shown(one.after):<9}{change}".rstrip()


def _signed(figure: str, value: float) -> str:
    """A difference with its sign and unit: −1.7 h, +3 points; in words where it rounds to nothing."""
    unit, amount = ("h", value) if figure.endswith("_hours") else ("points", 100 * value)
    if abs(amount) < LEAST[unit]:
        return "as it was"
    return f"{'+' if amount > 0 else '−'}{abs(round(amount, 2 if unit == 'h' else 1)):g} {unit}"


def _cause(cause: Cause) -> str:
    parts = []
    for name in SHOWN:
        words = _signed(name, cause.moved(name))
        if words != "as it was":
            parts.append(f"{NAMES[name]} {words}")
    if not parts:
        return ""
    news = " (told now: news, no change in itself)" if cause.news else ""
    first = fill(f"{cause.words[:1].upper()}{cause.words[1:]}{news}", WIDTH - 2, subsequent_indent="  ")
    return indent(first + "\n" + fill(" · ".join(parts), WIDTH - 4, initial_indent="  ", subsequent_indent="  "), "  ")
