"""Profiles, plans and entries for hypothesis: anything the model can say."""

from __future__ import annotations

import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import MappingProxyType, UnionType
from typing import Any

from hypothesis import strategies as st

from coach.base.text import safe, unbroken
from coach.model.ledger import Entry
from coach.model.measurement import Band, Exposure, Measurement, Position
from coach.model.plan import Gain, Milestone, Plan, PlannedMove, Readings
from coach.model.profile import Profile, Task, Worker
from coach.storage.texts.codec import _ONE_LINE

_words = st.text(max_size=10).map(safe)
_needed = _words.filter(lambda text: bool(text.strip()))
_ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True)
_numbers = st.floats(0.0, 168.0)


def _of(hint: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, UnionType):
        return st.one_of([st.none() if arg is type(None) else _of(arg, name) for arg in args])
    if origin is typing.Literal:
        return st.sampled_from(args)
    if origin is tuple:
        unique = (lambda thing: thing.id) if hasattr(args[0], "id") else None
        return st.lists(_of(args[0], name), max_size=2, unique_by=unique).map(tuple)
    if origin is not None:  # a mapping
        return st.dictionaries(_ids, _of(args[1], name), max_size=2).map(MappingProxyType)
    if isinstance(hint, type) and is_dataclass(hint):
        return built(hint)
    if hint is float:
        return _numbers
    if hint is str:
        words = _needed if name in ("text", "title") else _words
        return _ids if name == "id" else words.map(unbroken) if name in _ONE_LINE else words
    return {int: st.integers(0, 4), bool: st.booleans(), date: st.dates()}[hint]


def built(kind: Any) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass of the model."""
    hints = typing.get_type_hints(kind)
    parts = {}
    for field in fields(kind):
        fixed = field.name in ("schema", "do")
        parts[field.name] = st.just(field.default) if fixed else _of(hints[field.name], field.name)
        if field.default is not MISSING and not fixed:
            parts[field.name] = st.just(field.default) | parts[field.name]
    return st.builds(kind, **parts)


profiles: st.SearchStrategy[Profile] = built(Profile)
plans: st.SearchStrategy[Plan] = built(Plan)
entry_lists: st.SearchStrategy[list[Entry]] = st.lists(built(Entry), max_size=3, unique_by=lambda entry: entry.id)

LEAST = Profile(worker=Worker(title="Nurse"), tasks=(Task(id="see-patients", text="see patients", hours=20.0),))

_NOTHING = Band(value=0.0, low=0.0, high=0.0)
MEASUREMENT = Measurement(
    exposure=Exposure(value=0.5, low=0.4, high=0.6, strict=0.3, wide=0.7),
    displaceable=_NOTHING,
    augmentable=_NOTHING,
    human=_NOTHING,
    hours=20.0,
    tasks=(),
    position=Position(value=0.0, low=0.0, high=1.0, known=0, pillars=()),
)
PLAN = Plan(
    start=date(2026, 11, 23),
    horizon_weeks=12,
    hours_per_week=4.0,
    hours_planned=6.0,
    objective=0.1,
    before=MEASUREMENT,
    expected=MEASUREMENT,
    moves=(
        PlannedMove(
            id="own-exceptions:see-patients",
            move="own-exceptions",
            title="Own the exceptions",
            why="because",
            phase="learn",
            task_ids=("see-patients",),
            hours=6.0,
            needs_ai=False,
            control="self",
            gain=Gain(),
            side_effect="",
            readings=Readings(good=27, of=30),
            if_then="If Monday, then list three.",
            milestones=(Milestone(id="m1", title="list", due=date(2026, 12, 1), hours=1.0, done_when="a list"),),
        ),
    ),
)
