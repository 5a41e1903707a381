"""Choosing: the set of moves with the best objective for every whole-hour budget up to the hours there are.

The objective is a sum (hours moved × worth of an hour, pillars × weight), so a set's value is kept up as moves join
it and equals measuring the worker after all of them. A beam keeps the best few sets for each budget; the best over
all smaller budgets counts for a larger one, so more hours never give a worse plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.model.measurement import PillarId
from coach.model.profile import HOURS_IN_A_WEEK
from coach.planning.candidates import Candidate

BEAM = 4
MOST_BUNDLES = 48
OWNERS = 3
MOST_HABITS = 2
MOST_MOVES_A_TASK = 3
MOST_PROJECTS = 2
LEAST_STORY = 3
# How likely a step is carried out, by what it stands in: a general move, a move of one's own trade, a story (the more
# the more of the week it is about). Our judgement; points count by it.
GENERAL = 0.8
OWN_TRADE = 1.0
STORY = 0.6


@dataclass(frozen=True, slots=True)
class Worth:
    """What a candidate adds: points by source task and hour, and what each pillar it raises would be worth."""

    candidate: Candidate
    shifts: tuple[tuple[str, float, float], ...]  # (source task, hours, points an hour)
    pillars: tuple[tuple[PillarId, float], ...]  # (pillar, points above where it stands now)
    cost: int


@dataclass(frozen=True, slots=True)
class Story:
    """A project as places in the list of worths, in the order of its moves."""

    id: str
    members: tuple[int, ...]
    share: float  # of the week's hours that lie in its cluster of tasks


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen places in the list of worths, the projects they tell, and the points counted."""

    members: tuple[int, ...]
    projects: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class _Bundle:
    members: tuple[int, ...]
    project: str | None = None
    fit: float = 1.0


@dataclass(frozen=True, slots=True)
class _Set:
    room: Mapping[str, float]
    hours: int = 0
    value: float = 0.0
    taken: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    pillars: Mapping[PillarId, float] = field(default_factory=dict)
    habits: int = 0
    members: frozenset[int] = frozenset()
    projects: frozenset[str] = frozenset()


def choose(
    worths: Sequence[Worth],
    stories: Sequence[Story],
    budget: int,
    room: Mapping[str, float],
    done: frozenset[str] = frozenset(),
    first: Sequence[int] = (),
) -> Choice:
    """The best set of projects (two at most) and single moves for `budget` whole hours.

    A move brings along what it requires; a project its moves, or the first of them where the hours end. `room`: hours
    that may be taken from each task. `done`: moves carried out before, which count as met. `first`: places of moves
    that are in every set as far as the hours reach. Deterministic.
    """
    bundles = _project_bundles(stories) + _single_bundles(worths, done)
    start = _Set(dict(room))
    for index in dict.fromkeys(first):
        if start.hours + worths[index].cost <= budget:
            start = _add(start, index, worths[index], _fit(worths[index]))
    sets: dict[int, list[_Set]] = {start.hours: [start]}
    for bundle in bundles:
        grown: dict[int, list[_Set]] = {}
        for kept in sets.values():
            for one in kept:
                larger = _join(one, bundle, worths, budget)
                if larger is not None:
                    grown.setdefault(larger.hours, []).append(larger)
        for hours, more in grown.items():
            sets[hours] = _best(sets.get(hours, []) + more)
    best = max((one for kept in sets.values() for one in kept), key=_rank)
    return Choice(tuple(sorted(best.members)), tuple(sorted(best.projects)), best.value)


def _project_bundles(stories: Sequence[Story]) -> list[_Bundle]:
    """Every project whole, and its first three moves and more for when hours are few."""
    return [
        _Bundle(story.members[:length], story.id, OWN_TRADE + STORY * story.share)
        for story in stories
        for length in range(len(story.members), LEAST_STORY - 1, -1)
    ]


def _single_bundles(worths: Sequence[Worth], done: frozenset[str]) -> list[_Bundle]:
    """Each telling candidate with what it requires, first required first; what hands work over comes last, with each
    of the few cheapest moves that make one the owner of something."""
    at: dict[str, list[int]] = {}
    for index, worth in enumerate(worths):
        at.setdefault(worth.candidate.move.id, []).append(index)
    whole = [_with_required(index, worths, at, done) for index in range(len(worths))]
    owning = [bundle for bundle in whole if worths[bundle[-1]].candidate.move.owns]
    owning.sort(key=lambda bundle: (_points(bundle, worths) <= 0.0, sum(worths[one].cost for one in bundle), bundle))
    keeping: list[tuple[float, str, tuple[int, ...]]] = []
    giving: list[tuple[float, str, tuple[int, ...]]] = []
    for bundle in whole:
        gives = any(worths[member].candidate.move.hands_over for member in bundle)
        before = [[], *owning[:OWNERS], *owning[-1:]] if gives else [[]]
        for owner in before:
            both = tuple(dict.fromkeys((*owner, *bundle)))
            points = _points(both, worths)
            if points > 0.0:
                hours = sum(worths[one].cost for one in both)
                (giving if gives else keeping).append((-points / hours, worths[bundle[-1]].candidate.id, both))
    return [_Bundle(one[2]) for one in (*sorted(keeping)[:MOST_BUNDLES], *sorted(giving)[: MOST_BUNDLES // 3])]


def _points(bundle: Sequence[int], worths: Sequence[Worth]) -> float:
    one = _Set(_all_room(worths, bundle))
    for member in bundle:
        one = _add(one, member, worths[member], _fit(worths[member]))
    return one.value


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


def _all_room(worths: Sequence[Worth], bundle: Sequence[int]) -> dict[str, float]:
    return {source: HOURS_IN_A_WEEK for index in bundle for source, _, _ in worths[index].shifts}


def _fit(worth: Worth) -> float:
    return OWN_TRADE if worth.candidate.own_trade else GENERAL


def _join(one: _Set, bundle: _Bundle, worths: Sequence[Worth], budget: int) -> _Set | None:
    """The set with a bundle added, or None where it does not fit the hours or the rules of a good plan."""
    if bundle.project is None and bundle.members[-1] in one.members:
        return None
    if bundle.project is not None and (bundle.project in one.projects or len(one.projects) >= MOST_PROJECTS):
        return None
    new = [index for index in bundle.members if index not in one.members]
    if one.hours + sum(worths[index].cost for index in new) > budget:
        return None
    members = [worths[index].candidate for index in one.members]
    together = [worths[index].candidate for index in new]
    moves = {member.move.id for member in members}
    for index in new:
        move, task = worths[index].candidate.move, worths[index].candidate.task
        if move.id in moves:
            if bundle.project is not None or index == bundle.members[-1]:
                return None  # one story a move: a second task waits until the first has shown that it works
            continue
        if bundle.project is None:
            if move.hands_over and not any(
                other.move.owns for other in (*members, *together) if other.move.id != move.id
            ):
                return None
            if task is not None and sum(1 for other in members if other.task == task) >= MOST_MOVES_A_TASK:
                return None
        one = _add(one, index, worths[index], bundle.fit if bundle.project is not None else _fit(worths[index]))
        members.append(worths[index].candidate)
        moves.add(move.id)
    if one.habits > MOST_HABITS:
        return None
    return replace(one, projects=one.projects | {bundle.project}) if bundle.project is not None else one


def _add(one: _Set, index: int, worth: Worth, fit: float) -> _Set:
    """The set with one more member. What several members bring counts once, for the one it counts most with, so the
    order they were added in does not matter."""
    taken, pillars, value = one.taken, one.pillars, one.value
    if worth.shifts:
        taken = dict(taken)
        for source, hours, points in worth.shifts:
            before = taken.get(source, ())
            after = tuple(sorted((*before, (fit * points, hours)), reverse=True))
            value += _moved(after, one.room.get(source, 0.0)) - _moved(before, one.room.get(source, 0.0))
            taken[source] = after
    if worth.pillars:
        pillars = dict(pillars)
        for name, points in worth.pillars:
            value += max(0.0, fit * points - pillars.get(name, 0.0))
            pillars[name] = max(fit * points, pillars.get(name, 0.0))
    return replace(
        one,
        members=one.members | {index},
        hours=one.hours + worth.cost,
        value=value,
        taken=taken,
        pillars=pillars,
        habits=one.habits + int(worth.candidate.move.habit),
    )


def _moved(shifts: tuple[tuple[float, float], ...], room: float) -> float:
    """Points of hours moved out of one task: the best first, as far as there is room."""
    total = 0.0
    for points, hours in shifts:
        moved = min(hours, room)
        room -= moved
        total += moved * points
    return total


def _rank(one: _Set) -> tuple[float, int, tuple[int, ...]]:
    return (round(one.value, 9), -one.hours, tuple(sorted(one.members)))


def _best(kept: list[_Set]) -> list[_Set]:
    kept.sort(key=lambda one: (-round(one.value, 9), len(one.members)))
    found: list[_Set] = []
    for one in kept:
        if all(one.members != other.members for other in found):
            found.append(one)
        if len(found) == BEAM:
            break
    return found
