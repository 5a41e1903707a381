"""What a closed move has changed, taken over into the profile with its evidence and its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from coach.library.shelf import Library
from coach.model.changes import AddAsset, AddWorkflow, Change, SetAnswer, SetHours, ShiftHours
from coach.model.plan import PlannedMove
from coach.model.profile import Profile
from coach.planning.candidates import realise


def settled(profile: Profile, move: PlannedMove, library: Library, today: date, *, hours: bool) -> Profile:
    """The profile with a move's changes in it: nothing is lowered, hours are conserved.

    With `hours` the hours of the week move as the move said; without, only how one stands changes. What concerns a task
    that is gone is left out.
    """
    here = {task.id for task in profile.tasks}
    told = [step.evidence for step in move.milestones if step.evidence]
    shown = told[-1] if told else move.title
    changes = tuple(
        _dated(change, shown, today)
        for change in move.changes
        if (hours or not isinstance(change, (ShiftHours, SetHours))) and _is_here(change, here)
    )
    after = realise(profile, [changes], library)
    answers = {
        name: replace(answer, on=today) if profile.answers.get(name) != answer else answer
        for name, answer in after.answers.items()
    }
    return replace(after, answers=MappingProxyType(answers))


def _dated(change: Change, shown: str, today: date) -> Change:
    if isinstance(change, SetAnswer):
        return replace(change, shown=shown)
    if isinstance(change, AddWorkflow):
        return AddWorkflow(workflow=replace(change.workflow, on=today))
    if isinstance(change, AddAsset):
        return AddAsset(asset=replace(change.asset, on=today))
    return change


def _is_here(change: Change, here: set[str]) -> bool:
    if isinstance(change, ShiftHours):
        return change.source in here
    if isinstance(change, SetHours):
        return change.task in here
    return True
