"""The words of a plan, filled in for this worker: titles, reasons, the short answer, why others wait."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from math import floor

from coach.base.dates import DAY_NAMES, MONTH_NAMES
from coach.model.hours import class_hours, range_hours
from coach.model.measurement import Band, Measurement, TaskMeasure
from coach.model.plan import PlannedMove, Project
from coach.model.profile import Profile

LONGEST_TASK = 60
# What a request is about, where the plan has no message of a story to send; and where it has one.
REQUEST = "one kind of item, one fortnight, one way to stop"
REQUEST_TOLD = "the message under “First step”, with your own numbers in it"
_AFTER = re.compile(r"\{after (\d+) weeks?\}")
MUCH = 0.4  # of the hours in words that could not be read, from which on that is said first
SMALL = 0.3  # with less of the week reached than this, a short plan is the honest one


def fill(template: str, profile: Profile, task: TaskMeasure | None, more: Mapping[str, str] | None = None) -> str:
    """A content template with {task}, {hours}, {week}, {title} and {request} filled in, and what `more` holds."""
    facts: Mapping[str, str] = {
        **(more or {}),
        "{request}": REQUEST,
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


def story_facts(template: str, tasks: Iterable[TaskMeasure], start: date) -> dict[str, str]:
    """What a story may say besides: {cluster}, the hours of its tasks; {start}, the first Monday after the plan's first
    day; {after 4 weeks}, the Friday so many weeks from there."""
    monday = start + timedelta(days=7 - start.weekday())
    facts = {"{cluster}": hours_text(sum(task.hours for task in tasks)), "{start}": _in_full(monday)}
    for found in _AFTER.finditer(template):
        facts[found[0]] = _in_full(monday + timedelta(days=7 * int(found[1]) - 3))
    return facts


def _in_full(day: date) -> str:
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"


def shortened(text: str) -> str:
    """A task's words for use inside a sentence and inside quotation marks: without the stop at their end, with single
    quotation marks in place of double ones; one that is very long is cut at a word."""
    told = text.strip().rstrip(" .!?;:,") or text
    if told.count('"') > 1:
        told = re.sub(r'"([^"]*)"', r"‘\1’", told)
    told = told.replace('"', "’").replace("“", "‘").replace("”", "’")
    if len(told) <= LONGEST_TASK:
        return told
    cut = told[:LONGEST_TASK].rsplit(" ", 1)[0].rstrip(" ,;:.!?")
    return f"{cut}’ …" if cut.count("‘") > cut.count("’") else f"{cut} …"


def hours_text(hours: float) -> str:
    """Hours as a person writes them: 14, 2.5."""
    return f"{round(hours, 1):g}"


def halves(hours: float) -> float:
    """Hours to the half hour, which is as fine as anybody knows what a week will be like."""
    return floor(2.0 * hours + 0.5) / 2.0


def about_hours(shown: float, band: Band, hours: float) -> str:
    """Some of `hours`, as they are `shown`, with their range: `about 24 (13–35)`, `hardly any`."""
    low, high = range_hours(band, shown, hours)
    span = f" ({low:g}–{high:g})" if low < high else ""
    return f"about {shown:g}{span}" if shown else f"hardly any{span}"


def first_title(moves: Iterable[PlannedMove]) -> str:
    """The title of the move whose step comes first; "" where nothing is to come."""
    coming = ((step.due, move.title) for move in moves for step in move.milestones if step.state in ("open", "snoozed"))
    return min(coming, key=lambda one: one[0], default=(None, ""))[1]


def in_stories(projects: Iterable[Project], moves: Iterable[PlannedMove]) -> float:
    """Hours to come, of all these moves, in those that a story tells."""
    told: Collection[str] = {name for project in projects for name in project.moves}
    steps = (step for move in moves if move.id in told for step in move.milestones)
    return sum(step.hours for step in steps if step.state in ("open", "snoozed"))


def for_stories(hours: float, of: float, projects: Collection[Project]) -> str:
    """How much of a plan's hours its stories take: `12 of them for one story`."""
    many = {1: "one story", 2: "two stories"}.get(len(projects), f"{len(projects)} stories")
    return f"{'all' if hours >= of - 0.05 else hours_text(hours)} of them for {many}"


def short_answer(
    profile: Profile,
    before: Measurement,
    starts_with: str,
    weeks: int,
    hours: float,
    projects: tuple[Project, ...] = (),
    unread: tuple[TaskMeasure, ...] = (),
    moves: tuple[PlannedMove, ...] = (),
) -> str:
    """The plan in two sentences, with hours. `starts_with`: its first move's title, "" without one. `unread`: tasks in
    another language, which are asked for in English."""
    listed = before.hours
    if not listed:
        return "There are no hours in your week yet, so there is nothing to plan by. List your tasks with their hours."
    foreign = sum(task.hours for task in unread)
    if foreign >= MUCH * listed:
        first = _unread_words(profile, listed, foreign)
    else:
        bands = (before.displaceable, before.augmentable, before.human)
        shown = zip(class_hours(before), bands, strict=True)
        run, speed, rest = (about_hours(many, band, listed) for many, band in shown)
        first = (
            f"Of {_whose(profile, listed)}, {run} are in tasks that could mostly run without you, {speed} in tasks "
            f"that speed up with you, and {rest} are not reached."
        )
    if not starts_with:
        return first + " With the hours you can give there is no step we would stand behind; an hour a week would do."
    second = (
        f" So this is a short plan: {hours_text(hours)} hours over {weeks} weeks"
        if is_small(before)
        else f" The plan takes {hours_text(hours)} hours over {weeks} weeks"
    )
    if projects:
        told = ", and ".join(quoted(project.title) for project in projects)
        return f"{first}{second}, {for_stories(in_stories(projects, moves), hours, projects)}: {told}."
    return f"{first}{second}, and starts with: {lowered(starts_with)}."


def quoted(text: str) -> str:
    """Words in quotation marks; those inside become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def lowered(text: str) -> str:
    """A title inside a sentence; one that begins with capitals keeps them."""
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


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
    return f"your {hours_text(listed)} listed hours" if listed != 1 else "the one hour you listed"


def is_small(before: Measurement) -> bool:
    """Whether so little of the week is reached that a short plan is the honest one."""
    return before.displaceable.value + before.augmentable.value < SMALL
