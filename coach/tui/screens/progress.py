"""Progress: exposure and where one stands over time, what moved them, hours, check-ins, our own errors."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from coach.model.checkin import Cause, Happening, Snapshot
from coach.model.plan import Outcome
from coach.session import Failure, one_line
from coach.session.months import checkin, history, lookback
from coach.session.months.lookback import Lookback, Stood
from coach.tui.actions import bindings, key_of
from coach.tui.drawing import progresswords as drawn
from coach.tui.drawing.bars import clip, told
from coach.tui.drawing.changewords import in_short
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count, day, figures_shown, full_day, number

NOTHING_YET = (
    "Nothing to look back on yet, and nothing to catch up with.\n\n"
    "From the first check-in on this page keeps what your steps came to, the hours you put in, how you stand and what "
    "moved it: your own doing told apart from what was only told, and from what coach learned. Any two days can be "
    "compared.\n\n"
)
FEW = 6  # measurements listed before one asks for more: six quarters
AT_ONCE = 200  # lines of the history drawn at a time
MORE = "more"


class Progress(Place):
    """The charts, then a list: what moved them, measurements, outcomes, everything that happened."""

    scope = "progress"
    ABOUT = """
What months leave behind. The line is the week's exposure as it was measured, its shade the range; between two
measurements the last one holds. Below it each pillar over time, from what you had said and shown by then.

What changed is told by cause, and the parts add up. News is what was so before and was only told since: it is
information, no gain. Enter on a measurement compares it with the one before; space marks one, and enter on another
compares the two. Measuring again makes sense once a month at most, and coach says so.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")
    CSS_PATH = "progress.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.back: Lookback | None = None
        self.marked: str | None = None
        self._measured = FEW
        self._shown = AT_ONCE

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="progress-top", markup=False)
            with Horizontal(id="progress-halves"):
                with Vertical(id="progress-charts"):
                    yield Static("", id="progress-exposure", markup=False)
                    yield Static("", id="progress-standing", markup=False)
                yield Rows(id="progress-rows")

    async def show(self) -> None:
        self.back = await self.desk.do(lookback.lookback)
        self._draw()
        rows = self.query_one(Rows)
        fresh = rows.here is None
        rows.show_rows(self._rows())
        if fresh:
            self.call_after_refresh(rows.scroll_home, animate=False)
        if self.focused is None and rows.option_count:
            rows.focus()

    # --- drawing

    def _draw(self) -> None:
        top = self.query_one("#progress-top", Static)
        charts = self.query_one("#progress-charts")
        back = self.back
        charts.display = back is not None
        if back is None:
            top.update(Content(NOTHING_YET + _way_on(self.has_week)))
            return
        top.update(drawn.head(back, max(20, top.size.width)))
        exposure, standing = self.query_one("#progress-exposure", Static), self.query_one("#progress-standing", Static)
        width, today = max(20, charts.size.width), self.session.today
        if not figures_shown():
            exposure.update(Content(drawn.no_figures(back.now)))
            standing.update("")
            return
        height = 12 if self.has_class("-wide") else 1 if self.has_class("-low") else 7
        exposure.update(drawn.exposure(back, width, height, today))
        standing.update(drawn.standing(back, width, today) if not self.has_class("-low") else "")

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._draw)
        self.call_after_refresh(self.query_one(Rows).redraw)

    def _rows(self) -> list[Row]:
        back = self.back
        if back is None:
            return []
        rows: list[Row] = []
        if back.changed is not None:
            rows.append(_head("WHAT CHANGED", f"since {full_day(back.changed.since)}"))
            causes = [one for one in back.changed.causes if in_short(one) or not figures_shown()]
            rows += [_cause(one) for one in causes]
            if figures_shown():
                rows += [_stood(one) for one in back.stood]
            if not causes and not (back.stood and figures_shown()):
                rows.append(heading(Content.styled("  nothing that would show", "$quiet")))
        if back.snapshots:
            rows += [*_gap(rows), _head("MEASUREMENTS", f"{len(back.snapshots)} kept; enter compares")]
            newest = back.snapshots[::-1]
            rows += [self._measurement(one) for one in newest[: self._measured]]
            if len(newest) > self._measured:
                rows.append(_more("measured", len(newest) - self._measured, "earlier one"))
        if back.outcomes:
            rows += [*_gap(rows), _head("WHAT YOUR MOVES CAME TO", self._pace(back))]
            rows += [_outcome(one) for one in reversed(back.outcomes)]
        kept = [one for one in back.happened if one.kind != "measurement"]
        if kept:
            rows += [*_gap(rows), _head("WHAT HAPPENED", f"newest first, {count(len(kept), 'line')}")]
            rows += [_happened(one, self.session.today) for one in kept[: self._shown]]
            if len(kept) > self._shown:
                rows.append(_more("happened", len(kept) - self._shown, "earlier line"))
        return rows

    @staticmethod
    def _pace(back: Lookback) -> str:
        return f"{number(round(back.pace, 1))} × our guess" if back.pace is not None else ""

    def _measurement(self, one: Snapshot) -> Row:
        def draw(width: int) -> Content:
            mark = "◆" if one.id == self.marked else " "
            first = Content.assemble((f" {mark} ", "$accent"), (f"{full_day(one.date):<13}", "$quiet"))
            return told(one.why, drawn.snapshot_note(one), width, first=first)

        return Row(f"measured/{one.id}", draw)

    # --- doing

    def works(self, action: str) -> bool | str:
        here = self.query_one(Rows).here or ""
        match action:
            case "progress.open":
                return bool(here)
            case "progress.mark":
                return here.startswith("measured/") and ("unmark" if here == f"measured/{self.marked}" else True)
            case "progress.measure" | "progress.checkin":
                return self.has_week
        return True

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        kind, _, item = (event.option_id or "").partition("/")
        if kind == MORE:
            if item == "measured":
                self._measured += AT_ONCE
            else:
                self._shown += AT_ONCE
            self.query_one(Rows).show_rows(self._rows())
        elif kind in ("cause", "stood") and self.back is not None and self.back.changed is not None:
            changed, stood = self.back.changed, self.back.stood
            self.app.push_screen(Note("What changed", lambda: drawn.compared(changed, stood)))
        elif kind == "measured":
            await self._compare(item)
        elif kind == "checkin":
            await self._checkin(item)
        elif kind:
            found = next((one for one in self._happenings if f"{one.kind}/{one.id}" == event.option_id), None)
            if found is not None:
                words = Content.assemble((full_day(found.date), "bold"), "\n\n", one_line(found.words))
                self.app.push_screen(Note(drawn.TOLD[found.kind].capitalize(), lambda: words))

    @property
    def _happenings(self) -> tuple[Happening, ...]:
        return self.back.happened if self.back is not None else ()

    async def _compare(self, item: str) -> None:
        """A measurement with the marked one, else with the one before it, else with today."""
        assert self.back is not None
        ids = [one.id for one in self.back.snapshots]
        at = ids.index(item)
        other = self.marked if self.marked not in (None, item) else ids[at - 1] if at else history.NOW
        try:
            found = await self.desk.do(history.compare, str(other), item)
            stood = await self.desk.do(lookback.stood, str(other), item)
        except Failure as failure:
            self.coach.tell(failure)
            return
        self.app.push_screen(Note("Two days compared", lambda: drawn.compared(found, stood)))

    async def _checkin(self, item: str) -> None:
        try:
            one = await self.desk.do(lookback.checkin_of, item)
            names = {each.id: each.name for each in await self.desk.do(checkin.obstacles)}
        except Failure as failure:
            self.coach.tell(failure)
            return
        if one is None:
            return
        plan = self.session.plan
        titles = {step.id: step.title for _move, step in plan.milestones()} if plan is not None else {}
        self.app.push_screen(Note("Check-in", lambda: drawn.checkin_words(one, titles, names)))

    def action_mark(self) -> None:
        """Mark a measurement to compare another with; again: no longer."""
        kind, _, item = (self.query_one(Rows).here or "").partition("/")
        if kind != "measured":
            self.coach.say("A mark is for a measurement; enter on another then compares the two.")
            return
        self.marked = None if self.marked == item else item
        self.query_one(Rows).redraw()
        self.keys_changed()

    async def action_measure(self) -> None:
        """Measure the week as it stands and keep it."""
        try:
            await self.desk.do(history.remeasure)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say(f"Measured and kept. {key_of('app.undo')} takes it back.")


def _way_on(has_week: bool) -> str:
    if not has_week:
        return f"Your week comes first: {key_of('go.week')}."
    return f"Your plan comes first: {key_of('go.plan')}. Then a check-in, two minutes: {key_of('progress.checkin')}."


def _gap(rows: list[Row]) -> list[Row]:
    return [heading("")] if rows else []


def _head(name: str, note: str) -> Row:
    return heading(Content.assemble((name, "bold $quiet"), (f"   {note}" if note else "", "$quiet")))


def _cause(cause: Cause) -> Row:
    words = f"{cause.words[:1].upper()}{cause.words[1:]}" + (" (news)" if cause.news else "")
    first = Content.styled(" ▸ ", "$accent")
    return Row(f"cause/{cause.id}", lambda width: told(words, in_short(cause), width, first=first))


def _stood(one: Stood) -> Row:
    words = Content.assemble((" ▸ ", "$accent"), drawn.stood_words(one))
    return Row(f"stood/{one.pillar}", lambda width: words.truncate(width, pad=True))


def _outcome(one: Outcome) -> Row:
    first = Content.styled(" ✓ ", "$accent")
    return Row(f"milestone/{one.id}", lambda width: told(one.title, drawn.outcome_note(one), width, first=first))


def _happened(one: Happening, today: date) -> Row:
    when = day(one.date) if one.date.year == today.year else full_day(one.date)

    def draw(width: int) -> Content:
        lead = Content.assemble((f"   {when:<13}", "$quiet"), (f"{drawn.TOLD[one.kind]:<11}", "$quiet"))
        return Content.assemble(lead, clip(one.words, width - lead.cell_length))

    return Row(f"{one.kind}/{one.id}", draw)


def _more(of: str, left: int, noun: str) -> Row:
    return Row(f"{MORE}/{of}", lambda width: clip(f"   {count(left, noun)}: enter shows more", width))
