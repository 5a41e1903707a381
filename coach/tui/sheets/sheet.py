"""A small screen over a place: reasons, help, a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.session import Failure
from coach.tui.actions import EVERYWHERE, bindings
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.tui.program import CoachApp

_EDGES = 3  # the lines of the frame, and that of the keys
P = ParamSpec("P")
T = TypeVar("T")
Answer = TypeVar("Answer")


class Sheet(ModalScreen[Answer]):
    """A framed sheet with a title; `esc` closes it. Subclasses give `inside`."""

    scope: ClassVar[str] = "sheet"
    ABOUT: ClassVar[str] = ""  # what `?` says of it, before its keys
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("sheet"),
        *(one for one in bindings(EVERYWHERE) if isinstance(one, Binding) and one.id == "app.help"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = title

    @property
    def coach(self) -> CoachApp:
        """The app."""
        return cast("CoachApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet") as frame:
            frame.border_title = Content(self._words)
            with VerticalScroll(id="sheet-body"):
                yield from self.inside()
            yield from self.below()
        yield KeyLine(self.scope)
        yield TooSmall()

    def inside(self) -> ComposeResult:
        """The widgets on the sheet."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Where there is a field or a list, a click on words beside it leaves it in hand."""
        if any(one.can_focus and one.id != "sheet-body" for one in self.query("#sheet > *, #sheet-body *")):
            self.query_one("#sheet-body").can_focus = False
        self.call_after_refresh(self._from_the_top)

    def _from_the_top(self) -> None:
        """A list taken in hand at its first row leaves in view what is said above it."""
        if any(rows.has_focus and not rows.highlighted for rows in self.query("#sheet-body Rows").results(Rows)):
            self.query_one("#sheet-body", VerticalScroll).scroll_home(animate=False)

    def below(self) -> ComposeResult:
        """What stays in view under what scrolls; `fit_below` makes room for it."""
        yield from ()

    def fit_below(self) -> None:
        """Give what scrolls the lines that are left over what is below it."""
        frame, body = self.query_one("#sheet"), self.query_one("#sheet-body")
        under = sum(one.outer_size.height + one.styles.margin.height for one in frame.children if one is not body)
        body.styles.max_height = max(2, self.size.height - _EDGES - under)

    @property
    def title_words(self) -> str:
        """What stands on its frame."""
        return self._words

    def works(self, action: str) -> bool | str:
        """Whether an action, by its id, does something now; words are what it is called meanwhile (see Place)."""
        return action != "app.help" or bool(self.ABOUT)

    def keys_changed(self) -> None:
        """Other keys do something now than before."""
        for line in self.query(KeyLine):
            line.follow()

    def row_in_hand(self, _rows: Rows) -> None:
        """The cursor of a list went to another row (or there is none): what is said of it, and the keys, follow."""
        self.keys_changed()

    async def save(
        self, said: str, work: Callable[Concatenate[Session, P], T], *told: P.args, **named: P.kwargs
    ) -> bool:
        """Have the session change something, draw the place again and say so; False where it failed, which is told and
        leaves the sheet as it is."""
        try:
            await self.coach.desk.do(work, *told, **named)
        except Failure as failure:
            self.coach.tell(failure)
            return False
        await self.coach.changed()
        if said:
            self.coach.say(said)
        return True

    def action_scroll(self, by: int) -> None:
        """Scroll what is written on it."""
        self.query_one("#sheet-body", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_close(self) -> None:
        """Close it, with nothing done."""
        self.dismiss(None)


class Note(Sheet[None]):
    """A sheet to read. `words` is given the width in cells and draws itself."""

    def __init__(self, title: str, words: Callable[[], Content]) -> None:
        super().__init__(title)
        self._draw = words

    def inside(self) -> ComposeResult:
        yield Static(self._draw(), markup=False)
