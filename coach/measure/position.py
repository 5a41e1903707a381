"""How the worker stands: seven pillars, each a level 0–4, claimed, shown or unknown.

A claim counts half; what is shown or vouched for within a year counts in full. All weights are our own judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coach.measure.ledger import is_proven
from coach.measure.trials import LEAST_PAIRS
from coach.model.measurement import PILLARS, Pillar, PillarId, Position, Reason
from coach.model.profile import Answer, Profile
from coach.model.shelf import Question

EVIDENCE_LASTS = timedelta(days=366)
FULL = 4.0
OURS = "your answer; how much a level counts is our judgement"


def position(profile: Profile, questions: Mapping[str, Question], *, on: date | None = None) -> Position:
    """Every pillar and the checklist share: what counts now over what could count, 0–1.

    `low` takes unknown pillars as 0, `high` as full. `on`: the day evidence is looked at.
    """
    pillars = tuple(_pillar(name, profile, questions, on) for name in PILLARS)
    counting = [pillar for pillar in pillars if pillar.applies]
    counted = sum(counted_level(pillar) for pillar in counting)
    unknown = sum(1 for pillar in counting if not pillar.known)
    most = FULL * len(counting)
    if not most:
        return Position(0.0, 0.0, 1.0, 0, pillars)
    return Position(counted / most, counted / most, (counted + FULL * unknown) / most, len(counting) - unknown, pillars)


def counted_level(pillar: Pillar) -> float:
    """What a pillar counts, 0–4: its level in full where shown, half where claimed, 0 where unknown."""
    if not pillar.known:
        return 0.0
    return pillar.level if pillar.shown else pillar.level / 2


def _pillar(name: PillarId, profile: Profile, questions: Mapping[str, Question], on: date | None) -> Pillar:
    best = Pillar(name, 0.0, False, False)
    for found in (_answered(name, profile, questions, on), _evidenced(name, profile, on)):
        if found is not None and (not best.known or counted_level(found) > counted_level(best)):
            best = found
    return best


def _answered(name: PillarId, profile: Profile, questions: Mapping[str, Question], on: date | None) -> Pillar | None:
    for question_id, answer in profile.answers.items():
        question = questions.get(question_id)
        if question is None or question.pillar != name:
            continue
        option = next((one for one in question.options if one.id == answer.option), None)
        if answer.option == "not_applicable":
            return Pillar(name, 0.0, True, False, applies=False)
        if option is None or option.level is None:
            continue
        shown = _is_shown(answer, on)
        reason = Reason(option.text, (option.level if shown else option.level / 2) / FULL, OURS)
        return Pillar(name, option.level, True, shown, reasons=(reason,))
    return None


def _is_shown(answer: Answer, on: date | None) -> bool:
    if not (answer.shown or answer.vouched_by):
        return False
    return on is None or answer.on is None or on - answer.on <= EVIDENCE_LASTS


def _evidenced(name: PillarId, profile: Profile, on: date | None) -> Pillar | None:
    """What results, workflows and assets show by themselves."""
    found: list[tuple[float, bool, str]] = []
    if name == "outcome":
        for entry in profile.entries:
            masked = entry.index is not None or bool(entry.ratio)
            compared = masked or bool(entry.baseline and entry.result)
            level = 4.0 if compared and entry.validated_by else 3.0 if compared else 1.0
            found.append((level, is_proven(entry) and _fresh(entry.date, on), entry.text))
    elif name == "multiplier":
        for flow in profile.workflows:
            level = 4.0 if flow.taught_to else 3.0 if max(flow.pairs, len(flow.trial)) >= LEAST_PAIRS else 1.0
            found.append((level, level >= 3.0 and _fresh(flow.on, on), flow.title))
    elif name == "guardrails":
        found = [(3.0, _fresh(flow.on, on), flow.title) for flow in profile.workflows if flow.guardrail]
    elif name == "scarce":
        for asset in profile.assets:
            level = 4.0 if asset.groups >= 2 and asset.named_owner else 3.0
            found.append((level, asset.named_owner and _fresh(asset.on, on), asset.title))
    if not found:
        return None
    level, shown, title = max(found, key=lambda one: (one[0] if one[1] else one[0] / 2, one[2]))
    counted = (level if shown else level / 2) / FULL
    return Pillar(name, level, True, shown, reasons=(Reason(title, counted, OURS),))


def _fresh(since: date | None, on: date | None) -> bool:
    return since is None or on is None or on - since <= EVIDENCE_LASTS
