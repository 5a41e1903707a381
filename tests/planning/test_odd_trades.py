"""Workers of many trades, as they type their week: each gets a story, and moves about tasks they are meant for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from coach.library.matching import nearness
from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.model.plan import Plan
from coach.model.profile import Profile
from coach.planning.candidates import NEAR
from coach.planning.plan import build_plan
from coach.planning.projects import for_anyone_employed
from coach.planning.weeks import USED
from tests.workers import EVERYONE, worker

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 23)
OWN = {"situation": "self_employed"}
WEEKS: dict[str, tuple[str, dict[str, str]]] = {
    "Tiler": (
        "lay floor tiles 16, cut tiles and trim 6, grout and clean up 5, measure up and price jobs 3, invoices 2",
        OWN,
    ),
    "Florist": ("make bouquets 12, serve customers in the shop 10, wedding flowers 6, order from the auction 3", OWN),
    "School caretaker": (
        "unlock and lock the building 5, small repairs 10, boiler and heating checks 4, set out the hall 4",
        {},
    ),
    "Dental nurse": ("assist the dentist chairside 20, sterilise instruments 8, x-rays 2, stock orders 2", {}),
    "Bus driver": ("drive the 42 32, walk round check 2, tickets and cash 2, help passengers with wheelchairs 2", {}),
    "Translator": ("translate contracts German to English 18, proofread machine output 8, quotes for agencies 2", OWN),
    "Payroll clerk": ("enter timesheets 10, check overtime and absence 8, month end run 8, starters and leavers 3", {}),
    "Radiographer": ("take x-rays 14, CT scans 10, check request forms 3, explain the scan to patients 4", {}),
    "Farm manager": (
        "feeding and checking stock 14, field work 12, spray records and paperwork 4, rota for the lads 2",
        {},
    ),
    "Barista": ("make coffee 20, till and orders 8, clean the machine 4, restock milk and beans 2", {}),
    "Hairdresser": ("cut and colour 24, consultations 4, book appointments 3, sweep and wash towels 3", OWN),
    "Care home assistant": (
        "wash and dress residents 16, meals and drinks 8, write daily notes 4, talk with families 2",
        {},
    ),
    "HGV driver": ("drive to depots 34, load and strap 6, paperwork and tacho 3", {}),
    "Electrician": ("first fix wiring 14, second fix 10, test and certify 6, fault finding call-outs 6, quotes 2", {}),
    "Chef de partie": ("prep the section 16, service 18, order for the section 2, clean down 5", {}),
    "Legal secretary": ("type up dictation 12, diary for two partners 6, bundles 6, phone calls 5, bills 3", {}),
    "Librarian": ("enquiry desk 12, story time 3, catalogue new books 6, help people with computers 6", {}),
    "Packing machine operator": (
        "run the packing line 22, change over the film 4, weigh and label checks 5, clean down 5",
        {},
    ),
    "Security guard": ("patrols 16, watch cameras 12, sign visitors in 8, incident reports 2", {}),
    "Journalist": ("write news stories 14, interviews 8, council meetings 4, rewrite press releases 6", {}),
    "Estate agent": ("viewings 12, valuations 6, chase solicitors 6, write listings 4, phone buyers 8", {}),
    "Pharmacist": ("check prescriptions 16, advice at the counter 8, vaccinations 4, order stock 3", {}),
    "Social worker": ("home visits 10, case notes 9, court reports 6, calls with other agencies 6", {}),
    "Graphic designer": ("layouts for brochures 14, logo ideas 5, client changes 8, print files 4, invoices 1", OWN),
    "Warehouse picker": ("pick orders 28, pack parcels 8, cycle counts 2", {}),
    "Call centre team leader": ("listen to calls and coach 10, rotas 5, escalated complaints 8, daily numbers 4", {}),
    "Lab technician": ("prepare samples 12, run the HPLC 10, enter results 6, calibrate 3, order reagents 2", {}),
    "Taxi driver": ("drive fares 40, clean the car 2, accounts 1", OWN),
    "Childminder": ("look after the children 35, meals 5, learning journals 3, invoices to parents 1", OWN),
    "Recruiter": ("screen CVs 10, phone interviews 10, write adverts 4, schedule interviews 5, client calls 6", {}),
}
NEEDS_AI = re.compile(
    r"\b(ask|let|have|use|give|prompt|feed|tell) (the|an|a|your|any) (assistant|chatbot|language model|AI)\b"
    r"|\b(paste|put|type) [a-z ]{1,30}into (the|an|a|your) (assistant|chatbot|tool)\b",
    re.I,
)


def profile_of(title: str) -> Profile:
    told, about = WEEKS[title]
    rows = [(one.rsplit(" ", 1)[0].strip(), float(one.rsplit(" ", 1)[1])) for one in told.split(",")]
    return worker(title, *rows, **about)


@cache
def plan_of(title: str) -> Plan:
    return build_plan(profile_of(title), LIBRARY, TODAY)


@pytest.mark.parametrize("title", WEEKS)
def test_everyone_gets_a_story_and_moves_about_tasks_they_are_meant_for(title: str) -> None:
    profile, plan = profile_of(title), plan_of(title)
    texts = {task.id: task.text for task in profile.tasks}
    assert 1 <= len(plan.projects) <= 2
    assert len(plan.moves) >= 4
    assert plan.hours_planned <= USED * 4 * 12
    assert sum(bool(move.task_ids) for move in plan.moves) >= 0.3 * len(plan.moves)
    stories = {project.id: LIBRARY.projects[project.id] for project in plan.projects}
    told = {name for project in plan.projects for name in project.moves}
    for move in plan.moves:
        phrases = LIBRARY.moves[move.move].match
        if move.id not in told and phrases:
            assert any(nearness(texts[name], one) >= NEAR for name in move.task_ids for one in phrases), move.id
    for project in plan.projects:
        phrases = stories[project.id].cluster
        if not stories[project.id].any_trade:
            assert any(nearness(texts[name], one) >= NEAR for name in project.task_ids for one in phrases), project.id
        assert project.first_step
        assert project.stages


@pytest.mark.parametrize("title", [title for title, (_, about) in WEEKS.items() if about is OWN])
def test_whoever_works_for_themselves_gets_no_employer(title: str) -> None:
    words = " ".join(
        [move.title + move.why + move.if_then for move in plan_of(title).moves]
        + [project.story + project.permission + project.first_step for project in plan_of(title).projects]
    )
    assert not re.search(r"\b(your (manager|lead|boss|employer)|works council|appraisal)\b", words, re.I)


def test_a_story_for_any_trade_is_told_only_where_none_of_the_trade_fits() -> None:
    general = {
        title
        for title in WEEKS
        if any(for_anyone_employed(LIBRARY.projects[project.id]) for project in plan_of(title).projects)
    }
    assert 3 <= len(general) <= 12
    assert not general.intersection({"Payroll clerk", "Security guard", "Recruiter", "Bus driver"})


@pytest.mark.parametrize("title", [*WEEKS, *EVERYONE])
def test_where_ai_is_forbidden_no_word_of_the_plan_asks_for_it(title: str) -> None:
    profile = EVERYONE.get(title) or profile_of(title)
    plan = build_plan(replace(profile, worker=replace(profile.worker, ai_rules="none")), LIBRARY, TODAY)
    words = [word for move in plan.moves for word in (move.title, move.why, move.if_then)]
    words += [word for _, step in plan.milestones() for word in (step.title, step.done_when)]
    words += [word for one in plan.projects for word in (one.title, one.permission, one.baseline, one.first_step)]
    words += [word for one in plan.projects for stage in one.stages for word in (stage.focus, stage.milestone)]
    assert [word for word in words if NEEDS_AI.search(word)] == []
    assert not any(move.needs_ai for move in plan.moves)
    assert not any(LIBRARY.skills[skill.id].needs_ai for skill in plan.skills)


@pytest.mark.parametrize("title", [*WEEKS, *EVERYONE])
def test_where_the_rule_on_ai_is_unknown_nothing_needs_it_before_it_has_been_asked_for(title: str) -> None:
    profile = EVERYONE.get(title) or profile_of(title)
    unknown = replace(profile, worker=replace(profile.worker, ai_rules=None))
    plan = build_plan(unknown, LIBRARY, TODAY)
    asked = False
    for move in plan.moves:
        assert asked or not move.needs_ai, move.id
        asked = asked or LIBRARY.moves[move.move].asks_ai
    if unknown.worker.situation != "self_employed":
        assert not any(LIBRARY.projects[project.id].needs_ai for project in plan.projects)


def test_moves_that_prepare_are_counted_with_what_they_prepare() -> None:
    counted = 0
    for title in WEEKS:
        for move in plan_of(title).moves:
            if move.readings_with:
                counted += 1
                assert move.readings.good > 0
                assert move.readings_with in {one.title for one in plan_of(title).moves}
                assert move.readings_with != move.title
    assert counted >= 20
