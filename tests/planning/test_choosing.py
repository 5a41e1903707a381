"""Choosing against trying everything: the beam has to come within two percent of the best set there is."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from itertools import combinations

import pytest

from coach.model.measurement import PILLARS
from coach.planning.choosing import MOST_HABITS, MOST_MOVES_A_TASK, STORY, Story, choose
from coach.planning.worths import GENERAL, OWN_TRADE, Worth

TASKS = ("answer-tickets", "web-chats", "angry-callers", "refunds")


@dataclass(frozen=True)
class Case:
    worths: list[Worth]
    stories: list[Story]
    budget: int
    room: dict[str, float]


def a_case(seed: int, most: int) -> Case:
    """Random candidates with the shapes real ones have: some need others, some share pillars, tasks or habits."""
    dice = random.Random(seed)
    worths: list[Worth] = []
    for number in range(dice.randint(3, most)):
        task = dice.choice([*TASKS, None])
        needs = (f"m{dice.randrange(number)}",) if number and dice.random() < 0.25 else ()
        gives = dice.random() < 0.12
        shifts: tuple[tuple[str, float, float], ...] = ()
        if task is not None and dice.random() < 0.6:
            shifts = ((task, dice.uniform(0.2, 4.0), dice.uniform(-0.1, 1.0)),)
        worths.append(
            Worth(
                place=number,
                id=f"m{number}:{task}",
                move=f"m{number}",
                task=task,
                cost=round(dice.uniform(0.4, 8.0), 1),
                shifts=shifts,
                pillars=tuple((name, dice.uniform(0.2, 4.0)) for name in dice.sample(PILLARS, dice.randint(0, 2))),
                fit=OWN_TRADE if dice.random() < 0.4 else GENERAL,
                requires=needs,
                habit=dice.random() < 0.25,
                owns=not gives and dice.random() < 0.3,
                gives=gives,
            )
        )
    stories = []
    if len(worths) >= 5 and dice.random() < 0.5:
        members = tuple(sorted(dice.sample(range(len(worths)), 3)))
        stories.append(Story("story", members, dice.random()))
    room = {task: dice.uniform(1.0, 8.0) for task in TASKS}
    return Case(worths, stories, dice.randint(3, 40), room)


def points(case: Case, told: tuple[int, ...], singles: tuple[int, ...], fit: float) -> float:
    """The points of a set by plain adding up: each pillar and each hour counts once, where it counts most."""
    pillars: dict[str, float] = {}
    shifts: dict[str, list[tuple[float, float]]] = {}
    for index in (*told, *singles):
        worth = case.worths[index]
        counts = fit if index in told else worth.fit
        for source, hours, each in worth.shifts:
            shifts.setdefault(source, []).append((counts * each, hours))
        for name, much in worth.pillars:
            pillars[name] = max(pillars.get(name, 0.0), counts * much)
    total = sum(pillars.values())
    for source, wanted in shifts.items():
        room = case.room[source]
        for each, hours in sorted(wanted, reverse=True):
            moved = min(hours, room)
            room -= moved
            total += moved * each
    return total


def allowed(case: Case, told: tuple[int, ...], singles: tuple[int, ...]) -> bool:
    every = [case.worths[index] for index in (*told, *singles)]
    if sum(one.cost for one in every) > case.budget + 1e-6 or sum(one.habit for one in every) > MOST_HABITS:
        return False
    moves = {one.move for one in every}
    for index in singles:
        worth = case.worths[index]
        if not moves.issuperset(worth.requires):
            return False
        if worth.gives and not any(one.owns for one in every if one is not worth):
            return False
        if worth.task is not None and sum(one.task == worth.task for one in every) > MOST_MOVES_A_TASK:
            return False
    return True


def best_of_all(case: Case) -> float:
    best = 0.0
    places = range(len(case.worths))
    for story in (None, *case.stories):
        lengths = range(3, len(story.members) + 1) if story else [0]
        for length in lengths:
            told = story.members[:length] if story else ()
            fit = OWN_TRADE + STORY * story.share if story else 0.0
            rest = [place for place in places if place not in told]
            whole = story.whole if story else 0.0
            for count in range(len(rest) + 1):
                for singles in combinations(rest, count):
                    if allowed(case, told, singles):
                        best = max(best, whole + points(case, told, singles, fit))
    return best


def check(seed: int, most: int) -> tuple[float, float]:
    case = a_case(seed, most)
    choice = choose(case.worths, case.stories, case.budget, case.room)
    story = next((one for one in case.stories if one.id in choice.projects), None)
    told = tuple(index for index in (story.members if story else ()) if index in choice.members)
    singles = tuple(index for index in choice.members if index not in told)
    assert allowed(case, told, singles), seed
    return choice.points, best_of_all(case)


def test_the_choice_reaches_at_least_98_percent_of_trying_everything() -> None:
    short = []
    for seed in range(60):
        reached, best = check(seed, 10)
        if reached < 0.98 * best - 1e-9:
            short.append((seed, round(reached / best, 3)))
    assert short == []


@pytest.mark.skipif(not os.environ.get("COACH_TORTURE"), reason="the long run: make torture")
def test_the_choice_reaches_98_percent_on_500_larger_cases() -> None:
    short = []
    for seed in range(1000, 1500):
        reached, best = check(seed, 14)
        if reached < 0.98 * best - 1e-9:
            short.append((seed, round(reached / best, 3)))
    assert short == []


def test_a_larger_budget_never_counts_less() -> None:
    for seed in range(60):
        case = a_case(seed, 12)
        counted = [choose(case.worths, case.stories, budget, case.room).points for budget in range(0, 41, 2)]
        assert counted == sorted(counted), seed


def test_choosing_repeats_itself_and_starts_with_what_has_to_come_first() -> None:
    case = a_case(7, 10)
    once = choose(case.worths, case.stories, case.budget, case.room)
    assert choose(case.worths, case.stories, case.budget, case.room) == once
    forced = choose(case.worths, case.stories, case.budget, case.room, first=[0])
    assert 0 in forced.members or case.worths[0].cost > case.budget
