"""JSON Resume 1.0.0: a document for applications, with nothing in it but proven, public results, rounded.

No name, address or employer's name: they are filled in where the document is used.
"""

from __future__ import annotations

from typing import Any

from coach.model.profile import Job
from coach.reports.results import ORDER, by_kind, in_period
from coach.reports.subject import Subject
from coach.reports.wording import amount_words, result_sentence

VERSION = "v1.0.0"


def resume_json(subject: Subject) -> dict[str, Any]:
    """The document; `highlights` are the results of the period, the kinds people look for first on top."""
    groups = by_kind(in_period(subject))
    entries = [entry for kind in ORDER for entry in groups.get(kind, [])]
    worker = subject.profile.worker
    highlights = [_highlight(result_sentence(entry), amount_words(entry)) for entry in entries]
    now = {"position": worker.title, "highlights": highlights}
    return {
        "basics": {"label": worker.title},
        "work": [now, *(_job(job) for job in subject.profile.jobs)],
        "meta": {"version": VERSION, "lastModified": f"{subject.today.isoformat()}T00:00:00"},
    }


def _job(job: Job) -> dict[str, Any]:
    told = {
        "position": job.title,
        "startDate": job.since.isoformat() if job.since else None,
        "endDate": job.until.isoformat() if job.until else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _highlight(sentence: str, amount: str) -> str:
    return f"{sentence.rstrip('.')} ({amount})." if amount else sentence
