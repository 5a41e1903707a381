"""The plan written out, to be read from the top: what it is about, its rules, one story, then every step with a day.

Plain text of at most 88 columns, but for words of the worker's that are longer than a line.
"""

from __future__ import annotations

from datetime import date
from textwrap import wrap as lines_of

from coach.base.dates import short_day
from coach.model.plan import PHASE_NAMES, PHASES, Measure, Milestone, Plan, PlannedMove, Project
from coach.model.profile import Profile
from coach.planning.candidates import unread
from coach.reports.text import WIDTH, hours

COLUMNS = ((31, "what we look at"), (18, "now"), (22, "aim"), (17, "for whom"))
LABEL = 14  # columns before the text of a labelled line
LEAST_CHANGE = 0.25  # hours a week; smaller changes of the week are not worth a line
USED = 0.7
TALK = (
    "Where to find people to talk to: somebody who did your work and has moved on, your representatives or union, the "
    "public job service's advisers, and your doctor if it takes your sleep. Asking early is no admission of anything."
)


def plan_text(plan: Plan, profile: Profile, *, figures: bool = True, today: date | None = None) -> str:
    """The plan as a person reads it.

    `figures` off leaves out everything measured about the week and its moves: what remains are the rules, the story,
    the steps with their days, and where to find people to talk to.
    """
    numbers = {step.id: place for place, (_, step) in enumerate(plan.milestones(), 1)}
    parts = [_paragraph(plan.short_answer if figures else _quiet_answer(plan))]
    if profile.worker.goal:
        parts.append(_paragraph(f"A good year would be, in your words: {profile.worker.goal}"))
    first = _first(plan)
    if first:
        parts.append(_paragraph(f"Enough for today: {first}"))
    if plan.rules:
        parts.append("RULES FIRST\n" + "\n".join(_bullet(rule) for rule in plan.rules))
    if figures:
        parts.append(_changes(plan, profile))
    own = {name for project in plan.projects for name in project.moves}
    parts += [_project(project, plan, profile, numbers, figures) for project in plan.projects]
    if plan.projects and any(move.id not in own for move in plan.moves):
        parts.append("BESIDE IT, single steps in the hours left")
    for phase in PHASES:
        moves = [move for move in plan.phase(phase) if move.id not in own]
        if moves:
            told = "\n\n".join(_move(move, numbers, figures) for move in moves)
            parts.append(f"{PHASE_NAMES[phase].upper()}\n{told}")
    if plan.not_now:
        parts.append("WHAT WAITS\n" + "\n".join(_bullet(one.why) for one in plan.not_now))
    parts.append(_closing(plan, figures))
    return "\n\n".join(part for part in parts if part)


def _quiet_answer(plan: Plan) -> str:
    if not plan.moves:
        return "There is no step to take with the hours you can give; an hour a week would do."
    about = f", most of it one story: {plan.projects[0].title}." if plan.projects else "."
    return f"{hours(plan.hours_planned)} hours over {plan.horizon_weeks} weeks{about} Nothing in it has to be hurried."


def _first(plan: Plan) -> str:
    """The nearest open step, in its own words."""
    for _, step in plan.milestones():
        if step.state == "open":
            return f"{_ended(step.title)} It takes {_minutes(step)} and is due by {short_day(step.due)}."
    return ""


def _changes(plan: Plan, profile: Profile) -> str:
    """What the plan would make of the week: tasks that shrink, what is new, what stays, what hangs on a yes."""
    after = {task.id: task for task in plan.expected.tasks}
    before = {task.id for task in plan.before.tasks}
    lines, stays = [], []
    for task in sorted(plan.before.tasks, key=lambda one: (-one.hours, one.id)):
        then = after[task.id].hours if task.id in after else 0.0
        if abs(then - task.hours) >= LEAST_CHANGE:
            lines.append(_row(f"{hours(task.hours)} h → about {hours(then)} h", task.text))
        else:
            stays.append(f"{task.text} ({hours(task.hours)} h)")
    for task in plan.expected.tasks:
        if task.id not in before and task.hours >= LEAST_CHANGE:
            lines.append(_row(f"new, about {hours(task.hours)} h", task.text))
    if not lines:
        return ""
    if stays:
        lines.append(_row("stays as it is", "; ".join(stays)))
    asked = [move for move in plan.moves if move.control == "ask"]
    if asked:
        moved = sum(move.gain.hours for move in asked)
        hang = f", about {hours(moved)} h a week among them" if moved >= LEAST_CHANGE else ""
        lines.append(_row("hangs on a yes", f"{_count(len(asked), 'step')}{hang}; the rest is yours to do."))
    foreign = [task.text for task in unread(plan.before)]
    if foreign:
        lines.append(_row("not read", f"{'; '.join(foreign)}: in a language coach does not read, so taken as unknown."))
    told = (
        "WHAT WOULD CHANGE IN YOUR WEEK"
        if profile.worker.situation != "laid_off"
        else "WHAT WOULD CHANGE IN SUCH A WEEK"
    )
    return told + "\n" + "\n".join(lines)


def _project(project: Project, plan: Plan, profile: Profile, numbers: dict[str, int], figures: bool) -> str:
    tasks = [task for task in profile.tasks if task.id in project.task_ids]
    rules = [_bullet(rule) for rule in project.rules if rule not in plan.rules]
    about = "; ".join(f"{task.text} ({hours(task.hours)} h)" for task in tasks)
    measures = _table(project.measures) if project.measures else []
    stages = [
        _labelled(f"Week{'s' if '–' in one.weeks else ''} {one.weeks}", f"{_ended(one.focus)} {_ended(one.milestone)}")
        for one in project.stages
    ]
    before = [
        _labelled("First a yes", project.permission),
        _labelled("Baseline", project.baseline),
        *stages,
    ]
    after = [
        _labelled("Checkpoint", project.checkpoint),
        _labelled("Stop rule", project.stop_rule),
        _labelled("Freed hours", project.reinvest),
        _labelled("Leave out", "; ".join(project.skip)),
        _labelled("A bad week", project.bad_week),
        _labelled("Leads to", project.leads_to),
        _labelled("First step", project.first_step),
    ]
    title = [_paragraph(f"PROJECT  {project.title}"), _paragraph(f"About: {about}" if tasks and figures else "")]
    blocks = [title, [_paragraph(project.story)], rules, before, measures, after]
    told = ["\n".join(line for line in block if line) for block in blocks]
    steps = [_move(move, numbers, figures) for move in plan.moves if move.id in project.moves]
    return "\n\n".join(part for part in [*told, "Its steps", *steps] if part)


def _table(measures: tuple[Measure, ...]) -> list[str]:
    rows = [tuple(name for _, name in COLUMNS)]
    rows += [(one.name, one.baseline, one.target, one.whom) for one in measures]
    lines = []
    for row in rows:
        cells = [lines_of(text, width - 2) or [""] for text, (width, _) in zip(row, COLUMNS, strict=True)]
        for place in range(max(map(len, cells))):
            told = [cell[place] if place < len(cell) else "" for cell in cells]
            lines.append("".join(f"{text:<{width}}" for text, (width, _) in zip(told, COLUMNS, strict=True)).rstrip())
    return lines


def _move(move: PlannedMove, numbers: dict[str, int], figures: bool) -> str:
    tags = [f"{hours(move.hours)} h"]
    if move.control == "ask":
        tags.append("to be asked for")
    if figures:
        if move.gain.hours > 0.05:
            tags.append(f"{_span(move.gain.hours_low, move.gain.hours_high)} h a week leave work that could run alone")
        if move.readings.good:
            tags.append(f"good in {move.readings.good} of {move.readings.of} readings and futures")
        else:
            tags.append("changes nothing alone; it makes the next step possible or safe")
    lines = [
        _hung("▸ ", move.title),
        _hung("  ", " · ".join(tags)),
        _hung("  ", _ended(move.why[:1].upper() + move.why[1:])),
        _hung("  ", f"{_ended(move.if_then)}"),
    ]
    if move.side_effect:
        lines.append(_hung("  ", f"Side effect: {move.side_effect}"))
    for step in move.milestones:
        mark = {"done": "✓", "dropped": "–", "snoozed": "…"}.get(step.state, "○")
        job = ", as part of the job" if step.as_job else ""
        when = short_day(step.done_on if step.state == "done" and step.done_on else step.due)
        lines.append(_hung(f"  {numbers[step.id]:>3} {mark} ", f"{when}, {_minutes(step)}{job}: {step.title}"))
        lines.append(_hung("        ", f"done when: {step.done_when}"))
    return "\n".join(lines)


def _closing(plan: Plan, figures: bool) -> str:
    budget = USED * plan.hours_per_week * plan.horizon_weeks
    lines = [
        _paragraph(
            f"{plan.horizon_weeks} weeks from {short_day(plan.start)} {plan.start.year}: {hours(plan.hours_planned)} "
            f"of the {hours(budget)} hours that may be planned (70% of {hours(plan.hours_per_week)} a week; the rest "
            "is for weeks that go otherwise)."
        )
    ]
    if abs(plan.pace - 1.0) >= 0.05:
        lines.append(
            _paragraph(f"Your steps have taken {plan.pace:.1f} × our guess so far; the hours above allow for that.")
        )
    if plan.moves:
        lines.append(_paragraph("Close a step by its number: coach done 1 --evidence “…” --hours 0.5"))
    if figures:
        lines.append(_paragraph("Hours that move are estimates with a range, tried in thirty readings; none is money."))
    else:
        lines.append(_paragraph(TALK))
    return "\n".join(lines)


def _minutes(step: Milestone) -> str:
    return f"{round(step.hours * 60 / 5) * 5} min" if step.hours < 1.0 else f"{hours(step.hours)} h"


def _span(low: float, high: float) -> str:
    return hours(low) if hours(low) == hours(high) else f"{hours(low)} to {hours(high)}"


def _count(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


def _row(label: str, text: str) -> str:
    return _hung(f"  {label:<22}", text)


def _labelled(label: str, text: str) -> str:
    return _hung(f"{label:<{LABEL}}", text) if text else ""


def _bullet(text: str) -> str:
    return _hung("- ", text)


def _paragraph(text: str) -> str:
    return _hung("", text)


def _hung(lead: str, text: str) -> str:
    """`text` after `lead`, wrapped, further lines under the text."""
    under = " " * len(lead)
    return "\n".join(lines_of(text, WIDTH, initial_indent=lead, subsequent_indent=under, break_on_hyphens=False))
