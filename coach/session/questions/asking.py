"""The questions: one engine for the screen and the plain-text way. What is answered is saved at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from coach.base.failures import Failure, usage
from coach.measure.asking import DONT_KNOW, NOT_APPLICABLE, Ask, questions_to_ask, with_answer
from coach.model.profile import Answer, Profile
from coach.session.opening import Session

ALWAYS: tuple[tuple[str, str], ...] = ((DONT_KNOW, "I don't know"), (NOT_APPLICABLE, "doesn't apply"))
_WORDING = {"self_employed": "self_employed", "laid_off": "laid_off", "returning": "laid_off"}
PUBLIC = ("government", "public", "council", "school", "hospital", "ministry", "municipal", "nhs", "university")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the worker's wording: `options` are (id, words), "I don't know" and "doesn't apply" last.

    `kind` says what block it belongs to: a task of the week, where the worker stands, signs around them.
    """

    question_id: str
    kind: Literal["task", "worker", "signs"]
    task_id: str | None
    about: str
    text: str
    why: str
    basis: str
    options: tuple[tuple[str, str], ...]
    narrows: float


def to_ask(session: Session) -> tuple[Asked, ...]:
    """What is worth asking now, most telling first; ends by itself."""
    profile = _profile(session)
    return tuple(_worded(ask, profile) for ask in questions_to_ask(profile, session.library))


def asked_about(session: Session, question_id: str, task_id: str | None = None) -> Asked | None:
    """One question as it is put to this worker, answered already or not; None where there is no such question or
    task."""
    profile = _profile(session)
    question = session.library.questions.get(question_id)
    if question is None or (question.about == "task") != (task_id is not None):
        return None
    if task_id is not None and profile.task(task_id) is None:
        return None
    return _worded(Ask(question, task_id, 0.0), profile)


def answered(session: Session, question_id: str, task_id: str | None = None) -> str | None:
    """The option chosen so far, or None."""
    profile = _profile(session)
    if task_id is None:
        said = profile.answers.get(question_id)
        return said.option if said is not None else None
    task = profile.task(task_id)
    return task.answers.get(question_id) if task is not None else None


def answer(session: Session, question_id: str, option_id: str, *, task_id: str | None = None) -> None:
    """Answer a question, about a task where `task_id` is given. Saved when this returns."""
    profile = _profile(session)
    question = session.library.questions.get(question_id)
    if question is None:
        known = ", ".join(session.library.questions)
        raise Failure("unknown-item", kind="question", name=question_id, hint=f"The questions are: {known}.")
    options = [*(option.id for option in question.options), DONT_KNOW, NOT_APPLICABLE]
    if option_id not in options:
        raise usage(f"“{option_id}” is no answer to {question_id}.", f"The answers are: {', '.join(options)}.")
    if question.about == "task":
        if task_id is None or profile.task(task_id) is None:
            raise Failure("unknown-item", kind="task", name=str(task_id), hint="See coach measure for the tasks.")
        changed = with_answer(profile, task_id, question_id, option_id)
    else:
        answers = {**profile.answers, question_id: _renewed(profile.answers.get(question_id), option_id, session)}
        changed = replace(profile, answers=MappingProxyType(answers))
    session.save_profile(f"answer to {question.name}", changed)


def _renewed(old: Answer | None, option_id: str, session: Session) -> Answer:
    """The answer as of today. The same one again keeps what stands behind it, and its day: evidence is renewed by
    showing it again, not by saying so."""
    if old is not None and old.option == option_id and (old.shown or old.vouched_by):
        return old
    return Answer(option=option_id, on=session.today)


def _worded(ask: Ask, profile: Profile) -> Asked:
    question = ask.question
    task = profile.task(ask.task_id) if ask.task_id else None
    return Asked(
        question_id=question.id,
        kind=question.about,
        task_id=ask.task_id,
        about=f"{task.text}, {task.hours:g} h" if task else "",
        text=_wording(question.wording, profile) or question.ask,
        why=question.why,
        basis=question.basis,
        options=(*((option.id, option.text) for option in question.options), *ALWAYS),
        narrows=ask.narrows,
    )


def _wording(wording: Mapping[str, str], profile: Profile) -> str | None:
    worker = profile.worker
    own = _WORDING.get(worker.situation or "")
    if own is None and worker.industry and any(word in worker.industry.lower() for word in PUBLIC):
        own = "public"
    return wording.get(own) if own else None


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile
