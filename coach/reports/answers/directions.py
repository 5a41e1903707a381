"""Ways on in words: each with why, what is still to be learned, and the moves that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import fill as wrap

from coach.planning.adjacent import BridgeStep, Way
from coach.reports.answers.text import WIDTH, hours

KINDS = {
    "growing": "a role in demand",
    "fusion": "two trades in one",
    "related": "an occupation next door",
    "same_job": "the same job elsewhere",
}
CLOSING = (
    "Nothing here says anything about anybody's chances: what is wanted near you, you count yourself. A bridge is made "
    "of moves; coach whatif --add MOVE shows what one would change in your week."
)


def directions_text(ways: Iterable[Way], skills: Mapping[str, str]) -> str:
    """The ways in their order. `skills`: the names of skills by their ids."""
    parts = [_way(number, way, skills) for number, way in enumerate(ways, 1)]
    return "\n\n".join(["WAYS ON, the nearest to what you already do first", *parts, _line("", CLOSING)])


def _way(number: int, way: Way, skills: Mapping[str, str]) -> str:
    lines = [wrap(f"{number}  {way.name}  ({KINDS[way.kind]})", WIDTH, subsequent_indent="   ")]
    lines += [_line("   ", way.does)] if way.does else []
    lines += [_line("   ", f"Why: {' '.join(way.why)}")]
    if way.skills:
        named = ", ".join(skills.get(name, name).lower() for name in way.skills)
        lines.append(_line("   ", f"Still to learn or to show: {named}."))
    if way.sectors:
        lines.append(_line("   ", f"Where: {', '.join(way.sectors)}."))
    for told in (way.demand, way.caveat):
        if told:
            lines.append(_line("   ", told))
    lines.append("   The way there:")
    lines += [_step(step) for step in way.bridge]
    return "\n".join(lines)


def _step(step: BridgeStep) -> str:
    asked = ", to be asked for" if step.control == "ask" else ""
    return wrap(f"   ▸ {step.title} ({hours(step.hours)} h{asked})", WIDTH, subsequent_indent="     ")


def _line(lead: str, text: str) -> str:
    return wrap(text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)
