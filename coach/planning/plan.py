"""The plan: bind the shelf's moves to the worker, choose the best for the hours, put them in order, say why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.library.families import family_of
from coach.library.retired import successor
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.plan import Plan, PlannedMove, Project
from coach.model.profile import Profile
from coach.planning.candidates import (
    Candidate,
    Setting,
    bound_best,
    candidates,
    milestone_hours,
    openings,
    realise,
    says_little,
    unread,
)
from coach.planning.choosing import TINY
from coach.planning.deciding import Offer
from coach.planning.keeping import reaching, restaged
from coach.planning.outcomes import gains_of, outcomes_of
from coach.planning.pace import pace
from coach.planning.projects import bound_projects, for_anyone_employed, is_of_a_situation, planned_project
from coach.planning.replan import dropped_by, fitting, in_force, kept_moves, open_hours
from coach.planning.rules import rules_for
from coach.planning.scheduling import comes_early, in_order, spread
from coach.planning.skills import left_for_now, planned_skills
from coach.planning.telling import planned_move, with_requests, with_what_they_prepare
from coach.planning.waiting import waiting
from coach.planning.weeks import USED, due_days, stretched, weeks_for
from coach.planning.wording import first_title, is_small, short_answer

WEEKS = 12
# Where little of the week is reached, an honest plan is short: this share of the hours. Our judgement.
MODEST = 0.5


@dataclass(frozen=True)
class _Frame:
    """The hours a plan has: `horizon` weeks from `start`, `there` of them not away, `a_week` hours in each."""

    start: date
    horizon: int
    there: int
    a_week: float

    @property
    def most(self) -> float:
        """Hours that may be planned."""
        return USED * self.a_week * self.there


def build_plan(
    profile: Profile,
    library: Library,
    today: date,
    *,
    weeks: int | None = None,
    hours: float | None = None,
    start: date | None = None,
    previous: Plan | None = None,
    wanted: Collection[str] = (),
) -> Plan:
    """A plan for this worker.

    `weeks`: the horizon (default 12, and as many more as the worker is away or what they started takes); `hours`:
    learning hours a week (default the profile's); `start`: its first day (default `today`, or the start of `previous`
    while that is to come). At most 70% of the hours of the weeks one is there are planned. Moves of `previous` that
    were started stay, what is done in them stays done, and the rest is chosen for the hours left. `wanted`: moves that
    are in the plan whatever they gain, by their id on the shelf or bound. Deterministic; pure.
    """
    a_week = profile.learning_hours if hours is None else hours
    begin = start or (previous.start if previous is not None and previous.start > today else today)
    before = measure(profile, library, on=today, explain=True)
    family = family_of(profile.worker, library)
    outcomes = outcomes_of(previous, before, library, today) if previous is not None else ()
    foreign = unread(before)
    worker = Setting(
        profile,
        measure(profile, library, on=today),
        family,
        library,
        pace(previous),
        a_week,
        gains_of(outcomes),
        today,
        frozenset(task.id for task in foreign),
    )
    dropped = dropped_by(previous, library)
    by_hand = tuple(dict.fromkeys((*(previous.wanted if previous is not None else ()), *wanted)))
    by_hand = tuple(name for name in by_hand if name.partition(":")[0] not in dropped)
    kept = kept_moves(previous, worker)
    frame = _frame(worker, begin, weeks, a_week, open_hours(kept) + _hours_of(by_hand, kept, worker))
    kept = fitting(kept, frame.most)
    here = {task.id for task in profile.tasks}
    base = realise(profile, [in_force(move, here) for move in kept], library)
    setting = replace(worker, profile=base, measurement=measure(base, library, on=today)) if kept else worker
    held = {move.move for move in kept}
    found = candidates(setting, (one for one in library.moves.values() if one.id not in held | dropped))
    asked = _asked_for(by_hand, found, held, setting)
    found += asked
    bound = bound_projects(setting, library.projects.values(), library.moves, held, dropped)
    going_on = _going_on(previous, held, library)
    opening = openings(worker)
    modest = is_small(before) or "unread" in opening or says_little(worker)
    budget = (MODEST if modest else 1.0) * frame.most
    if by_hand:
        budget = max(budget, min(frame.most, open_hours(kept) + _hours_of(by_hand, kept, worker)))
    begun, left = [one.id for one in going_on], budget - open_hours(kept)
    if says_little(worker):
        # Nothing is bound to words that do not say what is done: what is about the week, and what makes it tell more.
        found = [one for one in found if one.task is None or opening.intersection(one.move.first_for) or one in asked]
        bound = [one for one in bound if is_of_a_situation(one.project) or one.project.id in begun]
    elif opening.intersection(("vague", "unread")):
        bound = [one for one in bound if not for_anyone_employed(one.project) or one.project.id in begun]
    seen = any(sign.state == "seen" for sign in before.pressure)
    offer = Offer(found, bound, setting, kept, begun, by_hand, opening)
    decided = offer.decided(left, seen=seen)
    chosen, told = decided.moves, decided.told
    # once the post has gone, signs around it bring nothing forward: such a plan is readiness from its first day
    ordered = in_order(chosen, readiness_first=seen and "laid_off" not in opening, opening=opening)
    fresh = tuple(planned_move(one, setting, begin, dropped) for one in ordered)
    if kept:
        valued = tuple(planned_move(one, worker, begin, dropped) for one in ordered)
        fresh = tuple(replace(one, gain=other.gain) for one, other in zip(fresh, valued, strict=True))
    moves = (*kept, *with_what_they_prepare(fresh, ordered, setting))
    away = profile.away
    reach, early = reaching(moves, begin, frame.horizon, away), comes_early(profile.worker)
    dated, horizon = spread(moves, begin, reach, a_week, away, early=early)
    moves = tuple(replace(move, milestones=steps) for move, steps in zip(moves, dated, strict=True))
    after = realise(profile, [in_force(move, here) for move in moves], library)
    spent = open_hours(moves)
    of_move = {move.move: move for move in moves if not move.own}
    stories = [
        planned_project(one, [of_move[name] for name in one.project.moves if name in of_move], setting, begin)
        for one in told
    ]
    still = {one.id for one in stories}
    stories += restaged((one for one in going_on if one.id not in still), moves, begin)
    moves = with_requests(moves, stories)
    return Plan(
        start=begin,
        horizon_weeks=horizon,
        hours_per_week=a_week,
        hours_planned=_told(spent, frame.most),
        objective=decided.points,
        before=before,
        expected=measure(after, library, on=today, explain=True),
        moves=moves,
        projects=tuple(stories),
        short_answer=short_answer(profile, before, first_title(moves), horizon, spent, tuple(stories), foreign, moves),
        rules=rules_for(profile.worker, family, library),
        not_now=waiting(found, chosen, setting, max(0.0, budget - spent)),
        skills=planned_skills(moves, profile, family, library, stories),
        leave_for_now=left_for_now(moves, before, profile, family, library),
        pace=setting.pace,
        dropped=tuple(sorted(dropped)),
        wanted=by_hand,
        outcomes=outcomes,
    )


def _told(spent: float, most: float) -> float:
    """Hours without the crumbs that sums of tenths leave: never over `most` by one of them."""
    told = round(spent, 6)
    return min(told, most) if told - most < TINY else told


def offered_moves(profile: Profile, library: Library, today: date) -> tuple[PlannedMove, ...]:
    """Every move that fits this worker, bound to their tasks, with the gain each would have by itself."""
    before = measure(profile, library, on=today)
    setting = Setting(profile, before, family_of(profile.worker, library), library, on=today)
    return tuple(planned_move(one, setting, today) for one in candidates(setting, library.moves.values()))


def _frame(worker: Setting, start: date, weeks: int | None, a_week: float, needed: float) -> _Frame:
    """The weeks of a plan: as told, else twelve the worker is there, or what the `needed` hours take."""
    away = worker.profile.away
    if weeks is None:
        there = WEEKS if a_week <= 0.0 else max(WEEKS, weeks_for(needed, a_week))
        weeks = stretched(start, there, away)
    return _Frame(start, weeks, len(due_days(start, weeks, away)), a_week)


def _hours_of(names: Sequence[str], kept: Sequence[PlannedMove], worker: Setting) -> float:
    """Hours of the moves put in by hand, and of what they require, that are not under way."""
    held = {move.move for move in kept}
    every: dict[str, float] = {}
    for name in names:
        template = worker.library.moves.get(name.partition(":")[0])
        for one in (template, *(worker.library.moves.get(each) for each in (template.requires if template else ()))):
            if one is not None and one.id not in held:
                every[one.id] = milestone_hours(one) * worker.pace
    return sum(every.values())


def _asked_for(
    names: Sequence[str], found: Sequence[Candidate], held: Collection[str], setting: Setting
) -> list[Candidate]:
    """Moves put in by hand that are on offer in a story only, bound where they gain most."""
    there = {one.move.id for one in found} | set(held)
    bound = []
    for name in dict.fromkeys(one.partition(":")[0] for one in names):
        template = setting.library.moves.get(name)
        one = bound_best(template, setting) if template is not None and name not in there else None
        if one is not None:
            bound.append(one)
    return bound


def _going_on(previous: Plan | None, held: Collection[str], library: Library) -> tuple[Project, ...]:
    """The stories of the last plan that were started, by the names they have today."""
    if previous is None:
        return ()
    names = {move.id: successor(library, "moves", move.move) for move in previous.moves}
    return tuple(
        replace(one, id=successor(library, "projects", one.id))
        for one in previous.projects
        if any(names.get(move) in held for move in one.moves)
    )
