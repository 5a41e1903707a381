"""Starting points: pick a role, tick the tasks one has, set their hours; the week is there without typing it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.model.profile import HOURS_IN_A_WEEK
from coach.session.opening import Session
from coach.session.weeks import starting, week
from coach.session.weeks.starting import Start
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count, hours, number

TAKE = "take"


class Starting(Sheet[None]):
    """The roles to choose from, narrowed by typing."""

    scope = "starting"
    BINDINGS: ClassVar[list[BindingType]] = bindings("starting")
    DEFAULT_CSS = """
    Starting #sheet { height: 100%; max-height: 30; }
    Starting #sheet-body { height: 1fr; overflow: hidden; }
    Starting Rows { height: 1fr; margin-top: 1; }
    """

    def __init__(self, every: tuple[Start, ...]) -> None:
        super().__init__("Starting points")
        self.every = every

    def inside(self) -> ComposeResult:
        yield Static("What comes nearest to what you do? You change everything afterwards.", classes="quiet")
        yield Field(id="role", placeholder="a word: nurse, sales, driver …")
        yield Rows(id="starting-rows")

    def on_mount(self) -> None:
        self._show(self.every, by_family=True)
        self.query_one(Field).focus()

    def _show(self, found: tuple[Start, ...], *, by_family: bool) -> None:
        rows: list[Row] = []
        above = ""
        for one in found:
            if by_family and one.family != above:
                rows += [heading("")] if rows else []
                rows.append(heading(Content.styled(one.family.upper(), "bold $quiet")))
            above = one.family
            rows.append(_role(one))
        shown = self.query_one(Rows)
        shown.show_rows(rows)
        if not by_family:
            shown.highlighted = 0 if rows else None  # the best match

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the roles to those with the typed words."""
        found = await self.coach.desk.do(starting.starts, event.value)
        self._show(found, by_family=not event.value.strip())

    def field_browsed(self, _field: Field, by: int) -> None:
        """An arrow: through the roles, the field staying in hand."""
        rows = self.query_one(Rows)
        (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def field_entered(self, _field: Field) -> None:
        """Enter: the role the mark is on."""
        self._take(self.query_one(Rows).here)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_id)

    def _take(self, name: str | None) -> None:
        start = next((one for one in self.every if one.id == name), None)
        if start is not None:
            self.dismiss(None)
            self.coach.call_after_refresh(self.coach.push_screen, Picking(start))


class Ticks(Rows):
    """Rows whose tick and hours the arrows and space change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.tick", "Tick", show=False),
        Binding("left,h,minus", "screen.more(-0.5)", "Half an hour less", show=False),
        Binding("right,l,plus", "screen.more(0.5)", "Half an hour more", show=False),
        Binding("enter", "screen.take", "Take them", show=False),
    ]


class Picking(Sheet[None]):
    """The tasks of a role: ticked ones become the week's."""

    scope = "picking"
    BINDINGS: ClassVar[list[BindingType]] = bindings("picking")
    DEFAULT_CSS = """
    Picking Rows { height: auto; margin-top: 1; }
    """

    def __init__(self, start: Start) -> None:
        super().__init__(start.name)
        self.start = start
        self.hours = [amount for _text, amount in start.tasks]
        self.ticked = [True] * len(start.tasks)

    def inside(self) -> ComposeResult:
        yield Static("", id="picking-head", classes="quiet", markup=False)
        yield Ticks(id="picking-rows")

    def on_mount(self) -> None:
        self._draw()
        self.query_one(Rows).focus()

    def _draw(self) -> None:
        taken = [amount for amount, ticked in zip(self.hours, self.ticked, strict=True) if ticked]
        words = f"Leave ticked what you do, and set its hours in a usual week: {count(len(taken), 'task')}, "
        self.query_one("#picking-head", Static).update(Content(words + hours(sum(taken))))
        rows = [
            _task(str(at), text, self.hours[at], self.ticked[at]) for at, (text, _usual) in enumerate(self.start.tasks)
        ]
        self.query_one(Rows).show_rows([*rows, heading(""), _take(len(taken))])

    def _at(self) -> int | None:
        here = self.query_one(Rows).here
        return int(here) if here is not None and here.isdecimal() else None

    def action_tick(self) -> None:
        """Tick the task under the cursor, or no longer."""
        at = self._at()
        if at is not None:
            self.ticked[at] = not self.ticked[at]
            self._draw()

    def action_more(self, by: float) -> None:
        """Give the task under the cursor more hours, or fewer."""
        at = self._at()
        if at is not None:
            self.hours[at] = min(HOURS_IN_A_WEEK, max(0.5, self.hours[at] + by))
            self.ticked[at] = True
            self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click: tick the task, or take all of them."""
        if event.option_id == TAKE:
            self.action_take()
        else:
            self.action_tick()

    def action_take(self) -> None:
        """Make the ticked ones the week's."""
        rows = [
            (text, amount)
            for (text, _usual), amount, ticked in zip(self.start.tasks, self.hours, self.ticked, strict=True)
            if ticked
        ]
        if rows:
            self.run_worker(self._save(rows), group="save")
        else:
            self.coach.say("Tick at least one task.")

    async def _save(self, rows: list[tuple[str, float]]) -> None:
        if await self.save(
            f"{count(len(rows), 'task')} added. {key_of('app.undo')} takes them back.", _begin, self.start, rows
        ):
            self.dismiss(None)


def _begin(session: Session, start: Start, rows: list[tuple[str, float]]) -> None:
    if session.profile is None:
        week.set_title(session, start.title[:1].upper() + start.title[1:], start.occupation)
    week.add_tasks(session, rows)


def _role(start: Start) -> Row:
    return Row(start.id, lambda width: told(start.name, count(len(start.tasks), "task"), width, first=Content(" ")))


def _task(name: str, text: str, amount: float, ticked: bool) -> Row:
    mark = Content.styled(" [x] " if ticked else " [ ] ", "$accent" if ticked else "$quiet")
    look = "" if ticked else "$quiet"
    return Row(name, lambda width: told(text, f"{number(amount):>5} h", width, first=mark, look=look))


def _take(many: int) -> Row:
    words = f"This is my week: {count(many, 'task')}" if many else "Nothing is ticked"
    return Row(TAKE, lambda width: told(words, "", width, first=Content.styled(" ▸ ", "$accent"), look="bold"))
