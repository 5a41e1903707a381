"""A sign one looks for oneself: how to look, and what one found when one did."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.measurement import SignState
from coach.session.months import watching
from coach.session.months.watching import Watched
from coach.tui.actions import bindings
from coach.tui.drawing.bars import told
from coach.tui.drawing.evidencewords import watched_words
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows

FOUND: tuple[tuple[SignState, str], ...] = (
    ("seen", "I looked, and saw it"),
    ("not_seen", "I looked, and did not see it"),
    ("not_looked", "I have not looked: leave it unknown"),
)


class Sign(Sheet[None]):
    """What to look for; then what was found, and a few words about it."""

    scope = "sign"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sign")
    DEFAULT_CSS = """
    Sign Rows { height: auto; margin-top: 1; }
    Sign Field { display: none; margin-top: 1; }
    """

    def __init__(self, watched: Watched) -> None:
        super().__init__("A sign to look for")
        self.watched = watched
        self.found: SignState | None = None

    def inside(self) -> ComposeResult:
        yield Static(watched_words(self.watched), markup=False)
        yield Rows(id="sign-rows")
        yield Field(id="saw", placeholder="what you saw, in a few words, or nothing", most=300)

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.show_rows([_found(state, words) for state, words in FOUND])
        if self.coach.desk.session.profile is not None:
            rows.focus(scroll_visible=False)
        else:
            rows.display = False  # it is noted in the profile, which begins with one's week

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.found = next(state for state, _words in FOUND if state == event.option_id)
        if self.found == "not_looked":
            self.run_worker(self._save(""), group="save")
            return
        field = self.query_one(Field)
        field.display = True
        self.set_focus(field)
        field.scroll_visible(animate=False)

    def field_entered(self, field: Field) -> None:
        """Enter: note it."""
        self.run_worker(self._save(field.value.strip()), group="save")

    async def _save(self, saw: str) -> None:
        if self.found is None:
            return
        said = "Noted. It changes no figure; u takes it back."
        if await self.save(said, watching.looked, self.watched.indicator.id, self.found, saw):
            self.dismiss(None)


def _found(state: str, words: str) -> Row:
    return Row(state, lambda width: told(words, "", width, first=Content.styled(" ▸ ", "$accent")))
