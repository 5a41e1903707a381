"""Situations that were missed come back every fortnight until they were right twice running; three at most, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from coach.model.checkin import Recalled
from coach.model.profile import Known
from coach.session import Failure, settings
from coach.session.measuring import measurement
from coach.session.months import checkin, kept, recall
from coach.session.opening import Session
from coach.session.results import skills
from tests.session.manager import MONDAY, Opened

FRIDAY = MONDAY + timedelta(days=4)
FORTNIGHT = timedelta(days=14)


def with_known(session: Session, **answered: tuple[bool, date | None]) -> None:
    """Say which situations were answered, right or not, and when."""
    known = {name.replace("_", "-"): Known(right=right, on=day) for name, (right, day) in answered.items()}
    assert session.profile is not None
    session.save_profile("answered", replace(session.profile, knowledge=MappingProxyType(known)))


def asked(session: Session) -> list[str]:
    return [one.id for one in recall.to_recall(session)]


def test_what_was_missed_comes_back_after_a_fortnight(on: Opened) -> None:
    with_known(on(FRIDAY), k_cited_case=(False, FRIDAY), k_sure_tone=(True, FRIDAY))
    assert asked(on(FRIDAY + FORTNIGHT - timedelta(days=1))) == []
    assert asked(on(FRIDAY + FORTNIGHT)) == ["k-cited-case"]


def test_spacing_stays_even_until_it_was_right_twice_running(on: Opened) -> None:
    with_known(on(FRIDAY), k_cited_case=(False, FRIDAY))
    for number, right in enumerate([False, True, False, True, True], 1):
        session = on(FRIDAY + number * FORTNIGHT)
        assert asked(session) == ["k-cited-case"], number
        checkin.check_in(session, recalled=[Recalled(item="k-cited-case", right=right)])
        assert asked(session) == []
        assert session.profile is not None
        assert session.profile.knowledge["k-cited-case"] == Known(right=right, on=session.today)
    assert asked(on(FRIDAY + 20 * FORTNIGHT)) == []


def test_an_answer_given_elsewhere_counts(on: Opened) -> None:
    with_known(on(FRIDAY), k_cited_case=(False, FRIDAY))
    session = on(FRIDAY + FORTNIGHT)
    checkin.check_in(session, recalled=[Recalled(item="k-cited-case", right=True)])
    with_known(session, k_cited_case=(True, session.today + timedelta(days=3)))
    assert asked(on(FRIDAY + 4 * FORTNIGHT)) == []


def test_three_at_most_those_asked_longest_ago_first(on: Opened) -> None:
    days = {name: FRIDAY - timedelta(days=n) for n, name in enumerate(["k_cited_case", "k_sure_tone", "k_quote_total"])}
    with_known(on(FRIDAY), **{name: (False, day) for name, day in days.items()}, k_teacher_key=(False, None))
    session = on(FRIDAY + FORTNIGHT)
    assert asked(session) == ["k-teacher-key", "k-quote-total", "k-sure-tone"]
    assert [one.id for one in checkin.ask(session).recall] == asked(session)


def test_it_can_be_switched_off(on: Opened) -> None:
    with_known(on(FRIDAY), k_cited_case=(False, FRIDAY))
    session = on(FRIDAY + FORTNIGHT)
    settings.change(session, recall=False)
    assert asked(session) == []


def test_a_check_in_asks_one_situation_not_met_yet_about_rated_skills_first(on: Opened) -> None:
    session = on(FRIDAY)
    (first,) = checkin.ask(session).recall
    checkin.check_in(session, recalled=[Recalled(item=first.id, right=True)])
    (second,) = checkin.ask(on(FRIDAY + timedelta(days=7))).recall
    assert (second.id, second.area) != (first.id, first.area)
    skills.raise_skill(session, "protect-data", 3)
    (about,) = checkin.ask(session).recall
    assert about.skill == "protect-data"
    settings.change(session, recall=False)
    assert checkin.ask(session).recall == ()


def test_missed_ones_leave_room_for_a_new_one_until_there_are_three(on: Opened) -> None:
    with_known(on(FRIDAY), k_cited_case=(False, FRIDAY), k_sure_tone=(False, FRIDAY))
    back, again, new = checkin.ask(on(FRIDAY + FORTNIGHT)).recall
    assert [back.id, again.id] == asked(on(FRIDAY + FORTNIGHT))
    assert new.id not in asked(on(FRIDAY + FORTNIGHT))


def test_a_note_appears_beside_the_position_once_answers_and_skills_disagree(on: Opened) -> None:
    session = on(FRIDAY)
    skills.raise_skill(session, "check-output", 4)
    before = measurement(session)
    assert before is not None
    assert before.position.notes == ()
    about = [one.id for one in session.library.knowledge.values() if one.skill == "check-output"][:4]
    with_known(session, **{name.replace("-", "_"): (False, FRIDAY) for name in about})
    after = measurement(session)
    assert after is not None
    assert after.position.notes
    assert after.position.value == before.position.value


def test_what_left_the_shelf_is_not_asked(on: Opened) -> None:
    with_known(on(FRIDAY), k_long_gone=(False, FRIDAY))
    assert asked(on(FRIDAY + FORTNIGHT)) == []


@pytest.mark.parametrize("names", [["no-such"], ["k-cited-case"] * 2, ["k-cited-case"] * 4])
def test_answers_to_what_is_not_there_or_too_many_are_refused(on: Opened, names: list[str]) -> None:
    session = on(FRIDAY)
    with pytest.raises(Failure):
        checkin.check_in(session, recalled=[Recalled(item=name, right=True) for name in names])
    assert kept.checkins(on(FRIDAY)) == ()
