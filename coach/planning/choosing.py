"""Choosing: the set of moves with the best objective for every whole-hour budget up to the hours there are.

The objective is a sum (hours moved × worth of an hour, pillars × weight), so a set's value is kept up as moves join
it and equals measuring the worker after all of them. A beam keeps the best few sets for each budget; the best over
all smaller budgets counts for a larger one, so more hours never give a worse plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.model.measurement import PillarId
from coach.planning.candidates import Candidate

BEAM = 6
MOST_CANDIDATES = 56
MOST_HABITS = 2
MOST_MOVES_A_TASK = 3
# A move written for one's own trade is likelier to be carried out than a general one; our judgement.
GENERAL = 0.8


@dataclass(frozen=True, slots=True)
class Worth:
    """What a candidate adds: points by source task and hour, and what each pillar it raises would be worth."""

    candidate: Candidate
    shifts: tuple[tuple[str, float, float], ...]  # (source task, hours, points an hour)
    pillars: tuple[tuple[PillarId, float], ...]  # (pillar, points above where it stands now)
    cost: int


@dataclass(frozen=True, slots=True)
class _Set:
    members: frozenset[int]
    hours: int
    value: float
    room: Mapping[str, float]
    pillars: Mapping[PillarId, float]
    habits: int


def choose(
    worths: Sequence[Worth], budget: int, room: Mapping[str, float], done: frozenset[str] = frozenset()
) -> list[Candidate]:
    """The chosen candidates, in the order of `worths`.

    A move brings along what it requires. `budget`: whole hours. `room`: hours that may be taken from each task.
    `done`: moves carried out before, which count as met. Deterministic.
    """
    bundles = _bundles(worths, done)
    start = _Set(frozenset(), 0, 0.0, dict(room), {}, 0)
    sets: dict[int, list[_Set]] = {0: [start]}
    for bundle in bundles:
        grown = {hours: list(kept) for hours, kept in sets.items()}
        for kept in sets.values():
            for one in kept:
                larger = _join(one, bundle, worths, budget)
                if larger is not None:
                    grown.setdefault(larger.hours, []).append(larger)
        sets = {hours: _best(kept) for hours, kept in grown.items()}
    best = max((one for kept in sets.values() for one in kept), key=_rank)
    return [worths[index].candidate for index in sorted(best.members)]


def value_of(worths: Sequence[Worth], room: Mapping[str, float]) -> float:
    """Points a whole set adds: the same sum the choice is made by."""
    one = _Set(frozenset(), 0, 0.0, dict(room), {}, 0)
    for index in range(len(worths)):
        one = _add(one, index, worths[index])
    return one.value


def _bundles(worths: Sequence[Worth], done: frozenset[str]) -> list[tuple[int, ...]]:
    """Each telling candidate with what it requires, first required first; owners before what hands work over."""
    at: dict[str, list[int]] = {}
    for index, worth in enumerate(worths):
        at.setdefault(worth.candidate.move.id, []).append(index)
    found = []
    for index, worth in enumerate(worths):
        bundle = _with_required(index, worths, at, done)
        hours = sum(worths[one].cost for one in bundle)
        points = value_of([worths[one] for one in bundle], _whole_room(worths, bundle))
        if points > 0.0:
            found.append((worth.candidate.move.hands_over, -points / hours, worth.candidate.id, tuple(bundle)))
    found.sort()
    givers = [one for one in found if one[0]][: MOST_CANDIDATES // 4]
    return [one[3] for one in found if not one[0]][:MOST_CANDIDATES] + [one[3] for one in givers]


def _with_required(index: int, worths: Sequence[Worth], at: Mapping[str, list[int]], done: frozenset[str]) -> list[int]:
    bundle: list[int] = []

    def take(one: int) -> None:
        if one in bundle or one in underway:
            return
        underway.add(one)
        for required in worths[one].candidate.move.requires:
            if required not in done and required in at:
                take(_partner(one, at[required], worths))
        bundle.append(one)

    underway: set[int] = set()
    take(index)
    return bundle


def _partner(one: int, others: list[int], worths: Sequence[Worth]) -> int:
    """Of a required move's candidates the one about the same task, else the first."""
    task = worths[one].candidate.task
    return next((other for other in others if worths[other].candidate.task == task), others[0])


def _whole_room(worths: Sequence[Worth], bundle: Sequence[int]) -> dict[str, float]:
    return {source: 168.0 for index in bundle for source, _, _ in worths[index].shifts}


def _join(one: _Set, bundle: tuple[int, ...], worths: Sequence[Worth], budget: int) -> _Set | None:
    """The set with a bundle added, or None where it does not fit the hours or the rules of a good plan."""
    new = [index for index in bundle if index not in one.members]
    if bundle[-1] in one.members or one.hours + sum(worths[index].cost for index in new) > budget:
        return None
    members = [worths[index].candidate for index in one.members]
    for index in new:
        move, task = worths[index].candidate.move, worths[index].candidate.task
        if move.hands_over and not any(member.move.owns for member in members):
            return None
        if any(member.move.id == move.id for member in members):
            if index == bundle[-1]:
                return None  # one story a move: a second task waits until the first has shown that it works
            continue
        same = sum(
            1 for member in members if task is not None and member.task is not None and member.task.id == task.id
        )
        if same >= MOST_MOVES_A_TASK:
            return None
        one = _add(one, index, worths[index])
        members.append(worths[index].candidate)
    return one if one.habits <= MOST_HABITS else None


def _add(one: _Set, index: int, worth: Worth) -> _Set:
    room, pillars, value = one.room, one.pillars, 0.0
    if worth.shifts:
        room = dict(room)
        for source, hours, points in worth.shifts:
            moved = min(hours, room.get(source, 0.0))
            room[source] = room.get(source, 0.0) - moved
            value += moved * points
    if worth.pillars:
        pillars = dict(pillars)
        for name, points in worth.pillars:
            value += max(0.0, points - pillars.get(name, 0.0))
            pillars[name] = max(points, pillars.get(name, 0.0))
    fit = 1.0 if worth.candidate.own_trade else GENERAL
    habits = one.habits + int(worth.candidate.move.habit)
    return _Set(one.members | {index}, one.hours + worth.cost, one.value + fit * value, room, pillars, habits)


def _rank(one: _Set) -> tuple[float, int, tuple[int, ...]]:
    return (round(one.value, 9), -one.hours, tuple(sorted(one.members)))


def _best(kept: list[_Set]) -> list[_Set]:
    kept.sort(key=_rank, reverse=True)
    found: list[_Set] = []
    for one in kept:
        if all(one.members != other.members for other in found):
            found.append(one)
        if len(found) == BEAM:
            break
    return found
