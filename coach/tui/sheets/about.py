"""About you: four quick picks and two amounts of hours. Each is saved as it is chosen, and each may stay open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.model.profile import Profile
from coach.session import Failure
from coach.session.weeks import week
from coach.tui.actions import bindings, key_of
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.choice import Choice
from coach.tui.words import AI_RULES, AIM, SITUATION, hours, number

WEEK_HOURS = (16.0, 20.0, 30.0, 35.0, 37.5, 40.0, 45.0)
LEARN_HOURS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
AMOUNTS = ("hours_per_week", "learning_hours_per_week")
RECORD_ANSWERS = {"free": "yes", "masked": "ratios and indices only", "none": "no"}


class About(Sheet[None]):
    """The picks that make a plan this person's."""

    scope = "about"
    BINDINGS: ClassVar[list[BindingType]] = bindings("about")

    def __init__(self, profile: Profile) -> None:
        super().__init__("About you")
        self.profile = profile

    def inside(self) -> ComposeResult:
        worker = self.profile.worker
        yield Choice("situation", "Where do you stand?", _answers(SITUATION), worker.situation)
        yield Choice("aim", "What is your aim?", _answers(AIM), worker.aim)
        yield Choice("ai_rules", _rules_asked(worker.situation), _answers(AI_RULES), worker.ai_rules)
        yield Choice(
            "record_rules", "May figures about the work be written down?", _answers(RECORD_ANSWERS), worker.record_rules
        )
        yield Choice(
            "learning_hours_per_week",
            "Hours a week for the plan (open: 4 h)",
            _amounts(LEARN_HOURS, worker.learning_hours_per_week),
            _amount(worker.learning_hours_per_week),
        )
        yield Choice(
            "hours_per_week",
            "Hours in your week (open: the sum of your tasks)",
            _amounts(WEEK_HOURS, worker.hours_per_week),
            _amount(worker.hours_per_week),
        )
        yield Static(
            f"Anything may stay open; backspace opens it again. Then the questions: {key_of('about.questions')}.",
            classes="quiet",
            markup=False,
        )

    def on_mount(self) -> None:
        self.query(Choice).first().focus()

    async def on_choice_made(self, event: Choice.Made) -> None:
        if event.fact == "situation":
            self.query_one("#choice-ai_rules", Choice).ask(_rules_asked(event.value))
        value = None if event.value is None else float(event.value) if event.fact in AMOUNTS else event.value
        try:
            await self.coach.desk.do(lambda session: week.set_facts(session, **{event.fact: value}))
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()


def _rules_asked(situation: str | None) -> str:
    gone = situation in ("laid_off", "returning")
    return "What did your last employer say about AI?" if gone else "What does your employer say about AI?"


def _answers(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(words.items())


def _amount(value: float | None) -> str | None:
    return None if value is None else number(value)


def _amounts(offered: tuple[float, ...], told: float | None) -> list[tuple[str, str]]:
    every = sorted({*offered, *([told] if told is not None else [])})
    return [(number(value), hours(value)) for value in every]
