"""Which of the twelve families of trades a worker belongs to, by their occupation's code, else by their title."""

from __future__ import annotations

from typing import cast

from coach.library.shelf import Library
from coach.model.profile import Worker
from coach.model.shelf import FamilyId, Role

LIKELY = 0.5  # how sure the title search has to be before a family is taken from it


def likely_occupation(worker: Worker, library: Library) -> str | None:
    """The O*NET-SOC code of the worker's occupation: as they named it, else of the role that goes by their title, else
    of the best match of their title; None where no title is near enough."""
    if worker.occupation:
        return worker.occupation
    role = role_named(worker.title, library)
    return role.occupations[0] if role is not None and role.occupations else _searched(worker.title, library)


def family_of(worker: Worker, library: Library) -> FamilyId | None:
    """The family by the longest matching code prefix; where no occupation is named, that of the role that goes by
    their title, else by the best title match.

    None where nothing says: then only general moves are offered.
    """
    if not worker.occupation:
        role = role_named(worker.title, library)
        if role is not None:
            return role.family
    code = worker.occupation or _searched(worker.title, library)
    return _family_of_code(code, library) if code is not None else None


def role_named(title: str, library: Library) -> Role | None:
    """The role whose name or one of whose titles this is, whatever its capitals; None where none is.

    Where roles of several families go by one title, the one the title search leads to as well, else the first.
    """
    titles = cast("dict[str, list[Role]]", library.derived.setdefault("roles by title", {}))
    if not titles:
        for role in library.roles.values():
            for one in dict.fromkeys(_plain(name) for name in (role.name, *role.titles)):
                titles.setdefault(one, []).append(role)
    found = titles.get(_plain(title), [])
    if len({role.family for role in found}) <= 1:
        return found[0] if found else None
    code = _searched(title, library)
    family = _family_of_code(code, library) if code is not None else None
    return max(found, key=lambda role: (code in role.occupations, role.family == family))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def _searched(title: str, library: Library) -> str | None:
    matches = library.occupations.search(title, limit=1)
    return matches[0].code if matches and matches[0].score >= LIKELY else None


def _family_of_code(code: str, library: Library) -> FamilyId | None:
    best: tuple[int, FamilyId] | None = None
    for family in library.families.values():
        for prefix in (*family.occupations, *family.majors):
            if code.startswith(prefix) and (best is None or len(prefix) > best[0]):
                best = (len(prefix), family.id)
    return best[1] if best else None
