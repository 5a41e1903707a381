"""A fair trial as somebody runs one: the toss stands, the watch survives anything, six pairs before it speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session import Failure
from coach.session.opening import Session, open_own
from coach.session.results import stopwatch, trials, workflows
from coach.session.weeks import week


class Clock:
    """The moment the stopwatch believes it is."""

    def __init__(self) -> None:
        self.moment = 1_000_000.0

    def __call__(self) -> float:
        return self.moment

    def pass_(self, minutes: float) -> None:
        self.moment += 60 * minutes


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(trials, "now", told)
    return told


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_own(tmp_path / "career")
    week.set_title(opened, "Customer support agent", "43-4051.00")
    week.add_tasks(opened, [("answer tier-1 tickets from macros", 14), ("refunds outside the rules", 3)])
    workflows.add_workflow(
        opened, "draft from the macro, then check", task_id="answer-tier-1-tickets-from-macros", needs_ai=True
    )
    return opened


FLOW = "draft-from-the-macro-then-check"


def again(session: Session) -> Session:
    """The same folder in another window."""
    return open_own(Path(session.place))


def one_item(session: Session, clock: Clock, minutes: float, quality: int = 1) -> trials.Finished:
    trials.start(session, FLOW)
    clock.pass_(minutes)
    trials.stop(session)
    return trials.finish(session, quality)


def test_a_toss_stands_however_often_and_from_wherever_one_looks(session: Session, clock: Clock) -> None:
    first = trials.toss(session, FLOW)
    assert trials.toss(session, FLOW) == first == trials.toss(again(session), FLOW)
    trials.start(session, FLOW)
    assert trials.abandon(session) == first
    workflows.rename(session, FLOW, "macro first")
    assert trials.toss(session, FLOW) == first
    week.undo(session)
    week.undo(session)
    assert trials.toss(session, FLOW) == first


def test_the_second_item_of_a_pair_is_done_the_other_way(session: Session, clock: Clock) -> None:
    for _ in range(6):
        first = trials.toss(session, FLOW)
        assert not first.second
        one_item(session, clock, 5)
        other = trials.toss(session, FLOW)
        assert other.second
        assert (other.pair, other.with_it) == (first.pair, not first.with_it)
        one_item(session, clock, 5)


def test_the_watch_counts_checking_apart_and_no_pause(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    clock.pass_(4)
    trials.pause(session)
    clock.pass_(30)
    trials.go_on(session)
    clock.pass_(2)
    told = trials.lap(session)
    assert told.checking
    clock.pass_(3)
    told = trials.stop(session)
    assert (told.state, told.seconds, told.checking_seconds) == ("stopped", 9 * 60, 3 * 60)
    clock.pass_(60)
    still = trials.running(session)
    assert still is not None
    assert still.seconds == 9 * 60
    assert not still.long


def test_a_crash_at_any_moment_loses_no_second(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    clock.pass_(4)
    other = again(session)
    found = trials.running(other)
    assert found is not None
    assert (found.workflow_id, found.state, found.seconds) == (FLOW, "running", 240)
    trials.lap(other)
    clock.pass_(1)
    third = again(session)
    trials.stop(third)
    done = trials.finish(third, 1)
    assert done.pair is None
    assert trials.running(third) is None
    assert trials.toss(again(session), FLOW).second
    one_item(session, clock, 7)
    profile = again(session).profile
    assert profile is not None
    (pair,) = profile.workflows[0].trial
    both = sorted((pair.minutes_with, pair.minutes_without))
    assert both == [5, 7]
    assert 1 in (pair.checking_with, pair.checking_without)


def test_a_stop_between_the_two_saves_counts_no_pair_twice(session: Session, clock: Clock) -> None:
    one_item(session, clock, 6)
    trials.start(session, FLOW)
    clock.pass_(4)
    trials.stop(session)
    before = stopwatch.kept(session)
    trials.finish(session, 1)
    stopwatch.keep(session, before)  # as if the power had gone between the profile and the watch
    found = again(session)
    assert trials.running(found) is None
    with pytest.raises(Failure, match="No watch is running"):
        trials.finish(found, 1)
    assert not trials.toss(found, FLOW).second
    assert found.profile is not None
    assert len(found.profile.workflows[0].trial) == 1


def test_a_clock_set_back_counts_as_no_time(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    clock.pass_(3)
    trials.pause(session)
    trials.go_on(session)
    clock.pass_(-600)
    assert trials.stop(session).seconds == 180


def test_a_damaged_file_of_the_watch_is_no_watch(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    for text in ("", "{", "[]", '{"watch": 3, "halves": []}', '{"watch": {"workflow": "x"}}'):
        assert session.folder is not None
        session.folder.keep_draft(stopwatch.DRAFT, text)
        assert trials.running(session) is None
        assert trials.toss(session, FLOW).item == 1


def test_only_one_item_is_in_hand(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    with pytest.raises(Failure, match="in hand for “draft from the macro"):
        trials.start(session, FLOW)
    workflows.add_workflow(session, "read refunds aloud")
    with pytest.raises(Failure, match="in hand"):
        trials.start(session, "read-refunds-aloud")


def test_a_watch_forgotten_over_lunch_can_be_corrected(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    clock.pass_(5 * 60)
    assert trials.stop(session).long
    trials.finish(session, 1, minutes=6, checking=2)
    one_item(session, clock, 6)
    assert session.profile is not None
    (pair,) = session.profile.workflows[0].trial
    assert pair.minutes_with == pair.minutes_without == 6


def test_five_pairs_say_nothing_and_six_speak(session: Session, clock: Clock) -> None:
    minutes = {True: (6, 7, 5, 8, 6, 7), False: (10, 10, 9, 12, 11, 9)}
    for at in range(6):
        assert not trials.result(session, FLOW).speaks
        for _ in range(2):
            tossed = trials.toss(session, FLOW)
            one_item(session, clock, minutes[tossed.with_it][at])
    told = trials.result(again(session), FLOW)
    assert (told.speaks, told.verdict, told.pairs) == (True, "quicker", 6)


def test_what_was_given_up_is_counted_because_it_may_flatter(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    trials.abandon(session)
    (flow,) = trials.workflows(again(session))
    assert flow.workflow.given_up == 1
    assert flow.result.pairs == 0


def test_a_pair_timed_elsewhere_is_added_by_hand_but_not_into_a_half_pair(session: Session, clock: Clock) -> None:
    told = trials.record(session, FLOW, 6, 10, quality_with=0, checking_with=2)
    assert (told.pairs, told.quality) == (1, "worse")
    assert told.checking == pytest.approx(2 / 6)
    one_item(session, clock, 5)
    with pytest.raises(Failure, match="half done"):
        trials.record(session, FLOW, 6, 10)
    for bad in (-1.0, float("nan"), float("inf")):
        with pytest.raises(Failure):
            trials.record(session, FLOW, bad, 10)
    trials.start(session, FLOW)
    with pytest.raises(Failure, match="no quality"):
        trials.finish(session, 3)


def test_where_figures_are_masked_an_index_is_kept_and_no_minutes(session: Session, clock: Clock) -> None:
    week.set_facts(session, record_rules="masked")
    first = trials.toss(session, FLOW)
    one_item(session, clock, 8 if first.with_it else 16)
    one_item(session, clock, 16 if first.with_it else 8)
    assert session.profile is not None
    (pair,) = session.profile.workflows[0].trial
    assert (pair.minutes_with, pair.minutes_without) == (50, 100)
    journal = next(Path(session.place).glob("journal/*.jsonl")).read_text()
    assert "16.0" not in journal
    assert trials.result(session, FLOW).ratio == pytest.approx(0.5)


def test_rules_on_ai_and_on_recording_hold_for_trials(session: Session) -> None:
    week.set_facts(session, record_rules="none")
    with pytest.raises(Failure, match="no figures may be written down"):
        trials.start(session, FLOW)
    week.set_facts(session, record_rules="free", ai_rules="none")
    with pytest.raises(Failure, match="AI is not allowed"):
        trials.start(session, FLOW)
    workflows.add_workflow(session, "read refunds aloud")
    assert trials.start(session, "read-refunds-aloud").state == "running"


def test_a_new_tool_begins_anew_and_asks_to_be_looked_at(session: Session, clock: Clock) -> None:
    for _ in range(6):
        trials.record(session, FLOW, 6, 10)
    assert trials.result(session, FLOW).speaks
    one_item(session, clock, 5)
    trials.tool_changed(session, FLOW, "the model of November")
    (flow,) = trials.workflows(again(session))
    assert flow.recheck
    assert (flow.result.pairs, len(flow.workflow.trial), flow.workflow.tool) == (0, 6, "the model of November")
    assert not flow.half
    workflows.looked_again(session, FLOW)
    assert not trials.workflows(session)[0].recheck


def test_a_way_of_working_is_named_guarded_taught_and_taken_out(session: Session) -> None:
    workflows.guard(session, FLOW, "amount, name, date against the order")
    workflows.teach(session, FLOW, 3)
    found = again(session).profile
    assert found is not None
    assert (found.workflows[0].guardrail, found.workflows[0].taught_to) == ("amount, name, date against the order", 3)
    assert workflows.workflow_of(session, "1").id == FLOW
    workflows.remove_workflow(session, FLOW)
    assert trials.workflows(session) == ()
    week.undo(session)
    assert [flow.workflow.id for flow in trials.workflows(session)] == [FLOW]
    with pytest.raises(Failure, match="There is no way of working called “nothing”"):
        workflows.guard(session, "nothing", "x")
    with pytest.raises(Failure, match="no task"):
        workflows.add_workflow(session, "x", task_id="nothing")
    with pytest.raises(Failure, match="needs words"):
        workflows.add_workflow(session, "  ")
    with pytest.raises(Failure, match="people"):
        workflows.teach(session, FLOW, -1)


def test_a_workflow_taken_out_takes_its_watch_with_it(session: Session, clock: Clock) -> None:
    trials.start(session, FLOW)
    workflows.remove_workflow(session, FLOW)
    assert trials.running(session) is None


def test_a_sample_can_be_looked_at_and_keeps_nothing(session: Session, clock: Clock, tmp_path: Path) -> None:
    from coach.session.opening import open_named

    shown = open_named(session.place + "/profile.toml")
    assert trials.toss(shown, FLOW) == trials.toss(session, FLOW)
    with pytest.raises(Failure, match="reading only"):
        trials.start(shown, FLOW)
    assert trials.running(shown) is None


def test_the_file_of_before_with_only_a_number_of_pairs_still_loads(session: Session) -> None:
    path = Path(session.place) / "profile.toml"
    path.write_text(
        '[worker]\ntitle = "Nurse"\n[[tasks]]\ntext = "rounds"\nhours = 9\n[[workflows]]\ntitle = "a list"\npairs = 7\n'
    )
    (flow,) = trials.workflows(again(session))
    assert (flow.workflow.id, flow.workflow.pairs, flow.result.pairs) == ("a-list", 7, 0)
    assert flow.workflow.trial == ()
