"""What is told along the questions line by line: whole sentences, no bars, no columns, nothing to be seen only."""

from __future__ import annotations

from coach.model.measurement import PILLAR_NAMES, Measurement, Pillar
from coach.model.plan import Plan
from coach.reports.answers.text import classes_of, hours, per_cent
from coach.reports.wording import ended, long_day, minutes

NO_VERDICT = (
    "It says what AI could do with such tasks, as raters of 2023 saw it. It is no share of your time, and no verdict."
)
CLAIMED = "What you say counts half; a result in the ledger that someone confirms counts in full."
SIGNS = "Signs change no figure of yours. They bring forward steps that are worth having in any case."


def first_look(measured: Measurement) -> tuple[str, ...]:
    """The first look at a week, in sentences; empty where no hours are listed."""
    if measured.hours <= 0:
        return ()
    runs, speeds, rest = classes_of(measured)
    return (
        f"A first look. Your week has {hours(measured.hours)} hours in {_count(len(measured.tasks), 'task')}.",
        f"{_about(runs)} are in tasks that could mostly run without you.",
        f"{_about(speeds)} are in tasks that speed up with you.",
        f"{_about(rest)} are in tasks not reached.",
        f"Exposure is {_points(measured)}. {NO_VERDICT}",
        f"The range is wide{_few(measured)}. The questions that follow narrow it where they tell most.",
    )


def task_change(before: Measurement, after: Measurement) -> tuple[str, ...]:
    """What answers about tasks changed."""
    told = [f"Exposure was {_points(before)}, and is {_points(after)} now."]
    names = ("tasks that could mostly run without you", "tasks that speed up with you", "tasks not reached")
    for words, (was, *_), (now, *_) in zip(names, classes_of(before), classes_of(after), strict=True):
        told.append(f"Hours in {words}: {was}, as before." if was == now else f"Hours in {words}: {was}, now {now}.")
    narrower = round(100 * (_width(before) - _width(after)))
    if narrower > 0:
        told.append(f"The range is {_count(narrower, 'point')} narrower.")
    elif narrower < 0:
        told.append("The range is wider: your answers say something else than the words do, and both are heard.")
    else:
        told.append("The range is as wide as before.")
    return tuple(told)


def standing_change(before: Measurement, after: Measurement) -> tuple[str, ...]:
    """What answers about where one stands changed: pillars that are known now, and the two to work on."""
    was = {pillar.id: pillar for pillar in before.position.pillars}
    told = []
    for pillar in after.position.pillars:
        if not pillar.applies or (was[pillar.id].known, was[pillar.id].level) == (pillar.known, pillar.level):
            continue
        told.append(f"{PILLAR_NAMES[pillar.id].capitalize()}: {_level(pillar)}.")
    two = [PILLAR_NAMES[name] for name in after.position.work_on]
    if two:
        told.append(f"To work on first: {' and '.join(two)}.")
    return (*told, CLAIMED)


def signs_change(after: Measurement) -> tuple[str, ...]:
    """How many signs were seen."""
    states = [sign.state for sign in after.pressure]
    counts = (
        f"{states.count('seen')} seen, {states.count('not_seen')} not seen, {states.count('not_looked')} not looked at"
    )
    return (f"Signs around you: {counts}.", SIGNS)


def plan_told(plan: Plan, *, figures: bool = True) -> tuple[str, ...]:
    """The plan as it is told at the end: its short answer, its rules first, and its first step."""
    told = []
    if figures and plan.short_answer:
        told.append(plan.short_answer)
    for project in plan.projects:
        told.append(f"The story of it: {ended(project.title)}")
    if plan.rules:
        told.append(f"First a rule of your trade: {plan.rules[0]}")
    first = next(((move, step) for move, step in plan.milestones() if step.state == "open"), None)
    if first is None:
        told.append("There is no step to take with the hours you can give; an hour a week would do.")
        return tuple(told)
    move, step = first
    told.append(f"Your first step: {ended(step.title)} It takes {minutes(step)}, and is due by {long_day(step.due)}.")
    told.append(f"It is done when: {ended(step.done_when)}")
    if move.if_then:
        told.append(ended(move.if_then))
    return tuple(told)


def _about(told: tuple[str, str, str]) -> str:
    value, low, high = told
    return f"About {value} of these hours, somewhere from {low} to {high},"


def _points(measured: Measurement) -> str:
    one = measured.exposure
    return f"{per_cent(one.value)} of 100, somewhere from {per_cent(one.low)} to {per_cent(one.high)}"


def _few(measured: Measurement) -> str:
    few = len(measured.tasks) < 8
    return f" with {_count(len(measured.tasks), 'task')}; eight or more narrow it" if few else ""


def _width(measured: Measurement) -> float:
    return measured.exposure.high - measured.exposure.low


def _level(pillar: Pillar) -> str:
    if not pillar.known:
        return "unknown"
    return f"level {pillar.level:g} of 4, {'shown' if pillar.shown else 'claimed'}"


def _count(many: int, what: str) -> str:
    return f"{many} {what}" if many == 1 else f"{many} {what}s"
