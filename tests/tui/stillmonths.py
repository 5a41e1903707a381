"""The app after months and after ten years, on figures that stand still, for golden screens.

Run as a program in a pseudo-terminal: `python -m tests.tui.stillmonths newcomer|midway|decade|quiet`.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta

from coach.model.checkin import Attribution, Cause, CheckIn, Figures, Happening, Moved, Share, Snapshot, Standing
from coach.model.measurement import PILLARS, Band, Exposure, Measurement, Pillar, PillarId, Position
from coach.model.plan import Outcome, Plan
from coach.model.shelf import KnowledgeItem, KnowledgeOption, Obstacle
from coach.session import measuring, settings
from coach.session.months import checkin, lookback, today
from coach.session.months.checkin import Answered, Asking
from coach.session.months.lookback import Lookback
from coach.session.months.offering import Offer
from coach.session.months.today import Nudge
from coach.session.opening import Session, open_own
from coach.session.plan import plans
from coach.session.results import ledger
from coach.session.weeks import week
from coach.tui.app import run
from tests.tui.still import ROWS, TODAY, measured, plan_of

MODE = sys.argv[1] if len(sys.argv) > 1 else "midway"
QUARTERS = {"midway": 3, "quiet": 3, "decade": 40}
NUDGES = (
    Nudge("checkin", "A check-in is due: two minutes, and the week's steps are sorted.", "checkin"),
    Nudge("watch", "A quarter since you looked at the signs: ten minutes each, one is enough.", "evidence"),
)
LEVELS: dict[PillarId, tuple[int | None, ...]] = {
    "outcome": (None, 1, 3),
    "multiplier": (None, None, 2),
    "guardrails": (1, 1, 1),
    "scarce": (None, None, None),
    "depth": (2, 2, 3),
    "direction": (None, 0, 0),
    "ways-out": (None, 2, 2),
}


def figures(part: float) -> Figures:
    """Figures that fall slowly; `part` of the way, 0–1."""
    value = 0.64 - 0.2 * part
    return Figures(
        exposure=Exposure(value, value - 0.14, value + 0.15, value - 0.2, value + 0.19),
        displaceable=Band(0.35, 0.25, 0.46),
        augmentable=Band(0.33, 0.24, 0.42),
        human=Band(0.32, 0.22, 0.43),
        hours=40.0,
        position=Standing(value=0.3, low=0.3, high=0.7, known=5),
    )


def attribution(since: date) -> Attribution:
    """Three causes, one of them news."""
    return Attribution(
        since=since,
        until=TODAY,
        figures=(Moved("exposure", 0.58, 0.52), Moved("displaceable_hours", 16.0, 12.5), Moved("position", 0.3, 0.4)),
        causes=(
            Cause(
                "own-refunds",
                "work",
                "you own refund exceptions now",
                (Share("displaceable_hours", -3.0), Share("exposure", -0.05)),
            ),
            Cause("triage", "standing", "triage is the bot's; its quality is yours", (Share("position", 0.1),)),
            Cause("E3", "told", "who takes it from software", (Share("displaceable_hours", -0.5),), news=True),
        ),
    )


def looked_back(session: Session) -> Lookback:
    """Months or ten years, made by hand."""
    many = QUARTERS[MODE]
    assert session.profile is not None
    days = [TODAY - timedelta(days=91 * (many - at)) for at in range(many)]
    snapshots = tuple(
        Snapshot(
            id=f"m{at}",
            date=day,
            why="the first measurement" if at == 0 else "a quarter",
            profile=session.profile,
            figures=figures(at / many),
        )
        for at, day in enumerate(days)
    )
    kinds = ("checkin", "entry", "milestone")
    words = ("check-in, 2 done, 3 h", "first replies in 5 h instead of 9 h", "Write down the refund guardrail")
    lines = 2600 if MODE == "decade" else 24
    happened = tuple(
        Happening(TODAY - timedelta(days=3 * at // 2), kinds[at % 3], f"h{at}", words[at % 3])  # type: ignore[arg-type]
        for at in range(lines)
    )
    return Lookback(
        since=days[0],
        snapshots=snapshots,
        now=figures(1.0),
        levels={
            name: tuple((day, steps[min(2, 3 * at // many)]) for at, day in enumerate([*days, TODAY]))
            for name, steps in LEVELS.items()
        },
        changed=attribution(days[-1]),
        hours=1820.0 if MODE == "decade" else 31.5,
        checkins=520 if MODE == "decade" else 14,
        happened=happened,
        outcomes=(
            Outcome(
                id="draft:x",
                move="draft",
                title="Draft, check, send: the fourteen hours of tickets another way",
                on=TODAY - timedelta(days=9),
                guessed_hours=5.0,
                actual_hours=7.0,
            ),
        ),
        pace=1.4,
    )


def standing(before: Measurement) -> Measurement:
    """The measurement with pillars known."""
    pillars = tuple(
        Pillar(name, LEVELS[name][2] or 0, LEVELS[name][2] is not None, name == "multiplier") for name in PILLARS
    )
    return replace(before, position=Position(0.4, 0.3, 0.6, 6, pillars))


def asked(session: Session) -> Asking:
    """A check-in about the plan's steps, three obstacles and one small question."""
    plan = session.plan
    assert plan is not None
    names = ("no half hour came free", "something urgent came first", "the step was bigger than it looked")
    return Asking(
        since=TODAY - timedelta(days=8),
        weeks=1,
        steps=tuple(pair for pair in plan.milestones() if pair[1].state == "open")[:2],
        done=(plan.milestones()[0][1],),
        obstacles=tuple(
            Obstacle(id=f"o{at}", name=name, hears="", if_then="", smaller="", smaller_done="")
            for at, name in enumerate(names)
        ),
        recall=(
            KnowledgeItem(
                id="k",
                area="judging",
                situation="A draft reads well and names a rule you do not know.",
                ask="What do you do first?",
                options=(
                    KnowledgeOption(text="Send it: it reads well", why="Polish says nothing about truth."),
                    KnowledgeOption(text="Look the rule up", why="What reads well is checked least.", right=True),
                ),
                skill="checking",
            ),
        ),
        paused_until=None,
    )


def answered(session: Session, **_told: object) -> Answered:
    """What a check-in led to: an obstacle named twice."""
    plan = session.plan
    assert plan is not None
    step = plan.milestones()[1][1]
    return Answered(
        checkin=CheckIn(id="now", date=TODAY, done=(step.id,), hours=2.0, obstacles=("o0",)),
        entry=None,
        hears=("A week that is full stays full; the half hour has to be in it before it starts.",),
        offers=(
            Offer("if_then:o0", "if_then", "If I look at next week on Friday, then I put 25 minutes in first."),
            Offer("smaller:o0", "smaller", "The first 25 minutes of it, and stop there."),
        ),
        carried=(step,),
        next_on=TODAY + timedelta(days=13),
    )


def opener() -> Session:
    """A session whose figures stand still."""
    session = open_own()
    if MODE == "newcomer":
        return session
    if session.profile is None:
        week.set_title(session, "Customer support agent", "43-4051.00")
        week.add_tasks(session, [(text, hours) for text, hours, *_ in ROWS])
        week.set_facts(session, situation="employed", aim="stay", ai_rules="approved", hours_per_week=40)
        ledger.log_win(session, "first replies in 5 h instead of 9 h", kind="quality")
        line = ledger.log_win(session, "a contractor line ended", kind="cash")
        ledger.change_entry(
            session, line.id, at_least="9000", likely="12000", unit="USD", per="year", since="2026-01-01"
        )
        ledger.log_win(session, "3 h a week, spent on churn calls", kind="capacity")
    assert session.profile is not None
    if MODE == "quiet":
        settings.change(session, figures=False)
    still = standing(measured([task.id for task in session.profile.tasks]))
    plan: Plan = plan_of(still)
    session.plan = plan
    measuring.measurement = lambda _session, **_how: still
    plans.current_plan = lambda session: session.plan or plan
    lookback.lookback = looked_back
    lookback.since_measured = lambda session: attribution(session.today - timedelta(days=91))
    today.suggestions = lambda session: NUDGES if session.profile else ()
    checkin.ask = asked
    checkin.check_in = answered
    return session


if __name__ == "__main__":
    sys.exit(run(opener))
