"""Fair trials of a way of working: a coin picks how the next item is done, a stopwatch counts checking and repair.

A pair is one item done with the way being tried and one without, in the order the coin fell. A toss once made stands:
looking again, giving the item up or starting the program anew brings the same side. From six pairs on the trial speaks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from coach.base.failures import Failure, usage
from coach.base.text import one_line
from coach.measure.trials import toss as falls
from coach.measure.trials import trial_of
from coach.model.ledger import Pair, TrialResult
from coach.model.profile import Workflow
from coach.session.opening import Session
from coach.session.results.stopwatch import Half, Kept, State, Watch, keep, kept, now
from coach.session.results.workflows import LONGEST_TITLE, profile_of, put, workflow_of

LONG = 4 * 3600.0  # seconds after which a watch may have been forgotten
MOST_MINUTES = 7 * 24 * 60.0
QUALITIES = (0, 1, 2)
QUALITY_WORDS = ("worse than usual", "as good as usual", "better than usual")


@dataclass(frozen=True, slots=True)
class Toss:
    """How the next item is to be done. `pair` and `item` count from 1; `second` of its pair is the other way round."""

    workflow_id: str
    pair: int
    item: int
    with_it: bool

    @property
    def second(self) -> bool:
        """Whether its pair has one item already."""
        return self.item % 2 == 0


@dataclass(frozen=True, slots=True)
class Running:
    """The watch in hand, as it stands at this moment.

    `state`: running, paused, or stopped (it waits for how good the item came out). `checking`: whether the time goes to
    checking and repair now. `seconds` holds `checking_seconds`. `long`: so long that it may have been forgotten.
    """

    workflow_id: str
    title: str
    pair: int
    with_it: bool
    state: State
    checking: bool
    seconds: float
    checking_seconds: float

    @property
    def long(self) -> bool:
        """Whether it has run for hours, so that one may have forgotten it."""
        return self.seconds > LONG


@dataclass(frozen=True, slots=True)
class Finished:
    """An item done and kept: the pair it completed (None after the first of a pair), and what the trial says now."""

    workflow_id: str
    with_it: bool
    pair: Pair | None
    result: TrialResult


@dataclass(frozen=True, slots=True)
class Flow:
    """A way of working with its trial: `half` where one item of a pair waits for the other; `recheck`: it is time to
    look at it again."""

    workflow: Workflow
    task_text: str
    result: TrialResult
    half: bool
    recheck: bool


def workflows(session: Session) -> tuple[Flow, ...]:
    """Every way of working, in the profile's order."""
    if session.profile is None:
        return ()
    state = kept(session)
    found = []
    for one in session.profile.workflows:
        task = session.profile.task(one.task) if one.task else None
        due = one.recheck_on is not None and one.recheck_on <= session.today
        half = _half(one, state) is not None
        found.append(Flow(one, task.text if task else "", trial_of(one), half, due))
    return tuple(found)


def toss(session: Session, workflow_id: str) -> Toss:
    """How the next item is to be done: with the way being tried, or without. The same however often one asks.

    Raises a usage Failure where the worker's own rules forbid it: no AI at work, or no figures written down.
    """
    flow = workflow_of(session, workflow_id)
    worker = profile_of(session).worker
    if flow.needs_ai and worker.ai_rules == "none":
        raise usage(
            "AI is not allowed where you work, and this way needs it.",
            "Try a way without AI, or ask for permission first: the policy case in coach plan is made for that.",
        )
    if worker.record_rules == "none":
        raise usage(
            "You said that no figures may be written down where you work, so nothing is timed.",
            "Note in words what changed and who would vouch for it: coach win “…”.",
        )
    number = _number(flow, kept(session))
    return Toss(flow.id, number // 2 + 1, number + 1, falls(flow.id, number))


def start(session: Session, workflow_id: str) -> Running:
    """Start the watch for the next item. Raises a usage Failure where one runs already."""
    held = kept(session)
    watch = _valid(session, held)
    if watch is not None:
        title = workflow_of(session, watch.workflow).title
        raise usage(f"The watch is in hand for “{title}”.", "Stop it or give that item up first.")
    tossed = toss(session, workflow_id)
    new = Watch(
        workflow=tossed.workflow_id, number=tossed.item - 1, with_it=tossed.with_it, state="running", since=now()
    )
    return _keep(session, held, new)


def lap(session: Session) -> Running:
    """From doing to checking and repairing, and back. A paused watch goes on."""
    held, watch = _in_hand(session)
    return _keep(session, held, replace(watch, state="running", checking=not watch.checking, since=now()))


def pause(session: Session) -> Running:
    """Let the watch stand still: a call came in between."""
    held, watch = _in_hand(session)
    return _keep(session, held, replace(watch, state="paused", since=None))


def go_on(session: Session) -> Running:
    """Let the watch run on after a pause, or after it was stopped too early."""
    held, watch = _in_hand(session)
    return _keep(session, held, replace(watch, state="running", since=now()))


def stop(session: Session) -> Running:
    """The item is done: the watch stands still, and waits to be told how good it came out (`finish`)."""
    held, watch = _in_hand(session)
    return _keep(session, held, replace(watch, state="stopped", since=None))


def finish(session: Session, quality: int, *, minutes: float | None = None, checking: float | None = None) -> Finished:
    """Keep the item: `quality` 0 worse than usual, 1 as good, 2 better. `minutes` (and `checking`, how many of them
    went into checking and repair) correct what the watch says. Saved when this returns."""
    held, watch = _in_hand(session)
    flow = workflow_of(session, watch.workflow)
    half = Half(
        pair=watch.number // 2,
        with_it=watch.with_it,
        minutes=_minutes(watch.seconds / 60 if minutes is None else minutes),
        checking=_minutes(checking if checking is not None else watch.checked / 60 if minutes is None else 0.0, 0.0),
        quality=_quality(quality),
        on=session.today,
    )
    first = _half(flow, held)
    if first is None:
        keep(session, Kept(halves={**held.halves, flow.id: half}))
        return Finished(flow.id, half.with_it, None, trial_of(flow))
    pair = _pair(first, half, masked=profile_of(session).worker.record_rules == "masked")
    flow = _with_pair(session, flow, pair)
    # after the pair is saved: one that is there already is not counted again (`_valid`)
    keep(session, Kept(halves={name: one for name, one in held.halves.items() if name != flow.id}))
    return Finished(flow.id, half.with_it, pair, trial_of(flow))


def abandon(session: Session) -> Toss:
    """Give the item up: nothing of it counts but that it was given up. Gives the toss, which stands for the next."""
    held, watch = _in_hand(session)
    flow = workflow_of(session, watch.workflow)
    put(session, f"an item of “{flow.title}” given up", replace(flow, given_up=flow.given_up + 1))
    keep(session, replace(held, watch=None))
    return toss(session, flow.id)


def running(session: Session) -> Running | None:
    """The watch in hand at this moment, from the disk: started here or in another window; None where there is none."""
    watch = _valid(session, kept(session))
    return None if watch is None else _told(session, watch)


def record(
    session: Session,
    workflow_id: str,
    with_minutes: float,
    without_minutes: float,
    *,
    quality_with: int = 1,
    quality_without: int = 1,
    checking_with: float = 0.0,
    checking_without: float = 0.0,
) -> TrialResult:
    """Add a pair timed by other means, checking and repair included. Saved when this returns.

    Raises a usage Failure while an item of this trial is in hand, or waits for the other of its pair.
    """
    tossed = toss(session, workflow_id)  # the same rules hold
    flow = workflow_of(session, workflow_id)
    watch = _valid(session, kept(session))
    if tossed.second or (watch is not None and watch.workflow == flow.id):
        raise usage(f"A pair of “{flow.title}” is half done.", "Finish it first; then add others.")
    one = Half(
        pair=len(flow.trial),
        with_it=True,
        minutes=_minutes(with_minutes),
        checking=_minutes(checking_with, 0.0),
        quality=_quality(quality_with),
        on=session.today,
    )
    other = replace(
        one,
        with_it=False,
        minutes=_minutes(without_minutes),
        checking=_minutes(checking_without, 0.0),
        quality=_quality(quality_without),
    )
    pair = _pair(one, other, masked=profile_of(session).worker.record_rules == "masked")
    return trial_of(_with_pair(session, flow, pair))


def tool_changed(session: Session, workflow_id: str, tool: str | None = None) -> Workflow:
    """Say that its tool, or the model behind it, changed: what was timed so far no longer speaks, and the way is to be
    looked at again from today. `tool`: its name now, in the worker's words. Saved when this returns."""
    old = workflow_of(session, workflow_id)
    changed = replace(
        old,
        earlier=len(old.trial),
        pairs=0,
        recheck_on=session.today,
        tool=one_line(tool or "", LONGEST_TITLE) or old.tool,
    )
    put(session, f"the tool of “{old.title}” changed", changed)
    held = kept(session)
    if old.id in held.halves or (held.watch is not None and held.watch.workflow == old.id):
        watch = held.watch if held.watch is not None and held.watch.workflow != old.id else None
        keep(session, Kept(watch=watch, halves={name: one for name, one in held.halves.items() if name != old.id}))
    return changed


def result(session: Session, workflow_id: str) -> TrialResult:
    """What the trial says so far, of the tool as it is now."""
    return trial_of(workflow_of(session, workflow_id))


def _with_pair(session: Session, flow: Workflow, pair: Pair) -> Workflow:
    changed = replace(flow, trial=(*flow.trial, pair), on=session.today)
    return put(session, f"pair {len(changed.trial)} of “{flow.title}”", changed)


def _pair(one: Half, other: Half, *, masked: bool) -> Pair:
    with_it, without = (one, other) if one.with_it else (other, one)
    # where raw figures may not be kept, an index is: the way without is 100; the ratio is the same
    unit = 100.0 / without.minutes if masked else 1.0
    return Pair(
        on=max(one.on, other.on),
        minutes_with=round(with_it.minutes * unit, 2),
        minutes_without=round(without.minutes * unit, 2),
        quality_with=with_it.quality,
        quality_without=without.quality,
        checking_with=round(min(with_it.checking, with_it.minutes) * unit, 2),
        checking_without=round(min(without.checking, without.minutes) * unit, 2),
    )


def _number(flow: Workflow, held: Kept) -> int:
    """Which item comes next, from 0."""
    return 2 * len(flow.trial) + (1 if _half(flow, held) is not None else 0)


def _half(flow: Workflow, held: Kept) -> Half | None:
    """The first item of the pair in hand; one of a pair that is complete by now counts no more."""
    half = held.halves.get(flow.id)
    return half if half is not None and half.pair == len(flow.trial) else None


def _valid(session: Session, held: Kept) -> Watch | None:
    """The watch on the disk, unless its workflow is gone or its item is kept already (a stop between two saves)."""
    watch, profile = held.watch, session.profile
    if watch is None or profile is None:
        return None
    flow = next((one for one in profile.workflows if one.id == watch.workflow), None)
    return watch if flow is not None and watch.number == _number(flow, held) else None


def _in_hand(session: Session) -> tuple[Kept, Watch]:
    """What lies on the disk, and the watch with the time until now counted."""
    held = kept(session)
    watch = _valid(session, held)
    if watch is None:
        raise Failure("usage", what="No watch is running.", do="Start one: coach trial start, or the ledger's trials.")
    return held, watch.at(now())


def _keep(session: Session, held: Kept, watch: Watch) -> Running:
    keep(session, replace(held, watch=watch))
    return _told(session, watch)


def _told(session: Session, watch: Watch) -> Running:
    at = watch.at(now())
    return Running(
        workflow_id=at.workflow,
        title=workflow_of(session, at.workflow).title,
        pair=at.number // 2 + 1,
        with_it=at.with_it,
        state=at.state,
        checking=at.checking,
        seconds=at.seconds,
        checking_seconds=at.checked,
    )


def _minutes(value: float, least: float = 0.01) -> float:
    if not math.isfinite(value) or not 0.0 <= value <= MOST_MINUTES:
        raise usage(f"{value:g} minutes cannot be kept.", "Minutes are more than 0, and at most a week of them.")
    return max(least, value)


def _quality(value: int) -> int:
    if value not in QUALITIES:
        raise usage(f"“{value}” is no quality.", "Say 0 worse than usual, 1 as good, 2 better.")
    return value
