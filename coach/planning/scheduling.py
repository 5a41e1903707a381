"""Scheduling: the chosen moves in order, their milestones spread evenly over the weeks, each with a day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coach.model.plan import PHASES, Milestone, PlannedMove
from coach.model.profile import Away, Worker
from coach.planning.candidates import Candidate
from coach.planning.weeks import LONGEST_HORIZON, USED, due_day, due_days

SITTING = 0.42  # hours: 25 minutes
# Whoever is leaving has more hours now than later, and dates that do not wait: their steps come as early as they can.
EARLY = ("notice", "laid_off")


def in_order(
    chosen: Sequence[Candidate], *, readiness_first: bool, opening: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The moves by phase; within a phase what others require first, then gain.

    A move that opens the plan of such a worker comes before all phases. Where signs are seen, readiness that requires
    nothing comes before that too, and the rest of readiness first in its phase. What is required by a move of an
    earlier phase comes before it all the same.
    """
    wanted = sorted(
        chosen,
        key=lambda one: (
            not (one.move.readiness and opening.intersection(one.move.first_for)),
            not (readiness_first and one.move.readiness and not one.requires),
            not opening.intersection(one.move.first_for),
            PHASES.index(one.move.phase),
            not (readiness_first and one.move.readiness),
            -one.gain / max(one.hours, 0.1),
            one.id,
        ),
    )
    by_move = {one.move.id: one for one in wanted}
    placed: list[Candidate] = []
    seen: set[str] = set()

    def place(one: Candidate) -> None:
        if one.id in seen:
            return
        seen.add(one.id)
        for required in one.requires:
            if required in by_move:
                place(by_move[required])
        if one.move.hands_over and not any(other.move.owns for other in placed):
            owner = next((other for other in wanted if other.move.owns and other.id not in seen), None)
            if owner is not None:
                place(owner)
        placed.append(one)

    for one in wanted:
        place(one)
    return placed


def comes_early(worker: Worker) -> bool:
    """Whether the steps of this worker's plan are not spread evenly but come as early as their hours allow."""
    return worker.situation in EARLY


def sittings(step: Milestone) -> tuple[Milestone, ...]:
    """The same step in sittings of at most 25 minutes, its evidence at the last; as it is where it fits one, and where
    it is the job itself: that takes the time the job takes. Weeks that have to pass do so before the first."""
    many = math.ceil(step.hours / SITTING - 1e-9)
    if many <= 1 or step.as_job:
        return (step,)
    each = round(step.hours / many, 2)
    found = []
    for number in range(1, many + 1):
        last = number == many
        found.append(
            replace(
                step,
                id=step.id if last else f"{step.id}-{number}",
                title=f"{step.title} (sitting {number} of {many})",
                hours=round(step.hours - each * (many - 1), 2) if last else each,
                lasts=step.lasts if number == 1 else 0,
                done_when=step.done_when if last else "This sitting is done, and one line says where to go on.",
            )
        )
    return tuple(found)


def spread(
    moves: Sequence[PlannedMove],
    start: date,
    weeks: int,
    a_week: float,
    away: Sequence[Away] = (),
    *,
    early: bool = False,
) -> tuple[list[tuple[Milestone, ...]], int]:
    """The milestones of the moves with days, and the weeks from `start` this takes.

    What is to come is spread evenly, in order, over the weeks one is there, or fills them from the first where it has
    to come `early`; no week holds more than `USED` of `a_week` hours and one milestone, and where nothing else is left
    for that a week is added. What is closed or rests keeps its
    day. A step that lasts some weeks (a count, a trial) is due that long after the one before it, as far as the horizon
    reaches; what comes next fills the weeks between. A snoozed step waits for its day, and a step the worker added
    keeps the day they gave it as long as that is still to come and they are there.
    """
    days = due_days(start, weeks, away)
    if not days:
        return [move.milestones for move in moves], weeks
    load = [0.0] * len(days)
    for move in moves:
        for step in move.milestones:
            if _fixed(move, step, start, away):
                load[_index(days, step.due)] += step.hours
    total = sum(step.hours for move in moves for step in move.milestones if is_coming(step))
    share = total / len(days) if total else 1.0
    most = max(USED * a_week, share)
    share = most if early else share
    dated = []
    for move in moves:
        placed: list[Milestone] = []
        before = 0
        for number, step in enumerate(move.milestones):
            if is_coming(step) and not _fixed(move, step, start, away):
                before = max(before, _index(days, step.snoozed_until or start))
                # what a first step counts can begin with the plan, and no sooner
                after = before + step.lasts if number else max(before, step.lasts - 1)
                week = _week(load, share, most, min(len(days) - 1, after), before)
                if week is None:
                    week = len(days)
                    days, weeks = _one_more(days, start, weeks, away)
                    load.append(0.0)
                load[week] += step.hours
                before = week
                step = replace(step, due=days[week])
            placed.append(step)
        dated.append(tuple(placed))
    return dated, weeks


def pushed(
    moves: Sequence[PlannedMove], start: date, weeks: int, a_week: float, away: Sequence[Away] = ()
) -> tuple[list[tuple[Milestone, ...]], int]:
    """The milestones with days where those whose day has gone by are moved on, and the weeks from `start` this takes.

    Nothing comes earlier than it was. A week takes steps up to `USED` of `a_week` hours (the last may go over it); what
    is pushed out of it pushes the next one, in the order there was. Where the weeks end, more are added.
    """
    most = max(USED * a_week, 1e-6)
    days = due_days(start, LONGEST_HORIZON, away)
    if not days:
        return [move.milestones for move in moves], weeks
    load = [0.0] * len(days)
    order = sorted(
        (
            (step.due, place, number)
            for place, move in enumerate(moves)
            for number, step in enumerate(move.milestones)
            if is_coming(step)
        ),
    )
    found = [list(move.milestones) for move in moves]
    for due, place, number in order:
        move, step = moves[place], found[place][number]
        if _fixed(move, step, start, away):
            load[_index(days, due)] += step.hours
    for due, place, number in order:
        move, step = moves[place], found[place][number]
        if _fixed(move, step, start, away):
            continue
        earliest = _index(days, max(due, start, step.snoozed_until or start))
        before = next((at for at in reversed(range(number)) if is_coming(found[place][at])), None)
        if before is not None:
            # where the horizon had cut short what lasts, it stays as short: moving days makes no plan longer
            apart = min(step.lasts, max(0, math.ceil((due - move.milestones[before].due).days / 7)))
            earliest = max(earliest, min(len(days) - 1, _index(days, found[place][before].due) + apart))
        week = next((week for week in range(earliest, len(days)) if load[week] < most - 1e-9), len(days) - 1)
        load[week] += step.hours
        if days[week] != due:
            found[place][number] = replace(step, due=days[week])
    last = max((step.due for steps in found for step in steps if is_coming(step)), default=start)
    return [tuple(steps) for steps in found], max(weeks, (last - start).days // 7 + 1)


def is_coming(step: Milestone) -> bool:
    """Whether a step is still to be done and has a day: open, or snoozed until one."""
    return step.state == "open" or (step.state == "snoozed" and step.snoozed_until is not None)


def _fixed(move: PlannedMove, step: Milestone, start: date, away: Sequence[Away]) -> bool:
    """Whether a step keeps its day: the worker's own, to come, and not while they are away."""
    return move.own and step.state == "open" and step.due >= start and not any(one.covers(step.due) for one in away)


def _index(days: Sequence[date], day: date) -> int:
    """The first of the weeks whose day is not before `day`; the last where none is."""
    return next((place for place, one in enumerate(days) if one >= day), len(days) - 1)


def _week(load: Sequence[float], share: float, most: float, earliest: int, before: int) -> int | None:
    """The first week from `earliest` on below the even share; else the emptiest below `most` from there on, else from
    `before` on; None where every one of these is full."""
    for week in range(earliest, len(load)):
        if load[week] < share - 1e-9:
            return week
    for first in (earliest, before):
        week = min(range(first, len(load)), key=lambda week: (load[week], -week))
        if load[week] < most - 1e-9:
            return week
    return None


def _one_more(days: list[date], start: date, weeks: int, away: Sequence[Away]) -> tuple[list[date], int]:
    """The due days with that of one more week one is there."""
    for more in range(weeks, weeks + LONGEST_HORIZON):
        day = due_day(start, more, away)
        if day is not None:
            return [*days, day], more + 1
    return [*days, days[-1] + timedelta(days=7)], weeks + 1
