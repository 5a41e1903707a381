"""Reading a file into the week: a table of tasks and hours, or a calendar as kinds of meeting, looked over first."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.session import Failure, safe
from coach.session.weeks import reading, week
from coach.session.weeks.reading import Cancelled, MeetingKind
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.offers import Offer, Offers
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count, hours, number

ASK = (
    "A table of tasks and hours (.csv, .tsv), or a calendar file (.ics) that your calendar program exports. A calendar "
    "becomes hours by kind of meeting, which you look over first; its subjects and people are kept nowhere."
)
TAKE = "take"
MOST_PATH = 1000
Line = tuple[str, float | None]


class Importing(Sheet[None]):
    """A path to type, with the folder's files to pick from; then the reading, which esc stops."""

    scope = "importing"
    BINDINGS: ClassVar[list[BindingType]] = bindings("importing")
    DEFAULT_CSS = """
    Importing Field { margin-top: 1; }
    Importing #reading { display: none; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__("Read a file into your week")
        self._stop = Event()
        self._share = 0.0
        self._busy = False

    def inside(self) -> ComposeResult:
        yield Static(ASK, classes="quiet", markup=False)
        yield Field(id="path", placeholder="~/Downloads/week.csv", most=MOST_PATH)
        yield Offers(id="files")
        yield Static("", id="reading", markup=False)

    def on_mount(self) -> None:
        field = self.query_one(Field)
        field.put("~/")
        field.focus()
        self.run_worker(self._offer("~/"), group="files", exclusive=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what is in the folder that is typed."""
        self.run_worker(self._offer(event.value), group="files", exclusive=True)

    async def _offer(self, typed: str) -> None:
        found = await asyncio.to_thread(reading.files_like, typed)
        if self.query_one(Field).value == typed:
            self.query_one(Offers).show([Offer(name, value=name) for name in found])

    def field_browsed(self, _field: Field, by: int) -> None:
        """An arrow: through what is offered."""
        self.query_one(Offers).move(by)

    def field_entered(self, field: Field) -> None:
        """Enter: into a folder, or read the file."""
        picked = self.query_one(Offers).picked
        self._choose(picked.value if picked is not None else field.value)

    def on_offers_taken(self, event: Offers.Taken) -> None:
        self._choose(event.offer.value)

    def _choose(self, path: str) -> None:
        if path.endswith("/"):
            self.query_one(Field).put(path)
            self.run_worker(self._offer(path), group="files", exclusive=True)
        elif path.strip() and not self._busy:
            self.run_worker(self._read(path), group="reading")  # not one that keys wait for: esc has to reach it

    # --- the reading, on a thread of its own, so that saving and drawing go on

    async def _read(self, path: str) -> None:
        self._busy = True
        self._stop.clear()
        shown = self.query_one("#reading", Static)
        shown.display = True
        timer = self.set_interval(0.1, lambda: shown.update(_progress(self._share)))
        try:
            kinds, lines = await asyncio.to_thread(self._work, path, self.coach.desk.session.today)
        except Failure as failure:
            self.coach.say(failure.as_text(), "warning")
            return
        except Cancelled:
            self.coach.say("Stopped; nothing was taken.")
            return
        finally:
            timer.stop()
            shown.display = False
            self._busy = False
        if not kinds and not lines:
            self.coach.say("Nothing in it reads as a task with hours, or as a meeting of these weeks.", "warning")
            return
        self.dismiss(None)
        review: Sheet[None] = Meetings(kinds) if kinds else Table(lines)
        self.coach.call_after_refresh(self.coach.push_screen, review)

    def _work(self, path: str, today: date) -> tuple[tuple[MeetingKind, ...], tuple[Line, ...]]:
        text = reading.read_file(path, lambda share: self._told(share * 0.2))
        if reading.is_calendar(text):
            return reading.meetings_from_ics(text, today, lambda share: self._told(0.2 + 0.8 * share)), ()
        return (), reading.tasks_from_csv(text)

    def _told(self, share: float) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._share = share

    def action_close(self) -> None:
        """Stop the reading; or close."""
        if self._busy:
            self._stop.set()
        else:
            self.dismiss(None)


class Lines(Rows):
    """Rows that space leaves out and takes in again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.tick", "Leave out or take in", show=False),
        Binding("enter", "screen.take", "Take them", show=False),
    ]


class _Review(Sheet[None]):
    """Lines to look over before they become tasks."""

    DEFAULT_CSS = """
    _Review Rows { height: auto; margin-top: 1; }
    _Review Field { display: none; margin-top: 1; }
    """

    def __init__(self, title: str, many: int) -> None:
        super().__init__(title)
        self.left_out: set[int] = set()
        self.many = many

    def inside(self) -> ComposeResult:
        yield Static("", id="review-head", classes="quiet", markup=False)
        yield Lines(id="review-rows")
        yield Field(id="review-name")
        yield Static("", id="review-about", classes="quiet", markup=False)

    def on_mount(self) -> None:
        self.draw()
        self.query_one(Rows).focus()

    def draw(self) -> None:
        """Draw the lines."""
        raise NotImplementedError

    def at(self) -> int | None:
        """Which line the cursor is on."""
        here = self.query_one(Rows).here
        return int(here) if here is not None and here.isdecimal() else None

    def action_tick(self) -> None:
        """Leave the line under the cursor out, or take it in again."""
        at = self.at()
        if at is not None:
            self.left_out ^= {at}
            self.draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click."""
        if event.option_id == TAKE:
            self.call_after_refresh(self.run_action, "take")
        else:
            self.action_tick()

    def show(self, head: str, rows: list[Row], words: str) -> None:
        """Put the head and the lines in, and the row that takes them."""
        self.query_one("#review-head", Static).update(Content(head))
        take = Row(TAKE, lambda width: told(words, "", width, first=Content.styled(" ▸ ", "$accent"), look="bold"))
        self.query_one(Rows).show_rows([*rows, heading(""), take])


class Table(_Review):
    """The rows of a table."""

    scope = "table"
    BINDINGS: ClassVar[list[BindingType]] = bindings("table")

    def __init__(self, lines: tuple[Line, ...]) -> None:
        super().__init__("What the file says", len(lines))
        self.lines = lines

    def draw(self) -> None:
        taken = [line for at, line in enumerate(self.lines) if at not in self.left_out]
        asked = sum(amount is None for _text, amount in taken)
        head = f"{count(len(taken), 'task')}, {hours(sum(amount or 0 for _text, amount in taken))}."
        head += f" For {asked} of them you are asked for the hours." if asked else ""
        rows = [_line(at, text, amount, at not in self.left_out) for at, (text, amount) in enumerate(self.lines)]
        self.show(head, rows, f"Add {count(len(taken), 'task')} to my week")

    async def action_take(self) -> None:
        """Hand the lines to the week, which adds them and asks for missing hours."""
        taken = [line for at, line in enumerate(self.lines) if at not in self.left_out]
        from coach.tui.screens.week import Week

        place = self.coach.place
        self.dismiss(None)
        if isinstance(place, Week) and taken:
            place.take_lines([text if amount is None else f"{number(amount)} {text}" for text, amount in taken])


class Meetings(_Review):
    """Kinds of meeting with their hours; subjects are shown here and nowhere else."""

    scope = "meetings"
    BINDINGS: ClassVar[list[BindingType]] = bindings("meetings")

    def __init__(self, kinds: tuple[MeetingKind, ...]) -> None:
        super().__init__("Your meetings, by kind", len(kinds))
        self.kinds = kinds
        self.naming: int | None = None

    def draw(self) -> None:
        taken = [kind for at, kind in enumerate(self.kinds) if at not in self.left_out]
        weeks = self.kinds[0].weeks if self.kinds else 0
        total = hours(round(sum(kind.hours for kind in taken), 1))
        head = f"{total} a week, on average over {count(weeks, 'week')} with meetings. "
        head += "Subjects are shown here to look over, and kept nowhere."
        rows = [_kind(at, kind, at not in self.left_out) for at, kind in enumerate(self.kinds)]
        self.show(head, rows, f"Add {count(len(taken), 'kind')} of meeting to my week as tasks")
        self._about()

    def _about(self) -> None:
        at = self.at()
        kind = self.kinds[at] if at is not None and at < len(self.kinds) else None
        words = "; ".join(kind.subjects) if kind is not None else ""
        self.query_one("#review-about", Static).update(Content(safe(f"\nFor example: {words}") if words else ""))

    def row_in_hand(self, rows: Rows) -> None:
        self._about()
        super().row_in_hand(rows)

    def action_merge(self) -> None:
        """Merge the kind under the cursor into the one above it."""
        at = self.at()
        if at:
            self.kinds = reading.merged(self.kinds, at, at - 1)
            self.left_out = {one - (one > at) for one in self.left_out if one != at}
            self.draw()
            self.query_one(Rows).go_to(str(at - 1))

    def action_rename(self) -> None:
        """Name the kind under the cursor anew."""
        self.naming = self.at()
        if self.naming is not None:
            field = self.query_one(Field)
            field.display = True
            field.put(self.kinds[self.naming].name)
            self.set_focus(field)

    def field_entered(self, field: Field) -> None:
        """Enter: the new name."""
        if self.naming is not None and field.value.strip():
            at = self.naming
            named = replace(self.kinds[at], name=field.value.strip())
            self.kinds = (*self.kinds[:at], named, *self.kinds[at + 1 :])
        self._leave_field()
        self.draw()

    def _leave_field(self) -> None:
        self.naming = None
        self.query_one(Field).display = False
        self.set_focus(self.query_one(Rows))

    def action_close(self) -> None:
        """Leave the field; then the sheet, with nothing taken."""
        if self.naming is not None:
            self._leave_field()
        else:
            self.dismiss(None)

    def action_take(self) -> None:
        """Make the kinds tasks; subjects and people are forgotten."""
        rows = [
            (kind.name, max(0.25, round(kind.hours * 4) / 4))
            for at, kind in enumerate(self.kinds)
            if at not in self.left_out
        ]
        if rows:
            self.run_worker(self._save(rows), group="save")

    async def _save(self, rows: list[tuple[str, float]]) -> None:
        said = f"{count(len(rows), 'task')} added; nothing else of the calendar is kept. "
        said += f"{key_of('app.undo')} takes them back."
        if await self.save(said, week.add_tasks, rows):
            self.kinds = ()
            self.dismiss(None)


def _progress(share: float) -> Content:
    full = round(24 * share)
    bar = Content.assemble(("━" * full, "$accent"), ("─" * (24 - full), "$rule"))
    return Content.assemble(
        "reading  ", bar, f"  {round(100 * share)}%", (f"   {key_of('importing.close')} stops it", "$quiet")
    )


def _line(at: int, text: str, amount: float | None, taken: bool) -> Row:
    mark = Content.styled(" [x] " if taken else " [ ] ", "$accent" if taken else "$quiet")
    note = "hours?" if amount is None else f"{number(amount):>5} h"
    return Row(str(at), lambda width: told(text, note, width, first=mark, look="" if taken else "$quiet"))


def _kind(at: int, kind: MeetingKind, taken: bool) -> Row:
    mark = Content.styled(" [x] " if taken else " [ ] ", "$accent" if taken else "$quiet")
    note = f"{number(round(kind.times, 1))} a week  {number(round(kind.hours, 1)):>5} h"
    return Row(str(at), lambda width: told(kind.name, note, width, first=mark, look="" if taken else "$quiet"))
