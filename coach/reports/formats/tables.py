"""Tasks and ledger as CSV (RFC 4180, UTF-8), guarded so that a spreadsheet takes no cell for a formula.

A cell that would start a formula gets an apostrophe before it, and so does one that starts with an apostrophe: taking
one apostrophe off the start of each cell gives every word back (`unguarded`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from coach.model.ledger import Entry
from coach.model.measurement import Measurement
from coach.model.profile import Profile

TASK_COLUMNS = ("id", "text", "hours", "controllable")
FIGURES = ("exposure", "exposure_low", "exposure_high", "displaceable", "augmentable", "human")
ENTRY_COLUMNS = (
    "id", "date", "kind", "text", "how", "metric", "period", "weeks", "at_least", "likely", "unit", "per",
    "attribution", "confidence", "budget_line", "use", "index", "ratio", "since", "sustained_until", "public",
)  # fmt: skip
CHOSEN_COLUMNS = {
    "raw": ("baseline", "result"),
    "cost": ("cost",),
    "names": ("validated_by", "proof_with"),
    "evidence": ("evidence",),
}
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def tasks_csv(profile: Profile, measured: Measurement | None, shown_id: Callable[[str], str] = str) -> str:
    """One row a task; with figures where a measurement is given. `shown_id` makes ids fit to be read by others."""
    by_id = {one.id: one for one in measured.tasks} if measured is not None else {}
    head = (*TASK_COLUMNS, *(FIGURES if by_id else ()))
    rows = []
    for task in profile.tasks:
        own = {True: "yes", False: "no", None: ""}[task.controllable]
        cells: list[object] = [shown_id(task.id), task.text, task.hours, own]
        one = by_id.get(task.id)
        if one is not None:
            cells += [one.exposure.value, one.exposure.low, one.exposure.high]
            cells += [one.displaceable, one.augmentable, one.human]
        rows.append(cells)
    return _written(head, rows)


def ledger_csv(entries: Iterable[Entry], chosen: Iterable[str], shown_id: Callable[[str], str] = str) -> str:
    """One row a result; columns that could harm only where they were chosen. `shown_id` as for tasks."""
    wanted = set(chosen)
    head = [*ENTRY_COLUMNS, *(name for choice, names in CHOSEN_COLUMNS.items() if choice in wanted for name in names)]
    return _written(head, [[shown_id(entry.id), *(getattr(entry, name) for name in head[1:])] for entry in entries])


def guarded(text: str) -> str:
    """A cell no spreadsheet runs."""
    return f"'{text}" if text.startswith(_STARTS) else text


def unguarded(text: str) -> str:
    """A cell as it was before it was guarded."""
    return text.removeprefix("'")


def _written(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(list(head))
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return held.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    return guarded(str(value))
