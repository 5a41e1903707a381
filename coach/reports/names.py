"""Names taken out of everything, wherever the worker wrote them: in their own field and in running text.

Known are the names somebody gave as such: who confirms a result, who vouches, who holds a proof, who was called.
Employers' names leave with nothing at all, whatever is chosen.
A name that stands in running text only cannot be told from a product's or a place's: it stays, and whoever exports is
shown it (`like_names`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from coach.base.text import slug
from coach.reports.subject import Subject

SOMEBODY = "a colleague"
SOMEWHERE = "the company"
WHOEVER = "a named person, on request"
HOLDER = "a named holder, on request"
_PIECES = re.compile(r"\s*(?:[,;(/&]| and | of | from | at | in )\s*", re.IGNORECASE)
_PERSONAL = re.compile(r"[^\W\d_][\w'’.-]*", re.UNICODE)
# Words of a role, which are no name: "Head of Finance" confirms, and finance stays finance.
_LIKE_A_NAME = re.compile(
    r"(?<=[\w,;:(] )(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? [A-Z][\w'’-]+|[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)+)"
)
_ROLE_WORDS = frozenset(
    """
    head lead leader manager director owner team chief officer finance service services support sales product board
    staff senior junior deputy group operations controller controlling accounting accounts payroll hr legal marketing
    customer customers client clients colleague ward nurse doctor practice school office council department unit dr mr
    mrs ms prof miss the my our your line security compliance audit quality data engineering procurement purchasing it
    supervisor principal dean editor partner vendor supplier works union
    """.split()
)


_NO_NAME = _ROLE_WORDS - {"dr", "mr", "mrs", "ms", "miss", "prof"}


def without_names(subject: Subject) -> Subject:
    """The subject with every name that was given as one replaced, also where it stands in other words."""
    pattern = _pattern(subject)
    if pattern is None:
        return subject
    fields_masked = replace(
        subject,
        entries=tuple(
            replace(
                entry,
                validated_by=WHOEVER if entry.validated_by else None,
                proof_with=HOLDER if entry.proof_with else None,
            )
            for entry in subject.entries
        ),
        profile=replace(
            subject.profile,
            answers=MappingProxyType(
                {
                    name: replace(answer, vouched_by=WHOEVER if answer.vouched_by else None)
                    for name, answer in subject.profile.answers.items()
                }
            ),
        ),
        drill=None
        if subject.drill is None
        else replace(
            subject.drill,
            people=tuple(replace(one, name=f"person {place}") for place, one in enumerate(subject.drill.people, 1)),
        ),
    )
    return _mapped(fields_masked, pattern, SOMEBODY)


def like_names(written: Iterable[str]) -> tuple[str, ...]:
    """What looks like somebody's name in these sentences: capitals in a row, not at a beginning, or a title before one.
    Each once, in order; a guess, to be shown to the worker and never acted upon."""
    found = (one for words in written for one in _LIKE_A_NAME.findall(words))
    return tuple(dict.fromkeys(one for one in found if not _NO_NAME.intersection(one.lower().split())))


def own_sentences(subject: Subject) -> Iterator[str]:
    """What the worker wrote in words of their own, where a report may quote it."""
    for entry in subject.entries:
        yield from filter(None, (entry.text, entry.how, entry.use))
    yield from (flow.title for flow in subject.profile.workflows)
    yield from (asset.title for asset in subject.profile.assets)
    yield from (task.text for task in subject.profile.tasks)


def without_employers(subject: Subject) -> Subject:
    """The subject without where somebody works or worked, also where it stands in other words."""
    known = _employers(subject)
    if not known:
        return subject
    profile = replace(
        subject.profile,
        worker=replace(subject.profile.worker, employer=None),
        jobs=tuple(replace(job, employer=None) for job in subject.profile.jobs),
    )
    return _mapped(replace(subject, profile=profile), _any_of(known), SOMEWHERE)


def nameless_id(subject: Subject, *, people: bool = True) -> Callable[[str], str]:
    """What takes names out of an id, which is made of the words somebody typed; for files that show ids. Employers'
    always, other people's where `people`."""
    parts = [*_employers(subject), *(_parts(sorted(set(_given(subject)))) if people else ())]
    words = {word for part in parts for word in slug(part).split("-") if len(word) > 2} - _ROLE_WORDS

    def named(word: str) -> bool:
        return word in words or (len(word) > 2 and any(known.startswith(word) for known in words))

    return lambda name: "-".join("somebody" if named(word) else word for word in name.split("-"))


def _pattern(subject: Subject) -> re.Pattern[str] | None:
    """What finds every name that was given as one, whole or in part; None where none was."""
    parts = _parts(sorted(set(_given(subject)), key=len, reverse=True))
    return _any_of(parts) if parts else None


def _any_of(names: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)


def _employers(subject: Subject) -> list[str]:
    told = [subject.profile.worker.employer, *(job.employer for job in subject.profile.jobs)]
    return sorted({name.strip() for name in told if name and len(name.strip()) > 2}, key=len, reverse=True)


def _given(subject: Subject) -> Iterator[str]:
    told: list[str | None] = []
    for entry in (*subject.entries, *subject.profile.entries):
        told += [entry.validated_by, entry.proof_with]
    told += [answer.vouched_by for answer in subject.profile.answers.values()]
    if subject.drill is not None:
        told += [one.name for one in subject.drill.people]
    yield from (name.strip() for name in told if name and len(name.strip()) > 1)


def _parts(names: list[str]) -> list[str]:
    """The names whole, and each word of a personal name alone (“Maria Lopez, team lead” gives Maria and Lopez)."""
    parts = set()
    for name in names:
        for piece in _PIECES.split(name):
            words = _PERSONAL.findall(piece)
            if not words or any(word.lower().strip(".") in _ROLE_WORDS for word in words):
                continue
            if all(word[:1].isupper() for word in words) and len(words) <= 4:
                parts.add(piece)
                parts.update(word for word in words if len(word.strip(".")) > 2)
        if not any(word.lower() in _ROLE_WORDS for word in name.split()):
            parts.add(name)
    return sorted(parts or set(names), key=lambda one: (-len(one), one))


def _mapped(subject: Subject, pattern: re.Pattern[str], instead: str) -> Subject:
    """The same subject with the pattern replaced in every text of the worker's, ids and the shelf left alone."""

    def told(one: Any) -> Any:
        if isinstance(one, str):
            return pattern.sub(instead, one)
        if isinstance(one, tuple):
            return tuple(map(told, one))
        if isinstance(one, Mapping):
            return MappingProxyType({key: told(inner) for key, inner in one.items()})
        if is_dataclass(one) and not isinstance(one, type):
            known = [each.name for each in fields(one) if each.init and each.name not in _IDS]
            return replace(one, **{name: told(getattr(one, name)) for name in known})
        return one

    written = [each.name for each in fields(subject) if each.name not in _SHELF]
    return replace(subject, **{name: told(getattr(subject, name)) for name in written})


_SHELF = ("skills", "moves", "recipes", "rules")
_IDS = ("id", "task", "task_ids", "move", "kind", "state", "milestone", "entry", "question", "option")
