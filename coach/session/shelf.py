"""Reading the shelf: what ships, and the worker's own content, kind by kind, the worker's trade first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coach.base.failures import Failure, nearest
from coach.library.families import family_of
from coach.session.opening import Session

# Kinds people read, in the order they are offered; the others are the engine's.
READ = ("workflows", "worksheets", "skills", "roles", "metrics", "growing", "signals", "watch", "knowledge")

_CALLED = ("title", "name", "text", "situation")


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a list: its id, its words, and the family it is for (empty: for all)."""

    id: str
    words: str
    family: str


def kinds(session: Session) -> dict[str, int]:
    """The kinds one can read, with how many items each has."""
    return {name: len(session.library.load(name).items) for name in READ}


def items_of(session: Session, kind: str, *, every: bool = False) -> tuple[Line, ...]:
    """The items of a kind; of those written for one trade only the worker's, unless `every` is asked for."""
    own = family_of(session.profile.worker, session.library) if session.profile is not None else None
    found = []
    for name, item in _load(session, kind).items():
        families = (item.family,) if hasattr(item, "family") else tuple(getattr(item, "families", ()))
        if every or own is None or not families or own in families:
            words = next(
                str(getattr(item, one)) for one in ("title", "name", "text", "situation") if hasattr(item, one)
            )
            found.append(Line(name, words, families[0] if len(families) == 1 else ""))
    return tuple(found)


def item_of(session: Session, kind: str, name: str) -> Any:
    """One item. Raises Failure `unknown-item` with what may be meant."""
    items = _load(session, kind)
    if name not in items:
        close = nearest(name, list(items))
        hint = f"Did you mean {close}?" if close else f"See coach shelf {kind} --all for their names."
        raise Failure("unknown-item", kind=f"entry in {kind}", name=name, hint=hint)
    return items[name]


def _load(session: Session, kind: str) -> dict[str, Any]:
    if kind not in READ:
        close = nearest(kind, READ)
        hint = f"Did you mean {close}?" if close else f"The kinds are: {', '.join(READ)}."
        raise Failure("unknown-item", kind="kind", name=kind, hint=hint)
    return session.library.load(kind).items
