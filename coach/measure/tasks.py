"""One task: from the words' estimate and the worker's answers to its part of the measurement."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.measure.estimator import Estimate, Estimator
from coach.model.measurement import Exposure, Reason
from coach.model.shelf import Question, QuestionOption, Target

WORDS = "the words, as raters of 2023 judged public tasks"
JUDGED = "our judgement of this kind of work"
ANSWER = "your answer; its strength is our judgement"
CONCERNS = {
    "language": "This seems to be in another language; coach reads English only, so the range is wide.",
    "gibberish": "coach does not know these words, so the range is wide.",
    "vague": "This could mean many things, so the range is wide. What do you do in it, and for whom?",
}
TELLING = 0.02  # an answer that moves the figures less than two points is not worth naming

Answers = Mapping[str, str]
Questions = Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A task's share of the measurement, whatever its hours. Probabilities 0–1."""

    estimate: Estimate
    exposure: Exposure
    p_exposed: float
    p_alone: float
    p_runs: float
    sure: bool


def estimated_part(estimator: Estimator, text: str, answers: Answers, questions: Questions) -> TaskPart:
    """The part of a task known by its words, moved by what the worker answered about it."""
    estimate = estimator.estimate(text)
    for option in _options(answers, questions):
        estimate = _shifted(estimate, option)
    return _part(estimator, estimate)


def judged_part(estimator: Estimator, target: Target) -> TaskPart:
    """The part of a task a move created: the class we judged, no words looked at."""
    estimate = Estimate(
        p_exposed=target.p_exposed,
        p_alone=target.p_alone,
        p_runs=target.p_runs,
        automation=4.0 * target.p_runs,
        sure=True,
        readable=1.0,
        concern="",
        _explain=tuple,
    )
    return _part(estimator, estimate)


def why(estimator: Estimator, text: str, answers: Answers, questions: Questions) -> tuple[Reason, ...]:
    """What a task's figure rests on: the words that moved it most, then each answer, with signed effects."""
    estimate = estimator.estimate(text)
    reasons = [Reason(f"“{word}”", effect, WORDS) for word, effect in estimate.words]
    if estimate.concern:
        reasons.insert(0, Reason(CONCERNS[estimate.concern], 0.0, WORDS))
    if not reasons:
        reasons.append(Reason("no single word decides it; the words together do", 0.0, WORDS))
    for option in _options(answers, questions):
        moved = _shifted(estimate, option)
        effect = moved.p_exposed - estimate.p_exposed if option.exposed else moved.p_runs - estimate.p_runs
        reasons.append(Reason(option.text, effect, ANSWER))
        estimate = moved
    return tuple(reasons)


def why_judged(target: Target) -> tuple[Reason, ...]:
    """What the figure of a task a move created rests on."""
    return (Reason(target.why, target.p_exposed - 0.5, JUDGED),)


def what_would_change(part: TaskPart, answers: Answers, questions: Questions, most: int = 2) -> tuple[Reason, ...]:
    """The one or two unanswered facts that would move this task's figure most: computed by answering each."""
    found: list[tuple[float, Reason]] = []
    for question in questions.values():
        if question.about != "task" or question.id in answers or not question.options:
            continue
        moved = [(_shifted(part.estimate, option), option) for option in question.options]
        after, option = max(moved, key=lambda one: _distance(one[0], part))
        if _distance(after, part) < TELLING:
            continue
        exposed = abs(after.p_exposed - part.p_exposed) > 1e-6
        effect = after.value - part.exposure.value if exposed else after.p_runs - part.p_runs
        found.append((_distance(after, part), Reason(f"{question.name}: {option.text}", effect, ANSWER)))
    found.sort(key=lambda one: (-one[0], one[1].text))
    return tuple(reason for _, reason in found[:most])


def _distance(after: Estimate, part: TaskPart) -> float:
    return abs(after.value - part.exposure.value) + abs(after.p_runs - part.p_runs) / 2


def _part(estimator: Estimator, estimate: Estimate) -> TaskPart:
    low, high = estimator.band([estimate], [1.0])
    value = estimate.value
    return TaskPart(
        estimate=estimate,
        exposure=Exposure(value, min(low, value), max(high, value), estimate.p_alone, estimate.p_exposed),
        p_exposed=estimate.p_exposed,
        p_alone=estimate.p_alone,
        p_runs=estimate.p_runs,
        sure=estimate.sure,
    )


def _options(answers: Answers, questions: Questions) -> list[QuestionOption]:
    """The options answered, in the order of the questions' ids; answers to questions unknown here are left out."""
    return [
        option
        for question_id in sorted(answers)
        if question_id in questions
        for option in questions[question_id].options
        if option.id == answers[question_id]
    ]


def _shifted(estimate: Estimate, option: QuestionOption) -> Estimate:
    """The estimate after an answer, in log-odds: `exposed` moves P(exposed), `runs` P(runs | exposed)."""
    if estimate.p_exposed <= 0.0:
        return estimate
    exposed = _move(estimate.p_exposed, option.exposed)
    alone = exposed * (estimate.p_alone / estimate.p_exposed)
    runs = exposed * _move(estimate.p_runs / estimate.p_exposed, option.runs)
    sure = (exposed < 0.2 or exposed > 0.8) and not estimate.concern
    return replace(estimate, p_exposed=exposed, p_alone=alone, p_runs=runs, sure=sure)


def _move(chance: float, shift: float) -> float:
    if shift == 0.0 or chance <= 0.0 or chance >= 1.0:
        return chance
    return 1.0 / (1.0 + math.exp(-(math.log(chance / (1.0 - chance)) + shift)))
