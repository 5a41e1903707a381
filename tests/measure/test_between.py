"""The difference of two measurements: after less before, with a band of its own."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.bands import class_bands
from coach.measure.between import _class_half, _Pair, difference
from coach.measure.estimator import Shared
from coach.measure.meter import measure, meter_for
from coach.model.measurement import Difference
from coach.model.profile import Answer, Profile, Task, Worker

LIBRARY = Library(content_dir())
TEXTS = ("answer tickets from macros", "write reports", "lift patients", "call suppliers", "stuff", "日本語の報告書")
FIGURES = ("exposure", "displaceable", "augmentable", "human", "position")


def week(*hours: float, **more: object) -> Profile:
    tasks = tuple(Task(id=f"t{n}", text=text, hours=h) for n, (text, h) in enumerate(zip(TEXTS, hours, strict=False)))
    return replace(Profile(worker=Worker(title="x"), tasks=tasks), **more)  # type: ignore[arg-type]


def between(first: Profile, second: Profile) -> Difference:
    return difference(first, second, LIBRARY, measure(first, LIBRARY), measure(second, LIBRARY))


HOURS = st.lists(st.sampled_from([0.0, 0.1, 2.0, 8.0, 16.0]), min_size=0, max_size=6)


@settings(max_examples=60, deadline=None)
@given(HOURS, HOURS, st.booleans())
def test_every_difference_is_a_band_around_after_less_before(one: list[float], two: list[float], known: bool) -> None:
    first, second = week(*one), week(*two)
    if known:
        second = replace(second, answers=MappingProxyType({"P1": Answer(option="agreed")}))
    before, after = measure(first, LIBRARY), measure(second, LIBRARY)
    found = difference(first, second, LIBRARY, before, after)
    for name in FIGURES:
        band = getattr(found, name)
        assert band.value == pytest.approx(getattr(after, name).value - getattr(before, name).value, abs=1e-9)
        assert -1.0 <= band.low <= band.value <= band.high <= 1.0, name


def test_nothing_changed_is_no_difference_and_not_an_unsure_one() -> None:
    for band in (getattr(between(week(8, 4, 2), week(8, 4, 2)), name) for name in FIGURES):
        assert band.value == band.low == pytest.approx(0.0, abs=1e-12)
        assert band.high == pytest.approx(0.0, abs=1e-12)


def test_from_an_empty_week_it_is_the_band_of_the_week() -> None:
    """No second formula: a task that is in one week only counts as it does in that week."""
    meter = meter_for(LIBRARY)
    tasks = week(8, 4, 2, 5).tasks
    parts = [meter.part(task) for task in tasks]
    shares = [task.hours / 19 for task in tasks]
    estimates = [part.estimate for part in parts]
    low, high = meter.estimator.band(estimates, shares)
    half = meter.estimator.half_between(
        [Shared(one, 0.0, one, share) for one, share in zip(estimates, shares, strict=True)]
    )
    assert high - low == pytest.approx(2 * half)
    pairs = [_Pair(part, 0.0, part, share) for part, share in zip(parts, shares, strict=True)]
    for number, band in enumerate(class_bands(parts, shares)):
        least, most = band.value - _class_half(pairs, number), band.value + _class_half(pairs, number)
        assert band.low == pytest.approx(max(0.0, least))
        assert band.high == pytest.approx(min(1.0, most))


def test_moving_hours_of_one_task_is_far_surer_than_the_week() -> None:
    first, second = week(16, 4, 12, 8), week(15, 4, 13, 8)
    measured, found = measure(first, LIBRARY), between(first, second)
    for name in FIGURES[:4]:
        assert getattr(found, name).high - getattr(found, name).low < 0.3 * (
            getattr(measured, name).high - getattr(measured, name).low
        )
    assert found.displaceable.high <= 1 / 40 + 1e-9, "no answer of any rater could move it further"


def test_a_week_without_hours_makes_no_difference_that_is_known() -> None:
    nothing = measure(week(0, 0), LIBRARY)
    assert nothing.displaceable.value + nothing.augmentable.value + nothing.human.value == pytest.approx(1.0)
    assert (nothing.displaceable.low, nothing.displaceable.high) == (0.0, 1.0)
    assert nothing.exposure.low < nothing.exposure.value < nothing.exposure.high
    empty = measure(week(), LIBRARY)
    assert empty.displaceable.value + empty.augmentable.value + empty.human.value == pytest.approx(1.0)
    found = between(week(0, 0), week(0, 8))
    assert found.exposure.low < 0.0 < found.exposure.high
    assert found.displaceable.low < 0.0 < found.displaceable.high


def test_a_pillar_unknown_in_both_cancels_and_one_that_becomes_known_may_have_been_anywhere() -> None:
    answered = week(8, answers=MappingProxyType({"P1": Answer(option="agreed")}))
    more = replace(answered, answers=MappingProxyType({"P1": Answer(option="agreed", shown="the letter")}))
    found = between(answered, more).position
    assert found.low == pytest.approx(found.value) == pytest.approx(found.high)
    assert found.value > 0
    learned = between(week(8), answered).position
    assert learned.low < 0 < learned.value == pytest.approx(learned.high)
