"""How the worker stands: seven pillars, each a level 0–4, claimed, shown or unknown.

A claim counts half; what is shown or vouched for counts in full for a year, then asks to be renewed and counts as a
claim. Of several things that speak for a pillar the one that counts most stands. All weights are our own judgement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coach.measure.ledger import is_proven, vouches
from coach.measure.trials import LEAST_PAIRS, trial_of
from coach.model.measurement import FULL_LEVEL, PILLARS, Pillar, PillarId, Position, Reason
from coach.model.profile import Answer, Profile, Workflow
from coach.model.shelf import Question

EVIDENCE_LASTS = timedelta(days=366)
OURS = "your answer; how much a level counts is our judgement"
FROM_EVIDENCE = "your own results, ways of working and assets; how much a level counts is our judgement"


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing that speaks for a pillar: `backed` where something stands behind it, `fresh` while that counts."""

    level: float
    backed: bool
    fresh: bool
    words: str
    source: str

    @property
    def counted(self) -> float:
        return self.level if self.backed and self.fresh else self.level / 2


def position(profile: Profile, questions: Mapping[str, Question], *, on: date | None = None) -> Position:
    """Every pillar and the checklist share: what counts now over what could count, 0–1.

    `low` takes unknown pillars as 0, `high` as full. `on`: the day evidence is looked at; without one all of it is
    current.
    """
    found: defaultdict[PillarId, list[_Found]] = defaultdict(list)
    apart: set[PillarId] = set()
    for question_id, answer in profile.answers.items():
        question = questions.get(question_id)
        if question is None or question.pillar is None:
            continue
        if answer.option == "not_applicable":
            apart.add(question.pillar)
        else:
            found[question.pillar].extend(_answered(question, answer, on))
    for name, one in _evidence(profile, on):
        found[name].append(one)
    pillars = tuple(_pillar(name, found[name], name in apart) for name in PILLARS)
    counting = [pillar for pillar in pillars if pillar.applies]
    if not counting:
        return Position(0.0, 0.0, 1.0, 0, pillars)
    counted = sum(pillar.counted for pillar in counting)
    unknown = sum(1 for pillar in counting if not pillar.known)
    most = FULL_LEVEL * len(counting)
    high = (counted + FULL_LEVEL * unknown) / most
    return Position(counted / most, counted / most, high, len(counting) - unknown, pillars)


def counted_level(pillar: Pillar) -> float:
    """What a pillar counts, 0–4: its level in full where shown, half where claimed, 0 where unknown."""
    return pillar.counted


def _pillar(name: PillarId, found: list[_Found], apart: bool) -> Pillar:
    """The pillar as the strongest thing found tells it. One said not to apply stays so unless there is evidence."""
    if not found or (apart and all(one.counted <= 0.0 for one in found)):
        return Pillar(name, 0.0, apart, False, applies=not apart)
    best = max(found, key=lambda one: one.counted)
    shown = best.backed and best.fresh
    old = max((one for one in found if one.backed and not one.fresh), key=lambda one: one.level, default=None)
    renew = ""
    if old is not None and old.level > best.counted:
        renew = (
            f"“{old.words}” was shown more than a year ago, or has to be looked at again: renewed, it counts in full."
        )
    reasons = [Reason(best.words, best.counted / FULL_LEVEL, best.source)]
    claim = max((one for one in found if one.level > best.level), key=lambda one: one.level, default=None)
    if claim is not None:
        reasons.append(Reason(f"{claim.words}: said, and more once it is shown", 0.0, claim.source))
    return Pillar(name, best.level, True, shown, reasons=tuple(reasons), renew=renew)


def _answered(question: Question, answer: Answer, on: date | None) -> Iterator[_Found]:
    for option in question.options:
        if option.id == answer.option and option.level is not None:
            backed = bool((answer.shown or "").strip()) or vouches(answer.vouched_by)
            yield _Found(option.level, backed, _fresh(answer.on, on), option.text, OURS)


def _evidence(profile: Profile, on: date | None) -> Iterator[tuple[PillarId, _Found]]:
    """What results, workflows and assets show by themselves."""
    for entry in profile.entries:
        compared = entry.index is not None or bool(entry.ratio) or bool(entry.baseline and entry.result)
        level = 4.0 if compared and vouches(entry.validated_by) else 3.0 if compared else 1.0
        yield "outcome", _Found(level, is_proven(entry), _fresh(entry.date, on), entry.text, FROM_EVIDENCE)
    for flow in profile.workflows:
        fresh = _fresh(flow.on, on) and (on is None or flow.recheck_on is None or flow.recheck_on > on)
        level = _multiplies(flow)
        yield "multiplier", _Found(level, level >= 3.0, fresh, flow.title, FROM_EVIDENCE)
        if flow.guardrail:
            yield "guardrails", _Found(3.0, True, fresh, flow.title, FROM_EVIDENCE)
    for asset in profile.assets:
        level = 4.0 if asset.groups >= 2 and asset.named_owner else 3.0
        yield "scarce", _Found(level, asset.named_owner, _fresh(asset.on, on), asset.title, FROM_EVIDENCE)


def _multiplies(flow: Workflow) -> float:
    """Others use it: 4. Compared with the old way over enough pairs, and on average neither slower nor worse: 3. Used
    by oneself: 1. A way that took longer is a finding, but no better way yet."""
    if flow.taught_to > 0:
        return 4.0
    tried = trial_of(flow)
    if tried.speaks:
        return 3.0 if tried.ratio <= 1.0 and tried.quality != "worse" else 1.0
    return 3.0 if flow.pairs >= LEAST_PAIRS else 1.0


def _fresh(since: date | None, on: date | None) -> bool:
    return since is None or on is None or on - since <= EVIDENCE_LASTS
