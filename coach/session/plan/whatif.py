"""What if: two measurements and their difference, by the same measure as everything else. Nothing is saved.

`coach.session.plan.adopting` makes one of them the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.base.failures import Failure, nearest, usage
from coach.base.text import fresh_id, one_line
from coach.measure.between import difference
from coach.measure.meter import measure
from coach.model.changes import AddTask, Change, ChangeError, RemoveTask, SetAnswer, SetHours, ShiftHours, apply
from coach.model.measurement import Difference, Measurement
from coach.model.plan import PlannedMove
from coach.model.profile import Profile, Task
from coach.planning.candidates import realise
from coach.planning.plan import build_plan, offered_moves
from coach.session.opening import Session
from coach.session.weeks.week import LONGEST_TASK, checked_hours


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Now and then. `unassigned`: hours a week freed and not yet given a use, in the changed week.

    `grown`: hours by which the week is longer than it was: more were given to tasks than were free.
    Of the hours a week that change: `yours` are the worker's to decide, `needs_yes` somebody else's, and of `unsaid`
    nobody has said whose they are.
    """

    before: Measurement
    after: Measurement
    profile: Profile
    moves: tuple[PlannedMove, ...]
    unassigned: float
    yours: float = 0.0
    needs_yes: float = 0.0
    unsaid: float = 0.0
    grown: float = 0.0


def on_offer(session: Session) -> tuple[PlannedMove, ...]:
    """The moves one can try: those of the plan in its order, then the others that fit and change the week, the one
    that gains most first. One binding of each move."""
    profile = session.profile
    if profile is None or not profile.tasks:
        return ()
    planned = session.plan.moves if session.plan is not None else ()
    others = sorted(
        (move for move in offered_moves(profile, session.library, session.today) if move.changes),
        key=lambda move: (-move.gain.objective, move.id),
    )
    here = {task.id for task in profile.tasks}
    found: dict[str, PlannedMove] = {}
    for move in (*planned, *others):
        if here.issuperset(move.task_ids) and move.changes:
            found.setdefault(move.move, move)
    return tuple(found.values())


def what_if(
    session: Session,
    hours: Sequence[tuple[str, float]] = (),
    moves: Sequence[str] = (),
    known: Sequence[PlannedMove] = (),
    *,
    answers: Sequence[tuple[str | None, str, str]] = (),
    tasks: Sequence[tuple[str, float]] = (),
    without: Sequence[str] = (),
) -> WhatIf:
    """The week with other hours, answers or tasks, and with moves carried out.

    `hours`: (task, hours a week), the task by id or 1-based number; what is freed is unassigned. `answers`: (task or
    None, question, option). `tasks`: new ones in words, with hours a week; they take what is unassigned. `without`:
    tasks taken out, whose hours become unassigned. `moves`: ids as the plan shows them, or a move's own id for the
    binding good in most readings, of these the one that gains most. `known`: moves that were bound already, as
    `on_offer` gives them. Raises Failure for what is not there.
    """
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    changes: list[Change] = [
        SetHours(task=task_of(profile, told).id, hours=checked_hours(number)) for told, number in hours
    ]
    changes += [_answered(session, profile, *told) for told in answers]
    changes += [RemoveTask(task=task_of(profile, told).id) for told in dict.fromkeys(without)]
    changes += [AddTask(task=task) for task in _new_tasks(profile, tasks)]
    try:
        changed = apply(profile, changes)
    except ChangeError as error:
        raise usage(f"These do not go together: {error}.", "Take one of them out.") from None
    chosen = bound_moves(session, changed, moves, known)
    set_by_hand = changed
    changed = realise(changed, [move.changes for move in chosen], session.library)
    yours, needs_yes, unsaid = _whose(profile, set_by_hand, changed, chosen)
    return WhatIf(
        before=measure(profile, session.library, on=session.today, explain=True),
        after=measure(changed, session.library, on=session.today, explain=True),
        profile=changed,
        moves=chosen,
        unassigned=changed.unassigned,
        yours=yours,
        needs_yes=needs_yes,
        unsaid=unsaid,
        grown=max(0.0, round(changed.listed_hours + changed.unassigned - profile.listed_hours - profile.unassigned, 6)),
    )


def difference_of(session: Session, outcome: WhatIf) -> Difference:
    """After less before, each figure with a band of its own: what both weeks share is not counted as unsure twice."""
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    return difference(profile, outcome.profile, session.library, outcome.before, outcome.after)


def bound_moves(
    session: Session, profile: Profile, told: Sequence[str], known: Sequence[PlannedMove] = ()
) -> tuple[PlannedMove, ...]:
    """The moves meant by ids as the plan shows them, or by a move's own id for its best binding. `known`: moves that
    were bound already. Raises Failure for one that is not there."""
    by_id = {move.id: move for move in known}
    if all(name in by_id for name in told):
        return tuple(by_id[name] for name in told)
    # The plan's own moves first: those a project binds are offered by no move alone.
    plan = session.plan or build_plan(profile, session.library, session.today)
    here = {task.id for task in profile.tasks}
    planned = (move for move in plan.moves if here.issuperset(move.task_ids))
    offered = (*planned, *offered_moves(profile, session.library, session.today))
    return tuple(_move(name, offered) for name in told)


def _answered(session: Session, profile: Profile, told: str | None, question_id: str, option_id: str) -> SetAnswer:
    question = session.library.questions.get(question_id)
    if question is None or (question.about == "task") != (told is not None):
        about = [one.id for one in session.library.questions.values() if (one.about == "task") == (told is not None)]
        hint = f"{'About a task' if told is not None else 'About you and the signs around you'}: {', '.join(about)}."
        raise Failure("unknown-item", kind="question", name=one_line(question_id, 40), hint=hint)
    options = [option.id for option in question.options]
    if option_id not in options:
        raise usage(
            f"“{one_line(option_id, 40)}” is no answer to {question_id}.", f"It is one of: {', '.join(options)}."
        )
    task = task_of(profile, told).id if told is not None else None
    return SetAnswer(question=question_id, option=option_id, task=task)


def _new_tasks(profile: Profile, told: Sequence[tuple[str, float]]) -> list[Task]:
    taken = {task.id for task in profile.tasks}
    found = []
    for text, hours in told:
        words = one_line(text, LONGEST_TASK)
        if not words:
            raise usage("A task needs words.", "Say what you would do, for example: answer tickets.")
        task = Task(id=fresh_id(words, taken), text=words, hours=checked_hours(hours))
        taken.add(task.id)
        found.append(task)
    return found


def make_it_mine(session: Session, outcome: WhatIf) -> None:
    """Make the changed week the worker's own: its tasks and their hours. What a move would show about them is not taken
    over: that takes doing it."""
    profile = session.profile
    if profile is None:
        raise Failure("no-profile", folder=session.place)
    week = replace(profile, tasks=outcome.profile.tasks, unassigned=outcome.profile.unassigned)
    session.save_profile("a what-if made real", week)


def _whose(
    profile: Profile, changed: Profile, after: Profile, moves: Sequence[PlannedMove]
) -> tuple[float, float, float]:
    """Hours a week that change, by who decides: the worker, somebody else, not said."""
    decided = {True: 0.0, False: 0.0, None: 0.0}
    then = {task.id: task.hours for task in changed.tasks}
    for task in profile.tasks:
        decided[task.controllable] += abs(then.pop(task.id, 0.0) - task.hours)
    decided[None] += sum(then.values())
    asked = {True: 0.0, False: 0.0}
    for move in moves:
        asked[move.control == "self"] += sum(one.hours for one in move.changes if isinstance(one, ShiftHours))
    # Moves on one task share what it has: what really leaves it is split as they asked for it.
    left = {task.id: task.hours for task in after.tasks}
    moved = sum(max(0.0, task.hours - left.get(task.id, 0.0)) for task in changed.tasks)
    for own, hours in asked.items():
        decided[own] += moved * hours / sum(asked.values()) if moved else 0.0
    return decided[True], decided[False], decided[None]


def task_of(profile: Profile, told: str) -> Task:
    """The task meant by an id or by its number in the list, from 1."""
    found = profile.task(told)
    if found is None and told.isdecimal() and 1 <= int(told) <= len(profile.tasks):
        found = profile.tasks[int(told) - 1]
    if found is None:
        close = nearest(told, [task.id for task in profile.tasks])
        known = ", ".join(f"{number} {task.id}" for number, task in enumerate(profile.tasks, 1))
        hint = f"Did you mean {close}?" if close else f"The tasks are: {known}."
        raise Failure("unknown-item", kind="task", name=told, hint=hint)
    return found


def _move(told: str, offered: Sequence[PlannedMove]) -> PlannedMove:
    found = [move for move in offered if move.id == told][:1] or [move for move in offered if move.move == told]
    if not found:
        close = nearest(told, [move.id for move in offered] + [move.move for move in offered])
        hint = f"Did you mean {close}?" if close else "See coach plan for the moves that fit."
        raise Failure("unknown-item", kind="move", name=told, hint=hint)
    return max(found, key=lambda move: (move.readings.good / max(1, move.readings.of), move.gain.objective, move.id))
