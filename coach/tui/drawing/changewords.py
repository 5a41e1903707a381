"""What a change moved, in a few words. Light, for Home shows it and is the first screen of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.tui.words import CLASSES, figures_shown, number

if TYPE_CHECKING:
    from coach.model.checkin import Cause

NAMES = {
    "exposure": "exposure",
    "displaceable_hours": CLASSES["run"],
    "augmentable_hours": CLASSES["speed"],
    "human_hours": CLASSES["rest"],
    "position": "where you stand",
}
LEAST = {"h": 0.05, "points": 0.5}  # smaller than this would be shown as nothing


def in_short(cause: Cause) -> str:
    """What a cause moved most, for the end of its row: `−1.5 h could mostly run without you`, `+3 exposure`."""
    if not figures_shown():
        return ""
    for name in ("displaceable_hours", "position", "exposure", "human_hours"):
        words = signed(name, cause.moved(name))
        if words:
            short = {"displaceable_hours": "could run without you", "human_hours": "not reached"}.get(name, NAMES[name])
            return f"{words} {short}"
    return ""


def signed(name: str, value: float) -> str:
    """A difference with its sign and unit: `−1.5 h`, `+3`; empty where it would be shown as nothing."""
    in_hours = name.endswith("_hours")
    amount = value if in_hours else 100 * value
    if abs(amount) < LEAST["h" if in_hours else "points"]:
        return ""
    shown = f"{number(round(abs(amount), 1))} h" if in_hours else str(round(abs(amount)))
    return f"{'+' if amount > 0 else '−'}{shown}"
