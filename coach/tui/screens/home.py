"""Home: where one comes back to. The week, this week's steps, where one stands, what changed, what was logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static

from coach.session import Failure, measuring
from coach.tui.actions import bindings
from coach.tui.drawing import homewords as drawn
from coach.tui.screens.place import Place
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import count, duration

if TYPE_CHECKING:
    from coach.model.checkin import Attribution
    from coach.model.ledger import Amount, EntryKind
    from coach.model.measurement import Measurement
    from coach.model.plan import Milestone, PlannedMove
    from coach.session.months.today import Nudge

NOTHING_YET = (
    "Nothing here yet. Ten minutes, all on this computer:\n\n"
    "  2        type your week, with a first look\n"
    "  ctrl+o   no figures, please, only a plan; then 2"
)
NO_TASKS = "Your week has no tasks yet: 2."


class Home(Place):
    """A few things at a glance, and the steps of this week in hand."""

    scope = "home"
    ABOUT = """
Your week in tasks that could mostly run without you (█), speed up with you (▓) or are not reached (░); the steps of
this week; where you stand, as far as it is known; what changed since it was last measured; and the results you logged
this year, each kind for itself.

At most two things are suggested, and none of them is late. · is unknown, not zero. Nothing here is a score against
other people.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""  # the steps are taken in hand without scrolling the week out of view

    def __init__(self) -> None:
        super().__init__()
        self.measured: Measurement | None = None
        self.steps: list[tuple[PlannedMove, Milestone]] = []
        self.nudges: tuple[Nudge, ...] = ()
        self.changed: Attribution | None = None
        self.worth: dict[EntryKind, dict[str, Amount]] = {}
        self._looked = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="body", can_focus=False):
            with Vertical(id="home-left"):
                yield Static("", id="home-week", markup=False)
                yield Static("", id="home-standing", markup=False)
                yield Static("", id="home-changed", markup=False)
            with Vertical(id="home-right"):
                yield Static("", id="home-head", markup=False)
                yield Rows(id="home-rows")
                yield Static("", id="home-enough", markup=False)
                # where there is one column only these come behind the steps, not before them
                yield Static("", id="home-standing-below", markup=False)
                yield Static("", id="home-changed-below", markup=False)
                yield Static("", id="home-year", markup=False)

    async def show(self) -> None:
        self.measured = await self.desk.do(measuring.measurement, explain=False)
        self._draw()
        # the week stands; what the rest needs is loaded now
        from coach.session.months import today
        from coach.session.plan import plans

        has_plan = self.session.plan is not None
        self.steps = await self.desk.do(plans.this_week) if has_plan else []
        self.nudges = await self.desk.do(today.suggestions)
        self._show_steps()
        # what months came to is read from every year: it comes when it comes, and keys need not wait for it
        self.run_worker(self._look_back(), group="home", exclusive=True)

    async def _look_back(self) -> None:
        from coach.session.months import lookback
        from coach.session.results import ledger

        try:
            self.changed = await self.desk.do(lookback.since_measured)
            self.worth = await self.desk.do(ledger.this_year)
        except Failure as failure:
            self.coach.tell(failure)
            return
        self._looked = True
        self._draw_months()
        self.call_after_refresh(self._tighten)

    def _draw_months(self) -> None:
        for where in ("#home-changed", "#home-changed-below"):
            self._put(where, drawn.changed(self.changed, self._width(where), tight=self.has_class("-tight")))
        entries = [one for one in self.session.entries if one.date.year == self.session.today.year]
        known = self.session.profile is not None or bool(entries)
        self._put("#home-year", drawn.year(entries, self.worth, self._width("#home-year")) if known else "")

    def _tighten(self) -> None:
        """Where not everything fits, say it in fewer lines."""
        body = self.query_one("#body", VerticalScroll)
        if body.max_scroll_y > 0 and not self.has_class("-tight"):
            self.add_class("-tight")
            self._draw()
            if self._looked:
                self._draw_months()
            self.query_one(Rows).redraw()

    def _put(self, selector: str, words: Content | str) -> None:
        """Show words in a part, which takes no room while it has none."""
        part = self.query_one(selector, Static)
        part.update(words)
        part.set_class(not words, "-empty")

    def _width(self, selector: str) -> int:
        column = self.query_one(selector).parent  # a part that is empty has no width of its own
        return max(20, column.size.width if isinstance(column, Widget) else 0)

    def _draw(self) -> None:
        measured, plan = self.measured, self.session.plan
        none = measured is None or measured.hours <= 0
        if measured is None or none:
            self._put("#home-week", Content(NOTHING_YET if self.session.profile is None else NO_TASKS))
        else:
            self._put("#home-week", drawn.week(measured, self._width("#home-week")))
        tight = self.has_class("-tight") or self.has_class("-low")
        for where in ("#home-standing", "#home-standing-below"):
            words = "" if measured is None or none else drawn.standing(measured, plan, self._width(where), tight=tight)
            self._put(where, words)

    def _show_steps(self) -> None:
        plan, profile = self.session.plan, self.session.profile
        took = sum(step.hours for _move, step in self.steps)
        note = f"   {count(len(self.steps), 'step')}, about {duration(took)}" if self.steps else ""
        if not note and profile is not None and profile.tasks:
            note = "   all done; enough for this week" if plan is not None else "   no plan yet: p makes one"
        head = Content.assemble(("THIS WEEK", "bold $quiet"), (note, "$quiet")) if note else ""
        self._put("#home-head", head)
        rows: list[Row] = []
        told: set[str] = set()
        for move, step in self.steps:
            rows.append(drawn.step(step, "" if move.id in told else move.if_then, self))
            told.add(move.id)
        rows += drawn.done_this_week(plan, self.session.today) if plan is not None else []
        rows += [drawn.nudge(one, self) for one in self.nudges]
        self.query_one(Rows).show_rows(rows)
        enough = Content.assemble(("ENOUGH FOR TODAY?", "bold $quiet"), ("   Everything is saved.", "$quiet"))
        self._put("#home-enough", enough if self.steps else "")
        if self.focused is None and (self.steps or self.nudges):
            self.query_one(Rows).focus(scroll_visible=False)

    def on_resize(self, _event: Resize) -> None:
        self.remove_class("-tight")
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self._draw()
        if self._looked:
            self._draw_months()
        self.query_one(Rows).redraw()
        self.call_after_refresh(self._tighten)

    def on_key(self, event: Key) -> None:
        """A page up or down is the whole page's: the list of steps is short."""
        if event.key in ("pagedown", "pageup"):
            event.stop()
            event.prevent_default()
            body = self.query_one("#body", VerticalScroll)
            body.scroll_page_down(animate=False) if event.key == "pagedown" else body.scroll_page_up(animate=False)

    def _step(self) -> Milestone | None:
        here = self.query_one(Rows).here
        return next((step for _move, step in self.steps if step.id == here), None)

    def action_log(self) -> None:
        """Log a result."""
        from coach.tui.sheets.log import Log

        self.app.push_screen(Log())

    def action_done(self) -> None:
        """Mark the step under the cursor done."""
        from coach.tui.sheets.done import Done

        step = self._step()
        if step is not None:
            self.app.push_screen(Done(step))

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        from coach.tui.screens.plan import Plan

        step = self._step()
        if step is None:
            await self._follow(event.option_id or "")
            return
        await self.coach.action_go("plan")
        place = self.coach.place
        if isinstance(place, Plan):
            await place.renew()
            place.go_to(step.id)

    async def _follow(self, row: str) -> None:
        """Go where a suggestion is done."""
        found = next((one for one in self.nudges if drawn.nudge_id(one) == row), None)
        if found is None:
            return
        if found.place == "drill":
            await self.coach.action_drill()
        else:
            await self.coach.action_go(found.place)
