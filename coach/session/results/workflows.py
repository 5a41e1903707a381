"""Ways of working the worker has tried, guarded, taught; looked at again when their tool changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line
from coach.model.changes import AddWorkflow, apply
from coach.model.profile import Profile, Workflow
from coach.session.opening import Session

LONGEST_TITLE = 120
LONGEST_GUARDRAIL = 500
MOST_PEOPLE = 100_000
LOOK_AGAIN = timedelta(days=91)  # after a look at one that rests on a tool; our judgement: a quarter


def add_workflow(
    session: Session, title: str, *, task_id: str | None = None, needs_ai: bool = False, tool: str | None = None
) -> Workflow:
    """Add a way of working; `tool` names the kind of tool or its model, in the worker's words. Saved when it returns.

    Raises a Failure for no words or a task that is not there.
    """
    profile = profile_of(session)
    if task_id is not None and profile.task(task_id) is None:
        raise Failure("unknown-item", kind="task", name=one_line(task_id, 80), hint="See coach measure for the tasks.")
    words = _title(title)
    name = fresh_id(words, {one.id for one in profile.workflows})
    told = one_line(tool or "", LONGEST_TITLE) or None
    new = Workflow(id=name, title=words, task=task_id, needs_ai=needs_ai, tool=told, on=session.today)
    put(session, f"way of working “{words}”", new)
    return new


def remove_workflow(session: Session, workflow_id: str) -> None:
    """Take a way of working out, its trial with it; undo brings both back."""
    profile, old = profile_of(session), workflow_of(session, workflow_id)
    kept = tuple(one for one in profile.workflows if one.id != old.id)
    session.save_profile(f"without “{old.title}”", replace(profile, workflows=kept))


def rename(session: Session, workflow_id: str, title: str) -> Workflow:
    """Change its words; its id, and with it the order its coin falls in, stays."""
    return put(session, "a way of working renamed", replace(workflow_of(session, workflow_id), title=_title(title)))


def guard(session: Session, workflow_id: str, words: str) -> Workflow:
    """Say how its work is checked before it leaves the worker; no words take the check away."""
    told = one_line(words, LONGEST_GUARDRAIL) or None
    old = workflow_of(session, workflow_id)
    return put(session, f"guardrail of “{old.title}”", replace(old, guardrail=told, on=session.today))


def teach(session: Session, workflow_id: str, people: int) -> Workflow:
    """Say how many people use it because the worker showed them, 0 and up."""
    if not 0 <= people <= MOST_PEOPLE:
        raise usage(f"{people} people cannot be noted.", "Write how many use it because you showed them: 0, 1, 2 …")
    old = workflow_of(session, workflow_id)
    return put(session, f"“{old.title}” taught", replace(old, taught_to=people, on=session.today))


def looked_again(session: Session, workflow_id: str) -> Workflow:
    """Say that it was looked at again and still holds; one that rests on a tool comes up again in a quarter."""
    old = workflow_of(session, workflow_id)
    due = session.today + LOOK_AGAIN if old.needs_ai else None
    return put(session, f"“{old.title}” looked at again", replace(old, on=session.today, recheck_on=due))


def workflow_of(session: Session, told: str) -> Workflow:
    """The workflow by its id, or by its number in the list, from 1. Raises Failure `unknown-item`."""
    every = profile_of(session).workflows
    for one in every:
        if one.id == told:
            return one
    if told.isascii() and told.isdecimal() and 1 <= int(told) <= len(every):
        return every[int(told) - 1]
    known = ", ".join(one.id for one in every) or "none yet; coach trial add “a way of working” makes one"
    raise Failure("unknown-item", kind="way of working", name=one_line(told, 80), hint=f"Yours are: {known}.")


def put(session: Session, what: str, workflow: Workflow) -> Workflow:
    """Save one workflow in its place; `what` are the words for the journal."""
    profile = profile_of(session)
    if any(one.id == workflow.id for one in profile.workflows):
        every = tuple(workflow if one.id == workflow.id else one for one in profile.workflows)
        session.save_profile(what, replace(profile, workflows=every))
    else:
        session.save_profile(what, apply(profile, [AddWorkflow(workflow=workflow)]))
    return workflow


def profile_of(session: Session) -> Profile:
    """The worker's profile. Raises Failure `no-profile`."""
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile


def _title(title: str) -> str:
    words = one_line(title, LONGEST_TITLE)
    if not words:
        raise usage("A way of working needs words.", "Say it, for example: draft from the macro, then check.")
    return words
