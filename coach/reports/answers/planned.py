"""The plan written out, to be read from the top: what it is about, its rules, one story, then every step with a day.

Plain text of at most 88 columns, but for words of the worker's that are longer than a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap as lines_of

from coach.base.dates import short_day
from coach.model.plan import PHASE_NAMES, PHASES, Measure, Milestone, Outcome, Plan, PlannedMove, Project
from coach.model.profile import Profile
from coach.planning.weeks import USED, due_days
from coach.reports.answers.lines import bullet, ended, hung, labelled, paragraph
from coach.reports.answers.text import hours
from coach.reports.answers.weekchange import week_change
from coach.reports.wording import leaving, nearest, quiet_answer, quoted

COLUMNS = ((31, "what we look at"), (18, "now"), (22, "aim"), (17, "for whom"))
TOLD_OFF = 0.05  # how far off our guess has to be for a word about it
FOR_ALL = (
    "Told in full are the steps of this week and the next. coach plan --all says of each why, when, and what closes it."
)
TALK = (
    "Where to find people to talk to: somebody who did your work and has moved on, your representatives or union, the "
    "public job service's advisers, and your doctor if it takes your sleep. Asking early is no admission of anything."
)


@dataclass(frozen=True)
class _Telling:
    """How a plan is told: the numbers of its steps, with figures or without, and up to which day in full."""

    numbers: dict[str, int]
    figures: bool
    until: date

    def near(self, step: Milestone) -> bool:
        """Whether a step is told with what closes it."""
        return step.state in ("open", "snoozed") and step.due <= self.until


def plan_text(
    plan: Plan, profile: Profile, *, figures: bool = True, today: date | None = None, everything: bool = True
) -> str:
    """The plan as a person reads it.

    `figures` off leaves out everything measured about the week and its moves: what remains are the rules, the story,
    the steps with their days, and where to find people to talk to. `today` tells a time away that is on. Without
    `everything`, only the steps of this week and the next are told in full, the others in a line each, and of a second
    story only what it is.
    """
    numbers = {step.id: place for place, (_, step) in enumerate(plan.milestones(), 1)}
    telling = _Telling(numbers, figures, date.max if everything else _until(plan, today))
    parts = [paragraph(plan.short_answer if figures else quiet_answer(plan, profile))]
    if profile.worker.goal:
        parts.append(paragraph(f"A good year would be, in your words: {profile.worker.goal}"))
    parts.append(paragraph(_first(plan, profile, today)))
    if plan.rules:
        parts.append("RULES FIRST\n" + "\n".join(bullet(rule) for rule in plan.rules))
    if figures:
        parts.append(week_change(plan, profile))
    in_story = {name for project in plan.projects for name in project.moves}
    told: set[str] = set()
    for place, project in enumerate(plan.projects):
        parts.append(_project(project, plan, profile, telling, told, whole=everything or not place))
        told.update(project.moves)
    if plan.projects and any(move.id not in in_story for move in plan.moves):
        parts.append("BESIDE IT, single steps in the hours left")
    for phase in PHASES:
        moves = [move for move in plan.phase(phase) if move.id not in in_story]
        if moves:
            steps = "\n\n".join(_move(move, telling) for move in moves)
            parts.append(f"{PHASE_NAMES[phase].upper()}\n{steps}")
    parts += [_skills(plan), _waiting(plan), _off(plan, figures), _closing(plan, profile, figures)]
    if not everything and any(step.due > telling.until for _, step in plan.milestones()):
        parts.append(paragraph(FOR_ALL))
    return "\n\n".join(part for part in parts if part)


def _until(plan: Plan, today: date | None) -> date:
    """The last day of next week; of the week after the first open step where that comes later."""
    start = max(today or plan.start, plan.start)
    first = next((step.due for _, step in plan.milestones() if step.state == "open"), start)
    begin = start if first <= start + timedelta(days=13) else first
    return begin + timedelta(days=13 - begin.weekday())


def _first(plan: Plan, profile: Profile, today: date | None) -> str:
    """The nearest open step, in its own words; or that one is away."""
    away = [one for one in profile.away if today is not None and one.covers(today)]
    if away:
        why = f" ({away[0].why})" if away[0].why else ""
        return f"You are away until {short_day(max(one.until for one in away))}{why}. Nothing is due before."
    step = nearest(plan)
    if step is None:
        return ""
    told = f"Enough for today: {ended(step.title)} It takes {_minutes(step)} and is due by {short_day(step.due)}."
    ready = any("“" in project.first_step for project in plan.projects) and "First step" not in step.title
    return f"{told} A message ready to send stands under “First step”." if ready else told


def _project(project: Project, plan: Plan, profile: Profile, telling: _Telling, told: set[str], *, whole: bool) -> str:
    tasks = [task for task in profile.tasks if task.id in project.task_ids]
    rules = [bullet(rule) for rule in project.rules if rule not in plan.rules]
    about = "; ".join(f"{task.text} ({hours(task.hours)} h)" for task in tasks)
    stages = [
        labelled(f"Week{'s' if '–' in one.weeks else ''} {one.weeks}", f"{ended(one.focus)} {ended(one.milestone)}")
        for one in project.stages
    ]
    before = [labelled("First a yes", project.permission), labelled("Baseline", project.baseline), *stages]
    after = [
        labelled("Checkpoint", project.checkpoint),
        labelled("Stop rule", project.stop_rule),
        labelled("Freed hours", project.reinvest),
        labelled("Leave out", "; ".join(project.skip)),
        labelled("A bad week", project.bad_week),
        labelled("Leads to", project.leads_to),
    ]
    first = [labelled("First step", project.first_step)]
    title = [paragraph(f"PROJECT  {project.title}"), paragraph(f"About: {about}" if tasks and telling.figures else "")]
    measures = _table(project.measures) if project.measures else []
    blocks = [title, [paragraph(project.story)], rules, *((before, measures, [*after, *first]) if whole else (first,))]
    words = ["\n".join(line for line in block if line) for block in blocks]
    steps = [_move(move, telling) for move in plan.moves if move.id in project.moves and move.id not in told]
    shared = [move.title for move in plan.moves if move.id in project.moves and move.id in told]
    if shared:
        words.append(paragraph(f"Shared with the story above: {'; '.join(shared)}."))
    return "\n\n".join(part for part in [*words, *(["Its steps", *steps] if steps else [])] if part)


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


def _move(move: PlannedMove, telling: _Telling) -> str:
    tags = [f"{hours(move.hours)} h"]
    if not move.rests and telling.until < date.max and not any(telling.near(step) for step in move.milestones):
        lines = [hung("▸ ", f"{move.title} · {tags[0]}{', to be asked for' if move.control == 'ask' else ''}")]
        return "\n".join([*lines, *(line for step in move.milestones for line in _step(step, telling))])
    if move.control == "ask":
        tags.append("to be asked for")
    if move.needs_ai:
        tags.append("uses AI")
    if telling.figures and not move.own:
        tags += _figures(move)
    lines = [hung("▸ ", move.title), hung("  ", " · ".join(tags))]
    if move.rests:
        lines.append(hung("  ", f"What is left of it rests: {ended(move.rests)} What was done stays done."))
    elif not move.own:
        lines += [hung("  ", ended(move.why[:1].upper() + move.why[1:])), hung("  ", ended(move.if_then))]
    if move.side_effect and not move.rests:
        lines.append(hung("  ", f"Side effect: {move.side_effect}"))
    for step in move.milestones:
        lines += _step(step, telling)
    return "\n".join(lines)


def _figures(move: PlannedMove) -> list[str]:
    told = []
    if move.gain.hours > 0.05:
        told.append(leaving(move))
    counted = f"good in {move.readings.good} of {move.readings.of} readings and futures"
    if move.readings.good and move.readings_with:
        told.append(f"{counted}, together with what it prepares: {move.readings_with}")
    elif move.readings.good:
        told.append(counted)
    else:
        told.append("changes nothing alone; it makes the next step possible or safe")
    return told


def _step(step: Milestone, telling: _Telling) -> list[str]:
    mark = {"done": "✓", "dropped": "–", "snoozed": "…"}.get(step.state, "○")
    job = ", as part of the job" if step.as_job and telling.near(step) else ""
    when = short_day(step.done_on if step.state == "done" and step.done_on else step.due)
    if step.state == "snoozed" and step.snoozed_until is None:
        when = "rests"
    lines = [hung(f"  {telling.numbers[step.id]:>3} {mark} ", f"{when}, {_minutes(step)}{job}: {step.title}")]
    if step.state == "done" and step.evidence:
        lines.append(hung("        ", f"shown by: {step.evidence}"))
    elif telling.near(step):
        lines.append(hung("        ", f"done when: {step.done_when}"))
    return lines


def _skills(plan: Plan) -> str:
    """The skills the steps build, in their order, each as a behaviour one can see oneself show."""
    if not plan.skills:
        return ""
    lines = ["WHAT YOU GET GOOD AT, in this order and by doing these steps"]
    for place, skill in enumerate(plan.skills, 1):
        example = f" Such as: {skill.example}" if skill.example else ""
        lines.append(
            hung(f"  {place}. ", f"{skill.name}. The next level shows when you do this: {skill.behaviour}{example}")
        )
    if plan.leave_for_now:
        lines.append(hung("  ", f"Leave for now: {plan.leave_for_now}"))
    lines.append(hung("  ", "A course is worth its hours only where it has you finish one of these pieces of work."))
    return "\n".join(lines)


def _waiting(plan: Plan) -> str:
    lines = [bullet(one.why) for one in plan.not_now]
    moves = [name for name in plan.dropped if ":" not in name]
    if moves:
        lines.append(
            bullet(f"Left out because you dropped it: {', '.join(moves)}. coach plan --take-back brings it back.")
        )
    return "WHAT WAITS\n" + "\n".join(lines) if lines else ""


def _off(plan: Plan, figures: bool) -> str:
    """How far off we have been with this worker so far: in hours, and in what moves brought."""
    lines = []
    if abs(plan.pace - 1.0) >= TOLD_OFF:
        lines.append(f"Your steps have taken {plan.pace:.1f} × our guess so far; the hours above allow for that.")
    known = [one for one in plan.outcomes if one.actual_gain is not None and one.predicted_gain > TOLD_OFF]
    if figures and known:
        lines.append(_gains(known))
    return "\n".join(paragraph(line) for line in lines)


def _gains(known: list[Outcome]) -> str:
    said = sum(one.predicted_gain for one in known)
    came = sum(one.actual_gain or 0.0 for one in known)
    moves = f"{len(known)} moves you closed" if len(known) > 1 else f"{quoted(known[0].title)}, which you closed"
    return (
        f"Of {moves} we had said about {hours(said)} h a week would leave work that could run without you; your week "
        f"now says {hours(came)} h. What is planned above is drawn by that."
    )


def _closing(plan: Plan, profile: Profile, figures: bool) -> str:
    there = len(due_days(plan.start, plan.horizon_weeks, profile.away))
    away = plan.horizon_weeks - there
    gone = f", {away} of them away" if away else ""
    budget = USED * plan.hours_per_week * there
    lines = [
        paragraph(
            f"{plan.horizon_weeks} weeks from {short_day(plan.start)} {plan.start.year}{gone}: "
            f"{hours(plan.hours_planned)} of the {hours(budget)} hours that may be planned (70% of "
            f"{hours(plan.hours_per_week)} a week; the rest is for weeks that go otherwise). A week in which nothing "
            "happens moves its steps on by itself."
        )
    ]
    if plan.moves:
        lines.append(paragraph("Close a step by its number: coach done 1 --evidence “…” --hours 0.5"))
    if figures:
        lines.append(paragraph("Hours that move are estimates with a range, tried in thirty readings; none is money."))
    else:
        lines.append(paragraph(TALK))
    return "\n".join(lines)


def _minutes(step: Milestone) -> str:
    return f"{round(step.hours * 60 / 5) * 5} min" if step.hours < 1.0 else f"{hours(step.hours)} h"
