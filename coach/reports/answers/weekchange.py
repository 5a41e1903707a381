"""What a plan would make of the week: each task now and then, what one frees oneself, what hangs on a yes."""

from __future__ import annotations

from textwrap import wrap

from coach.model.changes import SetHours, ShiftHours
from coach.model.measurement import TaskMeasure
from coach.model.plan import Plan, PlannedMove
from coach.model.profile import Profile
from coach.planning.candidates import unread
from coach.planning.wording import halves
from coach.reports.answers.lines import labelled
from coach.reports.answers.text import hours

LEAST_CHANGE = 0.25  # hours a week; smaller changes of the week are not worth a line
TASK = 40
LABEL = 19
TOOLS = {"self_employed": "software you would buy", "laid_off": "software the next employer puts in"}
THEIR_TOOLS = "software your employer would have to put in"


def week_change(plan: Plan, profile: Profile) -> str:
    """The table of tasks with the hours that leave them, by whom; then what is new, what stays, what was not read.

    Empty where nothing in the week would change.
    """
    after = {task.id: task for task in plan.expected.tasks}
    before = {task.id for task in plan.before.tasks}
    rows: list[str] = []
    stays: list[str] = []
    freed = asked = 0.0
    for task in sorted(plan.before.tasks, key=lambda one: (-one.hours, one.id)):
        then = after[task.id].hours if task.id in after else 0.0
        if abs(then - task.hours) < LEAST_CHANGE:
            stays.append(f"{task.text} ({hours(task.hours)} h)")
            continue
        alone, yes = _by_whom(plan, task, task.hours - then)
        freed, asked = freed + alone, asked + yes
        rows += _row(task, alone, yes)
    new = [task for task in plan.expected.tasks if task.id not in before and task.hours >= LEAST_CHANGE]
    if not rows and not new:
        return ""
    situation = profile.worker.situation or ""
    lines = ["WHAT WOULD CHANGE IN SUCH A WEEK" if situation == "laid_off" else "WHAT WOULD CHANGE IN YOUR WEEK"]
    if rows:
        lines += [f"  {'':<{TASK}}{'now':>8}{'then':>10}{'freed by you':>15}{'on a yes':>11}", *rows]
    lines += [_told("new", f"{task.text}, about {hours(halves(task.hours))} h") for task in new]
    lines.append(_told("stays as it is", "; ".join(stays)))
    if freed >= LEAST_CHANGE:
        mine = hours(halves(freed))
        lines.append(_told("freed by you", f"about {mine} h a week, by steps that need nobody's yes and no AI"))
    if asked >= LEAST_CHANGE:
        theirs = hours(halves(asked))
        lines.append(_told("on a yes", f"about {theirs} h a week; until it is given, they stay where they are"))
    left = sum(task.hours * task.displaceable for task in plan.expected.tasks if task.id in before)
    if left >= 1.0:
        tools = TOOLS.get(situation, THEIR_TOOLS)
        told = f"up to about {left:.0f} h more is what {tools} could touch; nobody has decided that, and no step waits"
        lines.append(_told("only with tools", f"{told} for it"))
    foreign = "; ".join(task.text for task in unread(plan.before))
    if foreign:
        lines.append(_told("not read", f"{foreign}: in a language coach does not read, so taken as unknown"))
    return "\n".join(line for line in lines if line)


def _told(label: str, text: str) -> str:
    return labelled(f"  {label}", text, LABEL)


def _row(task: TaskMeasure, alone: float, yes: float) -> list[str]:
    """A task now and then, to the half hour, so that the cells of a row add up."""
    fall = halves(alone + yes)
    asked = min(fall, max(0.0, halves(yes)))
    first, *rest = wrap(task.text, TASK - 2) or [""]
    then = max(0.0, task.hours - fall)
    cells = [_cell(hours(task.hours)), _cell(f"~{hours(then)}"), _cell(_some(fall - asked)), _cell(_some(asked))]
    numbers = "".join(f"{cell:>{width}}" for cell, width in zip(cells, (8, 10, 15, 11), strict=True))
    return [f"  {first:<{TASK}}{numbers}", *(f"  {line}" for line in rest)]


def _some(value: float) -> str:
    return hours(value) if abs(value) >= LEAST_CHANGE / 2 else ""


def _cell(figure: str) -> str:
    return f"{figure} h" if figure else "–"


def _by_whom(plan: Plan, task: TaskMeasure, fall: float) -> tuple[float, float]:
    """Of the hours that leave a task: those the worker frees alone, and those that hang on a yes or on a tool."""
    told = {True: 0.0, False: 0.0}
    for move in plan.moves:
        told[move.control == "self" and not move.needs_ai] += _leaving(move, task)
    total = sum(told.values())
    if total <= 0.0:
        return fall, 0.0
    return fall * told[True] / total, fall * told[False] / total


def _leaving(move: PlannedMove, task: TaskMeasure) -> float:
    found = 0.0
    for change in move.changes:
        if isinstance(change, ShiftHours) and change.source == task.id:
            found += change.hours
        elif isinstance(change, SetHours) and change.task == task.id:
            found += max(0.0, task.hours - change.hours)
    return found
