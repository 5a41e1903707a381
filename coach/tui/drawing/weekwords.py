"""The lines of the Week screen."""

from __future__ import annotations

from textual.content import Content

from coach.model.measurement import TaskMeasure
from coach.model.profile import Profile, Task
from coach.tui.drawing.bars import task_figures, told
from coach.tui.widgets.rows import Row
from coach.tui.words import AI_RULES, AIM, RECORD_RULES, SITUATION, UNKNOWN, count, hours, number


def week_head(profile: Profile | None) -> Content:
    """`YOUR WEEK   8 tasks, 40 of 40 h`."""
    head = ("YOUR WEEK", "bold $quiet")
    if profile is None or not profile.tasks:
        return Content.assemble(head, ("   one task a line, its hours first", "$quiet"))
    listed, told = number(round(profile.listed_hours, 2)), profile.worker.hours_per_week
    tasks = count(len(profile.tasks), "task")
    if told is None or profile.listed_hours <= told:
        of = f" of {number(told)}" if told is not None else ""
        return Content.assemble(head, f"   {tasks}, {listed}{of} h")
    return Content.assemble(head, f"   {tasks}, {listed} h listed; you said your week has {hours(told)}")


def task_row(task: Task, measured: TaskMeasure | None) -> Row:
    """One task: its hours, its words, its bar and figure where they are shown."""

    def draw(width: int) -> Content:
        figures = task_figures(measured) if measured is not None else Content("")
        return told(task.text, figures, width, first=Content.styled(f"{number(task.hours):>5}   ", "bold"))

    return Row(task.id, draw)


def matched_words(title: str, matched: str) -> str:
    """An occupation's title, with the title people use that led to it."""
    return title if matched.casefold() in title.casefold() else f"{title} ({matched})"


def about_words(profile: Profile | None, key: str) -> Content:
    """What the person said about themselves, in a line; what is open is counted, not guessed. `key` asks for it."""
    if profile is None:
        return Content("")
    worker = profile.worker
    facts = (
        SITUATION.get(worker.situation or "", UNKNOWN),
        AIM.get(worker.aim or "", UNKNOWN),
        AI_RULES.get(worker.ai_rules or "", UNKNOWN),
        RECORD_RULES.get(worker.record_rules or "", UNKNOWN),
    )
    known = [fact for fact in facts if fact != UNKNOWN]
    if known:
        said = " · ".join([*known, f"{hours(profile.learning_hours)} a week to learn"])
        said += f" · {len(facts) - len(known)} open" if len(known) < len(facts) else ""
    else:
        said = f"nothing yet. Six quick picks make the plan yours: {key}"
    return Content.assemble(("ABOUT YOU   ", "bold $quiet"), (said, "$quiet"))
