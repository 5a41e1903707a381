"""Hours as people write them: `1.5`, `1,5`, `2h`, `30m`, `1:30`."""

from __future__ import annotations

import re

MOST = 168.0
AMOUNT = r"(?P<n>\d{1,3}(?:[.,]\d{1,2})?|[.,]\d{1,2})"
UNIT = r"(?P<u>h|hrs?|hours?|m|min|mins|minutes?)"
CLOCK = r"(?P<clock_h>\d{1,3}):(?P<clock_m>[0-5]\d)"
_ALONE = re.compile(rf"^(?:{CLOCK}|{AMOUNT}\s*{UNIT}?)\.?$", re.IGNORECASE)


def read_hours(typed: str) -> float | None:
    """Hours from `1.5`, `1,5`, `2h`, `30m`, `1:30`; None where it says none, or what it says is not 0 < h ≤ 168."""
    found = _ALONE.match(typed.strip())
    return amount(found) if found else None


def amount(found: re.Match[str]) -> float | None:
    """The hours of a match of CLOCK or AMOUNT with UNIT; None outside 0 < h ≤ 168."""
    parts = found.groupdict()
    if parts.get("clock_h") is not None:
        told = int(parts["clock_h"]) + int(parts["clock_m"]) / 60
    else:
        told = float(parts["n"].replace(",", "."))
        if (parts.get("u") or "h").lower().startswith("m"):
            told /= 60
    told = round(told, 2)
    return told if 0 < told <= MOST else None
