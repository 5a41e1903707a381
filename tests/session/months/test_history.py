"""The history: everything by date, measurements kept no oftener than they tell, anything taken out and brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.session import Failure
from coach.session.months import checkin, drill, erasing, history, kept, watching
from coach.session.plan import plans
from coach.session.results import ledger
from coach.session.weeks import week
from tests.session.manager import MONDAY, Opened, step

FRIDAY = MONDAY + timedelta(days=4)


def test_the_week_is_kept_when_the_plan_begins(on: Opened) -> None:
    (first,) = history.snapshots(on(MONDAY))
    assert (first.date, first.why) == (MONDAY, "when the plan began")
    assert first.figures.hours == 36.0
    assert first.profile.tasks[0].text == "diary for three partners"


def test_the_same_week_is_not_measured_again_within_four_weeks(on: Opened) -> None:
    soon = on(MONDAY + timedelta(days=20))
    with pytest.raises(Failure) as caught:
        history.remeasure(soon)
    assert "Mon 23 Nov" in caught.value.what
    assert len(history.snapshots(soon)) == 1
    assert history.remeasure(on(MONDAY + timedelta(days=28))).date == MONDAY + timedelta(days=28)


def test_a_week_that_changed_may_be_measured_at_once(on: Opened) -> None:
    session = on(FRIDAY)
    week.change_task(session, "expenses", hours=2)
    new = history.remeasure(session, "expenses went to the tool")
    assert new.why == "expenses went to the tool"
    assert history.snapshots(on(FRIDAY))[-1] == new


def test_it_is_suggested_each_quarter_and_earlier_where_the_week_changed(on: Opened) -> None:
    assert history.remeasure_due(on(MONDAY + timedelta(days=83))) is None
    due = history.remeasure_due(on(MONDAY + timedelta(days=84)))
    assert due is not None
    assert not due.early
    session = on(MONDAY + timedelta(days=30))
    week.change_task(session, "ordering", hours=5)
    assert history.remeasure_due(session) is None  # an hour is not another week
    week.remove_task(session, "expenses")
    due = history.remeasure_due(session)
    assert due is not None
    assert due.early


def test_any_two_days_can_be_compared_and_the_earlier_comes_first(on: Opened) -> None:
    session = on(MONDAY + timedelta(days=30))
    week.change_task(session, "expenses", hours=2)
    new = history.remeasure(session)
    for told in ((new.id, MONDAY.isoformat()), (MONDAY, new.id), ("2026-12-01", "now")):
        found = history.compare(session, *told)
        assert found.since == MONDAY
        (cause,) = found.causes
        assert "expenses" in cause.words
        assert found.figure("displaceable_hours").difference == pytest.approx(cause.moved("displaceable_hours"))


def test_a_day_before_the_first_measurement_means_the_first(on: Opened) -> None:
    assert history.snapshot(on(FRIDAY), "2020-01-01").date == MONDAY
    for told in ("someday", "2026-13-01"):
        with pytest.raises(Failure) as caught:
            history.snapshot(on(FRIDAY), told)
        assert MONDAY.isoformat() in caught.value.do


def test_a_result_that_was_there_all_along_is_no_change(on: Opened) -> None:
    session = on(FRIDAY)
    for number in range(12):
        ledger.log_win(session, f"result {number:02}")
    week.change_task(session, "expenses", hours=2)
    history.remeasure(session)
    later = on(MONDAY + timedelta(days=60))
    causes = history.compare(later, FRIDAY.isoformat(), "now").causes
    assert [cause for cause in causes if cause.id.startswith("entries:")] == []


def test_everything_that_happened_is_there_newest_first(on: Opened) -> None:
    session = on(FRIDAY)
    (_, first), *_ = checkin.ask(session).steps
    checkin.check_in(session, done=[first.id], result="board pack a day early", hours=1)
    watching.looked(session, "notices-and-filings", "seen", "a competitor")
    drill.hold(session, minutes=30)
    plans.pause(session, FRIDAY + timedelta(days=10))
    lines = history.timeline(on(FRIDAY))
    assert [one.date for one in lines] == sorted((one.date for one in lines), reverse=True)
    words = {one.kind: one.words for one in lines}
    assert set(words) == {"checkin", "entry", "milestone", "measurement", "drill", "away", "sign"}
    assert words["milestone"] == first.title
    assert "a competitor" in words["sign"]
    assert [one.kind for one in history.timeline(on(FRIDAY), FRIDAY)].count("measurement") == 0


def test_each_line_can_be_taken_out_and_undone(on: Opened) -> None:
    session = on(FRIDAY)
    (_, first), *_ = checkin.ask(session).steps
    checkin.check_in(session, done=[first.id], result="board pack a day early", hours=1)
    watching.looked(session, "notices-and-filings", "seen")
    drill.hold(session, minutes=30)
    plans.pause(session, FRIDAY + timedelta(days=10))
    for one in history.timeline(on(FRIDAY)):
        session = on(FRIDAY)
        assert erasing.delete(session, one.kind, one.id)
        left = history.timeline(on(FRIDAY))
        assert one not in left, one.kind
        week.undo(session)
        assert one in history.timeline(on(FRIDAY)), one.kind


def test_a_step_taken_out_is_open_again(on: Opened) -> None:
    session = on(FRIDAY)
    (_, first), *_ = checkin.ask(session).steps
    plans.mark_done(session, first.id)
    erasing.delete(session, "milestone", first.id)
    assert step(on(FRIDAY), first.id).state == "open"


@pytest.mark.parametrize("kind", ["checkin", "entry", "milestone", "measurement", "drill", "job", "away", "sign"])
def test_what_is_not_there_cannot_be_taken_out(on: Opened, kind: str) -> None:
    with pytest.raises(Failure) as caught:
        erasing.delete(on(FRIDAY), kind, "no-such-thing")  # type: ignore[arg-type]
    assert caught.value.code == "unknown-item"


def test_measurements_of_ten_years_are_found_in_their_years(on: Opened) -> None:
    for year in (2027, 2028):
        session = on(date(year, 3, 1))
        week.change_task(session, "expenses", hours=year - 2020)
        history.remeasure(session)
    last = on(date(2028, 3, 2))
    assert [one.date.year for one in history.snapshots(last)] == [2026, 2027, 2028]
    assert [one.date.year for one in kept.snapshots(last, years=1)] == [2028]
    assert history.compare(last, "2026-12-31", "2027-12-31").until == date(2027, 3, 1)
