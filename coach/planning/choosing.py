"""Choosing: the set of moves with the best objective for every whole-hour budget up to the hours there are.

The objective is a sum (hours moved × worth of an hour, pillars × weight), so a set's value is kept up as moves join
it and equals measuring the worker after all of them. A beam keeps the best few sets for each budget; the best over
all smaller budgets counts for a larger one, so more hours never give a worse plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from types import MappingProxyType

from coach.planning.worths import OWN_TRADE, Chosen, Worth, empty

BEAM = 4
NOTHING: Mapping[int, float] = MappingProxyType({})
UNBOUNDED = float("-inf")
TINY = 1e-6  # hours; sums of tenths do not come out even
MOST_BUNDLES = 48
OWNERS = 3
MOST_HABITS = 2
MOST_MOVES_A_TASK = 3
MOST_PROJECTS = 2
SECOND_STORY = 0.65  # of the hours at most, so that there is room beside two stories for ways out and readiness
LEAST_STORY = 3
# A story counts by more than a move of one's own trade, the more the more of the week it is about; our judgement.
STORY = 0.6
# And it is worth something as a whole: what it measures, its checkpoint and its stop rule. Once a plan, in full from a
# fifth of the week on. Our judgement: with few hours a story begun is better than as many moves that gain more apart.
WHOLE = 10.0
FULL_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Story:
    """A project as places in the list of worths, in the order of its moves."""

    id: str
    members: tuple[int, ...]
    share: float  # of the week's hours that lie in its cluster of tasks
    tasks: frozenset[str] = frozenset()  # that cluster; two stories of a plan share none of it
    own_trade: bool = True

    @property
    def whole(self) -> float:
        """Points it is worth as a whole, besides its moves."""
        return WHOLE * min(1.0, self.share / FULL_SHARE) if self.own_trade else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen places in the list of worths, the projects they tell, and the points counted."""

    members: tuple[int, ...]
    projects: tuple[str, ...]
    points: float


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Moves that join a set together. `most` is the most points they can add to any set."""

    members: tuple[int, ...]
    story: Story | None = None
    fit: float = 1.0
    most: float = 0.0


def choose(
    worths: Sequence[Worth],
    stories: Sequence[Story],
    budget: float,
    room: Mapping[str, float],
    done: frozenset[str] = frozenset(),
    first: Sequence[int] = (),
    habits: int = MOST_HABITS,
    owned: int = 0,
    only_told: frozenset[int] = frozenset(),
    only_before: frozenset[int] = frozenset(),
    begun: Collection[str] = (),
    least_story: int = LEAST_STORY,
) -> Choice:
    """The best set of projects (two at most) and single moves for `budget` hours.

    A move brings along what it requires; a project its moves, or the first of them where the hours end. `room`: hours
    that may be taken from each task. `done`: moves carried out before, which count as met. `first`: places of moves
    that are in every set as far as the hours reach. `habits`: new weekly habits at most. `owned`: how many of the
    moves done make the worker the owner of something. `only_told`: places of moves that are bound as part of a story
    and stand nowhere else. `only_before`: places of moves that are in a plan only with one that requires them.
    `begun`: stories that go on whatever is chosen. `least_story`: with fewer of its moves a story is not told.
    Deterministic.
    """
    on_offer = {worth.move for worth in worths} - done
    worths = [worth._replace(requires=tuple(one for one in worth.requires if one in on_offer)) for worth in worths]
    bundles = [
        replace(bundle, most=_most(bundle, worths, room))
        for bundle in _project_bundles(stories, least_story) + _single_bundles(worths, room, only_told, only_before)
    ]
    start = empty(room)._replace(owners=owned)
    for index in dict.fromkeys(first):
        if start.hours + worths[index].cost <= budget + TINY:
            start = start.with_one(worths[index], worths[index].fit)
    for story in stories:
        if story.id in begun:
            start = start.with_story(story.id, story.tasks, story.whole)
    sets: dict[int, list[Chosen]] = {_bucket(start): [start]}
    for bundle in bundles:
        grown: dict[int, list[Chosen]] = {}
        least = {hours: kept[-1].value for hours, kept in sets.items() if len(kept) == BEAM}
        for kept in sets.values():
            for one in kept:
                larger = _join(one, bundle, worths, budget, habits, least)
                if larger is not None:
                    grown.setdefault(_bucket(larger), []).append(larger)
        for hours, more in grown.items():
            sets[hours] = _best(sets.get(hours, []) + more)
    best = max((one for kept in sets.values() for one in kept), key=_rank)
    return Choice(tuple(sorted(best.members)), tuple(sorted(best.projects)), best.value)


def _project_bundles(stories: Sequence[Story], least: int) -> list[_Bundle]:
    """Every project whole, and its first `least` moves and more for when hours are few."""
    return [
        _Bundle(story.members[:length], story, OWN_TRADE + STORY * story.share)
        for story in stories
        for length in range(len(story.members), min(least, len(story.members)) - 1, -1)
    ]


def _single_bundles(
    worths: Sequence[Worth], room: Mapping[str, float], only_told: frozenset[int], only_before: frozenset[int]
) -> list[_Bundle]:
    """Each telling candidate with what it requires, first required first, and without the first of that for sets that
    have it already; what hands work over comes last, with each of a few moves that make one the owner of something."""
    at: dict[str, list[int]] = {}
    alone = [index for index in range(len(worths)) if index not in only_told]
    for index in alone:
        at.setdefault(worths[index].move, []).append(index)
    whole = [_with_required(index, worths, at) for index in alone if index not in only_before]
    owning = [bundle for bundle in whole if worths[bundle[-1]].owns]
    telling = sorted(owning, key=lambda bundle: (-_points(bundle, worths, room), bundle))[:OWNERS]
    cheap = sorted(owning, key=lambda bundle: (sum(worths[one].cost for one in bundle), bundle))[:OWNERS]
    keeping: list[tuple[float, str, tuple[int, ...]]] = []
    giving: list[tuple[float, str, tuple[int, ...]]] = []
    for bundle in whole:
        gives = any(worths[member].gives for member in bundle)
        before = [[], *telling, *cheap] if gives else [[]]
        for owner in before:
            both = tuple(dict.fromkeys((*owner, *bundle)))
            points = _points(both, worths, room)
            if points > 0.0:
                hours = sum(worths[one].cost for one in both)
                (giving if gives else keeping).append((-points / hours, worths[bundle[-1]].id, both))
    telling_first = (*sorted(keeping)[:MOST_BUNDLES], *sorted(giving)[: MOST_BUNDLES // 3])
    return [_Bundle(one[2][cut:]) for one in telling_first for cut in range(len(one[2]))]


def _points(bundle: Sequence[int], worths: Sequence[Worth], room: Mapping[str, float]) -> float:
    one = empty(room)
    for index in bundle:
        one = one.with_one(worths[index], worths[index].fit)
    return one.value


def _with_required(index: int, worths: Sequence[Worth], at: Mapping[str, list[int]]) -> list[int]:
    bundle: list[int] = []

    def take(one: int) -> None:
        if one in bundle or one in underway:
            return
        underway.add(one)
        for required in worths[one].requires:
            if required in at:
                take(_partner(one, at[required], worths))
        bundle.append(one)

    underway: set[int] = set()
    take(index)
    return bundle


def _partner(one: int, others: list[int], worths: Sequence[Worth]) -> int:
    """Of a required move's candidates the one about the same task, else the first."""
    task = worths[one].task
    return next((other for other in others if worths[other].task == task), others[0])


def _most(bundle: _Bundle, worths: Sequence[Worth], room: Mapping[str, float]) -> float:
    """The most points a bundle can add: what each of its parts is worth where nothing else has been taken."""
    total = bundle.story.whole if bundle.story is not None else 0.0
    for index in bundle.members:
        worth = worths[index]
        alone = sum(max(0.0, points) * min(hours, room.get(task, 0.0)) for task, hours, points in worth.shifts)
        alone += sum(points for _, points in worth.pillars)
        total += alone * (worth.fit if bundle.story is None else bundle.fit)
    return total


def _join(
    one: Chosen,
    bundle: _Bundle,
    worths: Sequence[Worth],
    budget: float,
    habits: int,
    least: Mapping[int, float] = NOTHING,
) -> Chosen | None:
    """The set with a bundle added, or None where it does not fit the hours or the rules of a good plan, or would be
    none of the best of its hours: those have at least `least` points."""
    story = bundle.story
    if story is not None and (
        story.id in one.projects or len(one.projects) >= MOST_PROJECTS or not story.tasks.isdisjoint(one.told)
    ):
        return None
    last = worths[bundle.members[-1]]
    if not story and last.move in one.moves:
        return None  # one task a move: a second waits until the first has shown that it works
    new = [
        worths[index]
        for index in bundle.members
        if index not in one.members and (story or worths[index].move not in one.moves)
    ]
    cost, owners = 0.0, one.owners
    for worth in new:  # loops, as this is asked ten thousand times a plan
        cost += worth.cost
        owners += worth.owns
    hours = one.hours + cost
    if hours > budget + TINY or one.value + bundle.most < least.get(ceil(hours - TINY), UNBOUNDED) - TINY:
        return None
    if story and one.projects and hours > SECOND_STORY * budget:
        return None
    if not story:
        for worth in new:
            for name in worth.requires:
                if name not in one.moves and all(name != other.move for other in new):
                    return None
    for worth in new:
        if worth.move in one.moves:
            return None
        if not story and worth.gives and owners - worth.owns < 1:
            return None
        if not story and worth.task is not None and one.on_task.get(worth.task, 0) >= MOST_MOVES_A_TASK:
            return None
        one = one.with_one(worth, bundle.fit if story else worth.fit)
    if one.habits > habits:
        return None
    return one.with_story(story.id, story.tasks, story.whole) if story is not None else one


def _bucket(one: Chosen) -> int:
    """The whole-hour budget a set is kept for."""
    return ceil(one.hours - TINY)


def _rank(one: Chosen) -> tuple[float, float, tuple[int, ...]]:
    return (round(one.value, 9), -round(one.hours, 6), tuple(sorted(one.members)))


def _best(kept: list[Chosen]) -> list[Chosen]:
    kept.sort(key=lambda one: (-round(one.value, 9), len(one.members)))
    found: list[Chosen] = []
    for one in kept:
        if all(one.members != other.members for other in found):
            found.append(one)
        if len(found) == BEAM:
            break
    return found
