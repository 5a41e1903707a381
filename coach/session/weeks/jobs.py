"""Another job, or a second one: the week changes, what was stays in the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line
from coach.model.profile import Job, Profile, Task
from coach.session.months import history
from coach.session.opening import Session
from coach.session.weeks.week import LONGEST_TITLE

SIGNS = ("R1", "R2", "R3", "R4")  # asked about one employer; about another one nothing is known yet
_AGAIN = ("notice", "laid_off", "returning")


def change_job(
    session: Session,
    title: str,
    *,
    occupation: str | None = None,
    employer: str | None = None,
    keep: Iterable[str] = (),
    same_employer: bool = False,
    on: date | None = None,
) -> Profile:
    """Begin another job on a day (today). The week until now is measured and kept, the job goes into the history.

    Of its tasks those in `keep` come along, and so do the tasks of a second job. With another employer the signs
    looked at are unknown again; answers about oneself stay. One change, saved when this returns.

    Raises Failure `no-profile`, a usage Failure for a title of no words or a day to come, `unknown-item` for a task.
    """
    profile = _profile(session)
    day = _past(on or session.today, session.today)
    worker = profile.worker
    left = Job(
        id=_fresh(profile, worker.title),
        title=worker.title,
        occupation=worker.occupation,
        employer=worker.employer,
        since=max((job.until for job in profile.jobs if job.until is not None), default=None),
        until=day,
    )
    again = worker.situation in _AGAIN
    new = replace(
        worker,
        title=_title(title),
        occupation=occupation,
        employer=worker.employer if same_employer else _name(employer),
        hours_per_week=None,
        week=None if worker.week == "last" else worker.week,
        situation="employed" if again else worker.situation,
        seniority=None,
    )
    kept_ids = {_task(profile, name).id for name in keep}
    changed = replace(
        profile,
        worker=new,
        jobs=(*profile.jobs, left),
        tasks=tuple(task for task in profile.tasks if task.job is not None or task.id in kept_ids),
        unassigned=0.0,
    )
    if not same_employer:
        answers = {name: answer for name, answer in profile.answers.items() if name not in SIGNS}
        changed = replace(changed, answers=MappingProxyType(answers), watch=MappingProxyType({}))
    documents = {}
    if profile.tasks:
        before = history.taken(session, f"before leaving “{worker.title}”")
        documents = history.documents_with(session, before)
    session.save_together(f"another job: {new.title}", profile=changed, documents=documents)
    return changed


def add_job(
    session: Session,
    title: str,
    *,
    occupation: str | None = None,
    employer: str | None = None,
    tasks: Iterable[str] = (),
    since: date | None = None,
) -> Job:
    """A second job beside the first. `tasks` (ids) are its own and read by its occupation. Saved when this returns."""
    profile = _profile(session)
    name = _title(title)
    day = _past(since, session.today) if since is not None else None
    job = Job(id=_fresh(profile, name), title=name, occupation=occupation, employer=_name(employer), since=day)
    own = {_task(profile, one).id for one in tasks}
    changed = tuple(replace(task, job=job.id) if task.id in own else task for task in profile.tasks)
    session.save_profile(f"second job: {job.title}", replace(profile, jobs=(*profile.jobs, job), tasks=changed))
    return job


def end_job(session: Session, job_id: str, on: date | None = None) -> Job:
    """A second job has ended: its tasks leave the week, the job stays in the history. Saved when this returns."""
    profile = _profile(session)
    job = profile.job(job_id)
    if job is None or job.until is not None:
        held = ", ".join(one.id for one in profile.jobs if one.until is None) or "none beside your own"
        raise Failure("unknown-item", kind="second job", name=one_line(job_id, 60), hint=f"You hold: {held}.")
    ended = replace(job, until=_past(on or session.today, session.today))
    jobs = tuple(ended if one.id == job_id else one for one in profile.jobs)
    before = history.taken(session, f"before leaving “{job.title}”")
    tasks = tuple(task for task in profile.tasks if task.job != job_id)
    session.save_together(
        f"no longer: {job.title}",
        profile=replace(profile, jobs=jobs, tasks=tasks),
        documents=history.documents_with(session, before),
    )
    return ended


def _title(told: str) -> str:
    words = one_line(told, LONGEST_TITLE)
    if not words:
        raise usage("A job needs a title.", "For example: coach job “claims handler”.")
    return words


def _name(told: str | None) -> str | None:
    return one_line(told, LONGEST_TITLE) or None if told is not None else None


def _past(day: date, today: date) -> date:
    if day > today:
        raise usage(f"{day.isoformat()} is still to come.", "Say it on the day, or when it has begun.")
    return day


def _fresh(profile: Profile, title: str) -> str:
    return fresh_id(title, {job.id for job in profile.jobs})


def _task(profile: Profile, told: str) -> Task:
    from coach.session.plan.whatif import task_of

    return task_of(profile, told)


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile
