"""Where self-rated skills and short scored situations say different things: a gentle note, and no figure.

Self-ratings and tests of the same skill agree weakly (Mabe and West 1982: r = .29; GLAT, Jin et al. 2025, predicts
better than self-reports), so neither is taken for the truth: both are named, and the worker judges. The limits below
are our judgement; a few situations say little, so the note asks for at least `LEAST` of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach.model.measurement import SkillNote
from coach.model.profile import Known

if TYPE_CHECKING:  # the nouns are made when the first item is read
    from coach.model.shelf import KnowledgeItem, Skill

LEAST = 3  # situations of one area before anything is said
RATED_HIGH, RIGHT_FEW = 3, 0.5  # rated at least so high, with no more than this share right
RATED_LOW, RIGHT_MOST = 1, 0.8  # rated at most so high, with at least this share right
AREAS = {
    "judging": "judging what comes out",
    "privacy": "keeping data private",
    "choosing": "choosing what to hand over",
    "data": "data",
    "evaluation": "trying things fairly",
    "fundamentals": "why things work",
}
MORE = (
    "You put yourself high in {skills}, and {right} of the {asked} short cases about {area} went right. Both can be "
    "so: the cases are few. A second look at them may be worth ten minutes."
)
LESS = (
    "{right} of the {asked} short cases about {area} went right, and you put yourself low in {skills}. You may know "
    "more of it than you say."
)


def skill_notes(
    skills: Mapping[str, int],
    answered: Mapping[str, Known],
    items: Mapping[str, KnowledgeItem],
    shelf: Mapping[str, Skill],
) -> tuple[SkillNote, ...]:
    """At most one note for each area of situations, in a fixed order; none where the two agree, or little is known.

    `skills` are the worker's own levels 0–4, `answered` the situations by id, `items` and `shelf` what ships.
    """
    tried: defaultdict[str, list[tuple[KnowledgeItem, bool]]] = defaultdict(list)
    for name, one in answered.items():
        item = items.get(name)
        if item is not None:
            tried[item.area].append((item, one.right))
    notes = []
    for area, words in AREAS.items():
        cases = tried[area]
        rated = {item.skill: skills[item.skill] for item, _ in cases if item.skill in skills}
        if len(cases) < LEAST or not rated:
            continue
        right, high = sum(good for _, good in cases), max(rated.values())
        share = right / len(cases)
        text = ""
        if high >= RATED_HIGH and share <= RIGHT_FEW:
            rated = {name: level for name, level in rated.items() if level >= RATED_HIGH}
            text = MORE
        elif high <= RATED_LOW and share >= RIGHT_MOST:
            text = LESS
        if text:
            names = tuple(sorted(rated))
            called = " and ".join(f"“{shelf[name].name if name in shelf else name}”" for name in names[:2])
            told = text.format(skills=called, right=right, asked=len(cases), area=words)
            notes.append(SkillNote(names, high, right, len(cases), told))
    return tuple(notes)
