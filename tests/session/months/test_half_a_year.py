"""Twenty-six weeks of one worker: three weeks missed, a pause, a content update that retires ids, another job, notice.

At the end everything done is still done, nothing that was written down is gone, every difference between two
measurements adds up, and the plan is for the situation as it is now.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.model.checkin import Attribution
from coach.session.months import checkin, history, kept, offering
from coach.session.months.today import suggestions
from coach.session.opening import Session, open_named, open_own
from coach.session.plan import plans
from coach.session.weeks import jobs, week

START = date(2026, 11, 23)  # a Monday
MISSED = (5, 6, 12)
PAUSED = (9, 10)
UPDATE, ANOTHER_JOB, NOTICE = 14, 16, 22
QUARTERLY = (13, 25)


class Worker:
    """Somebody who opens coach once a week, at a terminal of their own."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.library: Library | None = None
        self._set = monkeypatch.setenv
        self.today = START
        self.done: dict[str, date] = {}

    def open(self, day: date) -> Session:
        self.today = day
        self._set("COACH_TODAY", day.isoformat())
        session = open_own(self.home)
        if self.library is not None:
            session.library = self.library
        return session

    def friday(self, number: int) -> date:
        """The Friday of a week, from 1."""
        return START + timedelta(days=7 * (number - 1) + 4)

    def close_the_week(self, number: int) -> checkin.Answered:
        session = self.open(self.friday(number))
        asked = checkin.ask(session)
        done = [step.id for _move, step in asked.steps[:2]] if number % 2 else [step.id for _, step in asked.steps[:1]]
        answered = checkin.check_in(
            session,
            done=done,
            hours=1.5,
            result=f"result of week {number}" if number % 3 == 0 else None,
            obstacles=["no-time"] if number in (7, 8) else (),
            confidence=1 if number in (7, 8) else 3,
        )
        self.done.update(dict.fromkeys(done, self.today))
        return answered


def updated_content(folder: Path, retired: dict[str, str]) -> Library:
    """The shipped content with these moves under new ids, the old ones in `retired.toml`."""
    shutil.copytree(content_dir(), folder, ignore=shutil.ignore_patterns("building", "agreement"))
    for path in folder.rglob("*.toml"):
        text = path.read_text(encoding="utf-8")
        for old, new in retired.items():
            text = text.replace(f'"{old}"', f'"{new}"')
        path.write_text(text, encoding="utf-8")
    lines = "".join(f'{old} = "{new}"\n' for old, new in retired.items())
    told = folder / "retired.toml"
    told.write_text(told.read_text(encoding="utf-8").replace("[moves]\n", f"[moves]\n{lines}"), encoding="utf-8")
    return Library(folder)


def adds_up(found: Attribution) -> bool:
    return all(
        one.difference is None or abs(one.difference - sum(cause.moved(one.figure) for cause in found.causes)) < 1e-9
        for one in found.figures
    )


def test_half_a_year_with_everything_that_comes_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(tmp_path / "career", monkeypatch)
    session = worker.open(START)
    sample = open_named("support-specialist").profile
    assert sample is not None
    session.save_profile("my week", sample)
    plans.current_plan(session)
    closed_weeks = 0
    for number in range(1, 27):
        if number in MISSED:
            continue
        if number == PAUSED[0]:
            session = worker.open(worker.friday(number - 1) + timedelta(days=3))
            until = worker.friday(PAUSED[1]) + timedelta(days=2)
            plans.pause(session, until, "family")
            assert session.plan is not None
            days = [step.due for _, step in session.plan.milestones() if step.state == "open"]
            assert not [day for day in days if session.today <= day <= until]
            (nudge,) = suggestions(worker.open(until))
            assert nudge.id == "pause"
        if number in PAUSED:
            continue
        if number == UPDATE:
            session = worker.open(worker.friday(number) - timedelta(days=2))
            assert session.plan is not None
            started = [move.move for move in session.plan.moves if any(s.state == "done" for s in move.milestones)]
            waiting = [move.move for move in session.plan.moves if move.move not in started and not move.own]
            names = {one: f"{one}-anew" for one in (started[0], *waiting[:1])}
            worker.library = updated_content(tmp_path / "content", names)
            session = worker.open(session.today)
            plans.rebuild(session)
            assert session.plan is not None
            assert names[started[0]] in [move.move for move in session.plan.moves]
        if number == ANOTHER_JOB:
            session = worker.open(worker.friday(number) - timedelta(days=3))
            jobs.change_job(
                session,
                "Claims handler",
                occupation="43-9041.00",
                employer="Another House",
                keep=["calm-down-angry-callers"],
            )
            week.add_tasks(
                session,
                [
                    ("settle claims for water damage", 16.0),
                    ("answer claimants by letter", 9.0),
                    ("check invoices of builders", 7.0),
                ],
            )
            history.remeasure(session, "the new job")
            plans.rebuild(session)
        if number == NOTICE:
            session = worker.open(worker.friday(number) - timedelta(days=1))
            week.set_facts(session, situation="notice", aim="leave")
            plans.rebuild(session)
        if number in QUARTERLY:
            session = worker.open(worker.friday(number) - timedelta(days=1))
            due = history.remeasure_due(session)
            assert (due is not None) is (number == QUARTERLY[0])  # the new job's was measured not a quarter ago
            task = session.profile.tasks[0]  # type: ignore[union-attr]
            week.change_task(session, task.id, hours=task.hours + 1.5)
            history.remeasure(session)
            plans.rebuild(session)
        answered = worker.close_the_week(number)
        closed_weeks += 1
        session = worker.open(worker.today)
        assert session.plan is not None
        assert not [s for _, s in session.plan.milestones() if s.state == "open" and s.due <= worker.today]
        if number == 8:
            assert {offer.kind for offer in answered.offers} >= {"if_then", "smaller", "halve"}
            offering.take(session, next(offer.id for offer in answered.offers if offer.kind == "smaller"))
            offering.take(session, "halve")
            assert session.plan.hours_per_week == 2.0

    session = worker.open(worker.friday(26) + timedelta(days=1))
    plan, profile = session.plan, session.profile
    assert plan is not None
    assert profile is not None

    # everything done is still done, on its day
    steps = {step.id: step for _, step in plan.milestones()}
    assert len(worker.done) >= 20
    for name, day in worker.done.items():
        assert (steps[name].state, steps[name].done_on) == ("done", day), name

    # nothing that was written down is gone
    assert len(kept.checkins(session)) == closed_weeks == 26 - len(MISSED) - len(PAUSED)
    assert [entry.text for entry in session.entries] == [
        f"result of week {n}" for n in range(3, 27, 3) if n not in (*MISSED, *PAUSED)
    ]
    kinds = [one.kind for one in history.timeline(session)]
    assert kinds.count("checkin") == closed_weeks
    assert kinds.count("milestone") == len(worker.done)
    assert {"job", "away", "measurement", "entry"} <= set(kinds)
    assert [job.title for job in profile.jobs] == [sample.worker.title]

    # every difference adds up, and each change has its cause
    snapshots = kept.snapshots(session)
    assert snapshots[0].why == "when the plan began"
    assert len(snapshots) >= 4
    for one, other in pairwise(snapshots):
        assert adds_up(history.compare(session, one.id, other.id)), (one.id, other.id)
    whole = history.compare(session, snapshots[0].id)
    assert adds_up(whole)
    assert any("settle claims" in cause.words for cause in whole.causes)

    # the plan is for the situation as it is now
    here = {task.id for task in profile.tasks}
    assert all(here.issuperset(move.task_ids) or move.rests or move.closed for move in plan.moves)
    going_on = [
        session.library.moves[move.move]
        for move in plan.moves
        if not move.own and not move.rests and any(step.state == "open" for step in move.milestones)
    ]
    assert going_on
    assert all(not move.situations or "notice" in move.situations for move in going_on)
    assert any("notice" in session.library.moves[move.move].first_for for move in plan.moves if not move.own)
