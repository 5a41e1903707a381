"""Skills the worker rates themselves in, level by level, each level a behaviour one can observe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from coach.base.failures import Failure, nearest, usage
from coach.library.families import family_of
from coach.model.shelf import Skill
from coach.session.opening import Session
from coach.session.results.workflows import profile_of

HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Rated:
    """A skill with the level the worker gave themselves (None: not said), what the next level looks like, and an
    example of it from their own trade (`family`) where there is one."""

    skill: Skill
    level: int | None
    next_behaviour: str
    example: str
    family: str | None = None


def skills(session: Session) -> tuple[Rated, ...]:
    """Every skill of the shelf, those rated first, then in the shelf's order."""
    profile = profile_of(session)
    family = family_of(profile.worker, session.library)
    found = []
    for one in _shelf(session).values():
        level = profile.skills.get(one.id)
        step = next((each for each in one.levels if each.level > (level or 0)), None)
        example = step.examples.get(family, "") if step is not None and family is not None else ""
        found.append(Rated(one, level, step.behaviour if step else "", example, family))
    return tuple(sorted(found, key=lambda rated: rated.level is None))


def raise_skill(session: Session, skill_id: str, level: int) -> None:
    """Say which level's behaviour one shows, 0–4; a lower one corrects what was said before. Saved when it returns."""
    profile = profile_of(session)
    known = _shelf(session)
    if skill_id not in known:
        close = nearest(skill_id, list(known))
        hint = f"Did you mean {close}?" if close else "See coach shelf skills for their names."
        raise Failure("unknown-item", kind="skill", name=skill_id, hint=hint)
    if not 0 <= level <= HIGHEST:
        raise usage(f"{level} is no level.", f"Levels are 0 to {HIGHEST}; coach shelf skills {skill_id} tells them.")
    rated = MappingProxyType({**profile.skills, skill_id: level})
    session.save_profile(f"skill {known[skill_id].name}", replace(profile, skills=rated))


def forget_skill(session: Session, skill_id: str) -> None:
    """Make a skill unknown again."""
    profile = profile_of(session)
    rated = MappingProxyType({name: level for name, level in profile.skills.items() if name != skill_id})
    session.save_profile("a skill left open", replace(profile, skills=rated))


def _shelf(session: Session) -> Mapping[str, Skill]:
    shelf = session.library.load("skills")
    for problem in shelf.problems:
        if not problem.place.startswith("your content"):
            raise Failure("broken-content", place=problem.place, why=problem.what)
    return cast("Mapping[str, Skill]", shelf.items)
