"""Two profiles told apart: every single change between them, and the profile with some of the changes made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from coach.base.dates import MONTHS
from coach.library.shelf import Library
from coach.measure.position import EVIDENCE_LASTS
from coach.model.measurement import PILLAR_NAMES
from coach.model.profile import Answer, Profile, Task
from coach.model.shelf import Question

_LISTS = {"workflows": "way of working", "assets": "thing you own", "entries": "result"}
_UNSAID = ("dont_know",)


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two profiles. `week`: it is about the tasks, not about how the worker stands."""

    id: str
    kind: Literal["work", "told", "standing", "time"]
    words: str
    week: bool
    news: bool = False


def changes_between(first: Profile, second: Profile, since: date, until: date, library: Library) -> list[Change]:
    """Every change that can move a figure, in words, each with an id that does not depend on any order."""
    questions = library.questions
    changes = [*_of_the_week(first, second, questions), *_of_standing(first, second, questions)]
    if since != until:
        words = f"time itself: what was shown before {_year_before(until)} counts as claimed again"
        changes.append(Change("time", "time", words, week=False))
    if _rest(first) != _rest(second):
        changes.append(Change("rest", "told", "other things you said about yourself", week=False))
    return changes


class Composer:
    """Makes profiles between `first` and `second`. A task is made once for each set of changes to it, so that the
    meter knows it again."""

    def __init__(self, first: Profile, second: Profile) -> None:
        self.first = first
        self.second = second
        self.exchanged = _exchanged(first, second)
        self._tasks: dict[tuple[str, frozenset[str]], Task] = {}

    def profile(self, made: frozenset[str]) -> Profile:
        """`first` with the changes of these ids made."""
        first, second = self.first, self.second
        source = second if "occupation" in made else first
        rest = second if "rest" in made else first
        base = replace(rest, worker=replace(rest.worker, occupation=source.worker.occupation), jobs=source.jobs)
        return replace(
            base,
            tasks=tuple(self._of_the_week(made)),
            answers=_merged(first.answers, second.answers, "answer:", made),
            workflows=self._listed("workflows", made),
            assets=self._listed("assets", made),
            entries=self._listed("entries", made),
        )

    def _listed(self, name: str, made: frozenset[str]) -> tuple[Any, ...]:
        return tuple(_merged(_by_id(self.first, name), _by_id(self.second, name), f"{name}:", made).values())

    def _of_the_week(self, made: frozenset[str]) -> Iterator[Task]:
        about: defaultdict[str, set[str]] = defaultdict(set)
        for one in made:
            if one.startswith("task:"):
                about[one.split(":", 2)[1]].add(one)
        before = {task.id: task for task in self.first.tasks}
        after = {task.id: task for task in self.second.tasks}
        for name in {**before, **after}:
            mine = about[name]
            if self.exchanged and "week" in made:
                mine |= {f"task:{name}:hours", f"task:{name}:gone", f"task:{name}:new"}
            if name not in after:
                if f"task:{name}:gone" not in mine:
                    yield before[name]
            elif name not in before:
                if f"task:{name}:new" in mine:
                    yield after[name]
            else:
                mine |= {"job"} if "occupation" in made else set()
                yield self._between(before[name], after[name], frozenset(mine))

    def _between(self, before: Task, after: Task, made: frozenset[str]) -> Task:
        key = before.id, made
        if key not in self._tasks:
            worded = after if f"task:{before.id}:words" in made else before
            self._tasks[key] = replace(
                before,
                hours=(after if f"task:{before.id}:hours" in made else before).hours,
                text=worded.text,
                judged=worded.judged,
                job=(after if "job" in made else before).job,
                answers=_merged(before.answers, after.answers, f"task:{before.id}:answer:", made),
            )
        return self._tasks[key]


def _of_the_week(first: Profile, second: Profile, questions: Mapping[str, Question]) -> Iterator[Change]:
    before = {task.id: task for task in first.tasks}
    after = {task.id: task for task in second.tasks}
    exchanged = _exchanged(first, second)
    if exchanged and (before.keys() != after.keys() or any(before[n].hours != after[n].hours for n in before)):
        went, came = _titles(first, after), _titles(second, before)
        words = "another week: " + "; ".join([f"{went} went"] * bool(went) + [f"{came} came"] * bool(came))
        yield Change("week", "work", words if went or came else "other hours for every task", week=True)
    for name in sorted({**before, **after}):
        if name not in after:
            if not exchanged:
                words = f"no longer in your week: “{before[name].text}”, {before[name].hours:g} h"
                yield Change(f"task:{name}:gone", "work", words, week=True)
        elif name not in before:
            if not exchanged:
                words = f"new in your week: “{after[name].text}”, {after[name].hours:g} h"
                yield Change(f"task:{name}:new", "work", words, week=True)
        else:
            yield from _of_a_task(before[name], after[name], questions, with_hours=not exchanged)
    if first.worker.occupation != second.worker.occupation or _jobs(first) != _jobs(second):
        news = first.worker.occupation is None
        yield Change("occupation", "told", "the occupation your tasks are read by", week=True, news=news)


def _of_a_task(before: Task, after: Task, questions: Mapping[str, Question], *, with_hours: bool) -> Iterator[Change]:
    about = f"“{after.text}”"
    if with_hours and before.hours != after.hours:
        words = f"{about}: {before.hours:g} h became {after.hours:g} h"
        yield Change(f"task:{before.id}:hours", "work", words, week=True)
    if before.judged != after.judged:
        yield Change(f"task:{before.id}:words", "work", f"{about} is another kind of work now", week=True)
    elif before.text != after.text:
        yield Change(f"task:{before.id}:words", "told", f"“{before.text}” is now told as {about}", week=True)
    for question in sorted({*before.answers, *after.answers}):
        then, now = before.answers.get(question), after.answers.get(question)
        if then != now and question in questions:
            news = then is None or then in _UNSAID
            words = f"{about}: {'you said' if news else 'you now say otherwise of'} {questions[question].name}"
            yield Change(f"task:{before.id}:answer:{question}", "told", words, week=True, news=news)


def _of_standing(first: Profile, second: Profile, questions: Mapping[str, Question]) -> Iterator[Change]:
    for name in sorted({*first.answers, *second.answers}):
        question = questions.get(name)
        then, now = first.answers.get(name), second.answers.get(name)
        if question is None or question.pillar is None or then == now:
            continue
        news = then is None or then.option in _UNSAID
        words = f"{PILLAR_NAMES[question.pillar]}: {_answered(now, question)}"
        yield Change(f"answer:{name}", "told" if news else "standing", words, week=False, news=news)
    for kind, called in _LISTS.items():
        before, after = _by_id(first, kind), _by_id(second, kind)
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                one = after.get(name) or before[name]
                title = one.text if kind == "entries" else one.title
                how = "new" if name not in before else "gone" if name not in after else "changed"
                yield Change(f"{kind}:{name}", "standing", f"{called} “{title}”: {how}", week=False)


def _answered(answer: Answer | None, question: Question) -> str:
    if answer is None:
        return "your answer was taken back"
    option = next((one.text for one in question.options if one.id == answer.option), None)
    proof = ", shown" if answer.shown or answer.vouched_by else ""
    return f"{option[0].lower()}{option[1:]}{proof}" if option else f"answered{proof}"


def _exchanged(first: Profile, second: Profile) -> bool:
    """Whether no hours of any task stayed, so that a week of only what stayed would be a week of nothing."""
    after = {task.id: task.hours for task in second.tasks}
    return not any(min(task.hours, after.get(task.id, 0.0)) > 0 for task in first.tasks)


def _titles(profile: Profile, without: Mapping[str, Task]) -> str:
    named = [f"“{task.text}”" for task in profile.tasks if task.id not in without]
    return ", ".join(named if len(named) <= 3 else [*named[:2], f"{len(named) - 2} more"])


def _jobs(profile: Profile) -> tuple[object, ...]:
    """What of the jobs can move a figure: their occupations, and whose task is whose."""
    tasks = tuple(sorted((task.id, task.job) for task in profile.tasks if task.job is not None))
    return tuple(sorted((job.id, job.occupation or "") for job in profile.jobs)), tasks


def _rest(profile: Profile) -> Profile:
    """What no change above is about. Who one is and what one looked for moves no figure."""
    worker = replace(profile.worker, occupation=None)
    bare = replace(profile, worker=worker, tasks=(), jobs=(), answers=MappingProxyType({}), watch=MappingProxyType({}))
    return replace(bare, workflows=(), assets=(), entries=())


def _by_id(profile: Profile, name: str) -> dict[str, Any]:
    return {one.id: one for one in getattr(profile, name)}


def _merged(
    first: Mapping[str, Any], second: Mapping[str, Any], prefix: str, made: frozenset[str]
) -> Mapping[str, Any]:
    """`first` with what `second` says, or no longer says, of the keys whose change is made."""
    found = {}
    for key in {**first, **second}:
        source = second if f"{prefix}{key}" in made else first
        if key in source:
            found[key] = source[key]
    return MappingProxyType(found)


def _year_before(day: date) -> str:
    before = day - EVIDENCE_LASTS
    return f"{before.day} {MONTHS[before.month - 1]} {before.year}"
