"""The check-in: two minutes a week, forgiving. A missed week is carried, a pause has a date, nothing breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.model.checkin import CONFIDENCES, SUREST, CheckIn, Recalled
from coach.model.ledger import Entry
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Profile
from coach.model.shelf import KnowledgeItem, Obstacle
from coach.session.months import easing, history, kept, recall
from coach.session.months.offering import Offer, offers
from coach.session.opening import Session
from coach.session.plan import plans
from coach.session.plan.steps import with_done
from coach.session.results.ledger import new_entry
from coach.session.settings import settings
from coach.session.weeks.week import checked_hours

MOST_STEPS = 5
MOST_OBSTACLES = 4
LONGEST_WORDS = 500
SAME_WEEK = kept.SAME_WEEK
SPLIT_BY = "too-big"  # the obstacle whose words make a step smaller where none was named


@dataclass(frozen=True, slots=True)
class Asking:
    """What a check-in asks about. `since`: the last one; `weeks`: how many went by since (1: the usual). `steps` are
    open, `done` were closed since. `paused_until` is the last day of a pause that is on."""

    since: date | None
    weeks: int
    steps: tuple[tuple[PlannedMove, Milestone], ...]
    done: tuple[Milestone, ...]
    obstacles: tuple[Obstacle, ...]
    recall: tuple[KnowledgeItem, ...]
    paused_until: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it: the check-in as kept, the ledger entry of its result, words said back, what is offered now,
    the steps that were carried on, and from when the next one is due. `added_to` is the day of the one before where the
    next one was not due yet: today's is one with it (there is one a day), an earlier one stands beside it."""

    checkin: CheckIn
    entry: Entry | None
    hears: tuple[str, ...]
    offers: tuple[Offer, ...]
    carried: tuple[Milestone, ...]
    next_on: date | None
    added_to: date | None = None


def ask(session: Session) -> Asking:
    """What to ask now. Nothing is saved. Raises Failure `no-profile`."""
    profile = _profile(session)
    last = _last(session)
    plan = session.plan
    since = last.date if last is not None else plan.start if plan is not None else None
    return Asking(
        since=last.date if last is not None else None,
        weeks=max(1, (session.today - since).days // 7) if since is not None else 1,
        steps=tuple(plans.this_week(session, MOST_STEPS)) if plan is not None else (),
        done=_done_since(plan, since) if plan is not None else (),
        obstacles=obstacles(session),
        recall=recall.situations(session),
        paused_until=_paused(profile, session.today),
    )


def obstacles(session: Session) -> tuple[Obstacle, ...]:
    """The short list of what gets in the way of a week."""
    return tuple(cast("Mapping[str, Obstacle]", session.library.load("obstacles").items).values())


def check_in(
    session: Session,
    *,
    done: Sequence[str] = (),
    smaller: Sequence[str] = (),
    not_yet: Sequence[str] | None = None,
    hours: float | str | None = None,
    result: str | None = None,
    obstacles: Sequence[str] = (),
    words: str | None = None,
    confidence: int | None = None,
    recalled: Iterable[Recalled] = (),
) -> Answered:
    """Keep a check-in; all of it is one change, saved when this returns, which one undo takes back.

    A second one on the same day is one with the first: hours add up, steps and obstacles join.

    Steps are named by their ids, or their numbers in the written plan: `done` are closed today, `smaller` have 25
    minutes split off, `not_yet` (None: every other step that was asked about) are carried. `hours` were worked since
    the last one. `result` goes to the ledger, not sorted yet. `obstacles` are ids of the short list. `confidence`: 0–4.

    Raises a usage Failure for what is not there or does not fit, with nothing saved.
    """
    asked = ask(session)
    plan, profile = session.plan, _profile(session)
    closed_ids, smaller_ids = _ids(plan, done), _ids(plan, smaller)
    waiting = [step.id for _, step in asked.steps] if not_yet is None else _ids(plan, not_yet)
    named = _named(session, obstacles)
    entry = new_entry(session, result) if result is not None and one_line(result) else None
    checkin = CheckIn(
        id=kept.fresh_day(session.today.isoformat(), (one.id for one in _all_of_year(session))),
        date=session.today,
        hours=None if hours is None else checked_hours(hours),
        done=tuple(closed_ids),
        smaller=tuple(one for one in smaller_ids if one not in closed_ids),
        not_yet=tuple(one for one in waiting if one not in (*closed_ids, *smaller_ids)),
        result=entry.text if entry is not None else None,
        entry=entry.id if entry is not None else None,
        obstacles=tuple(one.id for one in named),
        words=one_line(words, LONGEST_WORDS) or None if words is not None else None,
        confidence=_sure(confidence),
        recalled=recall.checked(session, recalled),
    )
    changed, carried = _carried(session, plan, checkin, named)
    last, before = _last(session), due(session)
    added_to = last.date if last is not None and before is not None and session.today < before else None
    year = kept.year(session, session.today.year)
    held = [one for one in year.checkins if one.date == session.today][-1:]
    checkin = _joined(held[0], checkin) if held else checkin
    others = [one for one in year.checkins if one.id != checkin.id]
    documents = kept.with_year(session, session.today.year, [*others, checkin], year.drills)
    if profile.tasks and not kept.snapshots(session, years=1):
        documents |= history.documents_with(session, history.taken(session, "at the first check-in"))
    known = recall.with_recalled(profile, checkin.recalled, session.today)
    session.save_together(
        f"check-in of {checkin.date.isoformat()}",
        profile=known if known is not profile else None,
        plan=changed if changed != plan else None,
        entry=entry,
        documents=documents,
    )
    hears = tuple(one.hears for one in named)
    return Answered(checkin, entry, hears, offers(session), carried, due(session), added_to)


def _joined(first: CheckIn, more: CheckIn) -> CheckIn:
    """Two check-ins of one day as one. The result said first stays with it; the ledger has both."""

    def both(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*getattr(first, name), *getattr(more, name))))

    done = both("done")
    smaller = tuple(one for one in both("smaller") if one not in done)
    return replace(
        first,
        hours=first.hours if more.hours is None else round((first.hours or 0.0) + more.hours, 2),
        done=done,
        smaller=smaller,
        not_yet=tuple(one for one in more.not_yet if one not in (*done, *smaller)),
        result=first.result or more.result,
        entry=first.entry or more.entry,
        obstacles=both("obstacles")[-MOST_OBSTACLES:],
        words=one_line(f"{first.words or ''} {more.words or ''}", LONGEST_WORDS) or None,
        confidence=first.confidence if more.confidence is None else more.confidence,
        recalled=(*first.recalled, *more.recalled),
    )


def correct(
    session: Session,
    checkin_id: str,
    *,
    hours: float | str | None = None,
    words: str | None = None,
    confidence: int | None = None,
    obstacles: Sequence[str] | None = None,
) -> CheckIn:
    """Correct what was said at a check-in; what is None stays. Saved when this returns."""
    for number in session.folder.years(kept.CHECKINS) if session.folder is not None else ():
        year = kept.year(session, number)
        old = next((one for one in year.checkins if one.id == checkin_id), None)
        if old is None:
            continue
        new = replace(
            old,
            hours=old.hours if hours is None else checked_hours(hours),
            words=old.words if words is None else one_line(words, LONGEST_WORDS) or None,
            confidence=old.confidence if confidence is None else _sure(confidence),
            obstacles=old.obstacles if obstacles is None else tuple(one.id for one in _named(session, obstacles)),
        )
        changed = [new if one.id == checkin_id else one for one in year.checkins]
        documents = kept.with_year(session, number, changed, year.drills)
        session.save_together(f"check-in of {checkin_id} corrected", documents=documents)
        return new
    raise Failure("unknown-item", kind="check-in", name=one_line(checkin_id, 40), hint="See coach history.")


def due(session: Session) -> date | None:
    """From which day the next check-in is due: the weekday of the settings, never inside a pause. None without a
    plan: there would be nothing to ask about."""
    profile, plan, last = session.profile, session.plan, _last(session)
    if profile is None or (plan is None and last is None):
        return None
    since = last.date if last is not None else plan.start if plan is not None else session.today
    weekday = settings(session).checkin_day
    day = _next(since + timedelta(days=SAME_WEEK), weekday)
    for away in sorted(profile.away, key=lambda one: one.since):
        if away.covers(day):
            day = _next(away.until + timedelta(days=1), weekday)
    return day


def _next(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def _done_since(plan: Plan, since: date | None) -> tuple[Milestone, ...]:
    return tuple(
        step
        for _, step in plan.milestones()
        if step.state == "done" and step.done_on is not None and (since is None or step.done_on > since)
    )


def _carried(
    session: Session, plan: Plan | None, checkin: CheckIn, named: Sequence[Obstacle]
) -> tuple[Plan | None, tuple[Milestone, ...]]:
    """The plan after the check-in, and the steps that moved on because their day has gone by."""
    if plan is None:
        return None, ()
    # the planner is loaded for whoever checks in, not for whoever is asked whether it is due
    from coach.planning.keeping import carried

    changed = plan
    for step_id in checkin.done:
        if (found := easing.step_of(changed, step_id)) is not None and found[1].state != "done":
            changed, _ = with_done(session, changed, step_id)
    shelf = {one.id: one for one in obstacles(session)}
    for step_id in checkin.smaller:
        found = easing.step_of(changed, step_id)
        long = found is not None and found[1].hours > easing.SITTING
        changed = easing.split(changed, step_id, named[0] if named and long else shelf[SPLIT_BY])
    before = {step.id: step.due for _, step in changed.milestones()}
    # what was due today and is not done belongs to the coming weeks: this one has just been closed
    changed = carried(changed, _profile(session).away, session.today + timedelta(days=1))
    late = [
        step for _, step in changed.milestones() if step.state == "open" and before.get(step.id, step.due) < step.due
    ]
    return changed, tuple(step for step in late if before[step.id] <= session.today)


def _ids(plan: Plan | None, told: Iterable[str]) -> list[str]:
    """Ids of steps, from ids or numbers in the written plan. Raises Failure `unknown-item`."""
    steps = [step.id for _, step in plan.milestones()] if plan is not None else []
    found: list[str] = []
    for one in told:
        if one.isdecimal() and 1 <= int(one) <= len(steps):
            one = steps[int(one) - 1]
        if one not in steps:
            close = nearest(one, steps)
            hint = f"Did you mean {close}?" if close else "See coach plan for the steps and their numbers."
            raise Failure("unknown-item", kind="milestone", name=one_line(one, 80), hint=hint)
        if one not in found:
            found.append(one)
    return found


def _named(session: Session, told: Iterable[str]) -> list[Obstacle]:
    shelf = {one.id: one for one in obstacles(session)}
    found = []
    for one in dict.fromkeys(told):
        if one not in shelf:
            close = nearest(one, list(shelf))
            hint = f"Did you mean {close}?" if close else f"There are: {', '.join(shelf)}; or say it in words."
            raise Failure("unknown-item", kind="obstacle", name=one_line(one, 60), hint=hint)
        found.append(shelf[one])
    if len(found) > MOST_OBSTACLES:
        raise usage(
            f"{len(found)} obstacles are too many to learn from.", f"Name the {MOST_OBSTACLES} that weighed most."
        )
    return found


def _sure(confidence: int | None) -> int | None:
    if confidence is not None and not 0 <= confidence <= SUREST:
        raise usage(
            f"{confidence} does not say how sure you are.", f"0 ({CONFIDENCES[0]}) to {SUREST} ({CONFIDENCES[-1]})."
        )
    return confidence


def _paused(profile: Profile, today: date) -> date | None:
    return max((away.until for away in profile.away if away.covers(today)), default=None)


def _all_of_year(session: Session) -> tuple[CheckIn, ...]:
    return kept.year(session, session.today.year).checkins


def _last(session: Session) -> CheckIn | None:
    found = kept.checkins(session, years=1)
    return found[-1] if found else None


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile
