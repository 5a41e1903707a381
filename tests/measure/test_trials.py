"""Coin-flip trials: the coin is fair and fixed, and nothing is claimed too early."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.measure.trials import LEAST_PAIRS, result, toss
from coach.model.ledger import Pair

DAY = date(2026, 11, 2)


def pairs(*minutes: tuple[float, float]) -> list[Pair]:
    return [Pair(on=DAY, minutes_with=with_, minutes_without=without) for with_, without in minutes]


def test_each_pair_has_one_with_and_one_without_and_looking_twice_changes_nothing() -> None:
    falls = [toss("draft-check-send", number) for number in range(200)]
    assert falls == [toss("draft-check-send", number) for number in range(200)]
    assert all(falls[number] != falls[number + 1] for number in range(0, 200, 2))


def test_the_coin_is_fair_over_many_workflows() -> None:
    first = sum(toss(f"workflow-{number}", 0) for number in range(2000))
    assert 900 < first < 1100


def test_five_pairs_all_quicker_still_say_nothing() -> None:
    found = result(pairs(*[(6, 10)] * 5))
    assert not found.speaks
    assert found.verdict == "too_few"


def test_six_pairs_clearly_quicker_speak_with_an_interval() -> None:
    found = result(pairs((6, 10), (7, 10), (5, 9), (8, 12), (6, 11), (7, 9)))
    assert found.speaks
    assert found.verdict == "quicker"
    assert found.low < found.ratio < found.high < 1.0
    logs = [math.log(a / b) for a, b in ((6, 10), (7, 10), (5, 9), (8, 12), (6, 11), (7, 9))]
    assert found.ratio == pytest.approx(math.exp(sum(logs) / 6))


def test_slower_is_a_result_too() -> None:
    assert result(pairs((12, 10), (13, 10), (11, 9), (14, 12), (12, 11), (11, 9))).verdict == "slower"


def test_a_mixed_trial_finds_no_difference() -> None:
    assert result(pairs((8, 10), (12, 10), (9, 10), (11, 10), (10, 11), (10, 9))).verdict == "no_difference"


def test_quality_is_told_apart_from_time() -> None:
    worse = [Pair(on=DAY, minutes_with=5, minutes_without=10, quality_with=0) for _ in range(6)]
    found = result(worse)
    assert (found.verdict, found.quality) == ("quicker", "worse")


def test_no_pairs_say_nothing() -> None:
    assert result([]).verdict == "too_few"
    assert result(pairs((0, 5))).pairs == 0


@given(st.lists(st.tuples(st.floats(0.1, 600), st.floats(0.1, 600)), max_size=40))
def test_the_interval_holds_the_ratio_and_few_pairs_never_speak(minutes: list[tuple[float, float]]) -> None:
    found = result(pairs(*minutes))
    assert found.low <= found.ratio * (1 + 1e-9)
    assert found.ratio <= found.high * (1 + 1e-9)
    assert found.speaks == (len(minutes) >= LEAST_PAIRS)
