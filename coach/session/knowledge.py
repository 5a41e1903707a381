"""Short scored situations: asked a few at a time, answered, kept; beside self-rated skills they make a gentle note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from types import MappingProxyType

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.measure.knowledge import AREAS, skill_notes
from coach.model.measurement import SkillNote
from coach.model.profile import Known
from coach.model.shelf import KnowledgeItem
from coach.session.opening import Session
from coach.session.workflows import profile_of

MOST = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer to a situation: whether it was right, why, and (where it was not) which option is and why."""

    right: bool
    why: str
    better: str
    better_why: str


def to_answer(session: Session, most: int = MOST) -> tuple[KnowledgeItem, ...]:
    """Situations not answered yet: about the skills one rated first, then one of each area in turn."""
    profile = profile_of(session)
    open_ones = [item for item in session.library.knowledge.values() if item.id not in profile.knowledge]
    rated = [item for item in open_ones if item.skill in profile.skills]
    others = [[item for item in open_ones if item.area == area and item not in rated] for area in AREAS]
    in_turn = [item for item in chain.from_iterable(zip_longest(*others)) if item is not None]
    return tuple([*rated, *in_turn][: max(0, most)])


def answer_item(session: Session, item_id: str, option: int) -> Heard:
    """Answer a situation with its option, from 0. Saved when this returns; a later answer replaces it."""
    profile = profile_of(session)
    item = session.library.knowledge.get(item_id)
    if item is None:
        close = nearest(item_id, list(session.library.knowledge))
        hint = f"Did you mean {close}?" if close else "See coach shelf knowledge for them."
        raise Failure("unknown-item", kind="situation", name=one_line(item_id, 80), hint=hint)
    if not 0 <= option < len(item.options):
        raise usage(f"{option + 1} is no answer to it.", f"Its answers are 1 to {len(item.options)}.")
    chosen = item.options[option]
    known = MappingProxyType({**profile.knowledge, item.id: Known(right=chosen.right, on=session.today)})
    session.save_profile(f"a situation about {AREAS[item.area]}", replace(profile, knowledge=known))
    better = next((one for one in item.options if one.right), chosen)
    return Heard(chosen.right, chosen.why, better.text, better.why)


def skill_notes_of(session: Session) -> tuple[SkillNote, ...]:
    """Where self-rated skills and the situations answered say different things."""
    profile = session.profile
    if profile is None or not profile.skills or not profile.knowledge:
        return ()
    return skill_notes(profile.skills, profile.knowledge, session.library.knowledge, session.library.skills)
