"""Which of the twelve families of trades a worker belongs to, by their occupation's code, else by their title."""

from __future__ import annotations

from coach.library.shelf import Library
from coach.model.profile import Worker
from coach.model.shelf import FamilyId

LIKELY = 0.5  # how sure the title search has to be before a family is taken from it


def family_of(worker: Worker, library: Library) -> FamilyId | None:
    """The family by the longest matching code prefix; by the best title match where no occupation is named.

    None where neither says: then only general moves are offered.
    """
    code = worker.occupation
    if not code:
        matches = library.occupations.search(worker.title, limit=1)
        if not matches or matches[0].score < LIKELY:
            return None
        code = matches[0].code
    best: tuple[int, FamilyId] | None = None
    for family in library.families.values():
        for prefix in (*family.occupations, *family.majors):
            if code.startswith(prefix) and (best is None or len(prefix) > best[0]):
                best = (len(prefix), family.id)
    return best[1] if best else None
