"""What months came to, for the Progress page: measurements in a row, what moved them, hours, check-ins, our errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.measure.position import position
from coach.model.checkin import Attribution, CheckIn, Figures, Happening, Snapshot
from coach.model.measurement import PillarId
from coach.model.plan import Outcome
from coach.model.profile import Profile
from coach.session.months import history, kept
from coach.session.opening import Session


@dataclass(frozen=True, slots=True)
class Stood:
    """A pillar whose level is another than it was: 0–4, None where nothing was known of it."""

    pillar: PillarId
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Lookback:
    """`since` is the first day anything is known of. `levels` are pillars 0–4 by day (None: unknown then); `apart` are
    those that do not apply now, `stood` those that moved since the measurement `changed` begins with. `hours` were put
    into the plan by what check-ins say. `pace`: how long steps took against our guess (None: no step was timed).
    `changed` is what moved the figures since the last measurement that lies before today."""

    since: date
    snapshots: tuple[Snapshot, ...]
    now: Figures | None
    levels: Mapping[PillarId, tuple[tuple[date, int | None], ...]]
    changed: Attribution | None
    hours: float
    checkins: int
    happened: tuple[Happening, ...]
    outcomes: tuple[Outcome, ...]
    pace: float | None
    apart: frozenset[PillarId] = frozenset()
    stood: tuple[Stood, ...] = ()


def lookback(session: Session) -> Lookback | None:
    """Everything there is to look back on; None where nothing was kept yet. Saves nothing."""
    checkins = kept.checkins(session)
    snapshots = kept.snapshots(session)
    happened = history.timeline(session)
    profile = session.profile
    if not happened:
        return None
    measured = profile is not None and bool(profile.tasks)
    changed = _changed(session, snapshots) if measured else None
    now = _pillars(session, profile, session.today) if profile is not None else {}
    return Lookback(
        since=happened[-1].date,
        snapshots=snapshots,
        now=history.taken(session, history.NOW).figures if measured else None,
        levels=_levels(session, snapshots),
        changed=changed,
        hours=sum(one.hours or 0.0 for one in checkins),
        checkins=len(checkins),
        happened=happened,
        outcomes=session.plan.outcomes if session.plan is not None else (),
        pace=_pace(session),
        apart=frozenset(name for name, (_level, applies) in now.items() if not applies),
        stood=stood(session, _before(session, snapshots)[-1].id) if changed is not None else (),
    )


def since_measured(session: Session) -> Attribution | None:
    """What moved the figures since the last measurement that lies before today; None where there is none."""
    if session.profile is None or not session.profile.tasks:
        return None
    return _changed(session, kept.snapshots(session, years=2))


def stood(session: Session, first: str, second: str = history.NOW) -> tuple[Stood, ...]:
    """The pillars whose level is another on the later of two days, each the id of a measurement or `now`: as the chart
    has them, so known ones that were unknown too. Raises Failure for a measurement that is not there."""
    one, other = (history.snapshot(session, told) for told in (first, second))
    if (other.date, other.id == history.NOW) < (one.date, one.id == history.NOW):
        one, other = other, one
    was, now = (_pillars(session, each.profile, each.date) for each in (one, other))
    found = []
    for name, (after, applies) in now.items():
        before, applied = was[name]
        if applies and applied and before != after:
            found.append(Stood(name, before, after))
    return tuple(found)


def checkin_of(session: Session, item: str) -> CheckIn | None:
    """A check-in by its id."""
    return next((one for one in kept.checkins(session) if one.id == item), None)


def _levels(session: Session, snapshots: tuple[Snapshot, ...]) -> dict[PillarId, tuple[tuple[date, int | None], ...]]:
    """Each pillar at each measurement and now: what was said and shown by then, read as it is read today."""
    ends = [(one.profile, one.date) for one in snapshots]
    if session.profile is not None:
        ends.append((session.profile, session.today))
    found: dict[PillarId, list[tuple[date, int | None]]] = {}
    for profile, on in ends:
        for name, (level, applies) in _pillars(session, profile, on).items():
            found.setdefault(name, [])
            if applies:
                found[name].append((on, level))
    return {name: tuple(steps) for name, steps in found.items()}


def _pillars(session: Session, profile: Profile, on: date) -> dict[PillarId, tuple[int | None, bool]]:
    """Each pillar on a day: its level (None: not known), and whether it applies."""
    return {
        pillar.id: (round(pillar.level) if pillar.known else None, pillar.applies)
        for pillar in position(profile, session.library.questions, on=on).pillars
    }


def _before(session: Session, snapshots: tuple[Snapshot, ...]) -> list[Snapshot]:
    return [one for one in snapshots if one.date < session.today]


def _changed(session: Session, snapshots: tuple[Snapshot, ...]) -> Attribution | None:
    before = _before(session, snapshots)
    return history.compare(session, before[-1].id) if before else None


def _pace(session: Session) -> float | None:
    # the planner is loaded for whoever looks back, not for whoever opens the app
    from coach.planning.pace import pace

    plan = session.plan
    if plan is None:
        return None
    timed = any(step.actual_hours is not None for _move, step in plan.milestones())
    return pace(plan) if timed or plan.outcomes else None
