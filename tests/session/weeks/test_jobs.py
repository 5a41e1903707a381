"""Another job, or a second one: the week changes, what was stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from coach.model.profile import Answer, Looked
from coach.session import Failure, measuring
from coach.session.months import history
from coach.session.opening import Session
from coach.session.weeks import jobs, week
from tests.session.manager import MONDAY, Opened

FRIDAY = MONDAY + timedelta(days=4)


def test_another_job_keeps_the_old_week_and_the_job_in_the_history(on: Opened) -> None:
    session = on(FRIDAY)
    week.change_task(session, "expenses", hours=3)
    week.set_facts(session, employer="Old House", situation="laid_off", week="last")
    jobs.change_job(session, "Claims handler", occupation="43-9041.00", employer="New House", keep=["ordering", "1"])
    again = on(FRIDAY)
    assert again.profile is not None
    worker = again.profile.worker
    assert (worker.title, worker.occupation, worker.employer) == ("Claims handler", "43-9041.00", "New House")
    assert (worker.situation, worker.week) == ("employed", None)
    assert [task.id for task in again.profile.tasks] == ["diary-for-three-partners", "ordering"]
    (left,) = again.profile.jobs
    assert (left.title, left.employer, left.until) == ("Office manager", "Old House", FRIDAY)
    kept = history.snapshots(again)[-1]
    assert "Office manager" in kept.why
    assert [task.hours for task in kept.profile.tasks if task.id == "expenses"] == [3.0]
    week.undo(again)
    assert on(FRIDAY).profile.worker.title == "Office manager"  # type: ignore[union-attr]
    assert on(FRIDAY).profile.jobs == ()  # type: ignore[union-attr]


def test_signs_of_another_employer_are_unknown_and_ones_own_answers_stay(on: Opened) -> None:
    session = on(FRIDAY)
    assert session.profile is not None
    told = {"P3": Answer(option="written_check"), "R1": Answer(option="hired")}
    looked = {"rehiring-patterns": Looked(state="seen", on=FRIDAY)}
    session.save_profile(
        "answers", replace(session.profile, answers=MappingProxyType(told), watch=MappingProxyType(looked))
    )
    jobs.change_job(session, "Office lead", same_employer=True)
    assert session.profile is not None
    assert set(session.profile.answers) == {"P3", "R1"}
    assert set(session.profile.watch) == {"rehiring-patterns"}
    jobs.change_job(session, "Claims handler", employer="New House")
    assert set(session.profile.answers) == {"P3"}
    assert session.profile.watch == {}
    assert [job.title for job in session.profile.jobs] == ["Office manager", "Office lead"]
    assert session.profile.jobs[1].since == FRIDAY


def test_two_jobs_side_by_side_and_the_end_of_the_second(on: Opened) -> None:
    session = on(FRIDAY)
    job = jobs.add_job(session, "Bookkeeper", occupation="43-3031.00", tasks=["expenses", "ordering"])
    assert session.profile is not None
    assert [task.job for task in session.profile.tasks].count(job.id) == 2
    assert measuring.measurement(session) is not None
    jobs.change_job(session, "Claims handler")
    assert session.profile is not None
    assert [task.id for task in session.profile.tasks] == ["expenses", "ordering"]  # the second job goes on
    jobs.end_job(session, job.id)
    assert session.profile.tasks == ()
    assert session.profile.job(job.id).until == FRIDAY  # type: ignore[union-attr]
    assert [one.kind for one in history.timeline(session)].count("job") == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda session: jobs.change_job(session, " "),
        lambda session: jobs.change_job(session, "Claims handler", keep=["no-such-task"]),
        lambda session: jobs.change_job(session, "Claims handler", on=FRIDAY + timedelta(days=1)),
        lambda session: jobs.end_job(session, "no-such-job"),
    ],
    ids=["no title", "no such task", "a day to come", "no such job"],
)
def test_what_cannot_be_is_refused_with_nothing_changed(on: Opened, change: Callable[[Session], object]) -> None:
    session = on(FRIDAY)
    before = session.profile
    with pytest.raises(Failure) as caught:
        change(session)
    assert caught.value.status == 2
    assert on(FRIDAY).profile == before
