"""What a plan says is true of the worker it is said to: hours, dates, reasons, rules, and what may be kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.model.hours import class_hours
from coach.model.plan import Plan
from coach.model.profile import Profile, Situation
from coach.planning.plan import build_plan
from coach.planning.rules import IN_WORDS, NEVER_PASTE, measure_as, rules_for, told_as, trade_rules
from coach.planning.skills import NEVER_LEFT
from coach.planning.wording import REQUEST, REQUEST_TOLD, about_hours, fill, halves, in_stories, quoted, shortened
from coach.reports.answers.weekchange import week_change
from tests.workers import COORDINATOR, LAID_OFF, NURSE, PLUMBER, SUPPORT, TEACHER, worker

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 19)  # a Thursday
DEVELOPER = worker(
    "Backend developer",
    ("implementing tickets (Python/Django)", 14),
    ("code review", 6),
    ("writing unit tests", 4),
    ("bug triage and prod incidents", 5),
    ("meetings: standup, planning, retro", 5),
    ("SQL reports for the ops team", 2),
    ("design docs", 2),
    ("updating libraries, CI pipelines", 2),
    situation="employed",
    aim="stay",
    ai_rules="approved",
)
WARD = worker(
    "Staff nurse, acute medical ward",
    ("drug rounds", 7),
    ("obs and escalating deteriorating patients", 8),
    ("washing, turning, feeding patients", 6),
    ("writing up notes on the electronic record", 5),
    ("handover at the bedside", 2.5),
    ("discharge planning", 3),
    ("talking to relatives", 2),
    ("mentoring student nurses", 1.5),
    situation="employed",
    ai_rules="approved",
)
NO_RECORDS = worker(
    "Product manager",
    ("writing PRDs and user stories", 8),
    ("backlog grooming", 5),
    ("stakeholder meetings, roadmap alignment", 10),
    ("customer interviews", 4),
    ("usage dashboards, metrics review", 4),
    ("launch comms and release notes", 3),
    situation="employed",
    ai_rules="open",
    record_rules="none",
)
ALL = {
    "coordinator": COORDINATOR,
    "developer": DEVELOPER,
    "laid off": LAID_OFF,
    "nurse": NURSE,
    "plumber": PLUMBER,
    "product manager": NO_RECORDS,
    "support": SUPPORT,
    "teacher": TEACHER,
    "ward": WARD,
}


@cache
def plan_of(name: str) -> Plan:
    return build_plan(ALL[name], LIBRARY, TODAY)


def every_word(plan: Plan) -> list[str]:
    found = [plan.short_answer, *plan.rules, *(one.why for one in plan.not_now)]
    for project in plan.projects:
        found += [project.title, project.story, project.permission, project.baseline, project.first_step]
        found += [project.checkpoint, project.stop_rule, project.reinvest, project.bad_week, project.leads_to]
        found += [text for one in project.measures for text in (one.name, one.baseline, one.target)]
        found += [text for one in project.stages for text in (one.focus, one.milestone)]
    for move in plan.moves:
        found += [move.title, move.why, move.if_then, move.side_effect]
        found += [text for step in move.milestones for text in (step.title, step.done_when)]
    return found


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_left_to_fill_in_but_the_gaps_only_the_worker_can(name: str) -> None:
    for text in every_word(plan_of(name)):
        assert not re.search(r"\{[^}]*\}", text), text


@pytest.mark.parametrize("name", ALL)
def test_the_hours_of_a_story_are_those_of_its_moves(name: str) -> None:
    plan = plan_of(name)
    assert "most of them" not in plan.short_answer
    if plan.projects:
        theirs = in_stories(plan.projects, plan.moves)
        told = "all" if theirs >= plan.hours_planned - 0.05 else f"{round(theirs, 1):g}"
        assert f"{told} of them for {'one story' if len(plan.projects) == 1 else 'two stories'}:" in plan.short_answer


def test_a_story_that_names_hours_names_those_of_its_tasks() -> None:
    plan = plan_of("coordinator")
    chain = next(one for one in plan.projects if one.id == "product-status-chain")
    hours = sum(task.hours for task in COORDINATOR.tasks if task.id in chain.task_ids)
    assert chain.story.startswith(f"{hours:g} hours of your week are one chain.")
    assert "hours" not in chain.title


def test_a_first_step_carries_dates_worked_out_from_the_plans_first_day() -> None:
    chain = next(one for one in plan_of("coordinator").projects if one.id == "product-status-chain")
    assert "From Monday 23 November I would like" in chain.first_step
    later = build_plan(COORDINATOR, LIBRARY, TODAY, start=date(2027, 1, 4))
    chain = next(one for one in later.projects if one.id == "product-status-chain")
    assert "From Monday 11 January" in chain.first_step


def test_in_a_story_there_is_one_request_and_it_is_the_storys_message() -> None:
    plan = plan_of("coordinator")
    asked = next(move for move in plan.moves if move.move == "ask-permission")
    assert any(asked.id in project.moves for project in plan.projects)
    assert asked.milestones[0].title == f"Write the request: {REQUEST_TOLD}"
    assert "ten items" not in asked.if_then
    alone = build_plan(COORDINATOR, LIBRARY, TODAY, wanted=["ask-permission"], hours=1.0)
    for move in alone.moves:
        if move.move == "ask-permission" and not any(move.id in project.moves for project in alone.projects):
            assert REQUEST in move.milestones[0].title


def test_a_quieter_round_is_not_a_shorter_one() -> None:
    plan = build_plan(WARD, LIBRARY, TODAY)
    after = {task.id: task.hours for task in plan.expected.tasks}
    for name in ("drug-rounds", "obs-and-escalating-deteriorating-patients", "washing-turning-feeding-patients"):
        assert after[name] == next(task.hours for task in WARD.tasks if task.id == name)


def test_where_nothing_may_be_recorded_no_step_closes_with_a_figure() -> None:
    plan = plan_of("product manager")
    counted = re.compile(r"\b(counted|per hundred|minutes|index|before and after|shares?)\b", re.I)
    for move in plan.moves:
        if LIBRARY.moves[move.move].pillar in ("direction", "ways-out"):
            continue
        for step in move.milestones:
            if "may not be kept" not in step.done_when:
                assert not counted.search(step.done_when), step.done_when
    for project in plan.projects:
        for one in project.measures:
            assert "not written down" in one.baseline
            assert not re.search(r"\d|\b(half|third|twice)\b", one.target), one.target
        assert all("figure" not in one.milestone or one.milestone == IN_WORDS for one in project.stages)


def test_what_is_masked_and_what_stays_as_it_was_written() -> None:
    told = "Changes per hundred words in ten drafts"
    assert told_as(told, "none") == IN_WORDS
    assert told_as(told, "masked") == told_as(told, "free") == told_as(told, None) == told
    assert told_as("They said yes, no, or “only partly”.", "none") == "They said yes, no, or “only partly”."
    kept = "Share before and after; or, where counts may not be kept, the word of whoever receives them."
    assert told_as(kept, "none") == kept
    assert measure_as("Calls about a letter, of fifty", "of fifty", "half", "none")[0] == "Calls about a letter"
    assert measure_as("Calls about a letter, of fifty", "of fifty", "half", "masked")[2] == "half"


@pytest.mark.parametrize("situation", ["self_employed", "laid_off", "employed"])
def test_rules_are_those_of_the_situation_one_is_in(situation: Situation) -> None:
    somebody = replace(PLUMBER, worker=replace(PLUMBER.worker, situation=situation, country="UK", ai_rules=None))
    rules = " ".join(rules_for(somebody.worker, "office", LIBRARY))
    waits = " ".join(one.why for one in build_plan(somebody, LIBRARY, TODAY).not_now)
    if situation == "employed":
        assert "section 188" in rules
        assert "your employer has not approved" in rules
    else:
        assert "section 188" not in rules
        assert "your employer" not in rules
        assert "where you work" not in waits
    if situation == "laid_off":
        assert "the time to object is short" in rules
    if situation == "self_employed":
        assert "representatives" not in rules
        assert "in your own firm; that rule is yours to make" in waits


def test_a_trade_nobody_knows_still_has_a_rule() -> None:
    employed = replace(SUPPORT.worker, occupation=None, title="Sachbearbeiterin", situation="employed")
    assert trade_rules(employed, None, LIBRARY) == (NEVER_PASTE,)
    own = trade_rules(replace(employed, situation="self_employed"), None, LIBRARY)[0]
    assert own.startswith("Never paste anything that names a customer")
    assert "employer" not in own


def test_the_short_answer_has_ranges_and_no_zeros() -> None:
    before = measure(DEVELOPER, LIBRARY)
    told = plan_of("developer").short_answer
    shown = class_hours(before)
    assert sum(shown) == before.hours, "what is told adds up to the week"
    for many, band in zip(shown, (before.displaceable, before.augmentable, before.human), strict=True):
        assert about_hours(many, band, before.hours) in told
    assert re.search(r"about \d+ \(\d+–\d+\) are in tasks", told)
    few = replace(before.human, value=0.01, low=0.0, high=0.08)
    assert about_hours(0.0, few, 40.0) == "hardly any (0–3)"


@pytest.mark.parametrize("name", ALL)
def test_a_changed_week_is_told_to_the_half_hour_and_adds_up(name: str) -> None:
    text = week_change(plan_of(name), ALL[name])
    for now, then, freed, asked in re.findall(r"([\d.]+) h +~([\d.]+) h +([\d.]+ h|–) +([\d.]+ h|–)$", text, re.M):
        cells = [0.0 if cell == "–" else float(cell.split()[0]) for cell in (freed, asked)]
        assert all(cell == halves(cell) for cell in cells)
        assert float(now) - sum(cells) == pytest.approx(float(then))
    for line in text.splitlines():
        if "only with tools" in line:
            assert "nobody has decided that" in " ".join(text.split())


@pytest.mark.parametrize("name", ALL)
def test_why_something_waits_is_so(name: str) -> None:
    plan = plan_of(name)
    for one in plan.not_now:
        assert "comes after that" not in one.why
        took = re.search(r"It takes ([\d.]+) hours, and the hours you gave are spent", one.why)
        if took:
            assert float(took[1]) > 0.7 * plan.hours_per_week * plan.horizon_weeks - plan.hours_planned - 0.05
        same = re.search(r"as (“.*”); one of them is enough", one.why)
        if same:
            assert same[1] in {quoted(move.title) for move in plan.moves}


def test_words_of_the_workers_own_sit_well_inside_a_sentence() -> None:
    assert shortened("Inbound billing calls.") == "Inbound billing calls"
    assert shortened("Chat, 3 at once!!") == "Chat, 3 at once"
    assert shortened('ad hoc questions ("can you just…")') == "ad hoc questions (‘can you just…’)"
    assert shortened("“quick wins”: tickets") == "‘quick wins’: tickets"
    assert shortened("...") == "..."
    long = 'answering everything that begins with "could you possibly have a look at this one for me please" all day'
    cut = shortened(long)
    assert len(cut) < len(long)
    assert cut.count("‘") == cut.count("’")


@pytest.mark.parametrize("text", ["Draft discovery responses", "chasing clients", "Month-end close", "RAID log"])
def test_any_shape_of_task_reads_as_the_name_of_a_piece_of_work(text: str) -> None:
    somebody = worker("Paralegal", (text, 6), ("filing", 4))
    task = measure(somebody, LIBRARY).tasks[0]
    for move in LIBRARY.moves.values():
        for words in (move.title, move.why, move.if_then):
            told = fill(words, somebody, task)
            assert not re.search(rf"(do|does|did|are|is|were|write|people who do) “{re.escape(text)}”( and|,|$)", told)
            assert "rota gives" not in told


@pytest.mark.parametrize("name", ALL)
def test_skills_come_from_the_story_first_and_one_is_left_for_now(name: str) -> None:
    plan = plan_of(name)
    assert len(plan.skills) <= 5
    ids = {one.id for one in plan.skills}
    told = {move for project in plan.projects for move in project.moves}
    story = {skill for move in plan.moves if move.id in told for skill in LIBRARY.moves[move.move].skills}
    if story:
        assert 2 * len(ids & story) >= min(len(ids), len(story))
    left = next((one for one in LIBRARY.skills.values() if plan.leave_for_now.startswith(f"{one.name}.")), None)
    if plan.moves:
        assert left is not None
        assert left.id not in ids
        assert left.area not in NEVER_LEFT


def test_a_worker_without_ai_leaves_what_needs_it() -> None:
    banned: Profile = replace(COORDINATOR, worker=replace(COORDINATOR.worker, ai_rules="none"))
    assert "It needs AI" in build_plan(banned, LIBRARY, TODAY).leave_for_now


def test_hours_kept_free_on_purpose_are_said_to_be() -> None:
    picker = worker(
        "Warehouse picker",
        ("picking orders with the scanner", 22),
        ("packing and labelling", 8),
        ("moving pallets with the truck", 4),
        ("cycle counts", 2),
        ("sorting returns and damaged goods", 2),
        situation="employed",
        learning_hours_per_week=1.5,
    )
    plan = build_plan(picker, LIBRARY, TODAY)
    assert "So this is a short plan" in plan.short_answer
    assert all("the hours you gave are spent" not in one.why for one in plan.not_now)
