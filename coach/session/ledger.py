"""The ledger: results logged, as they happen, even before there is a profile."""

from __future__ import annotations

from dataclasses import replace

from coach.base.failures import usage
from coach.base.text import fresh_id, one_line
from coach.model.ledger import ENTRY_KINDS, Entry, EntryKind
from coach.session.opening import Session
from coach.storage.entries import write_entries

LONGEST_RESULT = 500


def log_win(session: Session, text: str, *, kind: EntryKind = "unsorted", public: bool = False) -> Entry:
    """Log one result in the worker's words, dated today; saved when this returns."""
    words = one_line(text, LONGEST_RESULT)
    if not words:
        raise usage("A result needs words.", "Say what changed, for example: coach win “refund queue under a day”.")
    if kind not in ENTRY_KINDS:
        raise usage(f"“{kind}” is no kind of result.", f"It is one of: {', '.join(ENTRY_KINDS)}.")
    taken = {entry.id for entry in session.entries}
    entry = Entry(id=fresh_id(words, taken), text=words, date=session.today, kind=kind, public=public)
    name = f"ledger/{session.today.year}.toml"
    this_year = [one for one in session.entries if one.date.year == session.today.year]
    session.save(f"result “{entry.text[:60]}”", {name: write_entries([*this_year, entry], session.document(name))})
    session.__dict__["entries"] = (*session.entries, entry)
    if session.profile is not None:
        session.profile = replace(session.profile, entries=(*session.profile.entries, entry))
    return entry
