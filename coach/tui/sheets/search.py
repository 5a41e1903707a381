"""`/`: search everything of one's own, the shelf, and what can be done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.reports.answers.shelf import item_text
from coach.session import safe, searching, shelf
from coach.session.opening import Session
from coach.session.searching import SHELVES, Found, Index, Kind
from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES, bindings
from coach.tui.drawing.bars import told
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows

MOST_SHOWN = 24  # a screenful; another letter finds the rest
HINT = "Tasks, steps, results, questions, recipes, skills, worksheets, and everything that can be done here."
NOTHING = "Nothing has all of these words. Fewer letters find more."
KIND_WORDS: dict[Kind, str] = {
    "task": "task",
    "step": "step",
    "move": "move",
    "result": "result",
    "workflow": "way of working",
    "asset": "asset",
    "question": "question",
    "recipe": "recipe",
    "skill": "skill",
    "worksheet": "worksheet",
    "action": "do",
}
PLACE_OF: dict[Kind, str] = {
    "task": "week",
    "step": "plan",
    "move": "plan",
    "result": "ledger",
    "workflow": "ledger",
    "asset": "ledger",
    "question": "questions",
}
_SHELF_OF = {kind: name for name, kind in SHELVES}
_SKIPPED = ("app.search", "app.quit-now", "app.suspend")


def doable() -> list[Found]:
    """Every action that can be gone to from here, as things to find."""
    scopes = {EVERYWHERE, *dict(PLACES)}
    every = [one for one in ACTIONS if one.call and one.scope in scopes and one.id not in _SKIPPED]
    return [Found("action", one.id, one.about, one.key) for one in every]


def page(session: Session, found: Found) -> Content:
    """Something on the shelf as a page to read."""
    return Content(safe(item_text(shelf.item_of(session, _SHELF_OF[found.kind], found.id))))


class Search(Sheet[None]):
    """A field and what it finds, best first."""

    scope = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    DEFAULT_CSS = """
    Search #sheet { height: 100%; max-height: 26; width: 90; }
    Search #sheet-body { height: 1fr; overflow: hidden; }
    Search Rows { height: 1fr; margin-top: 1; }
    Search #search-hint { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__("Search")
        self.index: Index | None = None
        self.found: list[Found] = []

    def inside(self) -> ComposeResult:
        yield Field(id="wanted", placeholder="a word or two")
        yield Static(HINT, id="search-hint", classes="quiet", markup=False)
        yield Rows(id="search-rows")

    def on_mount(self) -> None:
        self.query_one(Rows).display = False
        self.query_one(Field).focus()
        self.run_worker(self._read(), group="enter")

    async def _read(self) -> None:
        """Read what there is to find, while one types."""
        self.index = await self.coach.desk.do(searching.index_of, doable())
        self._look(self.query_one(Field).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again at every key: all is in memory."""
        self._look(event.value)

    def _look(self, typed: str) -> None:
        if self.index is None:
            return
        self.found = self.index.find(typed, MOST_SHOWN)
        rows, hint = self.query_one(Rows), self.query_one("#search-hint", Static)
        rows.display, hint.display = bool(self.found), not self.found
        hint.update(NOTHING if typed.strip() else HINT)
        rows.show_rows([_row(number, one) for number, one in enumerate(self.found)])
        rows.highlighted = 0 if self.found else None

    def field_browsed(self, _field: Field, by: int) -> None:
        """An arrow: through what was found, the field staying in hand."""
        rows = self.query_one(Rows)
        (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def field_entered(self, _field: Field) -> None:
        """Enter: go to what the mark is on."""
        self._go(self.query_one(Rows).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._go(event.option_index)

    def _go(self, at: int | None) -> None:
        if at is None or at >= len(self.found):
            return
        found = self.found[at]
        self.dismiss(None)
        self.coach.call_after_refresh(self.coach.reach, found)


def _row(number: int, found: Found) -> Row:
    note = "  ".join(one for one in (found.note, f"{KIND_WORDS[found.kind]:>14}") if one)
    return Row(str(number), lambda width: told(found.words, note, width, first=Content(" ")))
