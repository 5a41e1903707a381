"""The engine: what a week's measurement promises, whatever the week."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.changes import AddTask, RemoveTask, SetAnswer, SetHours, ShiftHours, apply
from coach.model.measurement import Band, Exposure, Measurement
from coach.model.profile import Answer, Profile, Task
from tests.workers import DEVELOPER, EVERYONE, NURSE, PLUMBER, SUPPORT, VAGUE, worker

LIBRARY = Library(content_dir())
PHRASES = [task.text for profile in EVERYONE.values() for task in profile.tasks]


def week(rows: list[tuple[str, float]]) -> Profile:
    return worker("someone", *rows)


weeks = st.lists(
    st.tuples(st.sampled_from(PHRASES) | st.text(min_size=1, max_size=60), st.just(0.0) | st.floats(0.01, 60)),
    min_size=1,
    max_size=15,
).map(week)


def check_bands(measured: Measurement) -> None:
    for figure in (measured.exposure, measured.displaceable, measured.augmentable, measured.human):
        assert isinstance(figure, Band | Exposure)
        assert 0.0 <= figure.low <= figure.value + 1e-12
        assert figure.value <= figure.high + 1e-12 <= 1.0 + 2e-12


@given(weeks)
def test_any_week_gives_figures_within_their_ranges(profile: Profile) -> None:
    measured = measure(profile, LIBRARY)
    check_bands(measured)
    for task in measured.tasks:
        assert task.displaceable + task.augmentable + task.human == pytest.approx(1.0, abs=1e-9)
        assert min(task.displaceable, task.augmentable, task.human) >= -1e-12
        assert 0.0 <= task.exposure.strict <= task.exposure.value + 1e-12
        assert task.exposure.value <= task.exposure.wide + 1e-12 <= 1.0 + 2e-12
        # β counts E1 whole and E2 half, so the value lies midway between the strict and the wide reading
        assert task.exposure.value == pytest.approx((task.exposure.strict + task.exposure.wide) / 2, abs=1e-9)


@given(weeks)
def test_the_week_is_its_tasks_weighted_by_hours(profile: Profile) -> None:
    measured = measure(profile, LIBRARY)
    total = sum(task.hours for task in measured.tasks)
    if total > 0:
        for name in ("exposure", "displaceable", "augmentable", "human"):
            by_hand = sum(task.hours * _share(task, name) for task in measured.tasks) / total
            assert getattr(measured, name).value == pytest.approx(by_hand, abs=1e-9)
    else:
        assert (measured.exposure.low, measured.exposure.high) == (0.0, 1.0)


def _share(task: object, name: str) -> float:
    found = getattr(task, name)
    return found.value if name == "exposure" else found


@given(weeks, st.randoms(use_true_random=False))
def test_the_order_of_tasks_and_the_unit_of_hours_do_not_matter(profile: Profile, random: object) -> None:
    mixed = list(profile.tasks)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    halved = tuple(replace(task, hours=task.hours / 2) for task in mixed)
    one, two = measure(profile, LIBRARY), measure(replace(profile, tasks=halved), LIBRARY)
    assert one.exposure.value == pytest.approx(two.exposure.value, abs=1e-9)
    assert one.exposure.low == pytest.approx(two.exposure.low, abs=1e-9)


@settings(max_examples=40)
@given(weeks, st.floats(0, 40))
def test_measuring_after_one_change_equals_measuring_anew(profile: Profile, hours: float) -> None:
    first = profile.tasks[0]
    measure(profile, LIBRARY)
    for change in (SetHours(task=first.id, hours=hours), SetAnswer(task=first.id, question="E1", option="anywhere")):
        changed = apply(profile, [change])
        anew = measure(changed, Library(content_dir()))
        assert measure(changed, LIBRARY) == anew


def test_measuring_changes_nothing_and_repeats_itself() -> None:
    before = repr(SUPPORT)
    assert measure(SUPPORT, LIBRARY, explain=True) == measure(SUPPORT, LIBRARY, explain=True)
    assert repr(SUPPORT) == before


def test_desk_work_reads_higher_than_work_with_hands_and_people() -> None:
    support, plumber, nurse = (measure(one, LIBRARY).exposure for one in (SUPPORT, PLUMBER, NURSE))
    assert plumber.high < support.value
    assert nurse.value < support.low


def test_a_plumbers_bathrooms_are_not_reached_and_their_paperwork_is() -> None:
    by_text = {task.text: task for task in measure(PLUMBER, LIBRARY).tasks}
    assert by_text["fit bathrooms and heating"].human > 0.9
    assert by_text["fit bathrooms and heating"].sure
    assert by_text["invoices and chasing payment"].p_exposed > 0.6


def test_fewer_tasks_give_a_wider_band() -> None:
    all_tasks = measure(SUPPORT, LIBRARY).exposure
    three = measure(replace(SUPPORT, tasks=SUPPORT.tasks[:3]), LIBRARY).exposure
    assert three.high - three.low > all_tasks.high - all_tasks.low


def test_a_vague_week_is_said_to_be_vague_and_its_band_is_wide() -> None:
    measured = measure(VAGUE, LIBRARY, explain=True)
    assert measured.exposure.high - measured.exposure.low > 0.35
    vague = next(task for task in measured.tasks if task.text == "whatever comes up")
    assert not vague.sure
    assert any("range is wide" in reason.text for reason in vague.reasons)


def test_reasons_name_words_of_the_task_and_what_would_change_names_questions_not_answered() -> None:
    measured = measure(DEVELOPER, LIBRARY, explain=True)
    for task in measured.tasks:
        assert task.reasons
        assert len(task.would_change) <= 2
        assert all(reason.source for reason in (*task.reasons, *task.would_change))
    first = measured.tasks[0]
    answered = apply(DEVELOPER, [SetAnswer(task=first.id, question="E1", option="hands_throughout")])
    after = measure(answered, LIBRARY, explain=True).tasks[0]
    assert after.p_exposed < first.p_exposed
    assert not any(reason.text.startswith(LIBRARY.questions["E1"].name) for reason in after.would_change)
    assert any(reason.effect < 0 and "your answer" in reason.source for reason in after.reasons)


def test_split_answers_move_the_split_and_not_the_exposure() -> None:
    first = SUPPORT.tasks[0]
    before = measure(SUPPORT, LIBRARY).tasks[0]
    for option in (one.id for one in LIBRARY.questions["S2"].options):
        after = measure(apply(SUPPORT, [SetAnswer(task=first.id, question="S2", option=option)]), LIBRARY).tasks[0]
        assert after.exposure.value == pytest.approx(before.exposure.value, abs=1e-12)
    law = measure(apply(SUPPORT, [SetAnswer(task=first.id, question="S2", option="law")]), LIBRARY).tasks[0]
    assert law.displaceable < before.displaceable


def test_a_judged_task_is_measured_by_its_judgement_whatever_it_is_called() -> None:
    flattering = Task(id="x", text="write reports and emails from data", hours=4.0, judged="own-exceptions")
    measured = measure(replace(SUPPORT, tasks=(flattering,)), LIBRARY, explain=True)
    target = LIBRARY.targets["own-exceptions"]
    assert measured.tasks[0].p_exposed == pytest.approx(target.p_exposed)
    assert measured.tasks[0].displaceable == pytest.approx(target.p_runs)


def test_without_answers_position_is_unknown_and_pressure_not_looked_at() -> None:
    measured = measure(SUPPORT, LIBRARY, explain=True)
    assert (measured.position.value, measured.position.low, measured.position.high) == (0.0, 0.0, 1.0)
    assert measured.position.known == 0
    assert len(measured.position.pillars) == 7
    assert {sign.state for sign in measured.pressure} == {"not_looked"}


def test_published_figures_stand_apart_and_belong_to_the_occupation() -> None:
    measured = measure(SUPPORT, LIBRARY, explain=True)
    assert {one.index for one in measured.published} >= {"eloundou-human", "microsoft-applicability", "ilo-2025"}
    assert measure(VAGUE, LIBRARY).published == ()


def test_a_claim_counts_half_and_what_is_shown_in_full_until_it_is_a_year_old() -> None:
    def value(answer: Answer) -> float:
        profile = replace(SUPPORT, answers={"P3": answer})
        return measure(profile, LIBRARY, on=date(2026, 11, 21)).position.value

    claimed = value(Answer(option="written_check"))
    fresh = value(Answer(option="written_check", shown="the checklist", on=date(2026, 3, 1)))
    old = value(Answer(option="written_check", shown="the checklist", on=date(2025, 3, 1)))
    assert fresh == pytest.approx(2 * claimed)
    assert old == pytest.approx(claimed)


@given(st.dictionaries(st.sampled_from(["P1", "P2", "P3", "P4", "P5", "P6", "P7"]), st.integers(0, 3)))
def test_the_share_of_the_checklist_stays_within_its_possible_range(chosen: dict[str, int]) -> None:
    answers = {name: Answer(option=LIBRARY.questions[name].options[place].id) for name, place in chosen.items()}
    standing = measure(replace(SUPPORT, answers=answers), LIBRARY).position
    assert 0.0 <= standing.low <= standing.value <= standing.high <= 1.0
    assert standing.known == len(chosen)


@given(weeks, st.floats(0, 1), st.floats(0, 60))
def test_hours_are_conserved_by_shifting_removing_and_adding(profile: Profile, share: float, more: float) -> None:
    first = profile.tasks[0]
    total = profile.listed_hours + profile.unassigned
    for changes in (
        [ShiftHours(source=first.id, hours=first.hours * share, to="own-exceptions", judged="own-exceptions")],
        [ShiftHours(source=first.id, hours=first.hours * share, to=None)],
        [RemoveTask(task=first.id)],
        [SetHours(task=first.id, hours=first.hours * share)],
        [RemoveTask(task=first.id), AddTask(task=Task(id="new", text="new", hours=min(more, first.hours)))],
    ):
        after = apply(profile, changes)
        assert after.listed_hours + after.unassigned == pytest.approx(total, abs=1e-6)


def test_what_was_worked_out_from_a_library_goes_with_it() -> None:
    library = Library(content_dir())
    measure(SUPPORT, library)
    gone = weakref.ref(library)
    del library
    gc.collect()
    assert gone() is None
