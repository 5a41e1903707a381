"""The worker's week: who they are, their tasks and hours. Every change is saved when the call returns."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line, safe
from coach.model import profile as nouns
from coach.model.profile import HOURS_IN_A_WEEK, Profile, Task, Worker
from coach.session.opening import Session

if TYPE_CHECKING:
    from coach.library.occupations import Match

LONGEST_TITLE = 120
LONGEST_TASK = 200
DRAFT = "week.json"
_CHOICES: dict[str, tuple[str, ...]] = {
    "situation": nouns.SITUATIONS,
    "aim": nouns.AIMS,
    "ai_rules": nouns.AI_RULES,
    "record_rules": nouns.RECORD_RULES,
    "week": nouns.WEEK_KINDS,
}
_HOURS = ("hours_per_week", "learning_hours_per_week")
_WORDS = ("industry", "seniority", "currency", "country", "goal", "occupation", "employer")


def find_occupations(session: Session, query: str, limit: int = 8) -> list[Match]:
    """Occupations that go by any title like `query`, best first; empty under three letters' worth of text."""
    return session.library.occupations.search(query, limit=limit)


def exact_occupation(session: Session, title: str) -> str | None:
    """The code of the occupation that goes by exactly this title, official or everyday, upper and lower case alike;
    the best where several do, None where none does."""
    wanted = one_line(title, LONGEST_TITLE).casefold()
    found = find_occupations(session, wanted) if wanted else []
    official = [one for one in found if one.title.casefold() == wanted]
    everyday = [one for one in found if one.matched.casefold() == wanted]
    return next((one.code for one in (*official, *everyday)), None)


def set_title(session: Session, title: str, occupation: str | None = None) -> None:
    """Say what one does. Makes the profile where there is none; `occupation` is an O*NET-SOC code or None."""
    words = one_line(title, LONGEST_TITLE)
    if not words:
        raise usage("A title needs at least a word.", "Say what you do, for example: office manager.")
    if session.profile is None:
        session.save_profile(f"title “{words}”", Profile(worker=Worker(title=words, occupation=occupation)))
        return
    worker = replace(session.profile.worker, title=words, occupation=occupation)
    session.save_profile(f"title “{words}”", replace(session.profile, worker=worker))


def set_facts(session: Session, **facts: str | float | None) -> None:
    """Say more about oneself: situation, aim, ai_rules, record_rules, hours_per_week, learning_hours_per_week,
    industry, seniority, currency, country, goal, occupation, employer, week. None makes a fact unknown again."""
    profile = _profile(session)
    kept: dict[str, object] = {}
    for name, value in facts.items():
        if value is None:
            kept[name] = None
        elif name in _CHOICES:
            if value not in _CHOICES[name]:
                raise usage(f"“{value}” is no {name}.", f"It is one of: {', '.join(_CHOICES[name])}.")
            kept[name] = value
        elif name in _HOURS:
            kept[name] = checked_hours(value)
        elif name in _WORDS:
            kept[name] = one_line(str(value), LONGEST_TASK) or None
        else:
            raise usage(f"There is no fact called “{name}”.", "See docs/files.md for what a profile holds.")
    worker = replace(profile.worker, **kept)  # type: ignore[arg-type]  # names and values were checked just above
    session.save_profile(", ".join(sorted(kept)), replace(profile, worker=worker))


def add_task(session: Session, text: str, hours: float) -> Task:
    """Add a task to the week; returns it with its id."""
    return add_tasks(session, [(text, hours)])[0]


def add_tasks(session: Session, rows: list[tuple[str, float]]) -> list[Task]:
    """Add several tasks as one change (one undo takes them all back)."""
    profile = _profile(session)
    taken = {task.id for task in profile.tasks}
    new = []
    for text, hours in rows:
        words = _task_words(text)
        task = Task(id=fresh_id(words, taken), text=words, hours=checked_hours(hours))
        taken.add(task.id)
        new.append(task)
    what = f"task “{new[0].text}”" if len(new) == 1 else f"{len(new)} tasks"
    session.save_profile(what, replace(profile, tasks=(*profile.tasks, *new)))
    return new


def change_task(session: Session, task_id: str, *, text: str | None = None, hours: float | None = None) -> Task:
    """Change a task's words or hours; its id stays. Answers stay too: they are about the task, not its wording."""
    profile = _profile(session)
    task = _task(profile, task_id)
    changed = replace(
        task,
        text=task.text if text is None else _task_words(text),
        hours=task.hours if hours is None else checked_hours(hours),
    )
    tasks = tuple(changed if one.id == task_id else one for one in profile.tasks)
    session.save_profile(f"task “{changed.text}”", replace(profile, tasks=tasks))
    return changed


def remove_task(session: Session, task_id: str) -> None:
    """Take a task out of the week."""
    profile = _profile(session)
    task = _task(profile, task_id)
    kept = tuple(one for one in profile.tasks if one.id != task_id)
    session.save_profile(f"without “{task.text}”", replace(profile, tasks=kept))


def suggestions(session: Session, typed: str, limit: int = 6) -> list[str]:
    """Everyday task phrases that go on from what is typed, for picking while typing."""
    from coach.library.phrases import phrases_like

    return phrases_like(session.library, one_line(typed), limit)


def keep_draft(session: Session, fields: dict[str, str]) -> None:
    """Keep what is typed and not yet entered, on disk when this returns. No fields: forget it."""
    folder = session.folder
    if folder is None or session.read_only:
        return
    if any(value.strip() for value in fields.values()):
        folder.keep_draft(DRAFT, json.dumps({name: safe(value) for name, value in fields.items()}))
    elif folder.exists():
        folder.drop_draft(DRAFT)


def draft(session: Session) -> dict[str, str]:
    """What was typed and not entered when the app last closed."""
    text = session.folder.draft(DRAFT) if session.folder is not None and session.folder.exists() else None
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        return {}  # a draft cut short by a power loss; the week itself is in profile.toml
    if not isinstance(found, dict):
        return {}
    return {str(name): safe(value) for name, value in found.items() if isinstance(value, str)}


def undo(session: Session) -> str | None:
    """Take the last change back; its words, or None where there is nothing to take back."""
    from coach.session.folder import earlier

    back = earlier.undo(session)
    return None if back is None else " ".join((back.words, *back.notes))


def redo(session: Session) -> str | None:
    """Make the last change taken back again; its words, or None."""
    from coach.session.folder import earlier

    back = earlier.redo(session)
    return None if back is None else " ".join((back.words, *back.notes))


def refresh(session: Session) -> bool:
    """Follow changes made outside the program since the folder was read; True where there were any."""
    if session.folder is None or not session.folder.changed():
        return False
    session.load()
    return True


def checked_hours(hours: float | str) -> float:
    """Hours a week as a number, 0–168. Raises a usage Failure for anything else."""
    try:
        number = float(hours)
    except (TypeError, ValueError):
        raise usage(f"“{one_line(str(hours), 40)}” is no number of hours.", "Write hours like 14 or 2.5.") from None
    if not math.isfinite(number) or not 0.0 <= number <= HOURS_IN_A_WEEK:
        raise usage(f"{number:g} hours do not fit in a week.", "Hours a week are 0 to 168.")
    return number


def _task_words(text: str) -> str:
    words = one_line(text, LONGEST_TASK)
    if not words:
        raise usage("A task needs words.", "Say what you do, for example: answer tickets.")
    return words


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile


def _task(profile: Profile, task_id: str) -> Task:
    task = profile.task(task_id)
    if task is None:
        known = ", ".join(one.id for one in profile.tasks) or "none yet"
        raise Failure("unknown-item", kind="task", name=task_id, hint=f"Your tasks are: {known}.")
    return task
