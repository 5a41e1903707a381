"""Small sheets over the plan: put a step off, word it anew, add one, pause, take over what a move changed, enough."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.changes import SetHours, ShiftHours
from coach.model.plan import Milestone, PlannedMove
from coach.session import safe
from coach.session.plan import plans
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.planrows import end_words
from coach.tui.entry import DAYS_HINT, read_day, read_hours
from coach.tui.sheets.form import Form, Part
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import count, day, duration

if TYPE_CHECKING:
    from coach.tui.screens.plan import Plan

WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)


class OfPlan(Sheet[None]):
    """Everything about a row of the plan; what can be done with it there can be done here, which closes the sheet."""

    scope = "step"
    BINDINGS: ClassVar[list[BindingType]] = bindings("step")

    def __init__(self, title: str, words: Content, plan: Plan) -> None:
        super().__init__(title)
        self._about, self._plan = words, plan

    def inside(self) -> ComposeResult:
        yield Static(self._about, markup=False)

    def works(self, action: str) -> bool | str:
        kind, _, name = action.partition(".")
        return super().works(action) if kind != "step" or name == "close" else self._plan.works(f"plan.{name}")

    def action_act(self, name: str) -> None:
        """Close, and do what the plan does by this name with the row it is on."""
        if self._plan.works(f"plan.{name}"):
            self.dismiss(None)
            self.app.call_later(self._plan.act, name)


class PutOff(Sheet[None]):
    """Until when a step may wait: a week, two, or a day of one's own."""

    scope = "putoff"
    BINDINGS: ClassVar[list[BindingType]] = bindings("putoff")
    DEFAULT_CSS = """
    PutOff Rows { height: auto; margin-top: 1; }
    PutOff Field { display: none; margin-top: 1; }
    """

    def __init__(self, step: Milestone, today: date) -> None:
        super().__init__("Put off")
        self.step, self.today = step, today
        # a step that is due later waits from its own day on: a week from today would put nothing off
        since = step.due if step.due > today + WEEK else today
        self.until = {"week": since + WEEK, "weeks": since + TWO_WEEKS}

    def inside(self) -> ComposeResult:
        yield Static(Content.styled(safe(self.step.title), "bold"), markup=False)
        yield Static("It will not be asked for until then; what comes after it moves along.", classes="quiet")
        yield Rows(id="putoff-rows")
        yield Field(id="putoff-day", placeholder=DAYS_HINT, most=40)

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.show_rows(
            [
                _way("week", f"a week, until {day(self.until['week'])}"),
                _way("weeks", f"two weeks, until {day(self.until['weeks'])}"),
                _way("day", "until another day"),
            ]
        )
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        until = self.until.get(event.option_id or "")
        if until is not None:
            self._put_off(until)
            return
        field = self.query_one(Field)
        field.display = True
        self.set_focus(field)

    def field_entered(self, field: Field) -> None:
        """Enter: the day that is typed."""
        until = read_day(field.value, self.today)
        if until is None:
            self.coach.say(f"A day as {DAYS_HINT}.")
        else:
            self._put_off(until)

    def field_browsed(self, _field: Field, by: int) -> None:
        """Up: back to the choices."""
        if by < 0:
            self.set_focus(self.query_one(Rows))

    def _put_off(self, until: date) -> None:
        self.run_worker(self._save(until), group="save")

    async def _save(self, until: date) -> None:
        before = self.coach.desk.session.plan
        if not await self.save("", plans.snooze, self.step.id, until):
            return
        self.dismiss(None)
        plan = self.coach.desk.session.plan
        end = end_words(plans.what_changed(before, plan), plan) if before is not None and plan is not None else ""
        self.coach.say(f"Put off until {day(until)}.{end} {key_of('app.undo')} takes it back.")


class Reword(Form):
    """A step in one's own words."""

    def __init__(self, step: Milestone) -> None:
        super().__init__("In your words", (Part("words", "What will you do?", value=step.title),))
        self.step = step
        self.kept_as = f"words of {self.step.id}"

    async def take(self, said: dict[str, str]) -> bool:
        """Save the words."""
        return await self.save(
            f"Saved in your words. {key_of('app.undo')} takes it back.", plans.reword, self.step.id, said["words"]
        )


class Add(Form):
    """A step of one's own."""

    kept_as = "a step"

    def __init__(self, today: date) -> None:
        super().__init__(
            "A step of your own",
            (
                Part("words", "What will you do?", "ask Anna for the list of exceptions"),
                Part("due", "By when? Empty: in a week.", DAYS_HINT, most=40),
                Part("hours", "How long may it take? Empty: half an hour.", "45m, 1.5", most=20),
                Part("done_when", "When is it done? May stay empty.", "the list lies in our folder"),
            ),
        )
        self.today = today

    async def take(self, said: dict[str, str]) -> bool:
        """Add it to the plan."""
        if not said["words"]:
            return self.amiss("words", "A step needs words: say what you will do.")
        due = read_day(said["due"], self.today) if said["due"] else self.today + timedelta(days=7)
        if due is None:
            return self.amiss("due", f"A day as {DAYS_HINT}.")
        hours = read_hours(said["hours"]) if said["hours"] else 0.5
        if hours is None:
            return self.amiss("hours", "Hours as 2, 1.5, 30m or 1:30, or leave it empty.")
        told = f"In your plan, and saved. {key_of('app.undo')} takes it back."
        return await self.save(told, plans.add_step, said["words"], due, hours, said["done_when"])


class Pause(Form):
    """Time without steps."""

    kept_as = "a pause"

    def __init__(self, today: date) -> None:
        super().__init__(
            "Pause",
            (
                Part("until", "Until when? Empty: for two weeks.", DAYS_HINT, most=40),
                Part("why", "What for? Only you see it, and it may stay empty.", "holiday"),
            ),
            "No step is due while you are away, and none is missed: the plan moves along, and everything stays.",
        )
        self.today = today

    async def take(self, said: dict[str, str]) -> bool:
        """Pause the plan from today."""
        until = read_day(said["until"], self.today) if said["until"] else self.today + TWO_WEEKS
        if until is None:
            return self.amiss("until", f"A day as {DAYS_HINT}.")
        keys = f"{key_of('plan.pause')} goes on before that, {key_of('app.undo')} takes it back."
        return await self.save(f"Paused until {day(until)}. {keys}", plans.pause, until, said["why"])


class Settle(Sheet[None]):
    """A move is closed: whether the week should say what it changed."""

    scope = "settle"
    BINDINGS: ClassVar[list[BindingType]] = bindings("settle")

    def __init__(self, move: PlannedMove) -> None:
        super().__init__("Every step of this is done")
        self.move = move

    def inside(self) -> ComposeResult:
        hours = any(isinstance(one, SetHours | ShiftHours) for one in self.move.changes)
        what = "what you own now, what you answered, and the hours that moved" if hours else "what you own now"
        without = key_of("settle.without")
        yield Static(
            Content.assemble(
                (safe(self.move.title), "bold"),
                f"\n\nShall your week and your standing say what it changed: {what}? It counts from then on, with the "
                "evidence you gave.\n\n",
                (f"Hours only where they have really moved; {without} leaves them as they are.", "$quiet")
                if hours
                else "",
            ),
            markup=False,
        )

    def action_take(self, hours: bool) -> None:
        """Take it over, with the hours that moved or without."""
        self.run_worker(self._save(hours), group="save")

    async def _save(self, hours: bool) -> None:
        said = f"Taken over, and saved. {key_of('app.undo')} takes it back."
        if await self.save(said, plans.settle, self.move.id, hours=hours):
            self.dismiss(None)


class Enough(Sheet[None]):
    """Enough for today: what was done, what comes next and when, and that it may wait."""

    scope = "enough"
    BINDINGS: ClassVar[list[BindingType]] = bindings("enough")

    def inside(self) -> ComposeResult:
        session = self.coach.desk.session
        plan = session.plan
        steps = [step for _move, step in plan.milestones()] if plan is not None else []
        done = [step for step in steps if step.done_on == session.today]
        results = sum(entry.date == session.today for entry in session.entries)
        ahead = next((step for step in steps if step.state == "open"), None)
        lines = [f"✓ {safe(step.title)}" for step in done]
        if results:
            lines.append(f"{count(results, 'result')} logged")
        today = "\n".join(lines) or "A look at the plan counts as well."
        parts: list[Content | str | tuple[str, str]] = [("TODAY", "bold $quiet"), "\n", today, "\n\n"]
        if ahead is not None:
            when = f"{day(ahead.due)}, {duration(ahead.hours)}"
            parts += [("NEXT", "bold $quiet"), f"\n{safe(ahead.title)}\n", (when, "$quiet"), "\n\n"]
        parts.append("That is enough for today. Everything is saved, and the rest keeps.")
        yield Static(Content.assemble(*parts), markup=False)


def _way(name: str, words: str) -> Row:
    return Row(name, lambda width: told(words, "", width, first=Content.styled(" ▸ ", "$accent")))
