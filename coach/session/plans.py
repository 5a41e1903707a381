"""The plan: built once, kept, shown from then on; previews, re-planning, milestones done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Profile
from coach.session.opening import Session
from coach.session.week import checked_hours

LONGEST_HORIZON = 104


def current_plan(session: Session) -> Plan:
    """The saved plan; where there is none the first one is built, and in one's own folder saved."""
    if session.plan is None:
        plan = _built(session)
        if session.saves and session.read_only is None:
            session.save_plan("the first plan", plan)
        else:
            session.plan = plan
        return plan
    return session.plan


def preview(session: Session, weeks: int | None = None, hours: float | None = None) -> Plan:
    """A plan for other weeks or hours a week, not saved. Raises a usage Failure for numbers that make no plan."""
    if weeks is not None and not 1 <= weeks <= LONGEST_HORIZON:
        raise usage(f"A plan over {weeks} weeks cannot be made.", f"Weeks are 1 to {LONGEST_HORIZON}.")
    a_week = None if hours is None else checked_hours(hours)
    return _built(session, weeks=weeks, hours=a_week)


def rebuild(session: Session) -> Plan:
    """Plan anew from today; what is done stays done."""
    fresh = _built(session, previous=session.plan)
    session.save_plan("plan made anew", fresh)
    return fresh


def mark_done(
    session: Session, milestone_id: str, *, evidence: str | None = None, hours: float | None = None
) -> Milestone:
    """Close a milestone, with the evidence in words and the hours it took where they are told.

    `milestone_id` may also be the step's number in the written plan (from 1, by day).
    """
    plan = current_plan(session)
    milestone_id = _by_number(plan, milestone_id)
    for move in plan.moves:
        for step in move.milestones:
            if step.id == milestone_id:
                closed = replace(
                    step,
                    state="done",
                    done_on=session.today,
                    evidence=one_line(evidence) or None if evidence else step.evidence,
                    actual_hours=checked_hours(hours) if hours is not None else step.actual_hours,
                )
                session.save_plan(f"done: {step.title}", _with(plan, move, closed))
                return closed
    known = [step.id for _, step in plan.milestones()]
    close = nearest(milestone_id, known)
    hint = f"Did you mean {close}?" if close else "See coach plan for the steps and their numbers."
    raise Failure("unknown-item", kind="milestone", name=one_line(milestone_id, 80), hint=hint)


def reopen(session: Session, milestone_id: str) -> Milestone:
    """Open a milestone again that was closed by mistake; by its id or its number."""
    plan = current_plan(session)
    milestone_id = _by_number(plan, milestone_id)
    for move, step in plan.milestones():
        if step.id == milestone_id:
            opened = replace(step, state="open", done_on=None)
            session.save_plan(f"open again: {step.title}", _with(plan, move, opened))
            return opened
    raise Failure("unknown-item", kind="milestone", name=one_line(milestone_id, 80), hint="See coach plan.")


def this_week(session: Session, most: int = 3) -> list[tuple[PlannedMove, Milestone]]:
    """The open milestones of the next seven days and those carried over, at most `most`; else the next one."""
    plan = current_plan(session)
    still_open = [(move, step) for move, step in plan.milestones() if step.state == "open"]
    near = [pair for pair in still_open if pair[1].due <= session.today + timedelta(days=7)]
    return (near or still_open[:1])[:most]


def _built(
    session: Session, *, weeks: int | None = None, hours: float | None = None, previous: Plan | None = None
) -> Plan:
    # the planner is loaded for whoever plans: showing a plan that is there need not wait for it
    from coach.planning.plan import build_plan

    return build_plan(_profile(session), session.library, session.today, weeks=weeks, hours=hours, previous=previous)


def _by_number(plan: Plan, told: str) -> str:
    steps = plan.milestones()
    if told.isdecimal() and 1 <= int(told) <= len(steps):
        return steps[int(told) - 1][1].id
    return told


def _with(plan: Plan, move: PlannedMove, step: Milestone) -> Plan:
    steps = tuple(step if one.id == step.id else one for one in move.milestones)
    changed = replace(move, milestones=steps)
    return replace(plan, moves=tuple(changed if one.id == move.id else one for one in plan.moves))


def _profile(session: Session) -> Profile:
    if session.profile is None or not session.profile.tasks:
        raise Failure("no-profile", folder=session.place)
    return session.profile
