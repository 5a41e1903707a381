"""Check-ins: one change that can be taken back, nothing to make up for, answers that lead somewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.session import Failure, settings
from coach.session.months import checkin, easing, kept, offering
from coach.session.plan import plans
from coach.session.weeks import week
from tests.session.manager import MONDAY, Opened, step

FRIDAY = MONDAY + timedelta(days=4)
A_WEEK = timedelta(days=7)


def test_a_check_in_keeps_everything_at_once_and_one_undo_takes_it_back(on: Opened) -> None:
    session = on(FRIDAY)
    (_, first), *_ = checkin.ask(session).steps
    answered = checkin.check_in(
        session, done=[first.id], hours="1.5", result="board pack a day early", words="quiet week", confidence=3
    )
    again = on(FRIDAY)
    assert kept.checkins(again) == (answered.checkin,)
    assert (answered.checkin.hours, answered.checkin.words, answered.checkin.confidence) == (1.5, "quiet week", 3)
    assert (step(again, first.id).state, step(again, first.id).done_on) == ("done", FRIDAY)
    (entry,) = again.entries
    assert (entry.id, entry.kind, entry.date) == (answered.checkin.entry, "unsorted", FRIDAY)
    week.undo(again)
    back = on(FRIDAY)
    assert kept.checkins(back) == ()
    assert back.entries == ()
    assert step(back, first.id).state == "open"


def test_what_is_not_done_goes_on_into_the_coming_weeks(on: Opened) -> None:
    session = on(FRIDAY)
    asked = checkin.ask(session)
    answered = checkin.check_in(session, hours=0)
    assert set(answered.checkin.not_yet) == {one.id for _, one in asked.steps}
    assert {one.id for one in answered.carried} >= set(answered.checkin.not_yet)
    assert all(step(session, name).due > FRIDAY for name in answered.checkin.not_yet)


def test_missed_weeks_are_carried_and_asked_about_once(on: Opened) -> None:
    checkin.check_in(on(FRIDAY), hours=1)
    later = on(FRIDAY + 4 * A_WEEK)
    asked = checkin.ask(later)
    assert (asked.since, asked.weeks) == (FRIDAY, 4)
    assert 1 <= len(asked.steps) <= 5
    answered = checkin.check_in(later, hours=0)
    assert answered.hears == ()
    assert answered.next_on == FRIDAY + 5 * A_WEEK
    assert all(one.due > later.today for _, one in later.plan.milestones() if one.state == "open")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("last", "following"),
    [
        (date(2026, 11, 27), date(2026, 12, 4)),  # Friday: a week on
        (date(2026, 11, 26), date(2026, 12, 4)),  # a day early stands for that Friday
        (date(2026, 11, 29), date(2026, 12, 4)),  # Sunday
        (date(2026, 11, 30), date(2026, 12, 4)),  # the Monday after: for the week before
        (date(2026, 12, 2), date(2026, 12, 11)),  # Wednesday: for this week
    ],
)
def test_the_next_one_is_due_on_the_weekday_of_the_settings(on: Opened, last: date, following: date) -> None:
    session = on(last)
    checkin.check_in(session, hours=1)
    assert checkin.due(session) == following


def test_another_weekday_can_be_chosen(on: Opened) -> None:
    session = on(FRIDAY)
    settings.change(session, checkin_day=1)
    assert checkin.due(session) == MONDAY + A_WEEK


def test_nothing_is_due_in_a_pause(on: Opened) -> None:
    session = on(FRIDAY)
    checkin.check_in(session, hours=1)
    until = FRIDAY + 2 * A_WEEK + timedelta(days=2)
    plans.pause(session, until)
    assert checkin.due(session) == FRIDAY + 3 * A_WEEK
    assert checkin.ask(session).paused_until == until


def test_an_obstacle_named_once_is_heard_and_named_twice_brings_an_offer(on: Opened) -> None:
    first = checkin.check_in(on(FRIDAY), obstacles=["no-time"])
    assert len(first.hears) == 1
    assert first.offers == ()
    session = on(FRIDAY + A_WEEK)
    second = checkin.check_in(session, obstacles=["no-time", "tired"])
    assert [(one.kind, one.obstacle) for one in second.offers] == [("if_then", "no-time"), ("smaller", "no-time")]
    for offer in second.offers:
        waiting = step(session, offer.step or "")
        assert waiting.id in second.checkin.not_yet
        assert waiting.title in offer.words
        assert offer.kind == "if_then" or waiting.hours > 0.42


def test_an_if_then_taken_up_is_the_moves_and_stays_when_planning_anew(on: Opened) -> None:
    checkin.check_in(on(FRIDAY), obstacles=["no-time"])
    session = on(FRIDAY + A_WEEK)
    offer = checkin.check_in(session, obstacles=["no-time"]).offers[0]
    words = offering.take(session, offer.id)
    assert offer.id not in [one.id for one in offering.offers(session)]
    plans.rebuild(session)
    found = easing.step_of(on(FRIDAY + A_WEEK).plan, offer.step or "")  # type: ignore[arg-type]
    assert found is not None
    assert found[0].if_then == words
    assert words.startswith("If ")


def test_a_smaller_step_comes_before_the_one_it_was_cut_from(on: Opened) -> None:
    checkin.check_in(on(FRIDAY), obstacles=["too-big"])
    session = on(FRIDAY + A_WEEK)
    offer = next(one for one in checkin.check_in(session, obstacles=["too-big"]).offers if one.kind == "smaller")
    before = step(session, offer.step or "")
    words = offering.take(session, offer.id)
    again = on(FRIDAY + A_WEEK)
    assert again.plan is not None
    move = next(move for move in again.plan.moves if before.id in [one.id for one in move.milestones])
    names = [one.id for one in move.milestones]
    small = move.milestones[names.index(before.id) - 1]
    assert small.title in words
    assert 0 < small.hours <= 0.42
    assert small.done_when
    assert small.hours + step(again, before.id).hours == pytest.approx(before.hours)


def test_an_obstacle_starts_anew_once_something_was_taken_up_against_it(on: Opened) -> None:
    checkin.check_in(on(FRIDAY), obstacles=["no-time"])
    session = on(FRIDAY + A_WEEK)
    checkin.check_in(session, obstacles=["no-time"])
    offering.take(session, "smaller:no-time")
    assert checkin.check_in(on(FRIDAY + 2 * A_WEEK), obstacles=["no-time"]).offers == ()
    assert checkin.check_in(on(FRIDAY + 3 * A_WEEK), obstacles=["no-time"]).offers != ()


def test_being_unsure_twice_offers_half_the_hours_and_drops_nothing(on: Opened) -> None:
    assert checkin.check_in(on(FRIDAY), confidence=1).offers == ()
    session = on(FRIDAY + A_WEEK)
    (offer,) = checkin.check_in(session, confidence=0).offers
    assert session.plan is not None
    steps, weeks = {one.id for _, one in session.plan.milestones()}, session.plan.horizon_weeks
    offering.take(session, offer.id)
    again = on(FRIDAY + A_WEEK)
    assert again.plan is not None
    assert again.profile is not None
    assert again.plan.hours_per_week == again.profile.learning_hours == 2.0
    assert {one.id for _, one in again.plan.milestones()} == steps
    assert again.plan.horizon_weeks > weeks
    assert offering.offers(again) == ()


def test_one_sure_week_between_is_enough(on: Opened) -> None:
    checkin.check_in(on(FRIDAY), confidence=1)
    checkin.check_in(on(FRIDAY + A_WEEK), confidence=3)
    assert checkin.check_in(on(FRIDAY + 2 * A_WEEK), confidence=1).offers == ()


def test_a_step_can_be_made_smaller_there_and_then(on: Opened) -> None:
    session = on(FRIDAY)
    (_, first), *_ = checkin.ask(session).steps
    answered = checkin.check_in(session, smaller=[first.id])
    assert answered.checkin.smaller == (first.id,)
    assert first.id not in answered.checkin.not_yet
    cut = step(session, f"{first.id}:small1")
    assert 0 < cut.hours <= 0.42
    assert cut.hours + step(session, first.id).hours == pytest.approx(first.hours)


def test_steps_may_be_named_by_their_number(on: Opened) -> None:
    session = on(FRIDAY)
    assert session.plan is not None
    first = session.plan.milestones()[0][1]
    assert checkin.check_in(session, done=["1"]).checkin.done == (first.id,)


@pytest.mark.parametrize(
    "given",
    [
        {"done": ["no-such-step"]},
        {"smaller": ["99"]},
        {"obstacles": ["no-tine"]},
        {"obstacles": ["no-time", "tired", "forgot", "tools", "others"]},
        {"confidence": 5},
        {"hours": -1},
        {"hours": "many"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_in_words_with_nothing_saved(on: Opened, given: dict[str, object]) -> None:
    session = on(FRIDAY)
    before = session.plan
    with pytest.raises(Failure) as caught:
        checkin.check_in(session, **given)  # type: ignore[arg-type]
    assert caught.value.status == 2
    assert caught.value.do
    again = on(FRIDAY)
    assert kept.checkins(again) == ()
    assert again.plan == before


def test_an_obstacle_is_named_with_what_may_be_meant(on: Opened) -> None:
    with pytest.raises(Failure) as caught:
        checkin.check_in(on(FRIDAY), obstacles=["no-tine"])
    assert "no-time" in caught.value.do


def test_what_was_said_can_be_corrected(on: Opened) -> None:
    session = on(FRIDAY)
    said = checkin.check_in(session, hours=9, words="to much", obstacles=["tired"]).checkin
    checkin.correct(session, said.id, hours=0.9, words="too much", obstacles=[])
    (found,) = kept.checkins(on(FRIDAY))
    assert (found.hours, found.words, found.obstacles) == (0.9, "too much", ())
    with pytest.raises(Failure):
        checkin.correct(session, "2020-01-01", hours=1)


def test_two_check_ins_of_one_day_are_one(on: Opened) -> None:
    session = on(FRIDAY)
    checkin.check_in(session, hours=1)
    checkin.check_in(session, hours=2)
    assert [(one.id, one.hours) for one in kept.checkins(on(FRIDAY))] == [(FRIDAY.isoformat(), 3)]


def test_hostile_words_are_kept_as_words(on: Opened) -> None:
    session = on(FRIDAY)
    checkin.check_in(session, words="see [/etc/passwd]\x1b]0;x\x07", result="[/]\x1b[31m done")
    (found,) = kept.checkins(on(FRIDAY))
    assert found.words == "see [/etc/passwd]"
    assert found.result == "[/] done"


def test_without_a_profile_there_is_nothing_to_ask(on: Opened) -> None:
    session = on(FRIDAY)
    session.profile = None
    for ask in (checkin.ask, checkin.check_in):
        with pytest.raises(Failure):
            ask(session)
