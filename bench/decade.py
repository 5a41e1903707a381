"""A career folder as it is after years of use, written straight to the disk: for measuring, and for the app's tests.

    python -m bench.decade FOLDER [--months 120]

Ten years (the default) are 520 check-ins, 2,000 results, 40 measurements and 4,000 journal lines, with the backups that
thinning would have left. Fewer months have their part of it, at the same pace. Nothing is random: the same months and
the same day give the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import tomli_w

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach.base.dates import today  # noqa: E402 (the checkout has to be on the path first)
from coach.base.toml import read_toml  # noqa: E402
from coach.library.places import content_dir, profiles_dir  # noqa: E402
from coach.library.shelf import Library  # noqa: E402
from coach.measure.meter import measure  # noqa: E402
from coach.model.checkin import CheckIn, Figures, Snapshot, Standing  # noqa: E402
from coach.model.profile import Profile  # noqa: E402
from coach.storage.keeping.journal import FileEdit, JournalLine, encoded  # noqa: E402
from coach.storage.kinds.checkins import write_checkins  # noqa: E402
from coach.storage.kinds.measurements import write_snapshots  # noqa: E402
from coach.storage.kinds.plans import write_plan  # noqa: E402
from coach.storage.kinds.profiles import read_profile, write_profile  # noqa: E402
from coach.storage.texts.items import Edit  # noqa: E402

SAMPLE = "support-specialist"
MONTHS = 120
CHECKINS, ENTRIES, MEASUREMENTS, LINES = 520, 2000, 40, 4000  # in ten years
_RESULTS = (
    "Rewrote the macro for late parcels; {n} fewer people wrote a second time this week",
    "Took {n} refunds outside the rules and told billing why",
    "The help article on returns was read {n} times and the tickets about it stopped",
    "Taught two new joiners how to check a drafted reply before it goes out",
    "Found the fault behind {n} angry calls and wrote it up for the developers",
)
_OBSTACLES = ("no-time", "urgent-first", "forgot", "tools", "too-big")

Document = dict[str, Any]


def write_history(folder: Path, months: int = MONTHS, day: date | None = None) -> Path:
    """Write a folder with so many months of use behind it on `day` (today, if not told) to `folder`, which must not
    exist or be empty. Gives the folder."""
    end = day or today()
    start = end - timedelta(days=round(months * 30.4375))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    profile = read_profile(read_toml(profiles_dir() / f"{SAMPLE}.toml")).profile
    own = replace(profile, entries=())
    documents: dict[str, Document] = {"profile.toml": write_profile(own), "plan.toml": _plan(own, end)}
    documents |= _by_year("entries", "ledger", _entries(start, end, _part(ENTRIES, months)))
    documents |= _by_year("checkins", "checkins", _checkins(start, end, _part(CHECKINS, months)))
    documents |= _by_year("measurements", "measurements", _measurements(start, end, _part(MEASUREMENTS, months), own))
    lines = _lines(start, end, _part(LINES, months), documents)
    documents["profile.toml"]["worker"]["hours_per_week"] = lines[-1].edits[0].edit.after
    for name, document in documents.items():
        _write(folder / name, tomli_w.dumps(document).encode())
    _journal(folder, lines)
    _backups(folder, start, end, documents)
    _write(folder / "lock", b"")
    return folder


def _part(ten_years: int, months: int) -> int:
    return max(1, round(ten_years * months / MONTHS))


def _days(start: date, end: date, count: int) -> list[date]:
    """So many days, evenly spread, the last of them `end`."""
    span = (end - start).days
    return [start + timedelta(days=round(span * (number + 1) / count)) for number in range(count)]


def _plan(profile: Profile, end: date) -> Document:
    from coach.planning.plan import build_plan

    return write_plan(build_plan(profile, Library(content_dir()), end))


def _entries(start: date, end: date, count: int) -> list[Document]:
    kinds = ("quality", "capacity", "unsorted", "cash")
    found = []
    for number, day in enumerate(_days(start, end, count)):
        entry: Document = {
            "id": f"result-{number + 1}",
            "text": _RESULTS[number % len(_RESULTS)].format(n=number % 37 + 2),
            "date": day,
        }
        kind = kinds[number % len(kinds)]
        if kind != "unsorted":
            entry |= {"kind": kind, "public": number % 3 == 0, "baseline": "31 a week", "result": "19 a week"}
            entry |= {"validated_by": "the team lead", "attribution": 0.5, "weeks": 6.0}
        found.append(entry)
    return found


def _checkins(start: date, end: date, count: int) -> list[Document]:
    made = [
        CheckIn(
            id=f"{day:%Y-%m-%d}-{number}",
            date=day,
            hours=2.0 + number % 4,
            result=_RESULTS[number % len(_RESULTS)].format(n=number % 23 + 2) if number % 2 else None,
            obstacles=(_OBSTACLES[number % len(_OBSTACLES)],) if number % 3 == 0 else (),
            words="Two people were away, so the trial waited until Thursday." if number % 4 == 0 else None,
            confidence=number % 5,
        )
        for number, day in enumerate(_days(start, end, count))
    ]
    return _tables(write_checkins(made, ())["checkins"])


def _measurements(start: date, end: date, count: int, profile: Profile) -> list[Document]:
    now = measure(profile, Library(content_dir()))
    position = now.position
    figures = Figures(
        exposure=now.exposure,
        displaceable=now.displaceable,
        augmentable=now.augmentable,
        human=now.human,
        hours=now.hours,
        position=Standing(value=position.value, low=position.low, high=position.high, known=position.known),
    )
    made = [
        Snapshot(id=f"{day:%Y-%m-%d}-{number}", date=day, why="a quarter", profile=profile, figures=figures)
        for number, day in enumerate(_days(start, end, count))
    ]
    return _tables(write_snapshots(made)["measurements"])


def _tables(rows: Any) -> list[Document]:
    return list(rows)


def _by_year(key: str, folder: str, tables: Iterable[Document]) -> dict[str, Document]:
    years: dict[int, list[Document]] = defaultdict(list)
    for table in tables:
        years[table["date"].year].append(table)
    return {f"{folder}/{year}.toml": {"schema": 1, key: rows} for year, rows in years.items()}


def _lines(start: date, end: date, count: int, documents: dict[str, Document]) -> list[JournalLine]:
    """One line per change: the results and check-ins of their days, and hours that were changed in between. The last
    is a change of hours, as the profile has them now: it can be taken back."""
    tables = [
        (table["date"], name, key, table)
        for name, document in documents.items()
        for key in ("entries", "checkins", "measurements")
        for table in document.get(key, ())
    ]
    tables.sort(key=lambda one: (one[0], one[1]))
    hours: list[tuple[date, str, str, Document]] = [
        (day, "profile.toml", "", {"hours": 36.0 + number % 5})
        for number, day in enumerate(_days(start, end, max(0, count - len(tables))))
    ]
    lines = []
    for number, (day, name, key, table) in enumerate(sorted([*tables, *hours], key=lambda one: one[0]), 1):
        if key:
            edit = Edit(f"{key}/{table['id']}", None, table, "")
        else:
            edit = Edit("worker/hours_per_week", 36.0 + (table["hours"] - 37.0) % 5, table["hours"])
        when = datetime.combine(day, datetime.min.time()) + timedelta(hours=9, seconds=number)
        what = f"add {table['id']}" if key else "change the hours of the week"
        lines.append(JournalLine(f"{number}-{number:06x}", number, when.isoformat(), what, (FileEdit(name, edit),)))
    return lines


def _journal(folder: Path, lines: list[JournalLine]) -> None:
    years: dict[str, list[bytes]] = defaultdict(list)
    for line in lines:
        years[line.when[:4]].append(encoded(line))
    for year, encoded_lines in years.items():
        _write(folder / "journal" / f"{year}.jsonl", b"".join(encoded_lines))
    sizes = {year: sum(map(len, encoded_lines)) for year, encoded_lines in sorted(years.items())}
    done = {"n": len(lines), "sizes": sizes}
    _write(folder / "journal" / "done", (json.dumps(done) + "\n").encode())


def _backups(folder: Path, start: date, end: date, documents: dict[str, Document]) -> None:
    """What thinning leaves: of the profile and the plan one a month and one a day of the last, of a year twelve."""
    days = [day for day in _days(start, end, max(1, (end - start).days)) if day.day == 1 or (end - day).days < 31]
    for number, day in enumerate(days):
        for name, document in documents.items():
            stem = name.removesuffix(".toml")
            if "/" not in name or (stem.endswith(str(day.year)) and day.day == 1):
                _write(folder / "backups" / f"{stem}.{day:%Y-%m-%d}T090000.{number}.toml", _dumped(name, document))


_DUMPED: dict[str, bytes] = {}


def _dumped(name: str, document: Document) -> bytes:
    if name not in _DUMPED:
        _DUMPED[name] = tomli_w.dumps(document).encode()
    return _DUMPED[name]


def _write(path: Path, raw: bytes) -> None:
    for parent in reversed(path.relative_to(path.anchor).parents):
        place = Path(path.anchor) / parent
        if not place.exists():
            place.mkdir(mode=0o700)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(fd, "wb") as file:
        file.write(raw)


def main() -> None:
    """Write a folder where the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.decade", description="A career folder after years of use.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--months", type=int, default=MONTHS)
    told = parser.parse_args()
    print(write_history(told.folder, told.months))


if __name__ == "__main__":
    main()
