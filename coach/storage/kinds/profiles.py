"""`profile.toml`: the worker and their week, read with words for people and written with what coach does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from coach.base.failures import Failure, nearest
from coach.base.text import safe
from coach.base.toml import TomlFile
from coach.model.profile import HOURS_IN_A_WEEK, Profile
from coach.storage.texts.codec import table_of, unknown_keys, validated, wrong
from coach.storage.texts.items import Document, copied, with_ids
from coach.storage.texts.migrations import upgraded

_OCCUPATION = re.compile(r"\d\d-\d{4}\.\d\d")
_LISTS = {"tasks": "text", "workflows": "title", "assets": "title", "jobs": "title"}  # with their words


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """A profile as read: `warnings` are words about things that were understood but may not be meant; `document` is
    the file's own, the base of the next save."""

    profile: Profile
    warnings: tuple[str, ...]
    document: Document


def read_profile(file: TomlFile) -> ProfileFile:
    """The profile in a file; only the worker's title, and a task's text and hours, must be there.

    Raises Failure `unreadable` naming the line (something missing or of the wrong kind, hours that are no number from
    0 to 168, no words where words are needed) or `newer`.
    """
    document = upgraded(file)
    _check_words(document, file)
    filled = with_ids(document)
    filled["answers"] = _as_tables(filled.get("answers", {}))
    profile = validated(Profile, filled, file)
    _check_numbers(profile, file)
    tasks = tuple(replace(task, answers=MappingProxyType(dict(task.answers))) for task in profile.tasks)
    profile = replace(
        profile,
        tasks=tasks,
        answers=MappingProxyType(dict(profile.answers)),
        skills=MappingProxyType(dict(profile.skills)),
        watch=MappingProxyType(dict(profile.watch)),
        knowledge=MappingProxyType(dict(profile.knowledge)),
    )
    warnings = (*unknown_keys(Profile, {**document, "answers": filled["answers"]}, file), *_doubts(profile, file))
    return ProfileFile(profile, warnings, copied(file.data))


def write_profile(profile: Profile, document: Mapping[str, Any] | None = None) -> Document:
    """The document of a profile, over the one it was read from: what coach does not know in there stays.

    Has no None in it, and an id in every table that needs one. An answer with nothing but its option is one word.
    """
    old = with_ids(dict(document or {}))
    short = {key for key, answer in _table(old.get("answers")).items() if isinstance(answer, str)}
    new = table_of(profile, old)
    if document and "schema" not in document:
        del new["schema"]  # the worker's own file, which needs none
    elif not document:
        new = {"schema": new.pop("schema"), **new}
    answers = _table(new.get("answers"))
    for key, answer in answers.items():
        if answer.keys() == {"option"} and (key in short or key not in _table(old.get("answers"))):
            answers[key] = answer["option"]
    return with_ids(new)


def _as_tables(answers: Any) -> Any:
    """Answers of one word as tables; anything that is no answer as it is, to be refused by name."""
    if not isinstance(answers, dict):
        return answers
    return {key: {"option": answer} if isinstance(answer, str) else answer for key, answer in answers.items()}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _check_words(document: Document, file: TomlFile) -> None:
    worker = document.get("worker")
    if worker is None:
        raise Failure("unreadable", place=f"{file.name}:1", why="the table [worker] with a title is missing.")
    if isinstance(worker, dict) and _empty(worker.get("title")):
        raise wrong(file, ("worker", "title"), "title is empty.")
    for key, words in _LISTS.items():
        tables = document.get(key)
        for number, table in enumerate(tables if isinstance(tables, list) else ()):
            if isinstance(table, dict) and _empty(table.get(words)):
                raise wrong(file, (key, number, words), f"{words} is empty.")


def _empty(value: Any) -> bool:
    return isinstance(value, str) and not safe(value).strip()


def _check_numbers(profile: Profile, file: TomlFile) -> None:
    worker = profile.worker
    hours = [
        (("worker", "hours_per_week"), worker.hours_per_week),
        (("worker", "learning_hours_per_week"), worker.learning_hours_per_week),
        *((("tasks", number, "hours"), task.hours) for number, task in enumerate(profile.tasks)),
        (("unassigned",), profile.unassigned),
    ]
    for loc, value in hours:
        if value is not None and not 0.0 <= value <= HOURS_IN_A_WEEK:
            raise wrong(file, loc, f"{loc[-1]} must be from 0 to {HOURS_IN_A_WEEK:g} a week, not {value:g}.")
    for skill, level in profile.skills.items():
        if not 0 <= level <= 4:
            raise wrong(file, ("skills", skill), f"a level is from 0 to 4, not {level}.")


def _doubts(profile: Profile, file: TomlFile) -> list[str]:
    found = []
    if profile.listed_hours > HOURS_IN_A_WEEK:
        found.append(f"{file.place('tasks', 0)}: the tasks add up to {profile.listed_hours:g} hours a week, over 168.")
    code = profile.worker.occupation
    if code is not None and not _OCCUPATION.fullmatch(code):
        place = file.place("worker", "occupation")
        found.append(f"{place}: “{code}” does not look like an occupation's code (such as 43-4051.00); it is kept.")
    for number, away in enumerate(profile.away):
        if away.until < away.since:
            place = file.place("away", number, "until")
            found.append(
                f"{place}: until {away.until} is before since {away.since}; this time away counts for nothing."
            )
    jobs = [job.id for job in profile.jobs]
    for number, task in enumerate(profile.tasks):
        if task.job is not None and task.job not in jobs:
            close = nearest(task.job, jobs)
            meant = f" Did you mean “{close}”?" if close else ""
            found.append(
                f"{file.place('tasks', number, 'job')}: there is no job “{task.job}” here; the task counts as your own."
                f"{meant}"
            )
    ids = {
        "tasks": [task.id for task in profile.tasks],
        "workflows": [workflow.id for workflow in profile.workflows],
        "assets": [asset.id for asset in profile.assets],
        "jobs": [job.id for job in profile.jobs],
    }
    for key in _LISTS:
        for number, (name, table) in enumerate(zip(ids[key], file.data.get(key, ()), strict=True)):
            told = table.get("id", name)
            if told != name:
                found.append(
                    f"{file.place(key, number, 'id')}: “{safe(str(told))}” cannot be an id here; it becomes {name}."
                )
    return found
