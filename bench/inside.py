"""How long the engine, the content and a save take, called as the screens call them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING

from coach.base.dates import today
from coach.base.toml import read_toml
from coach.library.kinds import KINDS
from coach.library.places import content_dir, profiles_dir
from coach.library.shelf import Library
from coach.measure.meter import measure, meter_for
from coach.model.changes import SetHours, apply
from coach.model.profile import Profile, Task, Worker
from coach.storage.kinds.profiles import read_profile

if TYPE_CHECKING:
    from coach.session.opening import Session

SAMPLE = "support-specialist"
TASKS = 40


def median_of(runs: int, once: Callable[[], object], *, before: Callable[[], object] | None = None) -> float:
    """The median seconds of `runs` calls; `before` is called ahead of each, untimed."""
    times = []
    for _ in range(runs):
        if before is not None:
            before()
        begun = time.perf_counter()
        once()
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2]


def phrases() -> Iterator[str]:
    """Everyday task phrases without end, none like another: each is read as if for the first time."""
    found = []
    for file in sorted((content_dir() / "phrases").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            words = line.split("\t")[0].strip()
            if words and not words.startswith("#") and " " in words:
                found.append(words)
    for number, words in zip(count(), cycle(found), strict=False):
        yield f"{words} no{number}"


def week_of(texts: Iterator[str]) -> Profile:
    """A week of forty tasks, an hour each."""
    tasks = tuple(Task(id=f"task-{number}", text=next(texts), hours=1.0) for number in range(TASKS))
    return Profile(worker=Worker(title="bench"), tasks=tasks)


def engine() -> dict[str, float]:
    """Seconds of one estimate, of measuring forty tasks never seen, and of measuring again after one change."""
    library = Library(content_dir())
    texts = phrases()
    meter = meter_for(library)
    figures = {"estimate": median_of(2000, lambda: meter.estimator.estimate(next(texts)))}
    held: list[Profile] = []
    figures["measure"] = median_of(40, lambda: measure(held[-1], library), before=lambda: held.append(week_of(texts)))
    week = held[-1]
    hours = cycle((2.0, 3.0))
    changed: list[Profile] = []
    figures["one change"] = median_of(
        300,
        lambda: measure(changed[-1], library),
        before=lambda: changed.append(apply(week, [SetHours(task="task-7", hours=next(hours))])),
    )
    return figures


def plan() -> dict[str, float]:
    """Seconds of a plan over forty tasks and every shipped move.

    The worker is one of the samples, who has a trade and so its moves and projects, with tasks never seen added.
    """
    from coach.planning.plan import build_plan

    library = Library(content_dir())
    texts = phrases()
    sample = read_profile(read_toml(profiles_dir() / f"{SAMPLE}.toml")).profile

    def fuller() -> Profile:
        return replace(sample, tasks=(*sample.tasks, *week_of(texts).tasks)[:TASKS])

    build_plan(fuller(), library, today())
    held: list[Profile] = []
    return {"plan": median_of(9, lambda: build_plan(held[-1], library, today()), before=lambda: held.append(fuller()))}


def content() -> dict[str, float]:
    """Seconds of reading and checking all content, and its largest kind alone; the checker is loaded beforehand."""

    every = list(KINDS)
    _load(every)
    alone = [median_of(5, partial(_load, [name])) for name in every]
    return {"content": median_of(5, partial(_load, every)), "one kind": max(alone)}


def _load(names: list[str]) -> None:
    library = Library(content_dir())
    for name in names:
        library.load(name)


def save(place: Path) -> dict[str, float]:
    """Seconds of one durable change and of one result more: after a month, and after ten years."""
    from bench.decade import MONTHS, write_history
    from coach.session.opening import open_own
    from coach.session.results.ledger import log_win
    from coach.session.weeks.week import change_task

    figures = {}
    names = {1: ("save, new folder", "save, first year"), MONTHS: ("save", "save, a result")}
    for months, (changed, added) in names.items():
        session = open_own(write_history(place / f"save-{months}", months))
        assert session.profile is not None
        task = session.profile.tasks[1].id
        hours = cycle((2.0, 3.0))
        number = count()
        figures[changed] = median_of(25, partial(_change, change_task, session, task, hours))
        figures[added] = median_of(25, partial(_result, log_win, session, number))
    return figures


def _change(change: Callable[..., object], session: Session, task: str, hours: Iterator[float]) -> None:
    change(session, task, hours=next(hours))


def _result(log: Callable[..., object], session: Session, number: Iterator[int]) -> None:
    log(session, f"one more result, number {next(number)}")
