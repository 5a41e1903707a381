"""One task: from the words' estimate and the worker's answers to its part of the measurement."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coach.measure.bands import spreads_of
from coach.measure.estimator import Estimate, Estimator
from coach.measure.vague import LABELS, OccupationLabels, informed, weight_of_occupation
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
# Answers contradict each other where one raises the log-odds of being exposed by at least `RAISES` and lies at least
# `APART` above another that lowers them. The band is then `WIDER` times as wide. All three are our judgement.
RAISES = 0.25
APART = 1.5
WIDER = 1.3
TELLING = 0.02  # an answer that moves the figures less than two points is not worth naming

Answers = Mapping[str, str]
Questions = Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class TaskPart:
    """A task's share of the measurement, whatever its hours. Probabilities 0–1.

    `spreads`: how far each of the three classes is from settled (run, speed, not reached; see `bands.spreads_of`).
    `open`: its words leave it open, so that the occupation may inform it. `extra`: half-width (0–1) that joins the
    half-width of its own band in quadrature, and `wider` a factor on the spread of the class shares.
    """

    estimate: Estimate
    exposure: Exposure
    p_exposed: float
    p_alone: float
    p_runs: float
    sure: bool
    spreads: tuple[float, float, float]
    open: bool = False
    extra: float = 0.0
    wider: float = 1.0


def estimated_part(
    estimator: Estimator,
    text: str,
    answers: Answers,
    questions: Questions,
    labels: OccupationLabels | None = None,
    words: Estimate | None = None,
) -> TaskPart:
    """The part of a task known by its words, moved by what the worker answered about it.

    `labels` (of the worker's occupation) count only where the words leave the task open. `words`: the estimate of the
    text, where it is known already.
    """
    words = estimator.estimate(text) if words is None else words
    weight = weight_of_occupation(words, text)
    start = informed(words, labels, weight) if labels is not None and weight else words
    if start is words and not answers:
        return _part(estimator, words, open_=weight > 0.0)
    options = _options(answers, questions)
    estimate = start
    for option in options:
        estimate = _shifted(estimate, option)
    part = _part(estimator, estimate, open_=weight > 0.0)
    half = _half_width(estimator, estimate)
    least = half
    if start is not words:
        # An average tells nothing certain of one task: before any answer the band is as wide as from the words alone.
        least = half * max(1.0, _half_width(estimator, words) / _half_width(estimator, start))
    contradict = contradiction(options) is not None
    if contradict:
        # Wider, and never telling more than the words alone did.
        low, high = estimator.band([words], [1.0])
        least = max(least * WIDER, estimate.value - low, high - estimate.value)
    return _widened(part, half, least, WIDER if contradict else 1.0)


def judged_part(estimator: Estimator, target: Target) -> TaskPart:
    """The part of a task a move created: the class we judged, no words looked at."""
    estimate = Estimate(
        p_exposed=target.p_exposed,
        p_alone=target.p_alone,
        p_runs=target.p_runs,
        automation=4.0 * target.p_runs,
        sure=True,
        concern="",
        _explain=tuple,
    )
    return _part(estimator, estimate)


def why(
    estimator: Estimator, text: str, answers: Answers, questions: Questions, labels: OccupationLabels | None = None
) -> tuple[Reason, ...]:
    """What a task's figure rests on: the words that moved it most, the occupation where it counts, then each answer.

    Effects are signed, 0–1.
    """
    estimate = estimator.estimate(text)
    reasons = [Reason(f"“{word}”", effect, WORDS) for word, effect in estimate.words]
    if estimate.concern:
        reasons.insert(0, Reason(CONCERNS[estimate.concern], 0.0, WORDS))
    if not reasons:
        reasons.append(Reason("no single word decides it; the words together do", 0.0, WORDS))
    weight = weight_of_occupation(estimate, text)
    if labels is not None and weight:
        blended = informed(estimate, labels, weight)
        effect = blended.p_exposed - estimate.p_exposed
        reasons.append(Reason(f"your occupation's own tasks, weight {weight:.0%}", effect, LABELS))
        estimate = blended
    options = _options(answers, questions)
    for option in options:
        moved = _shifted(estimate, option)
        effect = moved.p_exposed - estimate.p_exposed if option.exposed else moved.p_runs - estimate.p_runs
        reasons.append(Reason(option.text, effect, ANSWER))
        estimate = moved
    differing = contradiction(options)
    if differing is not None:
        up, down = differing
        said = f"Your answers differ here, so the range is wider: “{up.text}”, but “{down.text}”. Which fits?"
        reasons.append(Reason(said, 0.0, ANSWER))
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


def contradiction(options: Sequence[QuestionOption]) -> tuple[QuestionOption, QuestionOption] | None:
    """The answers that raise and lower a task's exposure most, where they lie too far apart to be both quite right."""
    if not options:
        return None
    up = max(options, key=lambda option: option.exposed)
    down = min(options, key=lambda option: option.exposed)
    if up.exposed < RAISES or down.exposed >= 0.0 or up.exposed - down.exposed < APART - 1e-9:
        return None
    return up, down


def _distance(after: Estimate, part: TaskPart) -> float:
    return abs(after.value - part.exposure.value) + abs(after.p_runs - part.p_runs) / 2


def _part(estimator: Estimator, estimate: Estimate, *, open_: bool = False) -> TaskPart:
    low, high = estimator.band([estimate], [1.0])
    value = estimate.value
    return TaskPart(
        estimate=estimate,
        exposure=Exposure(value, min(low, value), max(high, value), estimate.p_alone, estimate.p_exposed),
        p_exposed=estimate.p_exposed,
        p_alone=estimate.p_alone,
        p_runs=estimate.p_runs,
        sure=estimate.sure,
        spreads=spreads_of(estimate),
        open=open_,
    )


def _half_width(estimator: Estimator, estimate: Estimate) -> float:
    low, high = estimator.band([estimate], [1.0])
    return max(estimate.value - low, high - estimate.value)


def _widened(part: TaskPart, half: float, least: float, wider: float) -> TaskPart:
    """The part with a band of half-width `least`, where that is more than its own `half`."""
    if least <= half:
        return part if wider == 1.0 else replace(part, wider=wider)
    band = part.exposure
    exposure = replace(band, low=max(0.0, band.value - least), high=min(1.0, band.value + least))
    return replace(part, exposure=exposure, extra=math.sqrt(least**2 - half**2), wider=wider)


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
