"""The full report: the worker's own copy of where they stand and what they do, in the order it is read.

Short answer, task table, rules, the stories with their measures and checkpoints, skills in order and what to skip,
what came of it, the first step. What could harm is in it only where it was chosen.
"""

from __future__ import annotations

from datetime import date

from coach.model.measurement import Measurement, TaskMeasure
from coach.model.plan import PHASE_NAMES, PHASES, Milestone, Plan, PlannedMove, Project
from coach.model.profile import Task
from coach.planning.wording import halves
from coach.reports.answers.text import bar as cells
from coach.reports.answers.text import hours, per_cent, ranged
from coach.reports.figures import figures
from coach.reports.formats.page import (
    Bar,
    Bullets,
    Facts,
    Legend,
    Page,
    Para,
    Part,
    Quote,
    Step,
    Steps,
    Table,
    Timeline,
    kept,
    part,
)
from coach.reports.results import results
from coach.reports.subject import Subject
from coach.reports.wording import day_of, ended, leaving, listed, long_day, minutes, nearest

MARKED = "Private: written for you, not for sharing"
LEAST_CHANGE = 0.25  # hours a week; smaller changes of the week are not worth a line
WHOSE = {True: "yours to decide", False: "set by others", None: ""}


def full_report(subject: Subject) -> Page:
    """The whole report."""
    plan = subject.plan
    parts: list[Part | None] = [_tasks(subject), _rules(subject)]
    if plan is not None:
        parts += [
            _overview(plan, subject),
            *(_project(place, one, plan, subject) for place, one in enumerate(plan.projects, 1)),
        ]
        parts += [_single(plan, subject), _waiting(plan)]
    parts += [_skills(subject), results(subject), _first(subject)]
    if subject.measured is not None:
        parts.append(figures(subject.measured, subject.signs))
    return Page(
        title=subject.profile.worker.title,
        lead=_answer(subject),
        parts=kept(*parts),
        marked=MARKED,
        foot=(f"Written by coach on {long_day(subject.today)}, offline. A plan, no forecast about anybody's job.",),
    )


def _answer(subject: Subject) -> str:
    goal = subject.profile.worker.goal
    told = subject.plan.short_answer if subject.plan is not None else "There is no plan yet: coach plan makes one."
    if subject.unsearched:
        told += (
            f" {subject.unsearched} more moves, about your dates and the next post, stay out of a file unless you "
            "choose otherwise: coach plan shows them, and coach export --what report --with search puts them in."
        )
    return f"{told} A good year would be, in your words: {ended(goal)}" if goal else told


def _tasks(subject: Subject) -> Part:
    """The task table: hours, whose they are, what works on each; with figures where they were chosen."""
    profile, plan, measured = subject.profile, subject.plan, subject.measured
    if not profile.tasks:
        return part("Your week", Para("No tasks are listed yet. Run coach and type your week; ten minutes do."))
    most = max(task.hours for task in profile.tasks) or 1.0
    by_id = {one.id: one for one in measured.tasks} if measured is not None else {}
    rows = []
    for task in sorted(profile.tasks, key=lambda one: (-one.hours, one.id)):
        one = by_id.get(task.id)
        rows.append(
            (
                _bar(task, most, one),
                hours(task.hours),
                *((ranged(one.exposure.value, one.exposure.low, one.exposure.high), _then(task, plan)) if one else ()),
                WHOSE[task.controllable],
                _works_on(task.id, plan),
            )
        )
    figured = ("exposure", "then") if by_id else ()
    head = ("task", "hours a week", *figured, "whose hours", "in the plan")
    caption = f"{len(profile.tasks)} tasks, {hours(profile.listed_hours)} hours a week"
    if measured is not None:
        caption += "; the bar shows the hours that could mostly run without you, speed up with you, are not reached"
    shown = [place for place in range(len(head)) if place < 2 or any(row[place] for row in rows)]
    table = Table(
        caption,
        tuple(head[place] for place in shown),
        tuple(tuple(row[place] for place in shown) for row in rows),
        frozenset(shown.index(place) for place in (1, *((2, 3) if by_id else ())) if place in shown),
    )
    return part("Your week", table, Legend() if by_id else None, _changes(plan, measured))


def _bar(task: Task, most: float, measured: TaskMeasure | None) -> Bar:
    share = task.hours / most
    if measured is None:
        return Bar((("plain", share),), f"{hours(task.hours)} hours a week", task.text)
    runs, speeds = measured.displaceable, measured.augmentable
    return Bar(
        (("run", share * runs), ("speed", share * speeds), ("rest", share * measured.human)),
        f"{hours(task.hours)} hours: could mostly run without you {per_cent(runs)}, speeds up with you "
        f"{per_cent(speeds)}, not reached {per_cent(measured.human)} of 100",
        task.text,
        cells(runs, speeds, 10),
    )


def _then(task: Task, plan: Plan | None) -> str:
    """The hours the plan would leave in a task, where they change."""
    then = {one.id: one.hours for one in plan.expected.tasks} if plan is not None else {}
    if task.id not in then or abs(then[task.id] - task.hours) < LEAST_CHANGE:
        return ""
    return f"about {hours(max(0.0, task.hours - halves(task.hours - then[task.id])))}"


def _works_on(task_id: str, plan: Plan | None) -> str:
    if plan is None:
        return ""
    stories = [str(place) for place, one in enumerate(plan.projects, 1) if task_id in one.task_ids]
    steps = sum(1 for move in plan.moves if task_id in move.task_ids)
    if stories:
        return f"project{'s' if len(stories) > 1 else ''} {listed(stories)}"
    return f"{steps} step{'s' if steps != 1 else ''}" if steps else "stays as it is"


def _changes(plan: Plan | None, measured: Measurement | None) -> Bullets | None:
    """What the plan would add to the week, and what hangs on a yes; only with figures."""
    if plan is None or measured is None:
        return None
    before = {task.id for task in plan.before.tasks}
    lines = [
        f"New in the week, about {hours(halves(task.hours))} h: {task.text}"
        for task in plan.expected.tasks
        if task.id not in before and task.hours >= LEAST_CHANGE
    ]
    asked = [move for move in plan.moves if move.control == "ask"]
    moved = sum(move.gain.hours for move in asked)
    if moved >= LEAST_CHANGE:
        theirs = hours(halves(moved))
        lines.append(f"About {theirs} of the hours that move hang on somebody's yes; the rest is yours to do.")
    return Bullets(tuple(lines))


def _rules(subject: Subject) -> Part:
    rules = subject.plan.rules if subject.plan is not None and subject.plan.rules else subject.rules
    return part("Rules first", Bullets(tuple(rules)))


def _overview(plan: Plan, subject: Subject) -> Part:
    steps = [step for _, step in plan.milestones()]
    if not steps:
        return part("The plan")
    days = plan.horizon_weeks * 7
    spans = []
    for phase in PHASES:
        due = [step.due for move in plan.phase(phase) for step in move.milestones]
        if due:
            spans.append((PHASE_NAMES[phase], _at(min(due), plan, days, 7), _at(max(due), plan, days)))
    done = sum(step.state == "done" for step in steps) or "none"
    last = max(step.due for step in steps)
    told = (
        f"{len(steps)} steps over {plan.horizon_weeks} weeks from {long_day(plan.start)}, {done} of them done; the "
        f"last is due on {long_day(last)}."
    )
    picture = Timeline(
        tuple(spans),
        tuple((_at(step.due, plan, days), step.state == "done") for step in steps),
        (day_of(plan.start, subject.today), day_of(last, subject.today)),
        told,
    )
    return part("The plan at a glance", Para(told), picture)


def _at(day: date, plan: Plan, days: int, earlier: int = 0) -> float:
    return min(1.0, max(0.0, ((day - plan.start).days - earlier) / max(1, days)))


def _project(place: int, project: Project, plan: Plan, subject: Subject) -> Part:
    texts = [task.text for task in subject.profile.tasks if task.id in project.task_ids]
    its_rules = [rule for rule in project.rules if rule not in plan.rules]
    table = Table(
        "What we look at, and for whom",
        ("what we look at", "now", "aim", "for whom"),
        tuple((one.name, one.baseline, one.target, one.whom) for one in project.measures),
    )
    stages = tuple((f"Week{'s' if '–' in one.weeks else ''} {one.weeks}", f"{ended(one.focus)} {ended(one.milestone)}")
                   for one in project.stages)  # fmt: skip
    before = Facts((("First a yes", project.permission), ("Baseline", project.baseline), *stages))
    after = Facts(
        (
            ("Checkpoint", project.checkpoint),
            ("Stop rule", project.stop_rule),
            ("Where freed hours go", project.reinvest),
            ("A bad week", project.bad_week),
            ("Where it leads", project.leads_to),
        )
    )
    moves = [move for move in plan.moves if move.id in project.moves]
    return part(
        project.title,
        Para(f"About: {'; '.join(texts)}." if texts else "", "quiet"),
        Para(project.story),
        Bullets(tuple(its_rules)),
        before,
        table,
        after,
        parts=(part("Its steps", parts=tuple(_move(move, subject) for move in moves)),) if moves else (),
        over=f"Project {place}",
        fresh=True,
    )


def _single(plan: Plan, subject: Subject) -> Part:
    own = {name for project in plan.projects for name in project.moves}
    moves = [move for move in plan.moves if move.id not in own]
    title = "Beside it: single steps in the hours left" if plan.projects else "Your steps"
    return part(title, parts=tuple(_move(move, subject) for move in moves), fresh=bool(plan.projects))


def _move(move: PlannedMove, subject: Subject) -> Part:
    tags = [f"{hours(move.hours)} h"]
    if move.control == "ask":
        tags.append("to be asked for")
    if move.gain.hours > 0.05:
        tags.append(leaving(move))
    if move.readings.good:
        tags.append(f"good in {move.readings.good} of {move.readings.of} readings and futures")
    why = move.why[:1].upper() + move.why[1:]
    side = f"Side effect: {ended(move.side_effect)}" if move.side_effect else ""
    return part(
        move.title,
        Para(" · ".join(tags), "quiet"),
        Para(f"{ended(why)} {ended(move.if_then)}"),
        Para(side, "quiet"),
        Steps(tuple(_step(step, subject) for step in move.milestones)),
    )


def _step(step: Milestone, subject: Subject) -> Step:
    done = step.state == "done"
    when = day_of(step.done_on if done and step.done_on else step.due, subject.today)
    job = ", on the job" if step.as_job else ""
    seen = f"{ended(step.done_when)} You noted: {step.evidence}" if done and step.evidence else step.done_when
    aside = step.state in ("dropped", "snoozed")
    return Step(f"{when}, {minutes(step)}{job}", step.title, seen, "done" if done else "set aside" if aside else "open")


def _waiting(plan: Plan) -> Part:
    return part("What waits", Bullets(tuple(one.why for one in plan.not_now)))


def _skills(subject: Subject) -> Part | None:
    """Skills in the order the plan needs them, each with the next level one can observe; then what to skip."""
    plan = subject.plan
    if plan is None:
        return None
    wanted: dict[str, None] = {}
    for move, _ in plan.milestones():
        template = subject.moves.get(move.move)
        for name in template.skills if template is not None else ():
            wanted.setdefault(name)
    rows = []
    first = [one.id for one in plan.skills if one.id in wanted]
    for name in dict.fromkeys((*first, *wanted)):
        skill = subject.skills.get(name)
        if skill is None:
            continue
        level = min(4, subject.profile.skills.get(name, 0) + 1)
        following = next((one for one in skill.levels if one.level == level), None)
        if following is not None:
            rows.append((skill.name, ended(following.behaviour), skill.evidence[0] if skill.evidence else ""))
    skip = tuple(dict.fromkeys(one for project in plan.projects for one in project.skip))
    table = Table(
        "In the order the plan needs them", ("skill", "the next level, as others can see it", "what shows it"),
        tuple(rows[:8]),
    )  # fmt: skip
    leave = part("What to skip", Bullets(skip))
    return part("Skills, in order", table, parts=kept(leave), fresh=True)


def _first(subject: Subject) -> Part | None:
    plan = subject.plan
    if plan is None:
        return None
    if subject.unsearched:
        return part("The first step", Para("It is among those left out here: coach plan says it."))
    first = nearest(plan)
    step = (
        f"{ended(first.title)} It takes {minutes(first)} and is due by {day_of(first.due, subject.today)}."
        if first is not None
        else "Every step is done. coach plan --rebuild makes the next ones."
    )
    messages = [Quote(project.first_step) for project in plan.projects[:1] if project.first_step]
    gaps = "once its gaps (__) hold your own facts" if any("__" in one.text for one in messages) else "as it stands"
    ready = Para(f"A message you can send {gaps}:") if messages else None
    return part("The first step", Para(step), ready, *messages)
