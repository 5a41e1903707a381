"""Ways on: roles in demand, two trades in one, occupations next door, and the same job in another sector.

Ranked by what the worker already has (tasks near it, the trade, the occupation, skills), by their aim, and by what
they found when they counted openings (question P6). The points below are our judgement; they only order the list and
are shown to nobody. A way says nothing about anybody's chances: demand is what one counts oneself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coach.library.families import family_of, likely_occupation
from coach.library.matching import nearness
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.measurement import TaskMeasure
from coach.model.profile import Profile, Worker
from coach.model.shelf import GrowingRole
from coach.planning.candidates import NEAR, Setting, bound_best
from coach.planning.objective import aim_of
from coach.planning.wording import fill, hours_text, shortened

WayKind = Literal["growing", "fusion", "related", "same_job"]
MOST = 8
MOST_RELATED = 3
CLOSE = 0.6  # how near a task has to be to what a role does: a long sentence shares a word with anything
LEAST_STEPS = 3  # of a bridge; one that has fewer for this worker begins with what leads anywhere
HAS_SKILL = 2  # from this level a skill is one the worker has
OWN_TRADE, OWN_OCCUPATION, NEXT_DOOR = 1.0, 1.5, 0.5
WRITTEN_FOR = 0.5  # more where one's own occupation is the first the role names
ENOUGH = 4  # ways that rest on more than the trade; only where there are fewer do those of the trade alone fill up
LESS_PREPARED = 1.0  # a step down is seldom a way on
TASKS, SKILLS, AIM, PREPARATION = 2.0, 1.0, 0.5, 0.4
SHRINKING = 1.0  # a direction level up to this one: fewer openings, or lower ones
GROWING = 3.0  # from this level on: as many openings as a year ago, or more
# The way into an occupation next door, and to one's own job elsewhere, as moves.
# Said of the way rather than of one's own task, where a move of a bridge looks ahead.
TOWARDS = {
    "market-scan": "Count the openings for “{way}” within your reach",
    "target-role-measured": "Write the usual week of “{way}” from five advertisements, and measure it like your own",
    "work-sample": "Build a work sample for “{way}” on invented material",
    "masked-cv": "Turn what you have done into CV lines for “{way}” that break no confidence",
}
RELATED_BRIDGE = ("market-scan", "target-role-measured", "work-sample", "masked-cv", "alumni-route")
SECTOR_BRIDGE = ("market-scan", "same-job-other-sector", "masked-cv", "widen-who-can-vouch", "reference-round")
SAME_JOB = "same-job"


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """One move of a bridge, bound to the worker's own task: `id` is as in a plan, `hours` our guess."""

    id: str
    move: str
    title: str
    hours: float
    control: str
    needs_ai: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A direction one could take. `id` is a role's id, an occupation's code, or `same-job`.

    `why` says what the worker already has for it; `skills` has the ids of those still to be learned; `task_ids` are
    the tasks near it; `bridge` the moves that lead there, first first.
    """

    id: str
    kind: WayKind
    name: str
    does: str
    why: tuple[str, ...]
    task_ids: tuple[str, ...]
    skills: tuple[str, ...]
    bridge: tuple[BridgeStep, ...]
    sectors: tuple[str, ...] = ()
    demand: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    points: float
    way: Way
    moves: tuple[str, ...]
    near: bool = True  # rests on more than the trade


def ways_on(profile: Profile, library: Library, today: date, *, most: int = MOST) -> tuple[Way, ...]:
    """At most `most` ways on, the nearest to what the worker has first; the same job elsewhere is always among them.

    Roles that nothing but the trade speaks for come last, and only where there are few others or `most` is more than
    usual. Deterministic.
    """
    measured = measure(profile, library, on=today)
    setting = Setting(profile, measured, family_of(profile.worker, library), library, on=today)
    roles = [_role(role, setting) for role in library.growing.values()]
    drawn = [one for one in roles if one is not None] + _related(setting)
    if most < 1:
        return ()
    drawn.sort(key=lambda one: (-one.points, one.way.id))
    near = [one for one in drawn if one.near]
    least = ENOUGH if most <= MOST else most
    drawn = near + [one for one in drawn if not one.near][: max(0, least - len(near))]
    same = _same_job(setting, drawn)
    place = 0 if _direction(setting) > SHRINKING and aim_of(profile.worker) != "move_inside" else most - 1
    chosen = drawn[: most - 1]
    chosen.insert(min(place, len(chosen)), same)
    return tuple(_with_bridge(one, setting) for one in chosen)


def _role(role: GrowingRole, setting: Setting) -> _Drawn | None:
    hours = setting.measurement.hours
    code = likely_occupation(setting.profile.worker, setting.library)
    near = _near(setting.measurement.tasks, (role.name, role.does), CLOSE)
    points, why = 0.0, []
    # A role few trades feed says more about one of them than a role that takes from all.
    few = 0.5 / len(role.families) if setting.family in role.families else 0.0
    if code in role.occupations:
        points += OWN_OCCUPATION + OWN_TRADE * few + (WRITTEN_FOR if code == role.occupations[0] else 0.0)
        why.append("People in your occupation are among those who come to it.")
    else:
        if setting.family in role.families:
            points += OWN_TRADE * (0.5 + few)
            why.append("It is fed from your trade.")
        if code and set(_next_door(code, setting.library)).intersection(role.occupations):
            points += NEXT_DOOR
            why.append("An occupation next to yours leads to it.")
    if near and hours:
        points += TASKS * sum(task.hours for task in near) / hours
        why.append(_tasks_words(near))
    if not why:
        return None
    have = [skill for skill in role.skills if setting.profile.skills.get(skill, 0) >= HAS_SKILL]
    if have:
        points += SKILLS * len(have) / len(role.skills)
        why.append(f"You have {len(have)} of the {len(role.skills)} skills it asks for.")
    beyond = len(why) > 1 or code in role.occupations
    points += _aim_points(role, setting, why)
    way = Way(
        id=role.id,
        kind="fusion" if role.fusion else "growing",
        name=role.name,
        does=role.does,
        why=tuple(why),
        task_ids=tuple(task.id for task in near),
        skills=tuple(skill for skill in role.skills if skill not in have),
        bridge=(),
        sectors=role.sectors,
        demand=role.demand,
        caveat=role.caveat,
    )
    return _Drawn(points, way, role.bridge, beyond)


def _aim_points(role: GrowingRole, setting: Setting, why: list[str]) -> float:
    aim = aim_of(setting.profile.worker)
    points = 0.0
    employed = setting.profile.worker.situation in (None, "employed")
    own_account = "freelance-bridge" in role.bridge
    if employed and aim in ("stay", "move_inside") and setting.family in role.families and not own_account:
        points += AIM
        why.append("It can be asked for where you are, as a part of your post first.")
    if aim in ("leave", "get_ready") and len(role.sectors) >= 3:
        points += AIM / 2
    if _direction(setting) <= SHRINKING and role.fusion:
        points += AIM
        why.append("You counted fewer openings for your specialty: this one rests on a second field.")
    return points


def _related(setting: Setting) -> list[_Drawn]:
    code = likely_occupation(setting.profile.worker, setting.library)
    here = setting.library.occupations.get(code) if code else None
    if here is None:
        return []
    drawn = []
    for place, other_code in enumerate(here.related):
        other = setting.library.occupations.get(other_code)
        if other is None:
            continue
        family = family_of(Worker(title=other.title, occupation=other_code), setting.library)
        near = _near(setting.measurement.tasks, (other.title, *_usual_tasks(other_code, setting.library)), NEAR)
        points = NEXT_DOOR * (1.0 - place / len(here.related)) + (OWN_TRADE / 2 if family == setting.family else 0.0)
        why = ["It is one of the occupations next to yours, by what people in both do."]
        if near and setting.measurement.hours:
            points += TASKS * sum(task.hours for task in near) / setting.measurement.hours
            why.append(_tasks_words(near))
        caveat = ""
        if here.job_zone and other.job_zone and other.job_zone != here.job_zone:
            step = other.job_zone - here.job_zone
            points -= PREPARATION * step if step > 0 else LESS_PREPARED * -step
            more = "more" if step > 0 else "less"
            caveat = f"It usually asks for {more} preparation than yours: look what is required where you live."
        way = Way(
            id=other_code,
            kind="related",
            name=other.title.split(", Except")[0].split(", All Other")[0],
            does="",
            why=tuple(why),
            task_ids=tuple(task.id for task in near),
            skills=(),
            bridge=(),
            caveat=caveat,
        )
        drawn.append(_Drawn(points, way, RELATED_BRIDGE))
    drawn.sort(key=lambda one: (-one.points, one.way.id))
    return drawn[:MOST_RELATED]


def _same_job(setting: Setting, drawn: list[_Drawn]) -> _Drawn:
    """One's own work where somebody else pays for it, in the sectors of the nearest roles."""
    worker = setting.profile.worker
    sectors = dict.fromkeys(sector for one in drawn for sector in one.way.sectors)
    own = (worker.industry or "").lower()
    elsewhere = [sector for sector in sectors if not own or (sector.lower() not in own and own not in sector.lower())]
    why = ["Everything you can do already counts there from the first week."]
    if _direction(setting) >= GROWING:
        why.append("You counted as many openings as a year ago, or more.")
    way = Way(
        id=SAME_JOB,
        kind="same_job",
        name=f"{worker.title}, in another sector",
        does="The work you do now, for those who have the same problem and other customers.",
        why=tuple(why),
        task_ids=tuple(task.id for task in setting.measurement.tasks),
        skills=(),
        bridge=(),
        sectors=tuple(elsewhere[:5]),
        demand="Count the openings under four titles before you believe it.",
        caveat="Words, rules and seasons differ: ask somebody who made that change what cost them most.",
    )
    return _Drawn(0.0, way, SECTOR_BRIDGE)


def _with_bridge(one: _Drawn, setting: Setting) -> Way:
    steps = [step for name in one.moves if (step := _step(name, one.way, setting)) is not None]
    for name in RELATED_BRIDGE:
        if len(steps) >= LEAST_STEPS:
            break
        step = _step(name, one.way, setting) if all(step.move != name for step in steps) else None
        if step is not None:
            steps.append(step)
    return replace(one.way, bridge=tuple(steps))


def _step(name: str, way: Way, setting: Setting) -> BridgeStep | None:
    move = setting.library.moves.get(name)
    bound = bound_best(move, setting) if move is not None else None
    if bound is None:
        return None
    if name in TOWARDS and way.kind != "same_job":
        title = TOWARDS[name].format(way=way.name)
    else:
        title = fill(bound.move.title, setting.profile, bound.task)
    return BridgeStep(bound.id, name, title, bound.hours, bound.move.control, bound.move.needs_ai)


def _direction(setting: Setting) -> float:
    """What the worker found when they counted openings, 0–4; taken as 2 where they have not."""
    pillar = next(one for one in setting.measurement.position.pillars if one.id == "direction")
    return pillar.level if pillar.known and pillar.applies else 2.0


def _near(tasks: Iterable[TaskMeasure], phrases: Iterable[str], least: float) -> list[TaskMeasure]:
    told = tuple(phrases)
    near = [task for task in tasks if task.hours > 0 and max(nearness(task.text, one) for one in told) >= least]
    return sorted(near, key=lambda task: (-task.hours, task.id))


def _usual_tasks(code: str, library: Library) -> list[str]:
    return [task.text for role in library.roles.values() if code in role.occupations for task in role.tasks]


def _next_door(code: str, library: Library) -> tuple[str, ...]:
    found = library.occupations.get(code)
    return found.related if found is not None else ()


def _tasks_words(near: list[TaskMeasure]) -> str:
    named = " and ".join(f"“{shortened(task.text)}”" for task in near[:2])
    total = hours_text(sum(task.hours for task in near))
    return f"{named} {'is' if len(near) == 1 else 'are'} near it already: {total} hours of your week."
