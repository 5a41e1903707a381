"""Whether documents of a career folder can be read, and agree with each other, before they are saved or taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coach.base.failures import Failure
from coach.base.toml import TomlFile
from coach.model.profile import Profile
from coach.storage.kinds.checkins import read_checkins
from coach.storage.kinds.entries import read_entries
from coach.storage.kinds.measurements import read_snapshots
from coach.storage.kinds.plans import read_plan
from coach.storage.kinds.profiles import read_profile
from coach.storage.kinds.settings import read_settings

_BY_NAME: dict[str, Callable[[TomlFile], object]] = {
    "plan.toml": read_plan,
    "ledger": read_entries,
    "checkins": read_checkins,
    "measurements": read_snapshots,
}


def check(file: TomlFile) -> tuple[str, ...]:
    """Read a document by its name; gives words about what was understood but may not be meant.

    Raises Failure `unreadable` naming its line, or `newer`.
    """
    if file.name == "profile.toml":
        read = read_profile(file)
        return (*read.warnings, *dangling(read.profile))
    if file.name == "settings.toml":
        return read_settings(file)[1]
    reader = _BY_NAME.get(file.name) or _BY_NAME.get(file.name.partition("/")[0])
    if reader is None:
        raise Failure("unreadable", place=file.name, why="not a file of a career folder.")
    reader(file)
    return ()


def check_all(documents: Mapping[str, Mapping[str, Any]]) -> None:
    """Read every document that is not empty. Raises Failure `unreadable` for the first that could not be read."""
    for name, document in documents.items():
        if document:
            check(TomlFile(name, dict(document), ""))


def dangling(profile: Profile) -> tuple[str, ...]:
    """Words for whatever in a profile names a task that is not in it."""
    tasks = {task.id for task in profile.tasks}
    found = [
        f"The way of working “{flow.title}” is about a task that is not in your week any more ({flow.task})."
        for flow in profile.workflows
        if flow.task is not None and flow.task not in tasks
    ]
    return tuple(found)
