"""What may leave the folder: everything that could harm the worker is taken out before a report is written.

A report is written from what is left, so that no report can say what was not chosen. What is taken out by default is
the list in `CHOICES`; each can be chosen with `--with`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from coach.measure.ledger import is_proven
from coach.model.ledger import Entry
from coach.model.plan import Gain, Plan, PlannedMove, Project, Readings
from coach.reports.names import without_employers, without_names
from coach.reports.subject import UNMEASURED, Subject
from coach.reports.wording import change_in_words, netted, quiet_answer

UPON_REQUEST = "on request"
SEARCH_QUESTIONS = ("P6", "P7")
HOURS = ("h", "hour", "hours")


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of thing that stays with the worker unless chosen: its word for `--with`, what it is, how to take it
    out. `left` gives the subject without it, the same object where there was nothing of it."""

    id: str
    words: str
    left: Callable[[Subject], Subject]


def fit_to_leave(subject: Subject, chosen: Iterable[str]) -> tuple[Subject, tuple[Choice, ...]]:
    """The subject with only what was chosen (ids of `CHOICES`), and what was taken out, in the order of the list.

    Raw figures leave only where the employer's rules on recording let them be written down, and an employer's name
    never does.
    """
    wanted = set(chosen)
    if subject.profile.worker.record_rules in ("masked", "none"):
        wanted.discard("raw")
    taken = []
    subject = without_employers(subject)
    for choice in CHOICES:
        if choice.id not in wanted:
            left = choice.left(subject)
            if left is not subject and left != subject:
                taken.append(choice)
                subject = left
    return subject, tuple(taken)


def _exposure(subject: Subject) -> Subject:
    plan = subject.plan
    if plan is not None:
        plan = replace(
            plan,
            objective=0.0,
            before=UNMEASURED,
            expected=UNMEASURED,
            short_answer=quiet_answer(plan, subject.profile),
            outcomes=(),
            moves=tuple(_unmeasured(move) for move in plan.moves),
        )
    return replace(subject, measured=None, plan=plan)


def _unmeasured(move: PlannedMove) -> PlannedMove:
    return replace(
        move,
        gain=Gain(),
        readings=Readings(0, 0),
        side_effect="",
        changes=(),
        running_before=None,
        levels_before=None,
    )


def _pressure(subject: Subject) -> Subject:
    profile = subject.profile
    answers = {name: one for name, one in profile.answers.items() if not name.startswith("R")}
    left = replace(profile, answers=MappingProxyType(answers), watch=MappingProxyType({}))
    measured = replace(subject.measured, pressure=()) if subject.measured is not None else None
    return replace(subject, signs=(), measured=measured, profile=left)


def _unproven(subject: Subject) -> Subject:
    kept = tuple(entry for entry in subject.entries if is_proven(entry))
    return replace(subject, entries=kept, unready=_less(subject, kept))


def _less(subject: Subject, kept: tuple[Entry, ...]) -> int:
    """How many results of the period looked at are not among those kept."""
    ids = {entry.id for entry in kept}
    return sum(subject.since <= entry.date <= subject.until and entry.id not in ids for entry in subject.entries)


def _private(subject: Subject) -> Subject:
    kept = tuple(entry for entry in subject.entries if entry.public)
    plan = subject.plan
    if plan is not None:
        plan = replace(plan, moves=tuple(move for move in plan.moves if not move.own))
    return replace(subject, entries=kept, unshown=_less(subject, kept), plan=plan)


def _search(subject: Subject) -> Subject:
    worker = replace(subject.profile.worker, aim=None, goal=None, situation=None)
    answers = {name: one for name, one in subject.profile.answers.items() if name not in SEARCH_QUESTIONS}
    profile = replace(subject.profile, worker=worker, answers=MappingProxyType(answers))
    measured = subject.measured
    if measured is not None:
        pillars = tuple(one for one in measured.position.pillars if one.id not in ("direction", "ways-out"))
        measured = replace(measured, position=replace(measured.position, pillars=pillars))
    left = _without_search(subject)
    # Where the post is gone, a plan without the next one is hardly any: one's own copy says that steps are missing.
    laid_off = subject.profile.worker.situation == "laid_off"
    unsearched = len(subject.plan.moves) - len(left.moves) if laid_off and subject.plan and left else 0
    return replace(subject, profile=profile, plan=left, drill=None, measured=measured, unsearched=unsearched)


def _without_search(subject: Subject) -> Plan | None:
    """The plan without the moves that lead elsewhere, and without where its stories lead."""
    plan = subject.plan
    if plan is None:
        return None
    moves = tuple(move for move in plan.moves if not _is_search(move.move, subject))
    ids = {move.id for move in moves}
    projects = tuple(
        replace(project, moves=tuple(name for name in project.moves if name in ids), leads_to="")
        for project in plan.projects
        if not _about_leaving(project, plan, subject)
    )
    left = replace(
        plan,
        moves=moves,
        projects=projects,
        not_now=tuple(one for one in plan.not_now if not _is_search(one.id.split(":")[0], subject)),
        hours_planned=sum(move.hours for move in moves),
        leave_for_now="",
    )
    if moves == plan.moves:
        return left
    hurried = subject.profile.worker.situation in ("laid_off", "notice")
    return replace(left, short_answer=quiet_answer(left, None if hurried else subject.profile))


def _is_search(move: str, subject: Subject) -> bool:
    template = subject.moves.get(move)
    return template is not None and (template.readiness or template.pillar in ("direction", "ways-out"))


def _about_leaving(project: Project, plan: Plan, subject: Subject) -> bool:
    """Whether most of a story's moves lead elsewhere: then the story does."""
    its = [move for move in plan.moves if move.id in project.moves]
    return 2 * sum(_is_search(move.move, subject) for move in its) >= len(its)


def _hours(subject: Subject) -> Subject:
    """Without hours saved: capacity told in hours, timed pairs, and what moves free a week."""
    entries = tuple(
        replace(entry, at_least=None, likely=None) if (entry.unit or "").lower() in HOURS else entry
        for entry in subject.entries
    )
    flows = tuple(
        replace(flow, pairs=max(flow.pairs, len(flow.trial) - flow.earlier), trial=(), earlier=0)
        for flow in subject.profile.workflows
    )
    plan = subject.plan
    if plan is not None:
        plan = replace(plan, moves=tuple(_unfreed(move) for move in plan.moves))
    return replace(subject, entries=entries, profile=replace(subject.profile, workflows=flows), plan=plan)


def _unfreed(move: PlannedMove) -> PlannedMove:
    return replace(
        move, gain=replace(move.gain, hours=0.0, hours_low=0.0, hours_high=0.0), changes=(), running_before=None
    )


def _cost(subject: Subject) -> Subject:
    return replace(subject, entries=tuple(netted(entry) for entry in subject.entries))


def _obstacles(subject: Subject) -> Subject:
    return replace(subject, checkins=tuple(replace(one, obstacles=(), words=None) for one in subject.checkins))


def _evidence(subject: Subject) -> Subject:
    plan = subject.plan
    if plan is not None:
        plan = replace(
            plan,
            moves=tuple(
                replace(move, milestones=tuple(replace(step, evidence=None) for step in move.milestones))
                for move in plan.moves
            ),
        )
    answers = {name: replace(one, shown=None) for name, one in subject.profile.answers.items()}
    return replace(
        subject,
        plan=plan,
        profile=replace(subject.profile, answers=MappingProxyType(answers)),
        entries=tuple(
            replace(entry, evidence=UPON_REQUEST if entry.evidence else entry.evidence) for entry in subject.entries
        ),
    )


def _raw(subject: Subject) -> Subject:
    return replace(subject, entries=tuple(_unraw(entry) for entry in subject.entries))


def _unraw(entry: Entry) -> Entry:
    """The entry with its change as a ratio in words instead of the two figures it came from."""
    moved = change_in_words(entry.baseline, entry.result) if entry.index is None else None
    ratio = entry.ratio or (f"with the figure {moved}" if moved else None)
    return replace(entry, baseline=None, result=None, ratio=ratio)


CHOICES: tuple[Choice, ...] = (
    # first: the names in results that are taken out next may stand elsewhere too
    Choice("names", "other people's names", without_names),
    Choice("exposure", "exposure, how your hours split, and what a step moves", _exposure),
    Choice("pressure", "signs seen around you", _pressure),
    Choice("private", "results you have not marked public, and steps you added yourself", _private),
    Choice("unproven", "results nobody else stands behind yet", _unproven),
    Choice("search", "your aim, what you are looking for, and steps that lead elsewhere", _search),
    Choice("hours", "hours saved", _hours),
    Choice("cost", "what a result cost (amounts are told after it)", _cost),
    Choice("obstacles", "what got in the way", _obstacles),
    Choice("raw", "raw figures before and after (a rounded change stands in for them)", _raw),
    Choice("evidence", "where the evidence lies", _evidence),
)
BY_ID = MappingProxyType({choice.id: choice for choice in CHOICES})
