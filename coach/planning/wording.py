"""The words of a plan, filled in for this worker: titles, reasons, the short answer, why others wait."""

from __future__ import annotations

from collections.abc import Mapping

from coach.model.measurement import Measurement, TaskMeasure
from coach.model.plan import Project
from coach.model.profile import Profile

LONGEST_TASK = 60
MUCH = 0.4  # of the hours in words that could not be read, from which on that is said first
SMALL = 0.3  # with less of the week reached than this, a short plan is the honest one


def fill(template: str, profile: Profile, task: TaskMeasure | None) -> str:
    """A content template with {task}, {hours}, {week} and {title} filled in. User text is put in as it is."""
    facts: Mapping[str, str] = {
        "{task}": shortened(task.text) if task else "your week",
        "{hours}": hours_text(task.hours if task else profile.listed_hours),
        "{week}": hours_text(profile.week_hours),
        "{title}": profile.worker.title,
    }
    # One pass over the template only, so that braces in the worker's own words stay what they are.
    parts, rest = [], template
    while rest:
        places = [(rest.find(name), name) for name in facts if name in rest]
        if not places:
            break
        at, name = min(places)
        parts += [rest[:at], facts[name]]
        rest = rest[at + len(name) :]
    return "".join(parts) + rest


def shortened(text: str) -> str:
    """A task's words for use inside a sentence: one that is very long is cut at a word."""
    if len(text) <= LONGEST_TASK:
        return text
    return text[:LONGEST_TASK].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def hours_text(hours: float) -> str:
    """Hours as a person writes them: 14, 2.5."""
    return f"{round(hours, 1):g}"


def short_answer(
    profile: Profile,
    before: Measurement,
    titles: tuple[str, ...],
    weeks: int,
    hours: float,
    projects: tuple[Project, ...] = (),
    unread: tuple[TaskMeasure, ...] = (),
) -> str:
    """The plan in two sentences, with hours. `unread`: tasks in another language, which are asked for in English."""
    listed = before.hours
    if not listed:
        return "There are no hours in your week yet, so there is nothing to plan by. List your tasks with their hours."
    runs, speeds = before.displaceable.value * listed, before.augmentable.value * listed
    foreign = sum(task.hours for task in unread)
    if foreign >= MUCH * listed:
        first = _unread_words(profile, listed, foreign)
    else:
        first = (
            f"Of {_whose(profile, listed)}, about {runs:.0f} are in tasks that could mostly run without "
            f"you, about {speeds:.0f} in tasks that speed up with you, and about "
            f"{max(0.0, listed - runs - speeds):.0f} are not reached."
        )
    if not titles:
        return first + " With the hours you can give there is no step we would stand behind; an hour a week would do."
    second = (
        f" So this is a short plan: {hours_text(hours)} hours over {weeks} weeks"
        if is_small(before)
        else f" The plan takes {hours_text(hours)} hours over {weeks} weeks"
    )
    if projects:
        stories = "one story" if len(projects) == 1 else "two stories"
        told = ", and ".join(quoted(project.title) for project in projects)
        return f"{first}{second}, most of them for {stories}: {told}."
    return f"{first}{second}, and starts with: {_lower(titles[0])}."


def quoted(text: str) -> str:
    """Words in quotation marks; those inside become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _unread_words(profile: Profile, listed: float, foreign: float) -> str:
    whose = _whose(profile, listed)
    about = f"{whose[:1].upper()}{whose[1:]}" if foreign >= listed - 0.05 else f"Of {whose}, {hours_text(foreign)}"
    return (
        f"{about} are in words coach cannot read, as it reads English only: they count as unknown, not as nothing, and "
        "a few English words for each task, or the nearest everyday phrase, will make this plan fit you."
    )


def _whose(profile: Profile, listed: float) -> str:
    if profile.worker.situation == "laid_off":
        return f"the {hours_text(listed)} hours of your last usual week"
    return f"your {hours_text(listed)} listed hours"


def is_small(before: Measurement) -> bool:
    """Whether so little of the week is reached that a short plan is the honest one."""
    return before.displaceable.value + before.augmentable.value < SMALL


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text
