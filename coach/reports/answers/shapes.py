"""Our answers as JSON: the shapes that stay stable. Probabilities and shares 0–1, hours, dates ISO 8601."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from coach.library.occupations import Match
from coach.model.ledger import Entry
from coach.model.measurement import Band, Exposure, Measurement, Pillar, Reason, TaskMeasure
from coach.model.plan import PHASES, Gain, Plan, PlannedMove

SCHEMA = 1


def estimate_json(tasks: Iterable[TaskMeasure]) -> dict[str, Any]:
    """`coach estimate --json`."""
    return {"schema": SCHEMA, "tasks": [_task(task) for task in tasks]}


def occupations_json(matches: Iterable[Match]) -> dict[str, Any]:
    """`coach occupations --json`."""
    return {
        "schema": SCHEMA,
        "matches": [
            {"code": one.code, "title": one.title, "matched": one.matched, "score": one.score} for one in matches
        ],
    }


def measurement_json(measured: Measurement) -> dict[str, Any]:
    """`coach measure --json`."""
    return {
        "schema": SCHEMA,
        "exposure": _exposure(measured.exposure),
        "displaceable": _band(measured.displaceable),
        "augmentable": _band(measured.augmentable),
        "human": _band(measured.human),
        "hours": measured.hours,
        "tasks": [
            {
                "id": task.id,
                "hours": task.hours,
                **_task(task),
                "would_change": [_reason(reason) for reason in task.would_change],
            }
            for task in measured.tasks
        ],
        "position": {
            "value": measured.position.value,
            "low": measured.position.low,
            "high": measured.position.high,
            "known": measured.position.known,
            "pillars": [_pillar(pillar) for pillar in measured.position.pillars],
            "work_on": list(measured.position.work_on),
            "notes": [asdict(note) for note in measured.position.notes],
        },
        "pressure": {
            "signs": [
                {
                    "id": sign.id,
                    "state": sign.state,
                    "looked_on": sign.looked_on.isoformat() if sign.looked_on else None,
                }
                for sign in measured.pressure
            ]
        },
        "published": [
            {
                "index": one.index,
                "value": one.value,
                "year": one.year,
                "population": one.population,
                "source": one.source,
                "licence": one.licence,
            }
            for one in measured.published
        ],
        "typical": asdict(measured.typical) if measured.typical else None,
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    """`coach plan --json`."""
    return {
        "schema": SCHEMA,
        "start": plan.start.isoformat(),
        "horizon_weeks": plan.horizon_weeks,
        "hours_per_week": plan.hours_per_week,
        "hours_planned": plan.hours_planned,
        "objective": plan.objective,
        "before": measurement_json(plan.before),
        "expected": measurement_json(plan.expected),
        "phases": [{"id": phase, "moves": [move.id for move in plan.phase(phase)]} for phase in PHASES],
        "moves": [_move(move) for move in plan.moves],
        "projects": [
            {
                "id": project.id,
                "title": project.title,
                "story": project.story,
                "task_ids": list(project.task_ids),
                "moves": list(project.moves),
                "measures": [
                    {"name": one.name, "baseline": one.baseline, "target": one.target, "for": one.whom}
                    for one in project.measures
                ],
                "checkpoint": project.checkpoint,
                "stop_rule": project.stop_rule,
                "first_step": project.first_step,
                "rules": list(project.rules),
                "permission": project.permission,
                "baseline": project.baseline,
                "stages": [
                    {"weeks": one.weeks, "focus": one.focus, "milestone": one.milestone} for one in project.stages
                ],
                "reinvest": project.reinvest,
                "skip": list(project.skip),
                "bad_week": project.bad_week,
                "leads_to": project.leads_to,
            }
            for project in plan.projects
        ],
        "short_answer": plan.short_answer,
        "rules": list(plan.rules),
        "pace": plan.pace,
        "skills": [asdict(skill) for skill in plan.skills],
        "leave_for_now": plan.leave_for_now,
        "dropped": list(plan.dropped),
        "wanted": list(plan.wanted),
        "outcomes": [{**asdict(one), "on": one.on.isoformat()} for one in plan.outcomes],
        "not_now": [{"id": one.id, "why": one.why} for one in plan.not_now],
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """One ledger entry; what is not known is left out."""
    found: dict[str, Any] = {}
    for name, value in asdict(entry).items():
        if value is not None:
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


def difference_json(before: Measurement, after: Measurement) -> dict[str, Any]:
    """`coach whatif --json`: two measurements and after − before, figure by figure."""
    return {
        "schema": SCHEMA,
        "before": measurement_json(before),
        "after": measurement_json(after),
        "difference": {
            name: {
                end: getattr(getattr(after, name), end) - getattr(getattr(before, name), end)
                for end in ("value", "low", "high")
            }
            for name in ("exposure", "displaceable", "augmentable", "human", "position")
        },
    }


def export_json(
    profile: dict[str, Any], plan: Plan | None, impacts: list[Any], checkins: list[Any], measurements: list[Any]
) -> dict[str, Any]:
    """Everything in one document: a private backup. `impacts` are the ledger's entries; all but the plan as the
    folder's files have it."""
    return {
        "schema": SCHEMA,
        "profile": profile,
        "plan": plan_json(plan) if plan is not None else None,
        "impacts": impacts,
        "checkins": checkins,
        "measurements": measurements,
    }


def _task(task: TaskMeasure) -> dict[str, Any]:
    return {
        "text": task.text,
        "exposure": _exposure(task.exposure),
        "p_exposed": task.p_exposed,
        "displaceable": task.displaceable,
        "augmentable": task.augmentable,
        "human": task.human,
        "sure": task.sure,
        "reasons": [_reason(reason) for reason in task.reasons],
    }


def _move(move: PlannedMove) -> dict[str, Any]:
    return {
        "id": move.id,
        "move": move.move,
        "title": move.title,
        "why": move.why,
        "phase": move.phase,
        "task_ids": list(move.task_ids),
        "hours": move.hours,
        "needs_ai": move.needs_ai,
        "control": move.control,
        "gain": _gain(move.gain),
        "side_effect": move.side_effect,
        "readings": {"good": move.readings.good, "of": move.readings.of, "with": move.readings_with or None},
        "rests": move.rests or None,
        "if_then": move.if_then,
        "milestones": [
            {
                "id": step.id,
                "title": step.title,
                "due": step.due.isoformat(),
                "hours": step.hours,
                "done_when": step.done_when,
                "as_job": step.as_job,
                "state": step.state,
                "done_on": step.done_on.isoformat() if step.done_on else None,
                "evidence": step.evidence,
                "actual_hours": step.actual_hours,
                "snoozed_until": step.snoozed_until.isoformat() if step.snoozed_until else None,
            }
            for step in move.milestones
        ],
    }


def _gain(gain: Gain) -> dict[str, float]:
    return asdict(gain)


def _exposure(one: Exposure) -> dict[str, float]:
    return {"value": one.value, "low": one.low, "high": one.high, "strict": one.strict, "wide": one.wide}


def _band(band: Band) -> dict[str, float]:
    return {"value": band.value, "low": band.low, "high": band.high}


def _pillar(pillar: Pillar) -> dict[str, Any]:
    return {
        "id": pillar.id,
        "level": pillar.level,
        "known": pillar.known,
        "shown": pillar.shown,
        "applies": pillar.applies,
        "renew": pillar.renew,
        "reasons": [_reason(reason) for reason in pillar.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"text": reason.text, "effect": reason.effect, "source": reason.source}
