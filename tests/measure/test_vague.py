"""Tasks whose words say little: the occupation helps, says so, and never makes them sure; contradictions widen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import Meter, measure
from coach.measure.vague import OccupationLabels, informed, occupation_labels, weight_of_occupation
from coach.model.measurement import TaskMeasure
from coach.model.profile import Profile, Task
from tests.workers import EVERYONE, worker

LIBRARY = Library(content_dir())
METER = Meter(LIBRARY)
ROOFER, STATISTICS = "47-2181.00", "43-9111.00"  # the public labels call none and all of their tasks exposed
ABOUT_TASKS = {name: one for name, one in LIBRARY.questions.items() if one.about == "task"}
PHRASES = [task.text for profile in EVERYONE.values() for task in profile.tasks]
texts = st.sampled_from([*PHRASES, "admin", "various things", "odd jobs", "meetings"])
chosen = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from([option.id for option in one.options]) for name, one in ABOUT_TASKS.items()}
)
OPEN_WORDS = ["odd jobs", "helping out", "various tasks"]


def task(text: str, **answers: str) -> Task:
    return Task(id="one", text=text, hours=5.0, answers=answers)


def alone(text: str, occupation: str | None, **answers: str) -> TaskMeasure:
    profile = Profile(worker=worker("someone", occupation=occupation).worker, tasks=(task(text, **answers),))
    return measure(profile, LIBRARY, explain=True).tasks[0]


def width(measured: TaskMeasure) -> float:
    return measured.exposure.high - measured.exposure.low


@pytest.mark.parametrize("text", OPEN_WORDS)
def test_the_occupation_moves_a_vague_task_towards_its_own_and_says_by_how_much(text: str) -> None:
    plain, roofer, statistics = (alone(text, code) for code in (None, ROOFER, STATISTICS))
    assert roofer.p_exposed < plain.p_exposed < statistics.p_exposed
    for measured, sign in ((roofer, -1), (statistics, 1)):
        reason = next(one for one in measured.reasons if "your occupation's own tasks, weight" in one.text)
        assert reason.effect == pytest.approx(measured.p_exposed - plain.p_exposed)
        assert reason.effect * sign > 0
        assert "raters" in reason.source


def test_the_weight_in_the_reason_is_the_weight_used() -> None:
    plain, roofer = alone("odd jobs", None), alone("odd jobs", ROOFER)
    labels = occupation_labels(LIBRARY, ROOFER)
    assert labels is not None
    used = (roofer.p_exposed - plain.p_exposed) / (labels.p_exposed - plain.p_exposed)
    assert any(f"weight {used:.0%}" in reason.text for reason in roofer.reasons)


def test_one_word_that_leaves_it_open_is_informed_and_one_that_settles_it_is_not() -> None:
    unsure = [text for text in ("visits", "orders", "checking", "calls") if not METER.part(task(text)).sure]
    sure = [text for text in ("welding", "proofreading", "roofing", "copywriting") if METER.part(task(text)).sure]
    assert unsure
    assert sure
    for text in unsure:
        assert alone(text, ROOFER).p_exposed != alone(text, STATISTICS).p_exposed
    for text in sure:
        assert alone(text, ROOFER) == alone(text, STATISTICS)


@given(texts, st.sampled_from([ROOFER, STATISTICS, "29-1141.00", "11-1011.00"]), chosen)
def test_the_occupation_leaves_the_band_as_wide_and_settles_nothing(
    text: str, code: str, answers: dict[str, str]
) -> None:
    without, informed_by = METER.part(task(text)), METER.part(task(text), code)
    if informed_by != without:
        assert informed_by.open
        assert not informed_by.sure
        # half-widths are the same; a band is cut off only where it meets 0 or 1
        reach = max(without.exposure.value - without.exposure.low, without.exposure.high - without.exposure.value)
        exposure = informed_by.exposure
        assert exposure.low <= max(0.0, exposure.value - reach) + 1e-9
        assert exposure.high >= min(1.0, exposure.value + reach) - 1e-9
    answered = METER.part(task(text, **answers), code)
    assert answered.p_alone <= answered.p_exposed + 1e-12
    assert answered.p_runs <= answered.p_exposed + 1e-12


@given(texts)
def test_a_task_the_words_describe_is_the_same_in_every_occupation(text: str) -> None:
    part = METER.part(task(text))
    if not part.open:
        assert METER.part(task(text), ROOFER) is part
    assert METER.part(task(text), "99-9999.99") == part


def test_two_occupations_of_one_library_are_kept_apart_whatever_was_measured_first() -> None:
    shared = task("odd jobs")
    for order in ((ROOFER, STATISTICS, None), (None, STATISTICS, ROOFER)):
        meter = Meter(LIBRARY)
        found = {code: meter.part(shared, code).p_exposed for code in order}
        anew = {code: Meter(LIBRARY).part(task("odd jobs"), code).p_exposed for code in order}
        assert found == anew
        assert len(set(found.values())) == 3


def test_a_blend_of_two_possible_estimates_is_possible() -> None:
    estimate = METER.estimator.estimate("various things")
    assert weight_of_occupation(estimate, "various things") > 0
    labels = OccupationLabels(p_exposed=1.0, p_alone=1.0, p_runs=0.0)
    blend = informed(estimate, labels, 0.25)
    assert blend.p_exposed == pytest.approx(0.75 * estimate.p_exposed + 0.25)
    assert blend.p_runs == pytest.approx(0.75 * estimate.p_runs)
    assert informed(estimate, labels, 1.0).p_alone == 1.0


def test_every_occupation_with_labels_has_possible_ones() -> None:
    rows = (content_dir() / "occupations" / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) == 740
    for row in rows:
        labels = occupation_labels(LIBRARY, row.split("\t")[0])
        assert labels is not None
        assert 0.0 <= max(labels.p_alone, labels.p_runs) <= labels.p_exposed <= 1.0


CONTRADICTING = {"E1": "hands_throughout", "E2": "in_system"}


def test_answers_that_contradict_each_other_widen_the_band_and_are_named() -> None:
    text = "sorting samples for the lab"
    silent, agreeing = alone(text, None), alone(text, None, E1="hands_throughout", E2="senses")
    differing = alone(text, None, **CONTRADICTING)
    assert width(silent) > width(agreeing)
    assert differing.exposure.low <= silent.exposure.low
    assert differing.exposure.high >= silent.exposure.high
    said = [reason.text for reason in differing.reasons if "Which fits?" in reason.text]
    assert len(said) == 1
    for name, option in CONTRADICTING.items():
        assert next(one.text for one in LIBRARY.questions[name].options if one.id == option) in said[0]
    assert not any("Which fits?" in reason.text for reason in agreeing.reasons)


def test_a_contradiction_widens_the_week_and_the_classes_by_the_hours_of_the_task() -> None:
    def week(hours: float, **answers: str) -> Profile:
        base = worker("someone", ("answering customers' questions", 20), ("hosting the site visits", 10)).tasks
        return Profile(
            worker=worker("someone").worker,
            tasks=(*base, replace(task("sorting samples for the lab", **answers), hours=hours)),
        )

    one_sided = measure(week(10, E1="hands_throughout"), LIBRARY)
    differing, little = measure(week(10, **CONTRADICTING), LIBRARY), measure(week(0.1, **CONTRADICTING), LIBRARY)
    silent = measure(week(10), LIBRARY)
    assert differing.exposure.high - differing.exposure.low >= silent.exposure.high - silent.exposure.low
    assert differing.human.high - differing.human.low > one_sided.human.high - one_sided.human.low
    without = measure(week(0.1), LIBRARY)
    assert little.exposure.high == pytest.approx(without.exposure.high, abs=0.01)


@given(texts, chosen, st.sampled_from([None, ROOFER]), st.sampled_from(sorted(ABOUT_TASKS)), st.text(max_size=8))
def test_unknown_answers_change_nothing(
    text: str, answers: dict[str, str], code: str | None, question: str, said: str
) -> None:
    before = METER.part(task(text, **answers), code)
    known = {option.id for option in ABOUT_TASKS[question].options}
    for answer in ("dont_know", "not_applicable", said):
        if question not in answers and answer not in known:
            assert METER.part(task(text, **{**answers, question: answer}), code) == before
    assert METER.part(Task(id="one", text=text, hours=5.0, answers={**answers, "E99": "anything"}), code) == before


@given(texts, chosen)
def test_not_knowing_never_narrows(text: str, answers: dict[str, str]) -> None:
    """Taking any answers back, in favour of not knowing, gives just what was there before they were given."""
    unknown = dict.fromkeys(ABOUT_TASKS, "dont_know")
    silent = measure(replace(EVERYONE["nurse"], tasks=(task(text),)), LIBRARY)
    doubtful = measure(replace(EVERYONE["nurse"], tasks=(task(text, **unknown),)), LIBRARY)
    assert (doubtful.exposure, doubtful.displaceable, doubtful.human) == (
        silent.exposure,
        silent.displaceable,
        silent.human,
    )
    some = measure(replace(EVERYONE["nurse"], tasks=(task(text, **answers),)), LIBRARY)
    rest = {name: answers.get(name, "dont_know") for name in ABOUT_TASKS}
    filled = measure(replace(EVERYONE["nurse"], tasks=(task(text, **rest),)), LIBRARY)
    assert filled.exposure == some.exposure
