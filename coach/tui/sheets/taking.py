"""Taking things along: what there is and for whom; then what stays out of it, and which file it goes to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.session import Failure, safe
from coach.session.exports import taking
from coach.session.exports.taking import Taking
from coach.session.opening import Session
from coach.tui.actions import bindings
from coach.tui.drawing.bars import told
from coach.tui.sheets.fields import Ask, FieldsSheet
from coach.tui.sheets.sheet import Note, Sheet
from coach.tui.widgets.rows import Row, Rows

FILE, TAKE = "file", "take"
NAME = 25
ABOUT = (
    "Each goes into a file only you can read, and nothing is sent anywhere. What could harm you stays out by default."
)


class Takings(Sheet[None]):
    """What there is to take along."""

    scope = "taking"
    BINDINGS: ClassVar[list[BindingType]] = bindings("taking")
    DEFAULT_CSS = "Takings Rows { height: auto; margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__("Take along")

    def inside(self) -> ComposeResult:
        yield Static(ABOUT, classes="quiet", markup=False)
        yield Rows(id="taking-rows")

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.show_rows([_row(one) for one in taking.takings(self.coach.desk.session)])
        rows.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        found = next(one for one in taking.TAKINGS if one.id == event.option_id)
        self.app.push_screen(TakingSheet(self.coach.desk.session, found))


class TakingSheet(FieldsSheet):
    """One of them: what stays out of it, line by line, and where it is put."""

    scope = "taking"
    BINDINGS: ClassVar[list[BindingType]] = bindings("taking")

    def __init__(self, session: Session, found: Taking) -> None:
        super().__init__(f"{found.name[0].upper()}{found.name[1:]}")
        self.taking = found
        self.path = str(taking.place_for(session, found))
        self.chosen: set[str] = set()

    def asks(self) -> tuple[Ask, ...]:
        stays = (Ask(one.id, "is put in" if one.id in self.chosen else "stays out", turns=True)
                 for one in taking.choices(self.taking))  # fmt: skip
        return (Ask(TAKE, "write it", turns=True), Ask(FILE, "its file", "a path: ~/report.html"), *stays)

    def here(self) -> bool:
        return True

    def value(self, ask: Ask) -> str:
        return self.path

    def shown(self, ask: Ask) -> str:
        if ask.name == TAKE:
            return self.taking.for_whom
        if ask.name == FILE:
            return self.path
        return next(one.words for one in taking.choices(self.taking) if one.id == ask.name)

    def words(self) -> Content:
        return Content("enter on the first line writes it." if self.chosen or not taking.choices(self.taking) else
                       "enter on the first line writes it; on a line below it puts in what stays out.")  # fmt: skip

    async def take(self, ask: Ask, typed: str | None) -> bool:
        if ask.name == FILE:
            self.path = typed or str(taking.place_for(self.coach.desk.session, self.taking))
        elif ask.name == TAKE:
            await self._write()
            return False  # it is closed, or stays as it is
        else:
            self.chosen ^= {ask.name}
        return True

    async def _write(self) -> None:
        try:
            told = await self.coach.desk.do(taking.take, self.taking, frozenset(self.chosen), self.path)
        except Failure as failure:
            self.coach.tell(failure)
            return
        words = "\n\n".join((f"It is in {self.path}, readable only by you.", *told))
        self.dismiss(None)
        await self.app.push_screen(Note("Written", lambda: Content(safe(words))))


def _row(one: Taking) -> Row:
    name = Content.styled(f"{one.name:<{NAME}}", "bold")
    return Row(one.id, lambda width: told(one.for_whom, "", width, first=name))
