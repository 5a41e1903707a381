"""What a check-in's answers lead to: an obstacle named twice brings an if-then or a smaller step, being unsure twice
half the hours. All are offers; nothing changes until one is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from coach.base.failures import Failure
from coach.base.text import one_line
from coach.model.checkin import CheckIn
from coach.model.plan import Plan
from coach.model.profile import Profile
from coach.model.shelf import Obstacle
from coach.session.months import easing, kept
from coach.session.opening import Session

LOOKED_AT = 6  # check-ins: an obstacle of three months ago is not named twice
MOST = 2  # obstacles answered at once; more would be a lecture
UNSURE = 1  # of 0–4
LEAST_HOURS = 0.5  # a week; half of that would be no plan


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to take or leave. `words` say what it would change; `step` is the milestone it is about."""

    id: str
    kind: Literal["if_then", "smaller", "halve"]
    words: str
    step: str | None = None
    obstacle: str | None = None


def offers(session: Session) -> tuple[Offer, ...]:
    """What the last check-in's answers lead to and was not taken yet. Saves nothing."""
    every = kept.checkins(session, years=2)[-LOOKED_AT:]
    profile, plan = session.profile, session.plan
    if not every or profile is None or plan is None:
        return ()
    last = every[-1]
    found = [*_of_obstacles(session, every, plan), *_of_confidence(every, plan)]
    return tuple(one for one in found if one.id not in last.taken)


def take(session: Session, offer_id: str) -> str:
    """Take an offer up; gives words for what changed. Saved when this returns, one undo takes it back.

    Raises Failure `unknown-item` for one that is not open.
    """
    open_now = offers(session)
    offer = next((one for one in open_now if one.id == offer_id), None)
    plan, profile = session.plan, session.profile
    if offer is None or plan is None or profile is None:
        known = ", ".join(one.id for one in open_now) or "none at the moment"
        raise Failure("unknown-item", kind="offer", name=one_line(offer_id, 80), hint=f"Open now: {known}.")
    halved: Profile | None = None
    if offer.kind == "halve":
        halved, plan = _halved(session, profile, plan)
        words = f"{plan.hours_per_week:g} hours a week; the same steps over more weeks"
    else:
        obstacle = _shelf(session)[offer.obstacle or ""]
        found = easing.step_of(plan, offer.step or "")
        assert found is not None  # offers are made about steps there are
        if offer.kind == "smaller":
            plan = easing.split(plan, found[1].id, obstacle)
            words = f"smaller: {easing.said(obstacle.smaller, found[1])}"
        else:
            words = easing.said(obstacle.if_then, found[1])
            plan = easing.with_if_then(plan, found[1].id, words)
    session.save_together(words[:80], profile=halved, plan=plan, documents=_noted(session, offer))
    return words


def _of_obstacles(session: Session, every: Sequence[CheckIn], plan: Plan) -> list[Offer]:
    last = every[-1]
    waiting = [pair for name in last.not_yet if (pair := easing.step_of(plan, name)) and pair[1].state == "open"]
    waiting = waiting or [pair for pair in plan.milestones() if pair[1].state == "open"][:1]
    if not waiting:
        return []
    move, step = waiting[0]
    long = next((one for _, one in waiting if one.hours > easing.SITTING), None)  # a short one needs no smaller one
    found = []
    for name in [one for one in last.obstacles if one in _shelf(session) and _times(one, every) >= 2][:MOST]:
        obstacle = _shelf(session)[name]
        words = easing.said(obstacle.if_then, step)
        if words != move.if_then:
            found.append(Offer(f"if_then:{name}", "if_then", words, step.id, name))
        if long is not None:
            found.append(Offer(f"smaller:{name}", "smaller", easing.said(obstacle.smaller, long), long.id, name))
    return found


def _times(name: str, every: Sequence[CheckIn]) -> int:
    """How often it was named since something was last taken up against it."""
    count = 0
    for checkin in every:
        count += name in checkin.obstacles
        if checkin is not every[-1] and any(taken.endswith(f":{name}") for taken in checkin.taken):
            count = 0
    return count


def _of_confidence(every: Sequence[CheckIn], plan: Plan) -> list[Offer]:
    told = [one for one in every if one.confidence is not None][-2:]
    unsure = [one for one in told if one.confidence is not None and one.confidence <= UNSURE]
    half = plan.hours_per_week / 2
    if len(unsure) < 2 or told[-1] is not every[-1] or half < LEAST_HOURS or "halve" in told[0].taken:
        return []
    words = f"Half the hours for now, {half:g} a week: the same steps over more weeks, and nothing is dropped."
    return [Offer("halve", "halve", words)]


def _halved(session: Session, profile: Profile, plan: Plan) -> tuple[Profile, Plan]:
    # loaded for whoever takes it, not for whoever is offered it
    from coach.planning.keeping import respread
    from coach.planning.scheduling import comes_early

    hours = round(plan.hours_per_week / 2, 2)
    fewer = replace(profile, worker=replace(profile.worker, learning_hours_per_week=hours))
    early = comes_early(profile.worker)
    return fewer, respread(replace(plan, hours_per_week=hours), profile.away, profile.away, session.today, early=early)


def _noted(session: Session, offer: Offer) -> dict[str, dict[str, object]]:
    """The last check-in with what was taken up, to be saved with it."""
    last = kept.checkins(session, years=2)[-1]
    year = kept.year(session, last.date.year)
    noted = replace(last, taken=(*last.taken, offer.id))
    checkins = [noted if one.id == last.id else one for one in year.checkins]
    return kept.with_year(session, last.date.year, checkins, year.drills)


def _shelf(session: Session) -> Mapping[str, Obstacle]:
    return cast("Mapping[str, Obstacle]", session.library.load("obstacles").items)
