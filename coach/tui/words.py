"""Figures, hours and days as the screens write them. Plain strings; the same in every locale."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.model.measurement import Exposure

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = "·"

SITUATION = {
    "employed": "employed",
    "self_employed": "self-employed",
    "notice": "on notice",
    "laid_off": "laid off",
    "returning": "returning",
}
AIM = {
    "stay": "stay and grow here",
    "move_inside": "move inside",
    "leave": "go elsewhere",
    "get_ready": "be ready",
}
AI_RULES = {
    "none": "AI is not allowed",
    "approved": "approved tools only",
    "open": "I may choose",
}
RECORD_RULES = {
    "free": "figures may be kept",
    "masked": "ratios and indices only",
    "none": "no figures kept",
}
TEXTURE = {"run": "█", "speed": "▓", "rest": "░"}
CLASSES = {"run": "could mostly run without you", "speed": "speeds up with you", "rest": "not reached"}
SHORTEST = {"run": "without you", "speed": "speeds up", "rest": "not reached"}
SHORT = {"run": "could run without you", "speed": "speeds up", "rest": "not reached"}


def percent(share: float) -> int:
    """A share 0–1 as a whole number 0–100."""
    return round(100 * share)


def figure(exposure: Exposure) -> str:
    """An exposure with its band: `52 (37–67)`."""
    return f"{percent(exposure.value)} ({percent(exposure.low)}–{percent(exposure.high)})"


def number(value: float) -> str:
    """Hours without a useless `.0`: `14`, `1.5`, `0.25`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def hours(value: float) -> str:
    """Hours a week: `14 h`, `1.5 h`."""
    return f"{number(value)} h"


def about(value: float) -> str:
    """Estimated hours, no finer than they deserve: whole ones from ten up, halves below."""
    return number(round(value) if value >= 10 else round(value * 2) / 2)


def duration(value: float) -> str:
    """How long something takes, from hours: `45 min`, `1 h 30`, `2 h`."""
    minutes = round(value * 60)
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest:02d}" if rest else f"{whole} h"


def day(when: date) -> str:
    """A day: `Wed 2 Dec`."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def count(many: int, one: str, more: str | None = None) -> str:
    """`1 task`, `8 tasks`, `no tasks`."""
    noun = one if many == 1 else (more or f"{one}s")
    return f"{many or 'no'} {noun}"


def amount(value: float, unit: str) -> str:
    """An amount as a ledger says it: `40 h`, `9,000 EUR`, rounded to what it deserves."""
    shown = f"{value:,.0f}" if abs(value) >= 100 else number(round(value, 1))
    return f"{shown} {unit}".strip()
