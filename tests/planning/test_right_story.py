"""Which story a plan tells and which task each step is about: real-looking weeks, and what their owners rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from coach.library.families import family_of, likely_occupation
from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.model.plan import Milestone, Plan
from coach.model.profile import Looked, Profile, Worker
from coach.planning.plan import build_plan
from coach.planning.scheduling import SITTING, sittings
from coach.planning.weeks import QUIET, USED, due_day
from tests.workers import COORDINATOR, EVERYONE, LAID_OFF, worker

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 23)

PRODUCT_MANAGER = worker(
    "Product manager",
    ("Writing PRDs and user stories", 8),
    ("backlog grooming", 5),
    ("stakeholder meetings, roadmap alignment", 10),
    ("Customer interviews", 4),
    ("usage dashboards / metrics review", 4),
    ("Sprint ceremonies", 6),
    ("launch comms & release notes", 3),
    situation="employed",
    ai_rules="open",
)
PARALEGAL = worker(
    "Litigation paralegal",
    ("Document review for privilege and relevance", 12),
    ("Draft discovery responses", 6),
    ("court filings & deadlines calendar", 5),
    ("Summarising depositions", 5),
    ("preparing trial binders/exhibits", 4),
    ("chasing clients for documents", 3),
    ("cite-checking briefs", 3),
    situation="employed",
    ai_rules="none",
)
BILLING = worker(
    "Customer service rep",
    ("Inbound billing calls", 14),
    ("Chat, 3 at once", 8),
    ("troubleshooting modems over the phone", 6),
    ("retention: talk people out of cancelling", 3.5),
    ("After-call notes and wrap-up codes", 3),
    ("Helping the two new starters", 1.5),
    situation="employed",
    ai_rules="approved",
    learning_hours_per_week=3.0,
)
PLUMBER = worker(
    "Plumber and heating engineer",
    ("boiler services and repairs", 14),
    ("Fitting bathrooms", 12),
    ("leaks, blockages & emergency call-outs", 8),
    ("driving + merchants", 5),
    ("quotes", 2.5),
    ("Invoices, chasing money, VAT", 2),
    ("phone calls from customers", 1.5),
    situation="self_employed",
    learning_hours_per_week=2.0,
)
DEVELOPER = worker(
    "Backend developer",
    ("implementing tickets (Python)", 14),
    ("Code review", 6),
    ("writing unit tests", 4),
    ("bug triage and prod incidents", 5),
    ("meetings: standup, planning, retro", 5),
    ("SQL reports for the ops team", 2),
    ("updating libraries, CI pipelines", 2),
    situation="employed",
    ai_rules="approved",
)
NURSE = worker(
    "Staff nurse, acute medical ward",
    ("Drug rounds", 7),
    ("obs and escalating deteriorating patients", 8),
    ("washing, turning, feeding patients", 6),
    ("Writing up notes on the EPR", 5),
    ("handover", 2.5),
    ("admissions paperwork", 2.5),
    situation="employed",
    ai_rules="approved",
)
PICKER = worker(
    "Warehouse picker",
    ("Picking orders with the scanner", 22),
    ("packing and labelling", 8),
    ("cycle counts", 2),
    ("sorting returns and damaged goods", 2),
    ("showing agency staff the ropes", 1),
    situation="employed",
    learning_hours_per_week=1.5,
)
ACCOUNTANT = worker(
    "Management accountant",
    ("Month-end close: accruals, prepayments, journals", 10),
    ("bank and balance sheet recs", 6),
    ("Board pack and commentary", 6),
    ("variance analysis with budget holders", 5),
    ("Forecast model updates", 4),
    ("audit queries", 2),
    situation="employed",
    ai_rules="approved",
    learning_hours_per_week=1.0,
)
TEACHER = worker(
    "Secondary school maths teacher",
    ("teaching lessons", 20),
    ("Marking", 8),
    ("planning and making worksheets", 8),
    ("emails to parents", 3),
    ("Reports, data drops", 3),
    situation="employed",
    ai_rules="approved",
    learning_hours_per_week=1.0,
)
VAGUE = worker(
    "Operations associate",
    ("admin", 15),
    ("stuff for my boss", 10),
    ("meetings", 8),
    ("misc", 7),
    situation="employed",
)
WORKERS = {
    "product manager": PRODUCT_MANAGER,
    "paralegal": PARALEGAL,
    "billing": BILLING,
    "plumber": PLUMBER,
    "developer": DEVELOPER,
    "nurse": NURSE,
    "picker": PICKER,
    "accountant": ACCOUNTANT,
    "teacher": TEACHER,
    "coordinator": COORDINATOR,
}
SEEN = MappingProxyType({"layers": Looked(state="seen", on=date(2026, 11, 10))})


def plan_of(profile: Profile, hours: float | None = None) -> Plan:
    return build_plan(profile, LIBRARY, TODAY, hours=hours)


def tasks_of(plan: Plan, profile: Profile) -> dict[str, str]:
    """The words of the task each move is about, by the move's name on the shelf."""
    texts = {task.id: task.text for task in profile.tasks}
    return {move.move: texts[move.task_ids[0]] for move in plan.moves if move.task_ids}


# Which trade


def test_a_title_that_a_role_goes_by_wins_over_the_search() -> None:
    for title in ("Product Manager", "product manager", "head of product"):
        assert family_of(Worker(title=title), LIBRARY) == "product"
    assert (
        likely_occupation(Worker(title="Product manager"), LIBRARY) == LIBRARY.roles["product-manager"].occupations[0]
    )
    assert family_of(Worker(title="Product manager", occupation="11-2021.00"), LIBRARY) == "marketing"  # as they said


def test_almost_every_title_of_a_role_leads_to_its_family() -> None:
    titles = [(title, role.family) for role in LIBRARY.roles.values() for title in (role.name, *role.titles)]
    assert sum(family_of(Worker(title=title), LIBRARY) == family for title, family in titles) >= 0.99 * len(titles)


def test_a_product_manager_reads_a_story_of_product_work() -> None:
    projects = plan_of(PRODUCT_MANAGER).projects
    assert [LIBRARY.projects[one.id].family for one in projects] == ["product"] * len(projects)
    assert projects


# Which story


def test_a_story_is_about_a_fair_part_of_the_week() -> None:
    plan = plan_of(PARALEGAL)
    (story,) = plan.projects
    hours = sum(task.hours for task in PARALEGAL.tasks if task.id in story.task_ids)
    assert story.id == "finance-papers-the-advocate-trusts"
    assert hours >= 0.5 * PARALEGAL.listed_hours


@pytest.mark.parametrize("name", [*WORKERS, *EVERYONE])
def test_two_stories_are_never_about_one_task(name: str) -> None:
    stories = plan_of(WORKERS.get(name) or EVERYONE[name]).projects
    tasks = [task for story in stories for task in story.task_ids]
    assert len(tasks) == len(set(tasks))


def test_whoever_takes_inbound_calls_is_not_sent_to_call_strangers() -> None:
    words = " ".join(one.title + one.story for one in plan_of(BILLING).projects)
    assert "cold" not in words
    assert "stranger" not in words


@pytest.mark.parametrize("name", ["accountant", "teacher", "picker", "developer", "paralegal"])
@pytest.mark.parametrize("hours", [1.0, 1.5])
def test_with_an_hour_a_week_the_story_is_begun_all_the_same(name: str, hours: float) -> None:
    plan = plan_of(replace(WORKERS[name]), hours)
    (story,) = plan.projects
    assert len(story.moves) >= 3
    assert plan.hours_planned <= USED * hours * 12 + 1e-9


# Which task


def test_steps_of_a_story_are_about_the_task_they_are_near() -> None:
    assert tasks_of(plan_of(PLUMBER), PLUMBER)["days-to-paid-chase"] == "Invoices, chasing money, VAT"
    plan = plan_of(DEVELOPER)
    assert "software-drafted-code-bar" in {one.id for one in plan.projects}
    tasks = tasks_of(plan, DEVELOPER)
    assert tasks["coin-flip-trial"] == "implementing tickets (Python)"
    assert tasks["software-merge-rule"] == "Code review"


@pytest.mark.parametrize("name", [*WORKERS, *EVERYONE])
def test_what_keeps_breaking_is_only_mended_where_something_breaks(name: str) -> None:
    profile = WORKERS.get(name) or EVERYONE[name]
    tasks = tasks_of(plan_of(profile), profile)
    assert tasks.get("reliability-fix") not in {
        "obs and escalating deteriorating patients",
        "Chat, 3 at once",
        "Draft discovery responses",
        "Fitting bathrooms",
        "chase people for updates",
    }


@pytest.mark.parametrize(
    ("name", "move", "task"),
    [
        ("picker", "logistics-purse-at-the-desk", "sorting returns and damaged goods"),
        ("developer", "bot-quality-owner", "implementing tickets (Python)"),
        ("developer", "knowledge-base-owner", "implementing tickets (Python)"),
        ("developer", "benefits-owner", "meetings: standup, planning, retro"),
        ("teacher", "benefits-owner", "planning and making worksheets"),
        ("teacher", "edu-own-the-crossing", "emails to parents"),
        ("nurse", "health-link-role", "Drug rounds"),
    ],
)
def test_one_word_in_common_binds_nothing(name: str, move: str, task: str) -> None:
    profile = WORKERS[name]
    assert tasks_of(plan_of(profile, 8.0), profile).get(move) != task


def test_words_that_say_nothing_bind_nothing_and_make_a_short_plan() -> None:
    plan = plan_of(VAGUE)
    assert plan.moves[0].move == "week-log"
    assert not any(move.task_ids for move in plan.moves)
    assert plan.hours_planned <= 0.5 * USED * 4 * 12 + 1e-9


@pytest.mark.parametrize("name", [*WORKERS, *EVERYONE])
@pytest.mark.parametrize("hours", [None, 8.0])
def test_a_single_move_judged_poor_is_there_only_for_one_that_requires_it(name: str, hours: float | None) -> None:
    profile = WORKERS.get(name) or EVERYONE[name]
    plan = plan_of(profile, hours)
    told = {move for project in plan.projects for move in project.moves}
    required = {one for move in plan.moves for one in LIBRARY.moves[move.move].requires}
    asked = {one.id for one in LIBRARY.moves.values() if one.asks_ai}
    for move in plan.moves:
        template = LIBRARY.moves[move.move]
        if move.id in told or move.move in required | asked or template.first_for or template.always_for:
            continue
        assert 2 * move.readings.good >= move.readings.of, move.id


# What signs change


@pytest.mark.parametrize("name", WORKERS)
@pytest.mark.parametrize("hours", [1.0, 2.0, 4.0])
def test_a_sign_brings_readiness_into_the_first_week_and_changes_neither_story_nor_hours(
    name: str, hours: float
) -> None:
    quiet, seen = plan_of(WORKERS[name], hours), plan_of(replace(WORKERS[name], watch=SEEN), hours)
    ready = [move for move in seen.moves if LIBRARY.moves[move.move].readiness]
    assert ready
    assert min(move.milestones[0].due for move in ready) < TODAY + timedelta(days=7)
    assert [one.id for one in seen.projects] == [one.id for one in quiet.projects]
    assert seen.hours_planned <= quiet.hours_planned + 1e-9


@pytest.mark.parametrize("name", WORKERS)
def test_with_signs_seen_more_hours_never_count_less(name: str) -> None:
    profile = replace(WORKERS[name], watch=SEEN)
    counted = [plan_of(profile, hours).objective for hours in (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)]
    assert counted == sorted(counted)


def test_planning_anew_after_a_sign_keeps_what_was_begun_and_adds_no_hours() -> None:
    first = plan_of(COORDINATOR)
    move = first.moves[0]
    done = replace(move.milestones[0], state="done", done_on=TODAY)
    begun = replace(first, moves=(replace(move, milestones=(done, *move.milestones[1:])), *first.moves[1:]))
    again = build_plan(replace(COORDINATOR, watch=SEEN), LIBRARY, TODAY, previous=begun)
    assert again.moves[0].milestones[0] == done
    assert again.hours_planned <= first.hours_planned + 1e-9
    assert any(LIBRARY.moves[one.move].readiness for one in again.moves)


# When


def test_a_step_done_as_the_job_is_not_cut_and_weeks_pass_before_the_first_sitting() -> None:
    step = Milestone(id="six", title="Six new ones, after a month", due=TODAY, hours=0.8, done_when="Six.", lasts=4)
    first, last = sittings(step)
    assert (first.lasts, last.lasts) == (4, 0)
    assert first.hours <= SITTING
    assert "Twenty-five" not in first.done_when
    assert last.done_when == "Six."
    assert sittings(replace(step, as_job=True)) == (replace(step, as_job=True),)


@pytest.mark.parametrize("situation", ["notice", "laid_off"])
def test_whoever_is_leaving_has_their_steps_early(situation: str) -> None:
    leaving = replace(LAID_OFF, worker=replace(LAID_OFF.worker, situation=situation))
    plan = build_plan(leaving, LIBRARY, TODAY, weeks=36, hours=10.0)
    steps = [step for _, step in plan.milestones()]
    early = sum(step.hours for step in steps if step.due < TODAY + timedelta(days=28))
    assert early >= 0.7 * min(plan.hours_planned, USED * 10.0 * 4)
    for week in range(36):
        days = (TODAY + timedelta(days=7 * week), TODAY + timedelta(days=7 * week + 7))
        here = [step.hours for step in steps if days[0] <= step.due < days[1]]
        assert sum(here) <= USED * 10.0 + max(here, default=0.0) + 1e-9


def test_no_step_is_due_on_the_quiet_days_where_the_week_has_another() -> None:
    for start in (TODAY, TODAY - timedelta(days=3), date(2025, 12, 1), date(2027, 12, 6)):
        for week in range(10):
            day = due_day(start, week)
            assert day is not None
            assert (day.month, day.day) not in QUIET
            assert day.weekday() <= 4
    dues = {step.due for _, step in plan_of(COORDINATOR).milestones()}
    assert not {(day.month, day.day) for day in dues}.intersection(QUIET)
