"""A small screen over a place: reasons, help, a question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.tui.actions import bindings
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from coach.tui.program import CoachApp

Answer = TypeVar("Answer")


class Sheet(ModalScreen[Answer]):
    """A framed sheet with a title; `esc` closes it. Subclasses give `inside`."""

    scope: ClassVar[str] = "sheet"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet")

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
        yield KeyLine(self.scope)
        yield TooSmall()

    def inside(self) -> ComposeResult:
        """The widgets on the sheet."""
        raise NotImplementedError

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
