"""Which of the twelve families of trades a worker belongs to, by their occupation's code, else by their title."""

from __future__ import annotations

from coach.library.shelf import Library
from coach.model.profile import Worker
from coach.model.shelf import FamilyId

LIKELY = 0.5  # how sure the title search has to be before a family is taken from it


def likely_occupation(worker: Worker, library: Library) -> str | None:
    """The O*NET-SOC code of the worker's occupation: as they named it, else of the best match of their title; None
    where no title is near enough."""
    if worker.occupation:
        return worker.occupation
    matches = library.occupations.search(worker.title, limit=1)
    return matches[0].code if matches and matches[0].score >= LIKELY else None


def family_of(worker: Worker, library: Library) -> FamilyId | None:
    """The family by the longest matching code prefix; by the best title match where no occupation is named.

    None where neither says: then only general moves are offered.
    """
    code = likely_occupation(worker, library)
    if code is None:
        return None
    best: tuple[int, FamilyId] | None = None
    for family in library.families.values():
        for prefix in (*family.occupations, *family.majors):
            if code.startswith(prefix) and (best is None or len(prefix) > best[0]):
                best = (len(prefix), family.id)
    return best[1] if best else None
