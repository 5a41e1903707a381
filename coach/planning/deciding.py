"""Deciding what a plan holds: what is on offer, the best of it for the hours, and what signs bring forward."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from coach.model.changes import ShiftHours
from coach.model.plan import PlannedMove
from coach.planning.candidates import LEAST_LEFT, Candidate, Setting, always
from coach.planning.choosing import LEAST_STORY, MOST_HABITS, Story, choose
from coach.planning.objective import hour_worth, pillar_worth
from coach.planning.projects import BoundProject, for_anyone_employed, share
from coach.planning.replan import open_hours
from coach.planning.telling import WORTH_AN_HOUR, is_poor
from coach.planning.worths import GENERAL, OWN_TRADE, Worth


@dataclass(frozen=True, slots=True)
class Decided:
    """The chosen candidates, the projects they tell, and the points counted."""

    moves: tuple[Candidate, ...]
    told: tuple[BoundProject, ...]
    points: float

    @property
    def hours(self) -> float:
        """Hours the chosen moves take."""
        return sum(one.hours for one in self.moves)


@dataclass(frozen=True)
class Offer:
    """What may be in this worker's plan: `found` moves and `projects`, beside the `kept` moves of the last plan and its
    stories that are `going_on`. `by_hand`: moves that are in it whatever they gain. `opening`: what it opens with."""

    found: Sequence[Candidate]
    projects: Sequence[BoundProject]
    setting: Setting
    kept: Sequence[PlannedMove]
    going_on: Collection[str]
    by_hand: Sequence[str]
    opening: frozenset[str]
    _poor: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """What is not worth its hours as things are need not be tried in thirty readings."""
        self._poor.update(one.id for one in self.found if one.gain < WORTH_AN_HOUR * one.hours)

    def decided(self, budget: float, *, seen: bool) -> Decided:
        """The best of it for `budget` hours. Where signs of pressure were `seen`, a step of readiness is among it: in
        the place of what brings least, so that signs change neither the story nor the hours."""
        own_trade = [
            one for one in self.projects if not for_anyone_employed(one.project) or one.project.id in self.going_on
        ]
        best = self._best(own_trade, budget)
        if not best.told and len(own_trade) < len(self.projects):
            others = (one for one in self.projects if one not in own_trade)
            best = max((self._best([*own_trade, one], budget) for one in others), key=lambda one: one.points)
        return self._with_readiness(best, budget) if seen else best

    def _with_readiness(self, best: Decided, budget: float) -> Decided:
        if any(one.move.readiness and not one.requires for one in best.moves) or any(
            move.move in self.setting.library.moves and self.setting.library.moves[move.move].readiness
            for move in self.kept
        ):
            return best
        ready = (one for one in self.found if one.move.kind == "readiness" and not one.requires)
        step = min(ready, key=lambda one: (one.hours, one.id), default=None)
        if step is None or step.hours > best.hours:
            return best
        for least in range(LEAST_STORY, 0, -1):
            again = self._best(best.told, min(best.hours, budget), step, least)
            if len(again.told) == len(best.told) or not best.told:
                return again
        return again

    def _best(
        self,
        projects: Sequence[BoundProject],
        budget: float,
        forced: Candidate | None = None,
        least: int = LEAST_STORY,
    ) -> Decided:
        """The best without single moves that are poor by themselves and open the way to nothing planned."""
        while True:
            best, fixed = self._chosen(projects, budget, forced, least)
            told = {one.id for project in best.told for one in project.members}
            opened = {name for one in best.moves for name in one.requires}
            poor = {
                one.id
                for one in best.moves
                if one.id not in told
                and one.id not in fixed
                and one.id not in self._poor
                and one.move.id not in opened
                and is_poor(one, self.setting)
            }
            if not poor:
                return best
            self._poor.update(poor)

    def _chosen(
        self, projects: Sequence[BoundProject], budget: float, forced: Candidate | None, least: int
    ) -> tuple[Decided, frozenset[str]]:
        """The best set as it is counted, and the ids of those in it whatever they gain."""
        setting = self.setting
        every = {one.id: one for one in (*self.found, *(one for project in projects for one in project.members))}
        ordered = [every[name] for name in sorted(every)]
        worths = [_worth(place, one, setting) for place, one in enumerate(ordered)]
        place = {one.id: index for index, one in enumerate(ordered)}
        stories = [
            Story(
                one.project.id,
                tuple(place[member.id] for member in one.members),
                share(one, setting),
                frozenset(task.id for task in one.tasks),
                not one.project.any_trade,
            )
            for one in projects
            if one.members
        ]
        room = {task.id: task.hours * (1.0 - LEAST_LEFT) for task in setting.profile.tasks}
        first = [place[one.id] for one in ordered if self.opening.intersection(one.move.first_for)]
        first += [place[forced.id]] if forced is not None else []
        first += _needed(ordered, setting, self.by_hand)
        first += [place[member.id] for one in projects if one.project.id in self.going_on for member in one.members]
        under_way = [setting.library.moves[move.move] for move in self.kept if move.move in setting.library.moves]
        begun = {move.move for move in self.kept if open_hours([move]) > 0.0}
        choice = choose(
            worths,
            stories,
            max(budget, 0.0),
            room,
            frozenset(one.id for one in under_way),
            first,
            max(0, (1 if setting.few_hours else MOST_HABITS) - sum(one.habit for one in under_way if one.id in begun)),
            sum(one.owns for one in under_way),
            only_told=frozenset(place.values()) - {place[one.id] for one in self.found},
            only_before=frozenset(place[name] for name in self._poor if name in place),
            begun=self.going_on,
            least_story=least,
        )
        told = tuple(one for one in projects if one.project.id in (*choice.projects, *self.going_on))
        moves = tuple(ordered[index] for index in choice.members)
        return Decided(moves, told, choice.points), frozenset(ordered[index].id for index in first)


def _needed(ordered: Sequence[Candidate], setting: Setting, by_hand: Sequence[str]) -> list[int]:
    """Places of moves this worker's plan has whatever they gain, each once, what they require before them: those put in
    by hand, bound as told or where they gain most, and those such a worker always has."""
    found: list[int] = []
    for one in sorted(ordered, key=lambda one: (one.id not in by_hand, -one.gain, one.id)):
        asked = one.id in by_hand or one.move.id in {name.partition(":")[0] for name in by_hand}
        if not (asked or always(one.move, setting)) or any(ordered[index].move.id == one.move.id for index in found):
            continue
        for name in one.requires:
            about = [index for index, other in enumerate(ordered) if other.move.id == name]
            same = [index for index in about if ordered[index].task == one.task]
            found += (same or about)[:1]
        found.append(ordered.index(one))
    return found


def _worth(place: int, one: Candidate, setting: Setting) -> Worth:
    tasks = {task.id: task for task in one.after.tasks}
    shifts = []
    for change in one.changes:
        if isinstance(change, ShiftHours):
            own = setting.profile.task(change.source)
            controllable = own.controllable if own else None
            here = hour_worth(tasks[change.source], controllable, setting.scale)
            there = hour_worth(tasks[change.to], controllable, setting.scale) if change.to else 0.0
            shifts.append((change.source, change.hours, there - here))
    now = {pillar.id: pillar for pillar in setting.measurement.position.pillars}
    pillars = []
    for pillar in one.after.position.pillars:
        points = pillar_worth(pillar, setting.scale) - pillar_worth(now[pillar.id], setting.scale)
        if points > 0.0:
            pillars.append((pillar.id, points))
    return Worth(
        place=place,
        id=one.id,
        move=one.move.id,
        task=one.task.id if one.task else None,
        cost=one.hours,
        shifts=tuple(shifts),
        pillars=tuple(pillars),
        fit=OWN_TRADE if one.own_trade else GENERAL,
        requires=one.requires,
        habit=one.move.habit,
        owns=one.move.owns,
        gives=one.move.hands_over,
    )
