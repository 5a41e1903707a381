"""The plan: bind the shelf's moves to the worker, choose the best for the hours, put them in order, say why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from coach.library.families import family_of
from coach.library.retired import successor
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.changes import ShiftHours
from coach.model.measurement import Measurement
from coach.model.plan import Gain, Milestone, Plan, PlannedMove, Project, Readings, Waiting
from coach.model.profile import Profile
from coach.planning.candidates import (
    LEAST_LEFT,
    Candidate,
    Setting,
    always,
    barred,
    candidates,
    changes_of,
    openings,
    realise,
)
from coach.planning.choosing import MOST_HABITS, Story, choose
from coach.planning.objective import (
    hour_worth,
    objective,
    pillar_worth,
)
from coach.planning.pace import pace
from coach.planning.projects import BoundProject, bound_projects, planned_project, share
from coach.planning.rules import rules_for
from coach.planning.scheduling import in_order, sittings, spread
from coach.planning.wording import fill, is_small, short_answer
from coach.planning.worths import GENERAL, OWN_TRADE, Worth

WEEKS = 12
USED = 0.7  # of the learning hours: the rest is for weeks that go otherwise
ENDS = (0.0, 0.5, 1.0)  # low end, middle and high end of the ranges that effects state
WAITING = 4
# Where little of the week is reached, an honest plan is short: this share of the hours. Our judgement.
MODEST = 0.5
# A move still counts as good in a reading where it brings at least this many points an hour it takes; our judgement.
WORTH_AN_HOUR = 0.4


def build_plan(
    profile: Profile,
    library: Library,
    today: date,
    *,
    weeks: int | None = None,
    hours: float | None = None,
    previous: Plan | None = None,
) -> Plan:
    """A plan for this worker from `today`.

    `weeks`: the horizon (default 12); `hours`: learning hours a week (default the profile's). At most 70% of
    hours × weeks are planned. Moves of `previous` that were started stay, what is done in them stays done, and the
    rest is chosen for the hours left. Deterministic; pure.
    """
    horizon = WEEKS if weeks is None else weeks
    a_week = profile.learning_hours if hours is None else hours
    before = measure(profile, library, on=today, explain=True)
    kept = _started(previous, profile, library)
    base = realise(profile, [move.changes for move in kept], library)
    family = family_of(profile.worker, library)
    setting = Setting(
        base, measure(base, library, on=today) if kept else before, family, library, pace(previous), a_week
    )
    held = {move.move for move in kept}
    found = candidates(setting, (move for move in library.moves.values() if move.id not in held))
    share = MODEST if is_small(before) else 1.0
    budget = share * USED * a_week * horizon - _open_hours(kept)
    projects = bound_projects(setting, library.projects.values(), library.moves, held)
    going_on = (
        {one.id for one in previous.projects if held.intersection(_moves_of(one, previous))} if previous else set()
    )
    chosen, told, points = _choose(found, projects, setting, budget, frozenset(held), going_on)
    seen = any(sign.state == "seen" for sign in before.pressure)
    ordered = in_order(chosen, readiness_first=seen, opening=openings(setting))
    moves = (*kept, *(_planned(one, setting, today) for one in ordered))
    dated = spread([move.milestones for move in moves], today, horizon)
    moves = tuple(replace(move, milestones=steps) for move, steps in zip(moves, dated, strict=True))
    after = realise(profile, [move.changes for move in moves], library)
    expected = measure(after, library, on=today, explain=True)
    spent = _open_hours(moves)
    of_move = {move.move: move for move in moves}
    stories = tuple(
        planned_project(one, [of_move[name] for name in one.project.moves if name in of_move], setting, today)
        for one in told
    )
    return Plan(
        start=today,
        horizon_weeks=horizon,
        hours_per_week=a_week,
        hours_planned=round(spent, 6),
        objective=points,
        before=before,
        expected=expected,
        moves=moves,
        projects=stories,
        short_answer=short_answer(profile, before, tuple(move.title for move in moves), horizon, spent, stories),
        rules=rules_for(profile.worker, family, library),
        not_now=_waiting(found, chosen, setting),
        pace=setting.pace,
    )


def offered_moves(profile: Profile, library: Library, today: date) -> tuple[PlannedMove, ...]:
    """Every move that fits this worker, bound to their tasks, with the gain each would have by itself."""
    before = measure(profile, library, on=today)
    setting = Setting(profile, before, family_of(profile.worker, library), library)
    return tuple(_planned(one, setting, today) for one in candidates(setting, library.moves.values()))


def _started(previous: Plan | None, profile: Profile, library: Library) -> tuple[PlannedMove, ...]:
    """Moves of the last plan with a step done, by the names they go by today, as long as the tasks they are about are
    still there."""
    if previous is None:
        return ()
    here = {task.id for task in profile.tasks}
    return tuple(
        replace(move, move=successor(library, "moves", move.move))
        for move in previous.moves
        if any(step.state == "done" for step in move.milestones) and here.issuperset(move.task_ids)
    )


def _moves_of(project: Project, plan: Plan) -> set[str]:
    return {move.move for move in plan.moves if move.id in project.moves}


def _open_hours(moves: Iterable[PlannedMove]) -> float:
    return sum(step.hours for move in moves for step in move.milestones if step.state == "open")


def _choose(
    found: list[Candidate],
    projects: list[BoundProject],
    setting: Setting,
    budget: float,
    done: frozenset[str],
    going_on: Collection[str],
) -> tuple[list[Candidate], list[BoundProject], float]:
    """The chosen candidates, the projects they tell, and the points counted."""
    every = {one.id: one for one in (*found, *(one for project in projects for one in project.members))}
    ordered = [every[name] for name in sorted(every)]
    worths = [_worth(place, one, setting) for place, one in enumerate(ordered)]
    place = {one.id: index for index, one in enumerate(ordered)}
    stories = [
        Story(one.project.id, tuple(place[member.id] for member in one.members), share(one, setting))
        for one in projects
    ]
    room = {task.id: task.hours * (1.0 - LEAST_LEFT) for task in setting.profile.tasks}
    opening = openings(setting)
    first = [place[one.id] for one in ordered if opening.intersection(one.move.first_for)]
    first += _needed(ordered, setting)
    first += [place[member.id] for one in projects if one.project.id in going_on for member in one.members]
    habits = 1 if setting.few_hours else MOST_HABITS
    choice = choose(worths, stories, max(budget, 0.0), room, done, first, habits)
    told = [one for one in projects if one.project.id in (*choice.projects, *going_on)]
    return [ordered[index] for index in choice.members], told, choice.points


def _needed(ordered: list[Candidate], setting: Setting) -> list[int]:
    """Places of moves this worker's plan has whatever they gain, each once, what they require before them."""
    found: list[int] = []
    for one in sorted(ordered, key=lambda one: (-one.gain, one.id)):
        if not always(one.move, setting) or any(ordered[index].move.id == one.move.id for index in found):
            continue
        before = [index for index, other in enumerate(ordered) if other.move.id in one.move.requires]
        found += [*before[:1], ordered.index(one)]
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
        requires=one.move.requires,
        habit=one.move.habit,
        owns=one.move.owns,
        gives=one.move.hands_over,
    )


def _planned(one: Candidate, setting: Setting, today: date) -> PlannedMove:
    profile, move = setting.profile, one.move
    at_work = profile.worker.situation not in ("laid_off", "returning")
    whole = [
        Milestone(
            id=f"{one.id}:{step.id}",
            title=fill(step.title, profile, one.task),
            due=today,
            hours=round(step.hours * setting.pace, 2),
            done_when=fill(step.done_when, profile, one.task),
            as_job=step.as_job and at_work,
            lasts=step.weeks,
        )
        for step in move.milestones
    ]
    ends = _ends(one, setting)
    steps = tuple(sitting for step in whole for sitting in (sittings(step) if setting.few_hours else (step,)))
    return PlannedMove(
        id=one.id,
        move=move.id,
        title=fill(move.title, profile, one.task),
        why=fill(move.why, profile, one.task),
        phase=move.phase,
        task_ids=(one.task.id,) if one.task else (),
        hours=round(sum(step.hours for step in steps), 2),
        needs_ai=move.needs_ai,
        control="ask" if _hours_are_set(one, profile) else move.control,
        gain=_gain(one, setting, [measured for _profile, measured in ends]),
        side_effect=fill(move.side_effect, profile, one.task),
        readings=_readings(one, setting, ends),
        if_then=fill(move.if_then, profile, one.task),
        milestones=steps,
        changes=one.changes,
    )


def _hours_are_set(one: Candidate, profile: Profile) -> bool:
    """Whether the move shifts hours that somebody else sets: then it can only be asked for."""
    sources = {change.source for change in one.changes if isinstance(change, ShiftHours)}
    return any(task.controllable is False for task in profile.tasks if task.id in sources)


def _ends(one: Candidate, setting: Setting) -> list[tuple[Profile, Measurement]]:
    """The worker after this move alone, measured, at each of `ENDS`."""
    found = []
    for end in ENDS:
        profile = realise(setting.profile, [changes_of(one.move, one.task, setting.library, at=end)], setting.library)
        found.append((profile, measure(profile, setting.library)))
    return found


def _gain(one: Candidate, setting: Setting, measured: Sequence[Measurement]) -> Gain:
    """The difference of two measurements: the worker after this move alone, `measured` at each of `ENDS`, and now."""
    before = setting.measurement
    hours = [_running(before) - _running(after) for after in measured]
    after = measured[ENDS.index(0.5)]
    return Gain(
        exposure=after.exposure.value - before.exposure.value,
        displaceable=after.displaceable.value - before.displaceable.value,
        human=after.human.value - before.human.value,
        position=after.position.value - before.position.value,
        hours=hours[1],
        hours_low=min(hours),
        hours_high=max(hours),
        objective=one.gain,
    )


def _running(measurement: Measurement) -> float:
    return sum(task.hours * task.displaceable for task in measurement.tasks)


def _readings(one: Candidate, setting: Setting, ends: Iterable[tuple[Profile, Measurement]]) -> Readings:
    """In how many readings × futures × ends of the stated range the move still gains."""
    good = total = 0
    for profile, measured in ends:
        for scale, before in setting.views():
            total += 1
            good += objective(measured, profile, scale) - before >= WORTH_AN_HOUR * one.hours
    return Readings(good, total)


def _waiting(found: list[Candidate], chosen: list[Candidate], setting: Setting) -> tuple[Waiting, ...]:
    """The nearest runners-up, and why each waits."""
    taken = {one.move.id for one in chosen}
    raised = {one.move.pillar: one for one in sorted(chosen, key=lambda one: (one.gain, one.id))}
    waiting: list[Waiting] = []
    for one in sorted(found, key=lambda one: (-one.gain / max(one.hours, 0.5), one.id)):
        if one.move.id in taken or one.gain <= 0.0 or any(w.id.startswith(one.move.id + ":") for w in waiting):
            continue
        title = fill(one.move.title, setting.profile, one.task)
        if one.move.pillar in raised:
            before = fill(raised[one.move.pillar].move.title, setting.profile, raised[one.move.pillar].task)
            why = f"{title}. It works on the same thing as “{before}”, and comes after that."
        else:
            why = f"{title}. It takes {one.hours:.1f} hours, and the hours you gave bring more elsewhere first."
        waiting.append(Waiting(one.id, why))
        if len(waiting) == WAITING:
            break
    barred_for_ai = [
        move
        for move in setting.library.moves.values()
        if move.needs_ai and barred(move, setting) == "it needs AI, which your employer does not allow"
    ]
    if barred_for_ai:
        many = f"{len(barred_for_ai)} moves need AI, which your employer does not allow; they are left out."
        waiting.append(Waiting("ai", many))
    return tuple(waiting)
