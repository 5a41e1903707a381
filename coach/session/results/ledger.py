"""The ledger: results logged, as they happen, even before there is a profile."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import get_args

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line, slug
from coach.measure.ledger import counts_as, heeding_trials, missing, overlap, sentence, totals, vouches, worth
from coach.model.ledger import ENTRY_KINDS, Amount, Entry, EntryKind, Per
from coach.session.opening import Session
from coach.storage.kinds.entries import write_entries

LONGEST_RESULT = 500
_WORDS = (
    *("text", "how", "baseline", "result", "period", "unit", "budget_line", "use", "validated_by", "proof_with"),
    *("ratio", "evidence", "metric", "task", "workflow", "milestone"),
)
_AMOUNTS = ("at_least", "likely", "cost", "index", "weeks")
_SHARES = ("attribution", "confidence", "margin")
_DAYS = ("since", "sustained_until")
_CHOICES: dict[str, tuple[object, ...]] = {"kind": ENTRY_KINDS, "per": get_args(Per), "public": (True, False)}
_THOUSANDS = re.compile(r"[ ,'](?=\d{3}(?:\D|$))")  # 9,000 and 9 000 are nine thousand; 1,5 is one and a half


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as a reviewer would read it: its sentence, what they would still ask for, and why it may not count as
    the kind it claims, or not in full. `overlaps`: other results that claim the same for the same time."""

    entry: Entry
    sentence: str
    missing: tuple[str, ...]
    counts_as: EntryKind
    why: tuple[str, ...]
    overlaps: tuple[str, ...] = ()


def read(session: Session, entry_id: str) -> Read:
    """One entry by its id, heeding trials and the other results. Raises Failure where there is none."""
    found = as_read(_entry(session, entry_id))
    flows = session.profile.workflows if session.profile is not None else ()
    same = tuple(one.text for one in session.entries if one.id != entry_id and overlap(one, found.entry))
    return replace(found, why=(*found.why, *heeding_trials(found.entry, flows)[1]), overlaps=same)


def as_read(entry: Entry) -> Read:
    """An entry as a reviewer would read it, saved or not."""
    kind, why = counts_as(entry)
    return Read(entry, sentence(entry), missing(entry), kind, why)


def this_year(session: Session) -> dict[EntryKind, dict[str, Amount]]:
    """What was logged is worth in this calendar year, at least … likely …, by kind and by unit; never summed across."""
    year = session.today.year
    flows = session.profile.workflows if session.profile is not None else ()
    return totals(session.entries, date(year, 1, 1), date(year, 12, 31), flows)


def worth_of(entry: Entry) -> Amount | None:
    """What an entry, saved or not, comes to by itself in the calendar year it is of; None where it has no figure."""
    return worth(entry, date(entry.date.year, 1, 1), date(entry.date.year, 12, 31))


def who_can_vouch(session: Session) -> tuple[str, ...]:
    """Everybody named as standing behind a result or an answer, those named most often first."""
    named = [one.validated_by for one in session.entries] + [one.proof_with for one in session.entries]
    if session.profile is not None:
        named += [answer.vouched_by for answer in session.profile.answers.values()]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for one in named:
        if one is not None and vouches(one):
            key = one.strip().casefold()
            counts[key] += 1
            written.setdefault(key, one.strip())
    return tuple(written[key] for key, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def change_entry(session: Session, entry_id: str, **changes: str | float | bool | None) -> Entry:
    """Change an entry: its words, kind, amounts (`at_least`, `likely`, `cost`, `index`, `weeks`), shares 0–1
    (`attribution`, `confidence`, `margin`; 40% does too), days (`since`, `sustained_until`), `per`, or whether it is
    `public`.

    None or empty words make a field unknown again. Saved when this returns. Raises a usage Failure for a value that
    does not fit, with the entry as it was.
    """
    old = _entry(session, entry_id)
    known = {one.name for one in fields(Entry)}
    checked: dict[str, object] = {}
    for name, value in changes.items():
        if name in _WORDS:
            checked[name] = one_line(str(value), LONGEST_RESULT) or None if value is not None else None
        elif name in _AMOUNTS:
            checked[name] = None if value in (None, "") else _amount(value)
        elif name in _SHARES:
            checked[name] = None if value in (None, "") else _share(value)
        elif name in _DAYS:
            checked[name] = None if value in (None, "") else _day(value)
        elif name in _CHOICES and value in _CHOICES[name]:
            checked[name] = value
        elif name in known:
            raise usage(f"“{value}” does not fit for {name}.", "See docs/files.md for what an entry holds.")
        else:
            raise usage(f"An entry has no “{name}”.", "See docs/files.md for what an entry holds.")
    if "text" in checked and checked["text"] is None:
        raise usage("A result needs words.", "Say what changed, or take the entry back with undo.")
    entry = replace(old, **checked)  # type: ignore[arg-type]  # names and values were checked just above
    _save_year(session, f"result “{entry.text[:60]}”", entry)
    return entry


def _amount(value: object) -> float:
    try:
        number = float(_THOUSANDS.sub("", str(value).strip()).replace(",", "."))
    except ValueError:
        raise usage(f"“{one_line(str(value), 40)}” is no amount.", "Write a number, for example: 9000.") from None
    if not math.isfinite(number) or number < 0:
        raise usage("An amount is a number from zero up.", "Write a number, for example: 9000.")
    return number


def _share(value: object) -> float:
    told = str(value).strip()
    number = _amount(told.rstrip("% ")) / (100 if told.endswith("%") else 1)
    if number > 1:
        raise usage(f"“{one_line(told, 40)}” is no share.", "Write a share of at most all of it: 40% or 0.4.")
    return number


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise usage(f"“{one_line(str(value), 40)}” is no day.", "Write it as year, month, day: 2026-11-30.") from None


def _entry(session: Session, entry_id: str) -> Entry:
    for entry in session.entries:
        if entry.id == entry_id:
            return entry
    raise Failure("unknown-item", kind="result", name=one_line(entry_id, 80), hint="See the ledger for its entries.")


def _save_year(session: Session, what: str, entry: Entry) -> None:
    """Save one entry over the one of its id in the file of its year."""
    name = f"ledger/{entry.date.year}.toml"
    year = [entry if one.id == entry.id else one for one in session.entries if one.date.year == entry.date.year]
    session.save(what, {name: write_entries(year, session.document(name))})
    session.__dict__["entries"] = tuple(entry if one.id == entry.id else one for one in session.entries)
    profile = session.profile
    if profile is not None:
        entries = tuple(entry if one.id == entry.id else one for one in profile.entries)
        session.profile = replace(profile, entries=entries)


def log_win(session: Session, text: str, *, kind: EntryKind = "unsorted", public: bool = False) -> Entry:
    """Log one result in the worker's words, dated today; saved when this returns."""
    entry = new_entry(session, text, kind=kind, public=public)
    session.save_together(f"result “{entry.text[:60]}”", entry=entry)
    return entry


def new_entry(session: Session, text: str, *, kind: EntryKind = "unsorted", public: bool = False) -> Entry:
    """A result in the worker's words, dated today, not saved yet. Raises a usage Failure where there are no words."""
    words = one_line(text, LONGEST_RESULT)
    if not words:
        raise usage("A result needs words.", "Say what changed, for example: coach win “refund queue under a day”.")
    if kind not in ENTRY_KINDS:
        raise usage(f"“{kind}” is no kind of result.", f"It is one of: {', '.join(ENTRY_KINDS)}.")
    name = fresh_id(words, session.entry_ids(slug(words)))
    return Entry(id=name, text=words, date=session.today, kind=kind, public=public)
