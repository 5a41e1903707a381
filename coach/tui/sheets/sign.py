"""A sign one looks for oneself: how to look, and what one found when one did."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.measurement import SignState
from coach.session.months import watching
from coach.session.months.watching import Watched
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.evidencewords import watched_words
from coach.tui.sheets.keeping import KeepingSheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows

FOUND: tuple[tuple[SignState, str], ...] = (
    ("seen", "I looked, and saw it"),
    ("not_seen", "I looked, and did not see it"),
    ("not_looked", "I have not looked: leave it unknown"),
)
CHOOSE = "What did you find? ↓ or a number picks it; nothing is noted before."


class Choices(Rows):
    """What can have been found. Nothing is chosen for the person: the arrows read on first, and then choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"screen.choose({number - 1})", show=False) for number in range(1, len(FOUND) + 1)),
    ]

    def action_cursor_down(self) -> None:
        """On through the text; behind its end, to the first choice."""
        if self.highlighted is None and isinstance(self.screen, Sign) and self.screen.more_below:
            self.screen.action_scroll(1)
        elif self.highlighted is None:
            self.highlighted = 0
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Above the first choice nothing is chosen, and the text scrolls back."""
        if not self.highlighted and isinstance(self.screen, Sign):
            self.highlighted = None
            self.screen.keys_changed()
            self.screen.action_scroll(-1)
        else:
            super().action_cursor_up()

    def action_page_down(self) -> None:
        """A page of the text."""
        self.screen.query_one("#sheet-body", VerticalScroll).scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.screen.query_one("#sheet-body", VerticalScroll).scroll_page_up(animate=False)

    def action_select(self) -> None:
        """Enter: the choice under the cursor; where there is none, how to choose is said."""
        if self.highlighted is None and isinstance(self.screen, Sign):
            self.screen.coach.say(CHOOSE)
        else:
            super().action_select()


class Sign(KeepingSheet):
    """What to look for; then, always in view, what was found, and a few words about it."""

    scope = "sign"
    ABOUT = """
What to look for and where, in your own time. Then say what you found: seen, not seen, or not looked, which stays
unknown. What you note has its day, changes no figure, and is for yourself.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("sign")
    DEFAULT_CSS = """
    Sign Rows { height: auto; margin: 1 1 0 1; scrollbar-size-horizontal: 0; }
    Sign Field { display: none; margin: 1 1 0 1; }
    """

    def __init__(self, watched: Watched) -> None:
        super().__init__("A sign to look for")
        self.watched = watched
        self.found: SignState | None = None
        self.kept_as = f"sign {self.watched.indicator.id}"

    def typed(self) -> dict[str, str]:
        typed = super().typed()
        return {**typed, "found": self.found} if typed and self.found is not None else {}

    def put_back(self, typed: dict[str, str]) -> None:
        found = next((state for state, _words in FOUND if state == typed.get("found")), None)
        if found is not None and found != "not_looked" and self.query_one(Rows).display:
            self._choose(found)
            super().put_back(typed)

    def inside(self) -> ComposeResult:
        yield Static(watched_words(self.watched), markup=False)

    def below(self) -> ComposeResult:
        yield Choices(id="sign-rows")
        yield Field(id="saw", placeholder="what you saw, in a few words, or nothing", most=300)

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.show_rows([_found(number, state, words) for number, (state, words) in enumerate(FOUND, 1)])
        rows.highlighted = None
        if self.coach.desk.session.profile is not None:
            rows.focus(scroll_visible=False)
        else:
            rows.display = False  # it is noted in the profile, which begins with one's week
        self.call_after_refresh(self.fit_below)

    def on_resize(self) -> None:
        self.call_after_refresh(self.fit_below)

    @property
    def more_below(self) -> bool:
        """Whether there is text that is not in view yet."""
        body = self.query_one("#sheet-body")
        return body.scroll_offset.y < body.max_scroll_y

    def works(self, action: str) -> bool | str:
        """Enter notes what the cursor is on; there is nothing to note with before one's week."""
        rows = self.query_one(Rows)
        if action == "sign.take":
            return rows.display and rows.highlighted is not None
        return rows.display if action == "sign.number" else super().works(action)

    def action_choose(self, at: int) -> None:
        """Choose by its number."""
        rows = self.query_one(Rows)
        rows.highlighted = at
        self._choose(FOUND[at][0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(next(state for state, _words in FOUND if state == event.option_id))

    def _choose(self, found: SignState) -> None:
        self.found = found
        if found == "not_looked":
            self.run_worker(self._save(""), group="save")
            return
        field = self.query_one(Field)
        field.display = True
        self.set_focus(field)
        self.call_after_refresh(self.fit_below)

    def field_entered(self, field: Field) -> None:
        """Enter: note it."""
        self.run_worker(self._save(field.value.strip()), group="save")

    def field_browsed(self, _field: Field, by: int) -> None:
        """Up: back to the choices."""
        if by < 0:
            self.set_focus(self.query_one(Rows))

    async def _save(self, saw: str) -> None:
        if self.found is None:
            return
        said = f"Noted. It changes no figure; {key_of('app.undo')} takes it back."
        if await self.save(said, watching.looked, self.watched.indicator.id, self.found, saw):
            self.dismiss(None)


def _found(number: int, state: str, words: str) -> Row:
    first = Content.styled(f" {number} ", "bold $accent")
    return Row(state, lambda width: told(words, "", width, first=first))
