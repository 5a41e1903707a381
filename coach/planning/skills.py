"""The skills a plan builds, in the order its moves call for them, each with the next behaviour to be seen."""

from __future__ import annotations

from collections.abc import Iterable

from coach.library.shelf import Library
from coach.model.plan import PlannedMove, PlannedSkill
from coach.model.profile import Profile
from coach.model.shelf import FamilyId
from coach.planning.replan import open_hours

MOST = 5
HIGHEST = 4


def planned_skills(
    moves: Iterable[PlannedMove], profile: Profile, family: FamilyId | None, library: Library
) -> tuple[PlannedSkill, ...]:
    """At most five skills, those the most moves with something to come call for, in the order of the first of these.

    Each with the level after the one the worker has; those at the highest level, and those that need AI where it is not
    allowed, are left out.
    """
    found: dict[str, list[int]] = {}
    for place, move in enumerate(moves):
        template = library.moves.get(move.move)
        if template is not None and open_hours([move]) > 0.0:
            for name in template.skills:
                found.setdefault(name, []).append(place)
    told = []
    for name, places in found.items():
        skill = library.skills.get(name)
        level = profile.skills.get(name, 0) + 1
        if skill is None or level > HIGHEST or (skill.needs_ai and profile.worker.ai_rules == "none"):
            continue
        step = next((one for one in skill.levels if one.level == level), None)
        if step is not None:
            example = step.examples.get(family, "") if family is not None else ""
            one = PlannedSkill(id=name, name=skill.name, level=level, behaviour=step.behaviour, example=example)
            told.append((places, one))
    most = sorted(told, key=lambda one: (-len(one[0]), one[0][0], one[1].id))[:MOST]
    return tuple(one for _, one in sorted(most, key=lambda one: (one[0][0], one[1].id)))
