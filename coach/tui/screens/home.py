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
from coach.tui.actions import bindings, key_of
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

MOST_STEPS = 3  # as many as a week's page shows; the plan has them all
ALL = 1000
# how closely it is said, closer as long as not all of it fits: where one stands in fewer lines; no empty lines between
# the parts; each step on one line
LEVELS = ("", "-snug", "-close", "-tight")
CLOSE = LEVELS.index("-close")


def nothing_yet() -> str:
    """Where to begin."""
    week, figures = key_of("go.week"), key_of("app.figures")
    return (
        "Nothing here yet. Ten minutes, all on this computer:\n\n"
        f"  {week:<7}  type your week, with a first look\n"
        f"  {figures:<7}  no figures, please, only a plan; then {week}"
    )


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
        self.due: list[tuple[PlannedMove, Milestone]] = []  # all of this week's
        self.steps: list[tuple[PlannedMove, Milestone]] = []  # those that are shown
        self.level = 0  # how closely it is said, of LEVELS
        self.nudges: tuple[Nudge, ...] = ()
        self.changed: Attribution | None = None
        self.worth: dict[EntryKind, dict[str, Amount]] = {}
        self._rested = False  # whether the plan and this week's steps are there
        self._looked = False  # whether what months came to is there
        self._fitting = False

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
        self._draw_week()
        # the week is painted while the plan is read; keys wait for the steps, which they may be about
        self.run_worker(self._rest(), group="enter")

    async def _rest(self) -> None:
        from coach.session.months import today
        from coach.session.plan import plans

        try:
            plan = await self.desk.do(plans.kept_plan)
        except Failure as failure:
            self.coach.end(failure)
            return
        try:
            self.due = await self.desk.do(plans.this_week, ALL) if plan is not None else []
            self.steps = self.due[:MOST_STEPS]
            self.nudges = await self.desk.do(today.suggestions)
        except Failure as failure:
            self.coach.tell(failure)
            return
        self._rested = True
        self._draw_standing()
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
        self._fit_soon()

    def _draw_months(self) -> None:
        close = self.level >= CLOSE
        for where in ("#home-changed", "#home-changed-below"):
            self._put(where, drawn.changed(self.changed, self._width(where), tight=close))
        entries = [one for one in self.session.entries if one.date.year == self.session.today.year]
        known = self.session.profile is not None or bool(entries)
        words = drawn.year(entries, self.worth, self._width("#home-year"), tight=close) if known else ""
        self._put("#home-year", words)

    def _fit_soon(self) -> None:
        """See whether all of it fits, once it is laid out: the parts first, then what holds them."""
        if not self._fitting:
            self._fitting = True
            self.call_after_refresh(self.call_after_refresh, self._tighten)

    def _tighten(self) -> None:
        """Where not everything fits, say it more closely, step by step."""
        self._fitting = False
        if not self._looked:
            return  # what months came to is still to come, and asks again
        body = self.query_one("#body", VerticalScroll)
        if body.max_scroll_y > 0 and self.level + 1 < len(LEVELS):
            self._say_at(self.level + 1)
            self._redraw()

    def _say_at(self, level: int) -> None:
        """Say it as closely as `level`."""
        self.level = level
        for at, name in enumerate(LEVELS[1:], 1):
            self.set_class(at <= level, name)

    def _put(self, selector: str, words: Content | str) -> None:
        """Show words in a part, which takes no room while it has none."""
        part = self.query_one(selector, Static)
        part.update(words)
        part.set_class(not words, "-empty")

    def _width(self, selector: str) -> int:
        column = self.query_one(selector).parent  # a part that is empty has no width of its own
        return max(20, column.size.width if isinstance(column, Widget) else 0)

    def _draw_week(self) -> None:
        measured = self.measured
        if measured is None or measured.hours <= 0:
            no_tasks = f"Your week has no tasks yet: {key_of('go.week')}."
            self._put("#home-week", Content(nothing_yet() if self.session.profile is None else no_tasks))
        else:
            self._put("#home-week", drawn.week(measured, self._width("#home-week")))

    def _draw_standing(self) -> None:
        """Where one stands, which needs the plan to be read."""
        measured, plan, tight = self.measured, self.session.plan, self.level > 0
        known = measured if measured is not None and measured.hours > 0 else None
        for where in ("#home-standing", "#home-standing-below"):
            self._put(where, drawn.standing(known, plan, self._width(where), tight=tight) if known is not None else "")

    def _show_steps(self) -> None:
        plan, profile = self.session.plan, self.session.profile
        took = sum(step.hours for _move, step in self.due)
        note = ""
        if len(self.due) > len(self.steps):
            note = f"   {len(self.steps)} of {len(self.due)} steps, {duration(took)} in all"
        elif self.steps:
            note = f"   {count(len(self.steps), 'step')}, about {duration(took)}"
        elif profile is not None and profile.tasks:
            none = f"   no plan yet: {key_of('home.plan')} makes one"
            note = none if plan is None else "   all done; enough for this week"
        head = Content.assemble(("THIS WEEK", "bold $quiet"), (note, "$quiet")) if note else ""
        self._put("#home-head", head)
        rows: list[Row] = []
        told: set[str] = set()
        for move, step in self.steps:
            rows.append(drawn.step(step, "" if move.id in told else move.if_then, self))
            told.add(move.id)
        rows += drawn.done_this_week(plan, self.session.today, self) if plan is not None else []
        rows += [drawn.nudge(one, self) for one in self.nudges]
        self.query_one(Rows).show_rows(rows)
        enough = Content.assemble(("ENOUGH FOR TODAY?", "bold $quiet"), ("   Everything is saved.", "$quiet"))
        self._put("#home-enough", enough if self.steps else "")
        if self.focused is None and (self.steps or self.nudges):
            self.query_one(Rows).focus(scroll_visible=False)

    def on_resize(self, _event: Resize) -> None:
        self._say_at(0)
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self._draw_week()
        if self._rested:
            self._draw_standing()
        if self._looked:
            self._draw_months()
        self.query_one(Rows).redraw()
        self._fit_soon()

    def on_key(self, event: Key) -> None:
        """A page up or down is the whole page's: the list of steps is short."""
        if event.key in ("pagedown", "pageup"):
            event.stop()
            event.prevent_default()
            body = self.query_one("#body", VerticalScroll)
            body.scroll_page_down(animate=False) if event.key == "pagedown" else body.scroll_page_up(animate=False)

    def works(self, action: str) -> bool | str:
        """What can be done with the row under the cursor, and with a week, if there is one."""
        if action == "home.done":
            return self._step() is not None
        if action == "home.open":
            return self.query_one(Rows).here is not None
        if action == "home.checkin" and self.app.size.width < 80:
            return self.has_week and "check in"
        if action in ("home.plan", "home.questions", "home.checkin"):
            return self.has_week
        return True

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
            place.open_step(step.id)

    async def _follow(self, row: str) -> None:
        """Go where a suggestion is done."""
        found = next((one for one in self.nudges if drawn.nudge_id(one) == row), None)
        if found is None:
            return
        if found.place == "drill":
            await self.coach.action_drill()
        else:
            await self.coach.action_go(found.place)
