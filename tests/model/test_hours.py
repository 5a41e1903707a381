"""Hours as they are shown: parts add up to their whole, on every screen and in every report."""

from __future__ import annotations

import random

import pytest

from coach.measure.meter import measure
from coach.model.hours import class_hours, class_hours_beside, hours_split, hours_step, range_hours
from coach.model.measurement import Band
from coach.session.opening import open_named


@pytest.mark.parametrize(
    ("total", "parts", "shown"),
    [
        (40.0, (29.9, 4.4, 5.7), (30.0, 4.0, 6.0)),
        (34.5, (5.1, 5.9, 23.5), (5.0, 6.0, 23.5)),
        (10.0, (3.3, 3.3, 3.4), (3.5, 3.0, 3.5)),
        (22.25, (7.0, 7.0, 8.25), (7.0, 7.0, 8.25)),
        (0.0, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)),
    ],
)
def test_parts_add_up_to_their_whole(total: float, parts: tuple[float, ...], shown: tuple[float, ...]) -> None:
    found = hours_split(total, parts)
    assert sum(found) == pytest.approx(total)
    assert found == pytest.approx(shown, abs=0.5)


def test_whatever_the_week_they_add_up_and_none_is_off_by_a_step() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        total = round(chance.uniform(0.5, 80.0) * 4) / 4
        cuts = sorted((chance.random(), chance.random()))
        parts = [total * cuts[0], total * (cuts[1] - cuts[0]), total * (1 - cuts[1])]
        found = hours_split(total, parts)
        assert sum(found) == pytest.approx(total, abs=1e-6)
        assert all(abs(one - part) <= hours_step(total) + 1e-9 for one, part in zip(found, parts, strict=True))


def test_the_classes_of_a_measured_week_add_up_and_lie_in_their_ranges() -> None:
    session = open_named("support-specialist")
    assert session.profile is not None
    measured = measure(session.profile, session.library)
    shown = class_hours(measured)
    assert sum(shown) == pytest.approx(measured.hours)
    low, high = range_hours(measured.displaceable, shown[0], measured.hours)
    assert low <= shown[0] <= high
    was, now, free = class_hours_beside(measured, measured, 1.5)
    assert was == now, "what is the same reads the same"
    assert sum(was) == pytest.approx(measured.hours)
    assert free == 1.5
    assert range_hours(Band(0.5, 0.5, 0.5), 6.0, 10.0) == (5.0, 6.0)
