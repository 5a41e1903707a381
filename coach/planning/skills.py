"""The skills a plan builds, in the order its moves call for them, each with the next behaviour to be seen; and one to
leave for now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from math import sqrt

from coach.library.shelf import Library
from coach.model.measurement import Measurement
from coach.model.plan import PlannedMove, PlannedSkill, Project
from coach.model.profile import Profile
from coach.model.shelf import FamilyId, Skill
from coach.planning.replan import open_hours
from coach.planning.wording import is_small

MOST = 5
HIGHEST = 4
OF_THE_STORY = 3.0  # a move of the story counts as many single ones. Our judgement
NEVER_LEFT = ("discernment", "diligence", "depth")  # areas in which nobody should wait


def planned_skills(
    moves: Iterable[PlannedMove],
    profile: Profile,
    family: FamilyId | None,
    library: Library,
    projects: Iterable[Project] = (),
) -> tuple[PlannedSkill, ...]:
    """At most five skills: those the story's moves call for before those of single moves, and what few moves teach
    before what nearly all do; in the order of the first move with something to come that calls for each.

    Each with the level after the one the worker has; those at the highest level, and those that need AI where it is not
    allowed, are left out.
    """
    in_story = {name for project in projects for name in project.moves}
    usual = Counter(name for move in library.moves.values() for name in move.skills)
    found: dict[str, list[tuple[int, float]]] = {}
    for place, move in enumerate(moves):
        template = library.moves.get(move.move)
        if template is not None and open_hours([move]) > 0.0:
            for name in template.skills:
                weight = OF_THE_STORY if move.id in in_story else 1.0
                found.setdefault(name, []).append((place, weight / sqrt(usual[name])))
    told = []
    for name, calls in found.items():
        skill = library.skills.get(name)
        level = profile.skills.get(name, 0) + 1
        if skill is None or level > HIGHEST or _forbidden(skill, profile):
            continue
        step = next((one for one in skill.levels if one.level == level), None)
        if step is not None:
            example = step.examples.get(family, "") if family is not None else ""
            one = PlannedSkill(id=name, name=skill.name, level=level, behaviour=step.behaviour, example=example)
            told.append((sum(weight for _, weight in calls), calls[0][0], one))
    most = sorted(told, key=lambda one: (-one[0], one[1], one[2].id))[:MOST]
    return tuple(one for _, _, one in sorted(most, key=lambda one: (one[1], one[2].id)))


def left_for_now(
    moves: Collection[PlannedMove], before: Measurement, profile: Profile, family: FamilyId | None, library: Library
) -> str:
    """One skill not to spend hours on in these weeks, and why: it needs what is forbidden, has little to work on, or is
    called for by none of `moves` and few of the trade. Empty where there is no move. Judging and knowing one's field
    are never left.
    """
    if not moves:
        return ""
    templates = [library.moves[move.move] for move in moves if move.move in library.moves]
    taken = {name for template in templates for name in template.skills}
    others = [one for name, one in sorted(library.skills.items()) if name not in taken and one.area not in NEVER_LEFT]
    forbidden = next((one for one in others if _forbidden(one, profile)), None)
    if forbidden is not None:
        return f"{forbidden.name}. It needs AI, and this plan has to do without."
    about_ai = next((one for one in others if one.area == "description"), None)
    if about_ai is not None and is_small(before):
        return f"{about_ai.name}. Software reaches little of your week, so there would be little to try it on."
    own = [move for move in library.moves.values() if family is None or family in move.families]
    called = Counter(name for move in own for name in move.skills)
    least = min(others, key=lambda one: (called[one.id], one.id), default=None)
    if least is None or not own:
        return ""
    few = called[least.id]
    trade = f"of the {len(own)} moves written for {'any trade' if family is None else 'your trade'}"
    return (
        f"{least.name}. None of these steps calls for it, and {f'only {few}' if few else 'none'} {trade} "
        f"{'do' if few > 1 else 'does'}."
    )


def _forbidden(skill: Skill, profile: Profile) -> bool:
    return skill.needs_ai and profile.worker.ai_rules == "none"
