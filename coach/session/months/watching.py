"""The watch list: signs looked at oneself, facts that grew old, and what is due to be renewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, cast, get_args

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.measure.position import EVIDENCE_LASTS
from coach.model.measurement import SignState
from coach.model.profile import Looked
from coach.model.shelf import Indicator
from coach.session.opening import Session

QUARTER = timedelta(days=92)
SOON = timedelta(days=31)
LONGEST_SAW = 300


@dataclass(frozen=True, slots=True)
class Watched:
    """One indicator with what was found when last looked (None: never). `due`: never looked, or a quarter ago."""

    indicator: Indicator
    looked: Looked | None
    due: bool


@dataclass(frozen=True, slots=True)
class Renewal:
    """Something that counted and grows old: evidence about to be a year old, a way of working to be looked at again,
    a result whose last confirmed day comes. `on`: the day. `over`: that day has gone by."""

    kind: Literal["answer", "entry", "workflow", "asset"]
    id: str
    words: str
    on: date
    over: bool


def watch(session: Session) -> tuple[Watched, ...]:
    """The indicators of the content, those due first, otherwise in its order."""
    profile = session.profile
    found = []
    for indicator in _shelf(session).values():
        looked = profile.watch.get(indicator.id) if profile is not None else None
        old = looked is None or looked.on is None or session.today - looked.on > QUARTER
        found.append(Watched(indicator, looked, old))
    return tuple(sorted(found, key=lambda one: not one.due))


def looked(session: Session, indicator_id: str, state: SignState, saw: str = "") -> Looked:
    """Note that one looked today, what was found, and what was seen. Saved when this returns.

    Raises Failure `no-profile`, `unknown-item`, or a usage Failure for a state there is not.
    """
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    shelf = _shelf(session)
    if indicator_id not in shelf:
        close = nearest(indicator_id, list(shelf))
        hint = f"Did you mean {close}?" if close else f"There are: {', '.join(shelf)}."
        raise Failure("unknown-item", kind="sign to watch", name=one_line(indicator_id, 60), hint=hint)
    states = get_args(SignState)
    if state not in states:
        raise usage(f"“{one_line(state, 40)}” is not what one finds.", f"It is one of: {', '.join(states)}.")
    # nothing was looked at, so there is no day to it
    day = None if state == "not_looked" else session.today
    found = Looked(state=state, on=day, saw=one_line(saw, LONGEST_SAW) or None)
    changed = replace(profile, watch=MappingProxyType({**profile.watch, indicator_id: found}))
    session.save_profile(f"looked: {shelf[indicator_id].name}", changed)
    return found


def renewals(session: Session) -> tuple[Renewal, ...]:
    """What is due to be shown again or looked at again within a month, or was already; the oldest first."""
    profile = session.profile
    if profile is None:
        return ()
    today, found = session.today, []

    def due(kind: Literal["answer", "entry", "workflow", "asset"], name: str, words: str, on: date) -> None:
        if on <= today + SOON:
            found.append(Renewal(kind, name, words, on, on < today))

    questions = session.library.questions if profile.answers else {}
    for name, answer in profile.answers.items():
        question = questions.get(name)
        if question is not None and question.pillar and answer.on and (answer.shown or answer.vouched_by):
            due("answer", name, f"what shows your {question.name}", answer.on + EVIDENCE_LASTS)
    for flow in profile.workflows:
        if flow.recheck_on is not None:
            due("workflow", flow.id, f"“{flow.title}”: does it still hold with the tool as it is now?", flow.recheck_on)
        elif flow.on is not None and (flow.guardrail or flow.taught_to):
            due("workflow", flow.id, f"“{flow.title}”: when was it last used?", flow.on + EVIDENCE_LASTS)
    for asset in profile.assets:
        if asset.on is not None:
            due("asset", asset.id, f"“{asset.title}”: is it still yours?", asset.on + EVIDENCE_LASTS)
    for entry in profile.entries:
        if entry.sustained_until is not None and entry.per != "once":
            due("entry", entry.id, f"“{entry.text}”: does it still hold?", entry.sustained_until)
    # what ran out more than a year ago was let go, and need not be named for ever
    return tuple(sorted((one for one in found if today - one.on <= EVIDENCE_LASTS), key=lambda one: (one.on, one.id)))


def _shelf(session: Session) -> Mapping[str, Indicator]:
    return cast("Mapping[str, Indicator]", session.library.load("watch").items)
