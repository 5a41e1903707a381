"""The app on figures that stand still, for golden screens: layout is tested here, estimates elsewhere.

Run as a program in a pseudo-terminal by the tests of golden screens: `python -m tests.tui.still MODE`, a newcomer, a
worker with a plan, or one with ten years behind them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

from coach.model.ledger import Entry, Pair
from coach.model.measurement import (
    PILLARS,
    Band,
    Exposure,
    Measurement,
    Pillar,
    Position,
    Published,
    Reason,
    TaskMeasure,
    Typical,
)
from coach.model.plan import Gain, Measure, Milestone, Plan, PlannedMove, Project, Readings, Waiting
from coach.model.profile import Asset, Looked, Workflow
from coach.model.shelf import GrowingRole, Indicator, Signal, Skill, SkillLevel
from coach.session import evidence, measuring, searching
from coach.session.evidence import Evidence, Fact
from coach.session.months import watching
from coach.session.months.watching import Watched
from coach.session.opening import Session, open_own
from coach.session.plan import directions, plans, whatif
from coach.session.plan.directions import BridgeStep, Way
from coach.session.plan.whatif import WhatIf
from coach.session.questions import asking
from coach.session.questions.asking import ALWAYS, Asked
from coach.session.results import ledger, skills
from coach.session.results.skills import Rated
from coach.session.sources import Source
from coach.session.weeks import starting, week
from coach.session.weeks.starting import Start
from coach.storage.kinds.entries import write_entries
from coach.tui.app import run

TODAY = date(2026, 11, 21)
ROWS = (
    ("answer tier-1 tickets from macros", 14.0, 0.66, 0.58, 0.32),
    ("answer web chats", 8.0, 0.71, 0.52, 0.41),
    ("calm down angry callers", 4.0, 0.14, 0.05, 0.15),
    ("decide refunds and exceptions outside the rules with the shop", 4.0, 0.31, 0.12, 0.33),
    ("keep the help articles right", 3.0, 0.83, 0.31, 0.62),
    ("stand-up and team meetings", 3.0, 0.08, 0.02, 0.1),
    ("sit with new joiners on their first calls", 2.5, 0.18, 0.04, 0.2),
    ("see [/etc/passwd] [/] and why it fails", 1.5, 0.55, 0.2, 0.5),
)
WORDS = "the words, as raters of 2023 judged public tasks"


def measured(profile_ids: list[str]) -> Measurement:
    """The measurement of ROWS, made by hand."""
    tasks = tuple(
        TaskMeasure(
            name,
            text,
            hours,
            Exposure(value, max(0.0, value - 0.25), min(1.0, value + 0.22), value * 0.6, min(1.0, value * 1.3)),
            run_alone + speeds,
            run_alone,
            speeds,
            1 - run_alone - speeds,
            abs(value - 0.5) > 0.3,
            (Reason("“tickets”", 0.09, WORDS), Reason("“angry”", -0.07, WORDS)),
            (Reason("Would whoever receives it take it from software?", -0.21, "your answer; our judgement"),),
        )
        for name, (text, hours, value, run_alone, speeds) in zip(profile_ids, ROWS, strict=True)
    )
    unknown = Position(0, 0, 1, 0, tuple(Pillar(one, 0, False, False) for one in PILLARS))
    return Measurement(
        Exposure(0.52, 0.37, 0.67, 0.24, 0.71),
        Band(0.35, 0.25, 0.46),
        Band(0.33, 0.24, 0.42),
        Band(0.32, 0.22, 0.43),
        40.0,
        tasks,
        unknown,
        (),
        (Published("eloundou-human", 0.52, 2023, "U.S. occupations", "Eloundou et al., Science 2024", "MIT"),),
        Typical("43-4051.00", 0.49, 71.0),
    )


def plan_of(before: Measurement) -> Plan:
    """A small plan with every kind of row."""

    def steps(name: str, weeks: tuple[int, ...]) -> tuple[Milestone, ...]:
        return tuple(
            Milestone(
                id=f"{name}-{number}",
                title=f"Step {number} of it, told in the plain words that a person would use for it",
                due=TODAY + timedelta(days=7 * at - 1),
                hours=0.75,
                done_when="One line somebody else can read.",
                state="done" if at == 0 else "open",
                done_on=TODAY if at == 0 else None,
            )
            for number, at in enumerate(weeks, 1)
        )

    def move(name: str, title: str, phase: str, weeks: tuple[int, ...]) -> PlannedMove:
        return PlannedMove(
            id=f"{name}:{before.tasks[0].id}",
            move=name,
            title=title,
            why="because 14 of your 40 hours go there, and what it costs is known to nobody",
            phase=phase,  # type: ignore[arg-type]
            task_ids=(before.tasks[0].id,),
            hours=0.75 * len(weeks),
            needs_ai=False,
            control="self",
            gain=Gain(displaceable=-0.05, hours=2, hours_low=1, hours_high=3, objective=1),
            side_effect="It may also make this easier to automate.",
            readings=Readings(27, 30),
            if_then="If it is Tuesday nine o'clock, then I start the timer before the first reply.",
            milestones=steps(name, weeks),
        )

    return Plan(
        start=TODAY,
        horizon_weeks=12,
        hours_per_week=4,
        hours_planned=5.25,
        objective=1,
        before=before,
        expected=before,
        moves=(
            move("baseline", "Time ten replies from macros, as they are", "accept", (0, 1, 1)),
            move("draft", "Draft, check, send: the fourteen hours of tickets another way", "learn", (3, 5)),
            move("quality", "Own the quality of refunds", "reconstruct", (8, 11)),
        ),
        short_answer="About 14 of your 40 hours could mostly run without you; the plan takes 5 of them over 12 weeks.",
        rules=("Never paste a customer's name into a tool nobody approved.",),
        not_now=(Waiting("teach:week", "waits until the trial is done"),),
    )


def questions_of(session: Session) -> tuple[Asked, ...]:
    """One question about a task and one about the worker, as long as they are not answered."""
    assert session.profile is not None
    task = session.profile.tasks[0]
    asked = (
        Asked(
            "E3",
            "task",
            task.id,
            f"{task.text}, {task.hours:g} h",
            "Would whoever receives it take it from software?",
            "Work people want from a person changes later, whatever the tool can do.",
            "Our judgement.",
            (
                ("nobody", "Nobody would notice"),
                ("simple", "Yes, for simple cases"),
                ("insist", "Most insist on a person, and would go elsewhere or complain if they found out it was none"),
                ("must", "It must be a person: law, trust or care"),
                *ALWAYS,
            ),
            0.2,
        ),
        Asked("P4", "worker", None, "", "You are away for a month?", "It shows.", "Our judgement.", ALWAYS, 0.0),
    )
    return tuple(one for one in asked if one.question_id not in (*task.answers, *session.profile.answers))


def tried(session: Session, hours: Sequence[tuple[str, float]] = (), *_moves: object, **_known: object) -> WhatIf:
    """The week with other hours, its figures as they are."""
    profile = session.profile
    assert profile is not None
    told = dict(hours)
    tasks = tuple(replace(task, hours=told.get(task.id, task.hours)) for task in profile.tasks)
    freed = profile.listed_hours - sum(task.hours for task in tasks)
    still = measured([task.id for task in profile.tasks])
    return WhatIf(still, still, replace(profile, tasks=tasks), (), freed, unsaid=freed)


def signal(name: str, text: str, published: str) -> Signal:
    """A signal made by hand."""
    return Signal(
        id=name,
        text=text,
        period="2020 to 2021",
        published=published,
        source="Somebody, 'A study'",
        status="confirmed",
        standing="primary",
        confidence="high",
        caveat="One firm only.",
    )


def evidence_of(_session: Session) -> Evidence:
    """A little of everything."""
    role = GrowingRole(
        id="analyst", name="People analyst", does="Answers.", fusion=True, skills=(), families=(), bridge=()
    )
    return Evidence(
        family="customer",
        family_name="Customer and sales",
        facts=(
            Fact(
                signal("new", "Agents with an assistant solved 15% more problems an hour.", "March 2026"), False, True
            ),
            Fact(signal("old", "A bank took back its decision to end 45 service roles.", "May 2021"), True, True),
            Fact(signal("law", "See [/etc/passwd] [/]: a law without a day.", "section 17"), None, False),
        ),
        growing=(role,),
        sources=(Source("one", "One index", "What it measures", "Somebody", "MIT", 2023, "U.S.", ()),),
    )


def watched_of(session: Session) -> tuple[Watched, ...]:
    """The one sign, with what was found when it was last looked for."""
    sign = Indicator(
        id="notices",
        name="Notices and filings",
        look="Search your employer's name in the official list of notices.",
        where_us="Your state's notice page.",
        where_else="The works council.",
        seen_when="Your employer appears.",
        then="Do the notice-day drill.",
    )
    found = session.profile.watch.get("notices") if session.profile is not None else None
    return (Watched(sign, found, found is None),)


def ways_of(_session: Session, **_how: object) -> tuple[Way, ...]:
    """Two ways on, made by hand."""
    step = BridgeStep("market-scan:week", "market-scan", "Count the openings within your reach", 1.5, "self", False)
    role = Way(
        id="analyst",
        kind="fusion",
        name="People analyst",
        does="Answers questions about people with figures.",
        why=("You write the weekly report already.",),
        task_ids=(),
        skills=("briefing",),
        bridge=(step,),
        caveat="One study only.",
    )
    return role, replace(role, id="same-job", kind="same_job", name="The same job in a hospital", does="")


def rated_of(_session: Session) -> tuple[Rated, ...]:
    """Two skills, one of them rated."""
    levels = tuple(
        SkillLevel(level=level, behaviour=f"Does it at level {level}, in words one can check.", hours=2.0, examples={})
        for level in range(5)
    )
    skill = Skill(
        id="briefing", name="Briefing clearly", area="description", why="A vague brief comes back vague.",
        levels=levels, evidence=("A brief somebody else could work from",), course="None.",
    )  # fmt: skip
    return (
        Rated(skill, 2, levels[3].behaviour, "The macro for late parcels, with what must not be promised."),
        Rated(replace(skill, id="checking", name="Checking what comes out"), None, levels[1].behaviour, ""),
    )


def starts_of(_session: Session, typed: str = "", **_how: object) -> tuple[Start, ...]:
    """Two roles to start from."""
    every = (
        Start("agent", "Customer support agent, tickets and chat", "support agent", "43-4051.00", "Customer and sales",
              tuple((text, hours) for text, hours, *_ in ROWS[:4])),
        Start("nurse", "Ward nurse in a hospital", "ward nurse", "29-1141.00", "Health and care", (("rounds", 12.0),)),
    )  # fmt: skip
    return tuple(one for one in every if typed in one.name.lower())


def lived(session: Session) -> None:
    """Ten years: two thousand results, steps in every state, ways of working, assets, a sign looked for."""
    profile = session.profile
    assert profile is not None
    pairs = tuple(Pair(on=TODAY, minutes_with=20 + at, minutes_without=30 + at) for at in range(6))
    flows = (
        Workflow(id="draft", title="Draft from the macro, check, send", guardrail="two of ten read in full",
                 trial=pairs, taught_to=3, on=TODAY, task=profile.tasks[0].id),
        Workflow(id="sort", title="Sort the queue [before] the first reply", needs_ai=True, tool="the approved one",
                 recheck_on=TODAY - timedelta(days=3)),
    )  # fmt: skip
    assets = (Asset(id="list", title="The list of odd cases nobody else has", kind="knowledge", groups=3, on=TODAY),)
    looked = {"notices": Looked(state="seen", on=TODAY - timedelta(days=40), saw="two notices [in] October")}
    session.save_profile("a decade", replace(profile, workflows=flows, assets=assets, watch=looked))
    for year in range(2017, 2027):
        entries = [
            Entry(
                id=f"result-{year}-{at}",
                text=f"Found the fault behind {at} angry calls and wrote it up for the developers",
                date=date(year, 1, 1) + timedelta(days=at),
                kind=("cash", "capacity", "quality")[at % 3],
                at_least=10.0 if at % 3 == 1 else None,
                likely=14.0 if at % 3 == 1 else None,
                unit="h" if at % 3 == 1 else None,
                use="calls to customers who left" if at % 3 == 1 else None,
                validated_by="Ana, team lead" if at % 7 == 0 else None,
            )
            for at in range(200)
        ]
        name = f"ledger/{year}.toml"
        session.save(f"the year {year}", {name: write_entries(entries, session.document(name))})
    session.load()


def lived_plan(plan: Plan) -> Plan:
    """The plan with steps done, put off and left out, one of the worker's own, and what waits."""
    first, second, third = plan.moves
    late = second.milestones
    second = replace(
        second,
        milestones=(replace(late[0], state="snoozed", snoozed_until=TODAY + timedelta(days=30)), *late[1:]),
    )
    third = replace(third, milestones=(replace(third.milestones[0], state="dropped"), *third.milestones[1:]))
    done = replace(first.milestones[0], evidence="the table in our folder [x]", actual_hours=1.25)
    own = PlannedMove(
        id="own:ask-anna", move="own", title="Ask Anna for the list of exceptions", why="You put it in.", phase="learn",
        task_ids=(), hours=0.5, needs_ai=False, control="self", gain=Gain(), side_effect="", readings=Readings(0, 0),
        if_then="",
        milestones=(
            Milestone(id="own:ask-anna:1", title="Ask Anna for the list of exceptions", due=TODAY + timedelta(days=9),
                      hours=0.5, done_when="You call it done.", own_words=True),
        ),
    )  # fmt: skip
    return replace(
        plan,
        moves=(replace(first, milestones=(done, *first.milestones[1:])), second, own, third),
        pace=1.2,
        dropped=("market-scan",),
        not_now=(
            Waiting("teach:week", "Teach the evening shift. It works on the same thing, and comes after that."),
        ),
        projects=(
            Project(
                id="refunds", title="The cases no macro covers, decided at your desk", story="You rule on the rest.",
                task_ids=(), moves=(first.id,), checkpoint="End of week 6.", stop_rule="Complaints rise.",
                first_step="May I start on Monday?",
                measures=(Measure(name="Cases passed up", baseline="a count", target="fewer", whom="the lead"),),
            ),
        ),
    )  # fmt: skip


def stand_still(session: Session) -> None:
    """Put stand-ins for what the engine and the shelf would say."""
    assert session.profile is not None
    still = measured([task.id for task in session.profile.tasks])
    moves = plan_of(still).moves
    session.plan = plan_of(still)
    put(
        (measuring, "measurement", lambda _session, **_how: still),
        (asking, "to_ask", questions_of),
        (evidence, "evidence", evidence_of),
        (watching, "watch", watched_of),
        (directions, "directions", ways_of),
        (skills, "skills", rated_of),
        (whatif, "what_if", tried),
        (whatif, "on_offer", lambda _session: moves),
        (plans, "current_plan", lambda _session: session.plan),
        (searching, "_shelf", lambda _session: iter(())),
    )


def put(*stand_ins: tuple[ModuleType, str, object]) -> None:
    """Put each in the place of a module's own."""
    for module, name, stand_in in stand_ins:
        setattr(module, name, stand_in)


def opener() -> Session:
    """A session whose figures stand still."""
    session = open_own()
    put((starting, "starts", starts_of), (starting, "usual_tasks", lambda *_told, **_how: ()))
    if sys.argv[1] == "newcomer":
        put(
            (measuring, "estimate", lambda *_told, **_how: ()),
            (week, "suggestions", lambda *_told, **_how: []),
            (evidence, "evidence", evidence_of),
            (watching, "watch", watched_of),
        )
        return session
    if session.profile is None:
        week.set_title(session, "Customer support agent", "43-4051.00")
        week.add_tasks(session, [(text, hours) for text, hours, *_ in ROWS])
        week.set_facts(session, situation="employed", aim="stay", ai_rules="approved", hours_per_week=40)
        ledger.log_win(session, "first replies in 5 h instead of 9 h", kind="quality")
    if sys.argv[1] == "decade":
        lived(session)
    stand_still(session)
    if sys.argv[1] == "decade" and session.plan is not None:
        session.plan = lived_plan(session.plan)
    else:
        put((watching, "renewals", lambda _session: ()))
    return session


if __name__ == "__main__":
    sys.exit(run(opener))
