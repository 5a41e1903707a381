"""Signs, renewals, the notice-day drill, and what home suggests of all that: dated, gentle, two at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from coach.model.checkin import Contact
from coach.model.ledger import Entry
from coach.model.profile import Answer, Asset, Workflow
from coach.session import Failure, settings
from coach.session.months import checkin, drill, history, kept, watching
from coach.session.months.today import suggestions
from coach.session.opening import Session
from coach.session.plan import plans
from coach.session.results import ledger
from coach.session.weeks import week
from tests.session.manager import MONDAY, Opened

FRIDAY = MONDAY + timedelta(days=4)


def nudges(session: Session) -> list[str]:
    return [one.id for one in suggestions(session)]


def test_a_sign_is_kept_with_its_day_and_what_was_seen(on: Opened) -> None:
    session = on(FRIDAY)
    before = watching.watch(session)
    assert all(one.looked is None and one.due for one in before)
    watching.looked(session, "rehiring-patterns", "seen", "two of us asked back [/]\x1b[31m")
    found = {one.indicator.id: one for one in watching.watch(on(FRIDAY))}["rehiring-patterns"]
    assert found.looked is not None
    assert (found.looked.state, found.looked.on, found.looked.saw) == ("seen", FRIDAY, "two of us asked back [/]")
    assert not found.due
    assert watching.watch(on(FRIDAY))[-1].indicator.id == "rehiring-patterns"


def test_a_sign_looked_at_a_quarter_ago_is_due_again(on: Opened) -> None:
    watching.looked(on(FRIDAY), "rehiring-patterns", "not_seen")
    for days, due in ((92, False), (93, True)):
        found = {one.indicator.id: one for one in watching.watch(on(FRIDAY + timedelta(days=days)))}
        assert found["rehiring-patterns"].due is due


def test_not_having_looked_has_no_day(on: Opened) -> None:
    assert watching.looked(on(FRIDAY), "rehiring-patterns", "not_looked").on is None


@pytest.mark.parametrize(("sign", "state"), [("rehiring-pattern", "seen"), ("rehiring-patterns", "perhaps")])
def test_a_sign_or_a_finding_there_is_not_is_refused(on: Opened, sign: str, state: str) -> None:
    with pytest.raises(Failure) as caught:
        watching.looked(on(FRIDAY), sign, state)  # type: ignore[arg-type]
    assert "rehiring-patterns" in caught.value.do or "not_seen" in caught.value.do


def test_what_grows_old_is_named_a_month_before_and_let_go_a_year_after(on: Opened) -> None:
    session = on(FRIDAY)
    assert session.profile is not None
    shown = FRIDAY - timedelta(days=340)
    option = next(one.id for one in session.library.questions["P3"].options if one.level)
    session.save_profile(
        "evidence",
        replace(
            session.profile,
            answers=MappingProxyType({"P3": Answer(option=option, on=shown, shown="the sheet")}),
            workflows=(
                Workflow(id="w", title="draft, check, send", recheck_on=FRIDAY + timedelta(days=40)),
                Workflow(id="old", title="mail merge", on=shown, guardrail="two pairs of eyes"),
            ),
            assets=(Asset(id="a", title="the price list", on=FRIDAY),),
        ),
    )
    entry = Entry(id="e", text="fewer returns", date=FRIDAY, per="month", sustained_until=FRIDAY + timedelta(days=20))
    session.save_together("a result", entry=entry)
    assert {one.id for one in watching.renewals(on(FRIDAY))} == {"P3", "old", "e"}
    assert not any(one.over for one in watching.renewals(on(FRIDAY)))
    later = watching.renewals(on(FRIDAY + timedelta(days=50)))
    assert {one.id: one.over for one in later} == {"P3": True, "old": True, "e": True, "w": True}
    assert [one.on for one in later] == sorted(one.on for one in later)
    assert [one.id for one in watching.renewals(on(FRIDAY + timedelta(days=800)))] == []


@pytest.mark.parametrize(
    ("day", "last_month", "end"),
    [
        (date(2026, 11, 22), 12, date(2026, 12, 31)),
        (date(2026, 12, 31), 12, date(2026, 12, 31)),
        (date(2027, 1, 1), 12, date(2027, 3, 31)),
        (date(2026, 11, 22), 3, date(2026, 12, 31)),
        (date(2026, 11, 22), 1, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 1, 31)),
        (date(2028, 2, 10), 2, date(2028, 2, 29)),
        (date(2026, 11, 22), 11, date(2026, 11, 30)),
    ],
)
def test_quarters_end_with_the_employers_year(on: Opened, day: date, last_month: int, end: date) -> None:
    session = on(day)
    settings.change(session, fiscal_year_end=last_month)
    assert drill.quarter_end(session) == end


def test_the_drill_is_due_once_a_quarter_four_weeks_before_its_end(on: Opened) -> None:
    assert drill.due(on(FRIDAY)) == date(2026, 12, 3)
    drill.hold(on(date(2026, 12, 10)), minutes=28)
    assert drill.due(on(date(2026, 12, 11))) == date(2027, 3, 3)
    assert drill.due(on(date(2027, 1, 5))) == date(2027, 3, 3)
    assert drill.due(on(date(2027, 3, 20))) == date(2027, 3, 3)  # still to be done


def test_whoever_has_no_job_to_be_given_notice_in_is_not_asked(on: Opened) -> None:
    session = on(FRIDAY)
    week.set_facts(session, situation="self_employed")
    assert drill.due(session) is None


def test_a_drill_is_kept_with_initials_and_without_the_money_unless_wished(on: Opened) -> None:
    session = on(FRIDAY)
    ledger.log_win(session, "board pack a day early")
    people = [("Mary-Ann O'Neil", date(2026, 9, 1)), ("tom", None)]
    drill.hold(session, minutes=28, keep="contract, reviews", runway_months=4.5, people=people)
    (found,) = kept.drills(on(FRIDAY))
    assert found.people == (Contact(name="MO", last=date(2026, 9, 1)), Contact(name="T"))
    assert found.runway_months is None
    assert (found.results, found.keep, found.minutes) == (1, "contract, reviews", 28)
    drill.hold(session, runway_months=4.5, keep_runway=True, people=people, full_names=True)
    assert kept.drills(on(FRIDAY))[-1].runway_months == 4.5
    assert kept.drills(on(FRIDAY))[-1].people[1].name == "tom"
    assert drill.prepare(session).last == kept.drills(session)[-1]


def test_the_cv_lines_hide_what_is_not_public(on: Opened) -> None:
    session = on(FRIDAY)
    ledger.log_win(session, "refund errors down")
    entry = session.entries[0]
    assert (
        drill.masked(replace(entry, baseline="310 of 2,000", result="95", evidence="q3.xlsx")) == "refund errors down"
    )
    assert "95" in drill.masked(replace(entry, baseline="310", result="95", public=True))


@pytest.mark.parametrize(
    "given",
    [
        {"minutes": 0},
        {"runway_months": -1.0, "keep_runway": True},
        {"runway_months": float("nan"), "keep_runway": True},
        {"people": [("A", None)] * 6},
        {"people": [(" ", None)]},
        {"people": [("A", date(2030, 1, 1))]},
    ],
    ids=str,
)
def test_a_drill_that_cannot_be_is_refused(on: Opened, given: dict[str, object]) -> None:
    session = on(FRIDAY)
    with pytest.raises(Failure) as caught:
        drill.hold(session, **given)  # type: ignore[arg-type]
    assert caught.value.status == 2
    assert kept.drills(on(FRIDAY)) == ()


def test_home_suggests_what_is_due_and_never_more_than_two(on: Opened) -> None:
    assert nudges(on(MONDAY)) == []
    assert nudges(on(FRIDAY)) == ["checkin"]
    assert nudges(on(date(2026, 12, 11))) == ["checkin", "drill"]
    session = on(date(2027, 2, 20))
    assert len(nudges(session)) == 2
    checkin.check_in(session, hours=1)
    assert nudges(session) == ["remeasure"]
    history.remeasure(session)
    assert nudges(session) == []


def test_home_suggests_nothing_in_a_pause(on: Opened) -> None:
    session = on(date(2026, 12, 11))
    plans.pause(session, date(2026, 12, 20))
    assert nudges(session) == ["pause"]
    assert nudges(on(date(2026, 12, 21))) != ["pause"]


def test_nothing_it_says_blames_or_frightens(on: Opened) -> None:
    session = on(date(2027, 2, 20))
    words = " ".join(one.words for one in suggestions(session)).lower()
    assert not [bad for bad in ("missed", "streak", "behind", "overdue", "risk", "failed", "!") if bad in words]
