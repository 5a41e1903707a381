"""Why two measurements differ: the parts add up, in whatever order things happened, and nothing is made up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import permutations
from types import MappingProxyType

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure import attribution as module
from coach.measure.attribution import FIGURES, Side, attribution, figures_of
from coach.measure.meter import measure
from coach.model.checkin import Attribution
from coach.model.ledger import Entry
from coach.model.profile import Answer, Asset, Job, Profile, Task, Worker, Workflow

LIBRARY = Library(content_dir())
THEN, NOW = date(2026, 11, 2), date(2027, 2, 1)
TEXTS = (
    "answer tickets from macros",
    "calm down angry callers",
    "write the weekly report",
    "sort new tickets into queues",
    "sit with new joiners on their first calls",
    "check invoices against orders",
    "book travel",
    "take minutes of the Monday meeting",
    "repair the label printer",
    "decide refunds nobody wrote a rule for",
    "train the evening shift",
    "order stationery",
)
WEEK = Profile(
    worker=Worker(title="Office manager", occupation="43-6011.00"),
    tasks=tuple(Task(id=f"t{n}", text=text, hours=2.0 + n % 4) for n, text in enumerate(TEXTS[:6])),
    answers=MappingProxyType({"P3": Answer(option="from_memory", on=THEN)}),
)


def side(profile: Profile, on: date = THEN) -> Side:
    return Side(profile, on, figures_of(measure(profile, LIBRARY, on=on)))


def compared(before: Profile, after: Profile, since: date = THEN, until: date = NOW) -> Attribution:
    return attribution(side(before, since), side(after, until), LIBRARY)


def left_over(found: Attribution) -> float:
    """By how much the causes' parts miss the difference, at most, over every figure that has one."""
    return max(
        (
            abs(one.difference - sum(cause.moved(one.figure) for cause in found.causes))
            for one in found.figures
            if one.difference is not None
        ),
        default=0.0,
    )


def some_profile(rolled: random.Random) -> Profile:
    """Any week somebody could have, of tasks in `TEXTS`."""
    tasks = []
    for number in rolled.sample(range(len(TEXTS)), rolled.randint(1, len(TEXTS))):
        answers = {"E1": rolled.choice(["anywhere", "mostly_there"])} if rolled.random() < 0.4 else {}
        text = TEXTS[number] + rolled.choice(["", " for the board"])
        tasks.append(Task(id=f"t{number}", text=text, hours=rolled.choice([0.5, 1, 2, 6, 11]), answers=answers))
    question = LIBRARY.questions["P3"]
    told = {"P3": Answer(option=rolled.choice(question.options).id, on=THEN)} if rolled.random() < 0.7 else {}
    entries = tuple(
        Entry(id=f"e{n}", text=f"result {n}", date=rolled.choice([THEN, date(2025, 12, 1)]), index=80.0, evidence="x")
        for n in range(rolled.randint(0, 3))
    )
    worker = Worker(title="x", occupation=rolled.choice([None, "43-6011.00", "43-4051.00"]))
    assets = (Asset(id="a", title="price list", named_owner=True),) if rolled.random() < 0.3 else ()
    return Profile(worker=worker, tasks=tuple(tasks), answers=told, entries=entries, assets=assets)


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_add_up_between_any_two_weeks(seed: int) -> None:
    rolled = random.Random(seed)
    found = compared(some_profile(rolled), some_profile(rolled))
    assert left_over(found) < 1e-9
    assert any(one.difference is not None for one in found.figures)


def test_many_changes_add_up_too_and_each_has_its_own_line() -> None:
    before = replace(
        WEEK, tasks=tuple(Task(id=f"m{n}", text=f"{TEXTS[n % 12]} {n}", hours=1 + n % 3) for n in range(30))
    )
    after = replace(before, tasks=tuple(replace(task, hours=task.hours + 0.5) for task in before.tasks))
    found = compared(before, after)
    assert left_over(found) < 1e-9
    assert len([cause for cause in found.causes if cause.kind == "work"]) == 30


def test_a_part_is_the_average_over_every_order_the_changes_could_have_come_in() -> None:
    tasks = WEEK.tasks
    after = replace(
        WEEK,
        tasks=(replace(tasks[0], hours=9.0), replace(tasks[1], text="repair the label printer"), *tasks[3:]),
        worker=replace(WEEK.worker, occupation="43-4051.00"),
    )
    found = compared(WEEK, after, THEN, THEN)

    def after_changes(made: tuple[str, ...]) -> float:
        changed = {task.id: task for task in WEEK.tasks}
        if "hours" in made:
            changed["t0"] = replace(changed["t0"], hours=9.0)
        if "words" in made:
            changed["t1"] = replace(changed["t1"], text="repair the label printer")
        if "gone" in made:
            del changed["t2"]
        worker = after.worker if "occupation" in made else WEEK.worker
        return measure(replace(WEEK, tasks=tuple(changed.values()), worker=worker), LIBRARY).exposure.value

    names = {"task:t0:hours": "hours", "task:t1:words": "words", "task:t2:gone": "gone", "occupation": "occupation"}
    orders = list(permutations(names.values()))
    for cause_id, name in names.items():
        steps = [
            after_changes(order[: order.index(name) + 1]) - after_changes(order[: order.index(name)])
            for order in orders
        ]
        moved = next((cause.moved("exposure") for cause in found.causes if cause.id == cause_id), 0.0)
        assert moved == pytest.approx(sum(steps) / len(orders), abs=1e-12)


def test_it_does_not_matter_how_the_week_is_ordered() -> None:
    rolled = random.Random(7)
    before, after = some_profile(rolled), some_profile(rolled)
    turned = compared(replace(before, tasks=before.tasks[::-1]), replace(after, tasks=after.tasks[::-1]))
    straight = compared(before, after)
    assert [cause.id for cause in turned.causes] == [cause.id for cause in straight.causes]
    for one, other in zip(turned.causes, straight.causes, strict=True):
        for name in FIGURES:
            assert one.moved(name) == pytest.approx(other.moved(name), abs=1e-12)


def test_two_changes_that_do_the_same_count_the_same() -> None:
    same = tuple(Task(id=f"same{n}", text="answer tickets from macros", hours=4.0) for n in range(2))
    before = replace(WEEK, tasks=(*WEEK.tasks, *same))
    after = replace(WEEK, tasks=(*WEEK.tasks, *(replace(task, hours=1.0) for task in same)))
    one, other = [cause for cause in compared(before, after).causes if cause.kind == "work"]
    assert one.moved("exposure") == pytest.approx(other.moved("exposure"), abs=1e-12)


def test_with_many_changes_the_balanced_orders_are_near_the_average_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    after = replace(WEEK, tasks=tuple(replace(t, hours=t.hours * (0.4 + 0.3 * n)) for n, t in enumerate(WEEK.tasks)))
    exact = {cause.id: cause.moved("exposure") for cause in compared(WEEK, after).causes}
    monkeypatch.setattr(module, "EXACT", 0)
    balanced = compared(WEEK, after)
    assert left_over(balanced) < 1e-9
    for cause in balanced.causes:
        assert cause.moved("exposure") == pytest.approx(exact[cause.id], abs=0.004)


def test_what_moves_nothing_is_not_named() -> None:
    after = replace(WEEK, worker=replace(WEEK.worker, title="Head of office", goal="calm"), unassigned=3.0)
    assert compared(WEEK, after).causes == ()


def test_after_a_change_of_job_the_weeks_give_way_to_each_other_as_one() -> None:
    after = replace(WEEK, tasks=(Task(id="new", text="settle claims for water damage", hours=30.0),))
    found = compared(WEEK, after)
    assert left_over(found) < 1e-9
    (cause,) = [cause for cause in found.causes if cause.kind == "work"]
    assert "came" in cause.words
    assert "settle claims for water damage" in cause.words


def test_a_content_update_is_a_cause_of_its_own() -> None:
    told = figures_of(measure(WEEK, LIBRARY, on=THEN))
    older = replace(told, exposure=replace(told.exposure, value=told.exposure.value - 0.05))
    after = replace(WEEK, tasks=(replace(WEEK.tasks[0], hours=9.0), *WEEK.tasks[1:]))
    found = attribution(Side(WEEK, THEN, older), side(after, NOW), LIBRARY)
    assert left_over(found) < 1e-9
    update = next(cause for cause in found.causes if cause.kind == "content")
    assert update.moved("exposure") == pytest.approx(0.05, abs=1e-9)
    assert update.moved("human") == 0.0


def test_the_unknown_has_no_difference() -> None:
    nothing = replace(WEEK, tasks=(), answers=MappingProxyType({}))
    found = compared(nothing, WEEK)
    assert found.figure("exposure").before is None
    assert found.figure("exposure").difference is None
    assert found.figure("position").difference is None
    assert found.causes == ()


def test_what_is_told_for_the_first_time_is_news_and_no_change() -> None:
    question = LIBRARY.questions["P2"]
    option = next(one for one in question.options if one.level)
    after = replace(WEEK, answers=MappingProxyType({**WEEK.answers, "P2": Answer(option=option.id, on=NOW)}))
    (cause,) = [one for one in compared(WEEK, after).causes if one.moved("position")]
    assert cause.news
    assert cause.kind == "told"


def test_evidence_that_grew_old_is_told_as_time() -> None:
    option = max(LIBRARY.questions["P3"].options, key=lambda one: one.level or 0.0)
    shown = replace(WEEK, answers=MappingProxyType({"P3": Answer(option=option.id, on=THEN, shown="the check sheet")}))
    found = compared(shown, shown, THEN, date(2027, 12, 1))
    (cause,) = found.causes
    assert cause.kind == "time"
    assert cause.moved("position") < 0
    assert "1 Dec 2026" in cause.words or "30 Nov 2026" in cause.words


def test_evidence_gained_is_told_by_its_name() -> None:
    flow = Workflow(id="w", title="draft, check, send", guardrail="two points before it goes", on=NOW)
    found = compared(WEEK, replace(WEEK, workflows=(flow,)))
    (cause,) = [one for one in found.causes if one.moved("position")]
    assert "draft, check, send" in cause.words
    assert cause.moved("position") > 0


def test_a_second_job_is_read_by_its_own_occupation() -> None:
    vague = Task(id="t", text="admin", hours=8.0)
    job = Job(id="second", title="Bricklayer", occupation="47-2021.00")
    one = Profile(worker=Worker(title="x", occupation="43-6011.00"), tasks=(vague,))
    other = replace(one, tasks=(replace(vague, job="second"),), jobs=(job,))
    assert measure(one, LIBRARY).exposure != measure(other, LIBRARY).exposure
    found = compared(one, other)
    assert left_over(found) < 1e-9
    assert [cause.id for cause in found.causes] == ["occupation"]
