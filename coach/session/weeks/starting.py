"""Starting points: what a week in one's role often looks like, to pick from instead of typing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from coach.base.text import one_line
from coach.library.families import family_of
from coach.model.shelf import Role
from coach.session.opening import Session
from coach.session.searching import folded


@dataclass(frozen=True, slots=True)
class Start:
    """A role one can start from: what people in it call themselves, its occupation, its tasks with usual hours."""

    id: str
    name: str
    title: str
    occupation: str | None
    family: str
    tasks: tuple[tuple[str, float], ...]


def starts(session: Session, typed: str = "", most: int = 200) -> tuple[Start, ...]:
    """The starting points whose name or one of whose titles has every typed word in it, best first; with nothing typed
    all of them, by family."""
    wanted = folded(one_line(typed, 120))
    found = []
    for role in _roles(session).values():
        rank = _rank(wanted, role)
        if rank is not None:
            found.append((rank, role))
    found.sort(key=lambda pair: pair[0])  # stable: within a rank they stay in the order of the shelf
    return tuple(_start(session, role) for _rank_of_it, role in found[:most])


def _rank(wanted: str, role: Role) -> int | None:
    """How well a role goes by the words `wanted`: 0 by exactly that name, then its name by whole words, one of its
    titles, its name by words that begin so, a title; None where a word is missing. All are alike for no words."""
    words = wanted.split()
    if not words:
        return 0
    name, titles = folded(role.name), [folded(one) for one in role.titles]
    if " ".join(words) in (name, *titles):
        return 0
    for rank, told in ((1, [name]), (2, titles)):
        if any(set(words) <= set(one.split()) for one in told):
            return rank
    begun = [name, *titles]
    if not all(any(f" {word}" in f" {one}" for one in begun) for word in words):
        return None
    return 3 if all(f" {word}" in f" {name}" for word in words) else 4


def own_start(session: Session) -> Start | None:
    """The starting point nearest to the worker: by a title of theirs, else by occupation; None where none fits."""
    profile = session.profile
    if profile is None:
        return None
    roles = _roles(session).values()
    title = folded(profile.worker.title)
    for role in roles:
        if title in (folded(role.name), *(folded(one) for one in role.titles)):
            return _start(session, role)
    family = family_of(profile.worker, session.library)
    own = [role for role in roles if profile.worker.occupation in role.occupations]
    own.sort(key=lambda role: (role.family != family, role.occupations.index(profile.worker.occupation or "")))
    return _start(session, own[0]) if own else None


def usual_tasks(session: Session, most: int = 4) -> tuple[tuple[str, float], ...]:
    """Tasks the worker's role often has that are not in the week yet, most hours first."""
    start, profile = own_start(session), session.profile
    if start is None or profile is None:
        return ()
    here = {folded(task.text) for task in profile.tasks}
    left = [pair for pair in start.tasks if folded(pair[0]) not in here]
    return tuple(sorted(left, key=lambda pair: -pair[1])[:most])


def _start(session: Session, role: Role) -> Start:
    return Start(
        id=role.id,
        name=role.name,
        title=role.titles[0] if role.titles else role.name,
        occupation=role.occupations[0] if role.occupations else None,
        family=session.library.families[role.family].name,
        tasks=tuple((task.text, task.hours) for task in role.tasks),
    )


def _roles(session: Session) -> Mapping[str, Role]:
    return cast("Mapping[str, Role]", session.library.load("roles").items)
