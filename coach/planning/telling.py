"""A chosen candidate as the plan has it: its words, its steps, its gain, and in how many readings it is good."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from coach.measure.meter import measure
from coach.model.changes import Change, ShiftHours
from coach.model.measurement import Measurement
from coach.model.plan import Gain, Milestone, PlannedMove, Project, Readings
from coach.model.profile import Profile
from coach.planning.candidates import Candidate, Setting, changes_of, realise
from coach.planning.objective import gained
from coach.planning.outcomes import level_of, running_in, touched_tasks
from coach.planning.rules import titled_as, told_as
from coach.planning.scheduling import sittings
from coach.planning.wording import REQUEST, REQUEST_TOLD, fill

ENDS = (0.0, 0.5, 1.0)  # low end, middle and high end of the ranges that effects state
# A move still counts as good in a reading where it brings at least this many points an hour it takes; our judgement.
WORTH_AN_HOUR = 0.4

After = tuple[Profile, Measurement]


def planned_move(one: Candidate, setting: Setting, today: date, dropped: Collection[str] = ()) -> PlannedMove:
    """A candidate as a planned move, valued against the worker of `setting`; steps due `today` until they are spread.

    `dropped`: ids of steps the worker does not want.
    """
    profile, move = setting.profile, one.move
    # What is counted of the market or of one's own money is nobody's to forbid.
    records = None if move.pillar in ("direction", "ways-out") else profile.worker.record_rules
    at_work = profile.worker.situation not in ("laid_off", "returning")
    whole = [
        Milestone(
            id=f"{one.id}:{step.id}",
            title=titled_as(fill(step.title, profile, one.task), records),
            due=today,
            hours=round(step.hours * setting.pace, 2),
            done_when=told_as(fill(step.done_when, profile, one.task), records),
            as_job=step.as_job and at_work,
            lasts=step.weeks,
        )
        for step in move.milestones
    ]
    ends = _ends(one, setting)
    cut = (sitting for step in whole for sitting in (sittings(step) if setting.few_hours else (step,)))
    steps = tuple(replace(step, state="dropped") if step.id in dropped else step for step in cut)
    touched = touched_tasks(one.changes)
    return PlannedMove(
        id=one.id,
        move=move.id,
        title=fill(move.title, profile, one.task),
        why=fill(move.why, profile, one.task),
        phase=move.phase,
        task_ids=(one.task.id,) if one.task else (),
        hours=round(sum(step.hours for step in steps if step.state != "dropped"), 2),
        needs_ai=move.needs_ai,
        control="ask" if hours_are_set(one.changes, profile) else move.control,
        gain=_gain(one, setting, ends),
        side_effect=fill(move.side_effect, profile, one.task),
        readings=_readings(setting, ends, one.hours),
        if_then=fill(move.if_then, profile, one.task),
        milestones=steps,
        changes=one.changes,
        pace=setting.pace,
        running_before=running_in(setting.measurement, touched) if touched else None,
        levels_before=level_of(setting.measurement, move.pillar),
    )


def with_requests(moves: Iterable[PlannedMove], stories: Iterable[Project]) -> tuple[PlannedMove, ...]:
    """The moves, where a request to be sent is the message of the story they belong to: one request, not two."""
    told = {name for story in stories if "“" in story.first_step for name in story.moves}
    return tuple(
        replace(move, milestones=tuple(_asking(step) for step in move.milestones)) if move.id in told else move
        for move in moves
    )


def _asking(step: Milestone) -> Milestone:
    if step.own_words or step.state == "done" or REQUEST not in step.title:
        return step
    return replace(step, title=step.title.replace(REQUEST, REQUEST_TOLD))


def is_poor(one: Candidate, setting: Setting) -> bool:
    """Whether a candidate by itself is worth its hours in fewer than half of the readings. Those under the middle of
    its range come first: where all of these are good, a wider look is not needed."""
    profile = realise(setting.profile, [one.changes], setting.library)
    middle = _readings(setting, [(profile, one.after)], one.hours)
    if middle.good == middle.of:
        return False
    found = _readings(setting, _ends(one, setting), one.hours)
    return 2 * found.good < found.of


def hours_are_set(changes: Iterable[Change], profile: Profile) -> bool:
    """Whether changes shift hours that somebody else sets: then they can only be asked for."""
    sources = {change.source for change in changes if isinstance(change, ShiftHours)}
    return any(task.controllable is False for task in profile.tasks if task.id in sources)


def gain_of(changes: tuple[Change, ...], setting: Setting, like: Gain) -> Gain:
    """What changes alone gain for the worker as they are now; the range stays as wide as it was in `like`."""
    profile = realise(setting.profile, [changes], setting.library)
    after = measure(profile, setting.library, on=setting.on)
    before = setting.measurement
    hours = _running(before) - _running(after)
    return replace(
        like,
        exposure=after.exposure.value - before.exposure.value,
        displaceable=after.displaceable.value - before.displaceable.value,
        human=after.human.value - before.human.value,
        position=after.position.value - before.position.value,
        hours=hours,
        hours_low=min(hours, hours + like.hours_low - like.hours),
        hours_high=max(hours, hours + like.hours_high - like.hours),
        objective=gained(before, after, profile, setting.scale),
    )


def with_what_they_prepare(
    moves: Sequence[PlannedMove], chosen: Sequence[Candidate], setting: Setting
) -> tuple[PlannedMove, ...]:
    """The moves, where one that changes next to nothing by itself is counted with the one it prepares: the first that
    requires it, or else the next of the plan about the same task or pillar."""
    by_id = {one.id: one for one in chosen}
    order = [by_id[move.id] for move in moves if move.id in by_id]
    found = []
    for move in moves:
        one = by_id.get(move.id)
        if one is not None and 2 * move.readings.good < move.readings.of:
            best = _counted_with(one, _prepared(one, order), setting)
            if best is not None and best[0].good > move.readings.good:
                title = fill(best[1].move.title, setting.profile, best[1].task)
                move = replace(move, readings=best[0], readings_with=title)
        found.append(move)
    return tuple(found)


def _prepared(one: Candidate, order: Sequence[Candidate]) -> list[Candidate]:
    """The moves one prepares, nearest first: those that require it, those that require these, then what comes after it
    about the same task or pillar."""
    names = {one.move.id}
    direct: list[Candidate] = []
    for other in order:
        if names.intersection(other.requires) and other.id != one.id:
            direct.append(other)
            names.add(other.move.id)
    place = order.index(one)
    return direct or [
        other
        for other in order[place + 1 :]
        if (one.task is not None and other.task is not None and one.task.id == other.task.id)
        or one.move.pillar == other.move.pillar
    ]


def _counted_with(one: Candidate, prepared: Iterable[Candidate], setting: Setting) -> tuple[Readings, Candidate] | None:
    best: tuple[Readings, Candidate] | None = None
    for other in prepared:
        ends = []
        for end in ENDS:
            both = [changes_of(each.move, each.task, setting.library, at=end) for each in (one, other)]
            profile = realise(setting.profile, both, setting.library)
            ends.append((profile, measure(profile, setting.library, on=setting.on)))
        readings = _readings(setting, ends, one.hours + other.hours)
        if best is None or readings.good > best[0].good:
            best = readings, other
        if readings.good == readings.of:
            break
    return best


def _ends(one: Candidate, setting: Setting) -> list[After]:
    """The worker after this move alone, measured, at the low end, as planned, and at the high end."""
    found = []
    for end in ENDS:
        changes = one.changes if end == 0.5 else changes_of(one.move, one.task, setting.library, at=end)
        profile = realise(setting.profile, [changes], setting.library)
        found.append((profile, measure(profile, setting.library, on=setting.on)))
    return found


def _gain(one: Candidate, setting: Setting, ends: Sequence[After]) -> Gain:
    """The difference of two measurements: the worker after this move alone, and now."""
    before = setting.measurement
    hours = [_running(before) - _running(after) for _, after in ends]
    profile, after = ends[ENDS.index(0.5)]
    return Gain(
        exposure=after.exposure.value - before.exposure.value,
        displaceable=after.displaceable.value - before.displaceable.value,
        human=after.human.value - before.human.value,
        position=after.position.value - before.position.value,
        hours=hours[1],
        hours_low=min(hours),
        hours_high=max(hours),
        objective=gained(before, after, profile, setting.scale),
        levels=level_of(after, one.move.pillar) - level_of(before, one.move.pillar),
    )


def _running(measurement: Measurement) -> float:
    return sum(task.hours * task.displaceable for task in measurement.tasks)


def _readings(setting: Setting, ends: Iterable[After], hours: float) -> Readings:
    """In how many readings × futures × ends of the stated range the worker is better off by enough for the hours."""
    good = total = 0
    for profile, measured in ends:
        for scale in setting.views:
            total += 1
            good += gained(setting.measurement, measured, profile, scale) >= WORTH_AN_HOUR * hours
    return Readings(good, total)
