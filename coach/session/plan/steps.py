"""Steps and moves of the plan as the worker changes them: done, snoozed, dropped, worded anew, added, taken back.

Each is saved when the call returns, and survives planning anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.session.opening import Session
from coach.session.plan.planned import checked_day, current_plan, find_move, find_step, profile_of, told_anew, with_step
from coach.session.weeks.week import checked_hours

if TYPE_CHECKING:
    from coach.model.profile import Profile

LONGEST_STEP = 160
MOST_HOURS = 40.0
DONE_WHEN = "You call it done."


def mark_done(
    session: Session, milestone_id: str, *, evidence: str | None = None, hours: float | None = None
) -> Milestone:
    """Close a milestone, with the evidence in words and the hours it took where they are told.

    `milestone_id` may also be the step's number in the written plan (from 1, by day). One that is done already stays
    done on its day; only evidence and hours that are told change.
    """
    plan = current_plan(session)
    fresh, closed = with_done(session, plan, milestone_id, evidence=evidence, hours=hours)
    if closed == find_step(plan, milestone_id)[1]:
        return closed
    session.save_plan(f"done: {closed.title}", fresh)
    return closed


def with_done(
    session: Session, plan: Plan, milestone_id: str, *, evidence: str | None = None, hours: float | None = None
) -> tuple[Plan, Milestone]:
    """A plan with a milestone closed today, and what came of its move noted once that is closed; nothing is saved."""
    move, step = find_step(plan, milestone_id)
    closed = replace(
        step,
        state="done",
        done_on=step.done_on if step.state == "done" and step.done_on is not None else session.today,
        evidence=one_line(evidence) or None if evidence else step.evidence,
        actual_hours=checked_hours(hours) if hours is not None else step.actual_hours,
        guess=round(step.hours / move.pace, 4) if hours is not None and not move.own else step.guess,
        snoozed_until=None,
    )
    fresh = with_step(plan, closed)
    return _looked_back(session, fresh, move.id), closed


def reopen(session: Session, milestone_id: str) -> Milestone:
    """Open a milestone again that was closed by mistake; by its id or its number."""
    plan = current_plan(session)
    move, step = find_step(plan, milestone_id)
    opened = replace(step, state="open", done_on=None)
    kept = tuple(one for one in plan.outcomes if one.id != move.id)
    session.save_plan(f"open again: {step.title}", replace(with_step(plan, opened), outcomes=kept))
    return opened


def snooze(session: Session, milestone_id: str, until: date) -> Milestone:
    """Put a step off until a day; it and what comes after it in its move are dated anew. Raises a usage Failure for a
    day that has gone by or a step that is done."""
    from coach.planning.keeping import moved_on

    plan = current_plan(session)
    _move, step = find_step(plan, milestone_id)
    _not_done(step)
    checked_day(session, until, "the day a step is put off until")
    snoozed = replace(step, state="snoozed", snoozed_until=until)
    fresh = told_anew(session, plan, moved_on(with_step(plan, snoozed), profile_of(session).away, session.today))
    session.save_plan(f"put off until {until}: {step.title}", fresh)
    return find_step(fresh, step.id)[1]


def drop(session: Session, milestone_id: str) -> str:
    """Take a step out of the plan; it stays out when the plan is made anew. With its last step a move goes too.

    Gives the id of what was dropped, the step's or the move's, for `take_back`.
    """
    plan = current_plan(session)
    move, step = find_step(plan, milestone_id)
    _not_done(step)
    left = [one for one in move.milestones if one.id != step.id and one.state in ("open", "snoozed", "done")]
    if not left:
        drop_move(session, move.id)
        return move.id
    dropped = replace(step, state="dropped", snoozed_until=None)
    fresh = replace(with_step(plan, dropped), dropped=tuple(sorted({*plan.dropped, step.id})))
    _save_changed(session, f"dropped: {step.title}", plan, fresh)
    return step.id


def drop_move(session: Session, move_id: str) -> None:
    """Take a move out of the plan, by its id; what was done in it stays. It stays out until it is taken back."""
    from coach.planning.editing import without

    plan = current_plan(session)
    move = find_move(plan, move_id)
    _save_changed(session, f"dropped: {move.title}", plan, without(plan, move))


def take_back(session: Session, dropped_id: str) -> Plan:
    """Bring back what was dropped, or a step that was put off.

    A step by its id, a move by its id or its id on the shelf. Raises Failure `unknown-item` where it was not dropped,
    `usage` where it no longer fits the worker.
    """
    from coach.planning.editing import brought_back, reopened
    from coach.planning.keeping import respread
    from coach.planning.scheduling import comes_early

    plan, profile = current_plan(session), profile_of(session)
    away, early = profile.away, comes_early(profile.worker)
    for move, step in plan.milestones():
        if dropped_id == step.id and step.state in ("dropped", "snoozed"):
            opened = replace(step, state="open", snoozed_until=None)
            names = tuple(one for one in plan.dropped if one not in (step.id, move.move))
            again = replace(with_step(plan, opened), dropped=names)
            fresh = respread(again, away, away, session.today, early=early)
            _save_changed(session, f"taken back: {step.title}", plan, fresh)
            return fresh
    name = dropped_id if dropped_id.startswith("own:") else dropped_id.partition(":")[0]
    there = next((one for one in plan.moves if name in (one.id, one.move) and _is_dropped(one)), None)
    if there is None and name not in plan.dropped:
        raise Failure("unknown-item", kind="dropped move", name=one_line(dropped_id, 80), hint=_dropped_words(plan))
    names = tuple(one for one in plan.dropped if one != name)
    if there is not None:
        moves = tuple(reopened(one) if one.id == there.id else one for one in plan.moves)
        again = replace(plan, moves=moves, dropped=names)
        found: Plan | None = respread(again, away, away, session.today, early=early)
    else:
        found = brought_back(replace(plan, dropped=names), dropped_id, profile, session.library, session.today)
    if found is None:
        raise usage(f"“{one_line(name, 80)}” no longer fits your week.", "Change the week or the rules, and plan anew.")
    _save_changed(session, f"taken back: {name}", plan, found)
    return found


def reword(session: Session, milestone_id: str, title: str) -> Milestone:
    """Say a step in one's own words; they stay when the plan is made anew."""
    plan = current_plan(session)
    _move, step = find_step(plan, milestone_id)
    words = one_line(title, LONGEST_STEP)
    if not words:
        raise usage("A step needs words.", "Say what you will do, for example: ask Anna for the list.")
    worded = replace(step, title=words, own_words=True)
    session.save_plan(f"in your words: {words}", with_step(plan, worded))
    return worded


def add_step(session: Session, title: str, due: date, hours: float = 0.5, done_when: str = "") -> Milestone:
    """Add a step of one's own, due on a day from today on (moved on where one is away then). `hours` is above 0 and at
    most 40."""
    from coach.planning.editing import own_move, phase_now, with_moves
    from coach.planning.keeping import moved_on

    plan, away = current_plan(session), profile_of(session).away
    words = one_line(title, LONGEST_STEP)
    if not words:
        raise usage("A step needs words.", "Say what you will do, for example: ask Anna for the list.")
    if not 0.0 < checked_hours(hours) <= MOST_HOURS:
        raise usage(f"A step of {hours:g} hours cannot be planned.", "Cut it into steps of a few hours.")
    name = fresh_id(words, {move.id.removeprefix("own:") for move in plan.moves if move.own})
    day = checked_day(session, due, "the day a step is due")
    move = own_move(name, words, day, float(hours), one_line(done_when) or DONE_WHEN, phase_now(plan))
    fresh = moved_on(with_moves(plan, [move]), away, session.today)
    _save_changed(session, f"a step of your own: {words}", plan, fresh)
    return find_step(fresh, move.milestones[0].id)[1]


def settle(session: Session, move_id: str, *, hours: bool = True) -> Profile:
    """Take over into the profile what a closed move has changed: what one owns now, answers with the evidence, skills,
    and (with `hours`) the hours that moved in the week. Raises a usage Failure while steps of it are open."""
    from coach.planning.settling import settled

    plan, profile = current_plan(session), profile_of(session)
    move = find_move(plan, move_id)
    if not move.closed:
        raise usage(f"“{move.title}” is not closed yet.", "Close its steps first: coach done STEP.")
    changed = settled(profile, move, session.library, session.today, hours=hours)
    fresh = _looked_back(session, plan, move.id, changed)
    session.save_together(f"taken over: {move.title}", profile=changed, plan=fresh)
    return changed


def _save_changed(session: Session, what: str, before: Plan, plan: Plan) -> None:
    """Save a plan whose moves or hours have changed, reckoned anew."""
    from coach.planning.editing import reckoned
    from coach.planning.replan import open_hours

    more = open_hours(plan.moves) - open_hours(before.moves)
    session.save_plan(what, reckoned(plan, profile_of(session), session.library, session.today, more=more))


def _looked_back(session: Session, plan: Plan, move_id: str, profile: Profile | None = None) -> Plan:
    """The plan with what came of a move noted, once it is closed."""
    if session.profile is None or not find_move(plan, move_id).closed:
        return plan
    from coach.measure.meter import measure
    from coach.planning.outcomes import outcomes_of

    now = measure(profile or session.profile, session.library, on=session.today)
    return replace(plan, outcomes=outcomes_of(plan, now, session.library, session.today))


def _not_done(step: Milestone) -> None:
    if step.state == "done":
        raise usage(f"“{step.title}” is done already.", "Open it again first, if that was a mistake.")


def _is_dropped(move: PlannedMove) -> bool:
    return any(step.state == "dropped" for step in move.milestones)


def _dropped_words(plan: Plan) -> str:
    return f"Dropped are: {', '.join(plan.dropped)}." if plan.dropped else "Nothing has been dropped."
