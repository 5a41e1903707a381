"""Home: where one comes back to. The week, this week's steps, where one stands, what was logged this year."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from coach.model.ledger import Entry
from coach.model.measurement import PILLAR_NAMES, Measurement, Pillar
from coach.model.plan import Milestone, PlannedMove
from coach.session import measuring, plans
from coach.tui.actions import bindings
from coach.tui.screens.done import Done
from coach.tui.screens.place import Place
from coach.tui.widgets.bars import clip, legend, told, week_bar
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import UNKNOWN, count, day, duration, figure, number

NEWCOMER = "Nothing here yet. Your week comes first: 2. Ten minutes to a plan, and everything stays on this computer."
KINDS = {"cash": "cash", "capacity": "capacity", "quality": "quality", "unsorted": "not sorted yet"}
MOST_ENTRIES = 4


class Home(Place):
    """Four things at a glance, and the steps of this week in hand."""

    scope = "home"
    ABOUT = """
Your week in tasks that could mostly run without you (█), speed up with you (▓) or are not reached (░); the steps of
this week; where you stand, as far as it is known; and the results you logged this year.

· is unknown, not zero. Nothing here is a score against other people.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("home")
    CSS_PATH = "home.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.measured: Measurement | None = None
        self.steps: list[tuple[PlannedMove, Milestone]] = []

    def body(self) -> ComposeResult:
        with Grid(id="body"):
            yield Static("", id="home-week", markup=False)
            with Vertical(id="home-steps"):
                yield Static("", id="home-head", markup=False)
                yield Rows(id="home-rows")
            yield Static("", id="home-standing", markup=False)
            yield Static("", id="home-year", markup=False)

    async def show(self) -> None:
        profile = self.session.profile
        self.measured = await self.desk.do(measuring.measurement, explain=False)
        self._draw()
        has_plan = self.session.plan is not None
        self.steps = await self.desk.do(plans.this_week) if has_plan else []
        took = sum(step.hours for _move, step in self.steps)
        note = f"   {count(len(self.steps), 'step')}, about {duration(took)}" if self.steps else ""
        if not note and profile is not None:
            note = "   all done; enough for this week" if has_plan else "   no plan yet: p makes one"
        self.query_one("#home-head", Static).update(Content.assemble(("THIS WEEK", "bold $quiet"), (note, "$quiet")))
        told: set[str] = set()
        rows = []
        for move, step in self.steps:
            rows.append(_step(step, "" if move.id in told else move.if_then, self))
            told.add(move.id)
        self.query_one(Rows).show_rows(rows)
        if self.focused is None and self.steps:
            self.query_one(Rows).focus()

    def _draw(self) -> None:
        measured = self.measured
        week = self.query_one("#home-week", Static)
        width = max(20, week.size.width)
        if measured is None or measured.hours <= 0:
            newcomer = self.session.profile is None
            week.update(Content(NEWCOMER if newcomer else "Your week has no tasks yet: 2."))
            self.query_one("#home-standing", Static).update("")
        else:
            week.update(_week(measured, width))
            self.query_one("#home-standing", Static).update(_standing(measured, width))
        year = [entry for entry in self.session.entries if entry.date.year == self.session.today.year]
        home_year = self.query_one("#home-year", Static)
        home_year.update(_year(year, max(20, home_year.size.width)) if self.session.profile or year else "")

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._draw)
        self.call_after_refresh(self.query_one(Rows).redraw)

    def _step(self) -> Milestone | None:
        here = self.query_one(Rows).here
        return next((step for _move, step in self.steps if step.id == here), None)

    def action_log(self) -> None:
        """Log a result."""
        from coach.tui.screens.log import Log

        self.app.push_screen(Log())

    def action_done(self) -> None:
        """Mark the step under the cursor done."""
        step = self._step()
        if step is not None:
            self.app.push_screen(Done(step))

    async def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        from coach.tui.screens.plan import Plan

        step = self._step()
        if step is None:
            return
        await self.coach.action_go("plan")
        place = self.coach.place
        if isinstance(place, Plan):
            await place.renew()
            place.go_to(step.id)


def _week(measured: Measurement, width: int) -> Content:
    return Content.assemble(
        ("YOUR WEEK", "bold $quiet"),
        f"   {number(measured.hours)} h",
        ("   exposure ", "$quiet"),
        figure(measured.exposure),
        "\n",
        week_bar(width, measured),
        "\n",
        legend(measured, width),
    )


def _standing(measured: Measurement, width: int) -> Content:
    """The pillars in one or two columns; a pillar nobody spoke of yet is unknown, never zero."""
    pillars = [pillar for pillar in measured.position.pillars if pillar.applies]
    cells = [_pillar(pillar) for pillar in pillars]
    if not cells:
        cells = [Content.assemble(f"{name:<20}", (UNKNOWN, "$quiet")) for name in PILLAR_NAMES.values()]
    columns = 2 if width >= 56 else 1
    cell = 34 if width >= 72 else 27
    rows = -(-len(cells) // columns)
    lines = []
    for at in range(rows):
        pair = [cells[at + rows * column] for column in range(columns) if at + rows * column < len(cells)]
        lines.append(Content("  ").join([one.truncate(cell, pad=True) for one in pair]))
    known = measured.position.known
    note = f"   {known} of {len(cells)} known" if known else "   not known yet; nothing is assumed"
    return Content.assemble(("WHERE YOU STAND", "bold $quiet"), (note, "$quiet"), "\n", Content("\n").join(lines))


def _pillar(pillar: Pillar) -> Content:
    name = f"{PILLAR_NAMES[pillar.id]:<20}"
    if not pillar.known:
        return Content.assemble(name, (UNKNOWN, "$quiet"))
    level = round(pillar.level)
    dots = "●" * level + "○" * (4 - level)
    return Content.assemble(name, (dots, "$accent"), (" shown" if pillar.shown else " claimed", "$quiet"))


def _year(entries: list[Entry], width: int) -> Content:
    """The latest results first, their kind beside them; kinds are never added together."""
    head = ("THIS YEAR", "bold $quiet")
    if not entries:
        return Content.assemble(head, ("   no result logged yet; l logs one in a line", "$quiet"))
    lines: list[Content | str] = []
    for entry in sorted(entries, key=lambda one: one.date, reverse=True)[:MOST_ENTRIES]:
        kind = KINDS[entry.kind]
        lines.append(
            Content.assemble(
                (f"{day(entry.date):<11}", "$quiet"), clip(entry.text, width - 13 - len(kind)), (f"  {kind}", "$quiet")
            )
        )
    more = len(entries) - MOST_ENTRIES
    note = f"   {count(len(entries), 'result')} logged" + (f", the latest {MOST_ENTRIES}" if more > 0 else "")
    return Content.assemble(head, (note, "$quiet"), "\n", Content("\n").join(lines))


def _step(step: Milestone, if_then: str, place: Place) -> Row:
    def draw(width: int) -> Content:
        note = f"{day(step.due)}  {duration(step.hours):>6}"
        first = Content.styled("▸ ", "$accent")
        if place.has_class("-low"):
            return Content.assemble(first, clip(step.title, width - len(note) - 4), "  ", (note, "$quiet"))
        line = told(step.title, note, width, first=first)
        if not if_then:
            return line
        return Content.assemble(line, "\n", told(if_then, "", width, first=Content("  "), look="$quiet"))

    return Row(step.id, draw)
