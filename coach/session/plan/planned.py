"""The plan a session has: built once and kept; previews, planning anew, missed weeks carried forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Profile
from coach.session.opening import Session
from coach.session.weeks.week import checked_hours

LONGEST_HORIZON = 104
LATEST_START = timedelta(days=366)


def current_plan(session: Session) -> Plan:
    """The saved plan; where there is none the first one is built, and in one's own folder saved.

    Once a day, steps of missed weeks are moved on first (`carry_forward`); nothing is saved where none is.
    """
    kept = kept_plan(session)
    if kept is None:
        plan = _built(session)
        if session.saves and session.read_only is None:
            session.save_together("the first plan", plan=plan, documents=_baseline(session))
        else:
            session.plan = plan
        return plan
    if session.carried != session.today:
        carry_forward(session)
    return session.plan or kept


def kept_plan(session: Session) -> Plan | None:
    """The saved plan as it is, None where there is none; nothing is built or moved. Raises Failure where it cannot be
    read."""
    if session.plan is None and session.broken_plan is not None:
        raise session.broken_plan
    return session.plan


def preview(session: Session, weeks: int | None = None, hours: float | None = None, start: date | None = None) -> Plan:
    """A plan for other weeks, hours a week or another first day, not saved. Raises a usage Failure for numbers that
    make no plan."""
    if weeks is not None and not 1 <= weeks <= LONGEST_HORIZON:
        raise usage(f"A plan over {weeks} weeks cannot be made.", f"Weeks are 1 to {LONGEST_HORIZON}.")
    a_week = None if hours is None else checked_hours(hours)
    return _built(session, weeks=weeks, hours=a_week, start=_checked_start(session, start))


def rebuild(session: Session, start: date | None = None) -> Plan:
    """Plan anew, from today or from `start` on; what is done stays done, what was started goes on."""
    fresh = _built(session, previous=session.plan, start=_checked_start(session, start))
    session.save_plan("plan made anew", fresh)
    return fresh


def carry_forward(session: Session) -> tuple[Milestone, ...]:
    """Move steps whose day has gone by into the coming weeks, in their order, and save where any was; gives them as
    they stand now. Snoozed steps whose day has come are open again. Nothing is asked, and nothing is lost."""
    session.carried = session.today
    plan, profile = session.plan, session.profile
    if plan is None or profile is None:
        return ()
    late = {step.id for _, step in plan.milestones() if step.state == "open" and step.due < session.today}
    if not late and not any(_wakes(step, session.today) for _, step in plan.milestones()):
        return ()
    from coach.planning.keeping import carried

    fresh = told_anew(session, plan, carried(plan, profile.away, session.today))
    many = len(late)
    what = f"{many} steps moved on" if many > 1 else "a step moved on" if many else "snoozed steps are back"
    keep(session, what, fresh)
    session.moved_on = many
    return tuple(step for _, step in fresh.milestones() if step.id in late)


def told_anew(session: Session, before: Plan, fresh: Plan) -> Plan:
    """A plan whose days have moved: where it has become longer or shorter its answer says so too."""
    if fresh.horizon_weeks == before.horizon_weeks:
        return fresh
    from coach.planning.editing import reckoned

    return reckoned(fresh, profile_of(session), session.library, session.today)


def keep(session: Session, what: str, plan: Plan) -> None:
    """Save a plan where the folder can be written; else only this session has it."""
    if session.read_only is None:
        session.save_plan(what, plan)
    else:
        session.plan = plan


def profile_of(session: Session) -> Profile:
    """The worker, with a week to plan by. Raises Failure `no-profile`."""
    if session.profile is None or not session.profile.tasks:
        raise Failure("no-profile", folder=session.place)
    return session.profile


def find_step(plan: Plan, told: str) -> tuple[PlannedMove, Milestone]:
    """The step meant by its id, or by its number in the written plan (from 1, by day).

    Raises Failure `unknown-item`.
    """
    steps = plan.milestones()
    if told.isdecimal() and 1 <= int(told) <= len(steps):
        return steps[int(told) - 1]
    for move, step in steps:
        if step.id == told:
            return move, step
    close = nearest(told, [step.id for _, step in steps])
    hint = f"Did you mean {close}?" if close else "See coach plan for the steps and their numbers."
    raise Failure("unknown-item", kind="milestone", name=one_line(told, 80), hint=hint)


def find_move(plan: Plan, told: str) -> PlannedMove:
    """The move meant by its id, or by its id on the shelf. Raises Failure `unknown-item`."""
    for move in plan.moves:
        if told in (move.id, move.move) and (move.id == told or not move.own):
            return move
    close = nearest(told, [move.id for move in plan.moves])
    hint = f"Did you mean {close}?" if close else "See coach plan for the moves of your plan."
    raise Failure("unknown-item", kind="move", name=one_line(told, 80), hint=hint)


def with_step(plan: Plan, step: Milestone) -> Plan:
    """The plan with a step in place of the one with its id."""
    return replace(
        plan,
        moves=tuple(
            replace(move, milestones=tuple(step if one.id == step.id else one for one in move.milestones))
            for move in plan.moves
        ),
    )


def checked_day(session: Session, day: date, what: str) -> date:
    """`day` where it is today or within two years. Raises a usage Failure."""
    if not session.today <= day <= session.today + 2 * LATEST_START:
        raise usage(f"{day} cannot be {what}.", "Name a day from today on, within two years.")
    return day


def _checked_start(session: Session, start: date | None) -> date | None:
    if start is not None and not session.today <= start <= session.today + LATEST_START:
        raise usage(f"A plan cannot start on {start}.", "Name a day from today on, within a year.")
    return start


def _baseline(session: Session) -> dict[str, dict[str, object]]:
    """The week as it stands when the plan begins, kept to be compared with later; nothing where one is kept already."""
    from coach.session.months import history, kept

    try:
        if kept.snapshots(session, years=1):
            return {}
    except Failure:
        return {}  # the doctor names it; a plan can be made all the same
    return history.documents_with(session, history.taken(session, "when the plan began"))


def _wakes(step: Milestone, today: date) -> bool:
    return step.state == "snoozed" and step.snoozed_until is not None and step.snoozed_until <= today


def _built(
    session: Session,
    *,
    weeks: int | None = None,
    hours: float | None = None,
    start: date | None = None,
    previous: Plan | None = None,
) -> Plan:
    # the planner is loaded for whoever plans: showing a plan that is there need not wait for it
    from coach.planning.plan import build_plan

    profile, library = profile_of(session), session.library
    return build_plan(profile, library, session.today, weeks=weeks, hours=hours, start=start, previous=previous)
