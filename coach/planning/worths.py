"""What a move is worth in a plan, and sets of moves with their value kept up as members join.

What several members bring counts once, for the one it counts most with, so the order they join in does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coach.model.measurement import PillarId

# How likely a step is carried out: a general move, a move of one's own trade. Our judgement; points count by it.
GENERAL = 0.8
OWN_TRADE = 1.0


class Worth(NamedTuple):
    """A candidate as the choice sees it. `place` is its place in the list of worths, `cost` its hours.

    `shifts`: (source task, hours, points an hour); `pillars`: (pillar, points above where it stands now).
    """

    place: int
    id: str
    move: str
    task: str | None
    cost: float
    shifts: tuple[tuple[str, float, float], ...]
    pillars: tuple[tuple[PillarId, float], ...]
    fit: float = OWN_TRADE
    requires: tuple[str, ...] = ()
    habit: bool = False
    owns: bool = False
    gives: bool = False


class Chosen(NamedTuple):
    """A set of moves: their hours and value, and what the next member has to be held against."""

    room: Mapping[str, float]
    hours: float
    value: float
    taken: Mapping[str, tuple[tuple[float, float], ...]]
    pillars: Mapping[PillarId, float]
    habits: int
    owners: int
    members: frozenset[int]
    moves: frozenset[str]
    on_task: Mapping[str, int]
    projects: frozenset[str]
    told: frozenset[str] = frozenset()  # tasks that a story of it is about
    whole: float = 0.0  # points counted for a story as a whole

    def with_story(self, name: str, tasks: frozenset[str], whole: float) -> Chosen:
        """The set as telling one more story about `tasks`; what stories are worth as a whole counts once, the most."""
        return self._replace(
            projects=self.projects | {name},
            told=self.told | tasks,
            value=self.value + max(0.0, whole - self.whole),
            whole=max(self.whole, whole),
        )

    def with_one(self, worth: Worth, fit: float) -> Chosen:
        """The set with one more member, whose points count by `fit`."""
        taken, pillars, on_task, value = self.taken, self.pillars, self.on_task, self.value
        if worth.shifts:
            taken = dict(taken)
            for source, hours, points in worth.shifts:
                before = taken.get(source, ())
                after = tuple(sorted((*before, (fit * points, hours)), reverse=True))
                room = self.room.get(source, 0.0)
                value += _moved(after, room) - _moved(before, room)
                taken[source] = after
        if worth.pillars:
            pillars = dict(pillars)
            for name, points in worth.pillars:
                counted = pillars.get(name, 0.0)
                if fit * points > counted:
                    value += fit * points - counted
                    pillars[name] = fit * points
        if worth.task is not None:
            on_task = {**on_task, worth.task: on_task.get(worth.task, 0) + 1}
        return Chosen(
            self.room,
            self.hours + worth.cost,
            value,
            taken,
            pillars,
            self.habits + worth.habit,
            self.owners + worth.owns,
            self.members | {worth.place},
            self.moves | {worth.move},
            on_task,
            self.projects,
            self.told,
            self.whole,
        )


def empty(room: Mapping[str, float]) -> Chosen:
    """The set of no moves; `room` is how many hours may be taken from each task."""
    nothing: frozenset[int] = frozenset()
    return Chosen(dict(room), 0.0, 0.0, {}, {}, 0, 0, nothing, frozenset(), {}, frozenset())


def _moved(shifts: tuple[tuple[float, float], ...], room: float) -> float:
    """Points of hours moved out of one task: the best first, as far as there is room."""
    total = 0.0
    for points, hours in shifts:
        moved = min(hours, room)
        room -= moved
        total += moved * points
    return total
