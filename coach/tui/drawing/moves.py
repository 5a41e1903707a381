"""Everything about a move and a step, and about the plan as a whole. Drawn for a sheet or a side."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from coach.model.plan import Milestone, Plan, PlannedMove, Project
from coach.reports.wording import quoted
from coach.session import safe
from coach.tui.words import day, duration, figures_shown, number

Part = Content | str | tuple[str, str]


def move_words(move: PlannedMove, step: Milestone | None, texts: Mapping[str, str]) -> Content:
    """The step in hand first, then its move: why, hours, what changes, side effect, if-then, readings, its steps."""
    parts: list[Part] = []
    if step is not None:
        parts += [(safe(step.title), "bold"), "\n", *_when(step), "\n"]
        parts += _said("DONE WHEN", step.done_when)
        if step.evidence:
            parts += _said("YOUR EVIDENCE", step.evidence)
        parts += [("PART OF", "bold $quiet"), "\n"]
    parts += [(safe(move.title), "bold"), "\n"]
    control = "yours to decide" if move.control == "self" else "something to ask for"
    tool = "uses AI" if move.needs_ai else "needs no AI"
    parts += [(f"{duration(move.hours)} in all · {control} · {tool}", "$quiet"), "\n\n"]
    parts += _said("RESTS", move.rests)
    parts += _said("WHY", move.why)
    about = [texts[name] for name in move.task_ids if name in texts]
    if about:
        parts += _said("ABOUT", "; ".join(about))
    if figures_shown() and move.gain.hours_high > 0:
        low, high = number(round(move.gain.hours_low, 1)), number(round(move.gain.hours_high, 1))
        moved = f"{low} to {high} h" if low != high else f"{low} h"
        parts += _said("WHAT IT CHANGES", f"{moved} a week leave tasks that could mostly run without you. An estimate.")
    if move.if_then:
        parts += _said("IF – THEN", move.if_then)
    if move.side_effect:
        parts += _said("SIDE EFFECT", move.side_effect)
    if move.own:
        parts += _said("HOLDS UP", "You put it in yourself.")
    elif not changes_figures(move):
        parts += _said("HOLDS UP", "It prepares other moves; by itself it changes no figure.")
    elif figures_shown() and move.readings.of:
        beside = f", counted with {quoted(move.readings_with)}, which it prepares" if move.readings_with else ""
        held = f"Good in {move.readings.good} of {move.readings.of} readings and futures{beside}."
        parts += _said("HOLDS UP", held)
    if step is None:
        for one in move.milestones:
            parts += [(safe(one.title), "bold"), "\n", *_when(one), safe(one.done_when), "\n\n"]
    return Content.assemble(*parts).rstrip()


def changes_figures(move: PlannedMove) -> bool:
    """Whether the move is expected to change any figure, so that counting readings says something about it."""
    gain = move.gain
    return move.readings.good > 0 or any((gain.exposure, gain.displaceable, gain.human, gain.position, gain.hours))


def more_words(plan: Plan) -> Content:
    """Rules first, the projects as stories, and what was looked at and waits."""
    parts: list[Part] = []
    if plan.rules:
        parts += [("RULES FIRST", "bold $quiet"), "\n", *(f"• {safe(rule)}\n" for rule in plan.rules), "\n"]
    for project in plan.projects:
        parts += [project_words(project), "\n\n"]
    if plan.not_now:
        parts += [("NOT NOW", "bold $quiet"), "\n"]
        parts += [f"• {safe(one.why)}\n" for one in plan.not_now]
    if not parts:
        parts = ["This plan has no rules of its own, and nothing was left out."]
    return Content.assemble(*parts).rstrip()


def project_words(project: Project) -> Content:
    """A project as the story it is: what it asks for first, its weeks, its measures, when to stop, the first step."""
    parts: list[Part] = [(safe(project.title), "bold"), "\n\n", safe(project.story), "\n\n"]
    parts += _said("FIRST A YES", project.permission) + _said("BASELINE", project.baseline)
    if project.stages:
        weeks = (f"Weeks {one.weeks}: {safe(one.focus)} {safe(one.milestone)}" for one in project.stages)
        parts += _said("WEEK BY WEEK", "\n".join(weeks))
    if project.measures:
        lines = (f"• {one.name}: {one.baseline} → {one.target} ({one.whom})" for one in project.measures)
        parts += _said("WHAT WE LOOK AT", "\n".join(lines))
    parts += _said("CHECKPOINT", project.checkpoint) + _said("STOP RULE", project.stop_rule)
    parts += _said("FREED HOURS", project.reinvest) + _said("LEAVE OUT", "; ".join(project.skip))
    parts += _said("A BAD WEEK", project.bad_week) + _said("LEADS TO", project.leads_to)
    parts += _said("RULES", "\n".join(f"• {rule}" for rule in project.rules))
    parts += _said("THE FIRST STEP, READY TO SEND", project.first_step)
    return Content.assemble(*parts).rstrip()


def _said(head: str, words: str) -> list[Part]:
    return [(head, "bold $quiet"), "\n", safe(words), "\n\n"] if words else []


def _when(step: Milestone) -> list[Part]:
    when = f"due {day(step.due)}"
    if step.state == "done" and step.done_on:
        when = f"done {day(step.done_on)}"
    elif step.state == "snoozed" and step.snoozed_until:
        when = f"put off until {day(step.snoozed_until)}"
    elif step.state == "dropped":
        when = "left out"
    job = " · part of the job" if step.as_job else ""
    took = f" · it took {duration(step.actual_hours)}" if step.actual_hours is not None else ""
    return [(f"{when} · {duration(step.hours)}{took}{job}", "$quiet"), "\n"]
