"""One page for the manager: what the worker would take on, how both will see it, and what they ask for.

Written in the worker's own voice and about the work alone: nothing measured about the person, no aims, no pressure.
"""

from __future__ import annotations

import re
from datetime import timedelta

from coach.model.plan import Plan, PlannedMove, Project
from coach.planning.wording import quoted
from coach.reports.answers.text import hours
from coach.reports.formats.page import Bullets, Facts, Page, Para, Part, Quote, Table, kept, part
from coach.reports.subject import Subject
from coach.reports.wording import ended, listed, long_day

MOST_PROJECTS = 2
MOST_STAGES = 5
MOST_ASKED = 4
MOST_STEPS = 9
MOST_MEASURES = 3
_BEFORE_ME = "for|to|with|from|of|by|beside|before|after|without|between|on|in|at|about|behind"
_MINE = (
    (re.compile(r"\byou have\b"), "I have"),
    (re.compile(r"\byou are\b"), "I am"),
    (re.compile(r"\bYour\b"), "My"),
    (re.compile(r"\byour\b"), "my"),
    (re.compile(r"\byours\b"), "mine"),
    (re.compile(r"\byourself\b"), "myself"),
    (
        re.compile(r"\b(for|to|with|from|of|by|beside|before|after|without|between|on|in|at|about|behind) you\b"),
        r"\1 me",
    ),
    (re.compile(r"\byou\b"), "I"),
    (re.compile(r"\bYou\b"), "I"),
)


def manager_brief(subject: Subject) -> Page:
    """The page; short enough for one sheet."""
    plan = subject.plan
    if plan is None or not plan.moves:
        return Page(
            title="What I would like to take on",
            lead="There is no step in the plan yet that a manager could say yes to. coach plan makes one; more hours "
            "a week, or a longer plan (coach plan --weeks 16), may find one.",
            parts=(),
        )
    projects = plan.projects[:MOST_PROJECTS]
    moves = [move for move in plan.moves if not projects or any(move.id in one.moves for one in projects)]
    return Page(
        title="What I would like to take on",
        lead=_lead(plan, projects, moves),
        parts=kept(
            *(_project(one, place == 0) for place, one in enumerate(projects)),
            _steps(moves) if not projects else None,
            _asked(subject, plan, moves),
            part("What holds throughout", Bullets(subject.rules[:2])),
        ),
        foot=(f"{subject.profile.worker.title}, {long_day(subject.today)}",),
        dense=True,
    )


def _lead(plan: Plan, projects: tuple[Project, ...], moves: list[PlannedMove]) -> str:
    if projects:
        titles = listed([quoted(mine(one.title)) for one in projects])
        what = f"{'One piece of work' if len(projects) == 1 else 'Two pieces of work that feed each other'}: {titles}."
    else:
        what = f"{len(moves)} steps on the work I already do."
    end = plan.start + timedelta(weeks=plan.horizon_weeks)
    middle = plan.start + timedelta(weeks=plan.horizon_weeks // 2)
    return (
        f"{what} It runs until {long_day(end)}, can be stopped at any time, and I would like to look at it with you "
        f"once, half way, in the week of {long_day(middle)}."
    )


def _project(project: Project, first: bool) -> Part:
    stages = Table(
        "When, what, and what you will have in your hand",
        ("weeks", "what", "to show for it"),
        tuple((one.weeks, mine(one.focus), mine(one.milestone)) for one in project.stages[:MOST_STAGES]),
    )
    measures = tuple(
        f"{mine(one.name)}: {mine(one.target)} ({mine(f'for {one.whom}')})" for one in project.measures[:MOST_MEASURES]
    )
    message = project.first_step
    told = message[1:-1] if first and message.startswith("“") and message.endswith("”") else ""
    seen = Para("How we will both see whether it works:") if measures else None
    return part(mine(project.title), Quote(told), stages, seen, Bullets(measures))


def _steps(moves: list[PlannedMove]) -> Part:
    return part("The steps", Bullets(tuple(mine(move.title) for move in moves[:MOST_STEPS])))


def _asked(subject: Subject, plan: Plan, moves: list[PlannedMove]) -> Part:
    """Hours, a yes, tools, training and, where that was chosen, a move inside."""
    job = sum(step.hours for move in moves for step in move.milestones if step.as_job)
    beside = sum(step.hours for move in moves for step in move.milestones if not step.as_job)
    shares = f"{hours(job)} of them as part of the work itself and {hours(beside)} beside it"
    where = shares if job and beside else "as part of the work itself" if job else "beside the work"
    time = (
        f"About {hours(job + beside)} hours over {plan.horizon_weeks} weeks, {where}, at most "
        f"{hours(plan.hours_per_week)} in any week."
    )
    asked = tuple(_may(mine(move.title)) for move in moves if move.control == "ask")[:MOST_ASKED]
    pairs = [("Hours", time)]
    if asked:
        pairs.append(("Your yes, so that I may", ended("; ".join(asked))))
    pairs.append(("Budget", _budget(subject, moves)))
    training = _training(subject, moves)
    if training:
        pairs.append(("Training", training))
    worker = subject.profile.worker
    if worker.aim == "move_inside":
        goal = f" Where I would like it to lead: {ended(mine(worker.goal))}" if worker.goal else ""
        pairs.append(("A move inside", f"A talk about where in the house this work is wanted next.{goal}"))
    return part("What I ask for", Facts(tuple(pairs)))


def _may(title: str) -> str:
    """What a step asks for, as what a yes lets one do: `Ask for a limit` is `have a limit`."""
    for start, instead in (("Ask in writing to ", ""), ("Ask to ", ""), ("Ask for ", "have "), ("Ask ", "ask ")):
        if title.startswith(start):
            return instead + title.removeprefix(start)
    return title[:1].lower() + title[1:]


def _budget(subject: Subject, moves: list[PlannedMove]) -> str:
    if not any(move.needs_ai for move in moves):
        return "None but the hours: no tool has to be bought."
    if subject.profile.worker.ai_rules in ("approved", "open"):
        return "None for tools: the assistant we may already use will do."
    return "Access to one assistant that is approved here, for this work; without it the trial waits, the rest goes on."


def _training(subject: Subject, moves: list[PlannedMove]) -> str:
    wanted: dict[str, None] = {}
    for move in moves:
        template = subject.moves.get(move.move)
        for name in template.skills if template is not None else ():
            if name in subject.skills and subject.profile.skills.get(name, 0) < 3:
                wanted.setdefault(subject.skills[name].name[:1].lower() + subject.skills[name].name[1:])
    if not wanted:
        return ""
    return f"Time to practise {listed(list(wanted)[:3])}, on the work itself rather than in a course."


def mine(text: str) -> str:
    """Words said to the worker, turned into the worker's own: `your desk` becomes `my desk`."""
    for pattern, own in _MINE:
        text = pattern.sub(own, text)
    return text
