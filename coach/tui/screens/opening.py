"""The first paint: places, layout and keys, while the folder is opened on another thread."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.small import TooSmall

SLOW = 1.0  # seconds
OPENING = "Reading your folder … ctrl+c leaves; nothing is changed by that. What you type waits."


class Ground(Widget):
    """The empty middle of a screen; where the folder takes longer to open it says so."""

    words = ""

    def on_mount(self) -> None:
        self.set_timer(SLOW, self._say)

    def _say(self) -> None:
        self.words = OPENING
        self.refresh()

    def render(self) -> Content:
        return Content.styled(self.words, "$quiet")


class Opening(Screen[None]):
    """Shown for a moment. What is typed meanwhile waits for the place it is meant for."""

    scope = "opening"

    def compose(self) -> ComposeResult:
        yield PlacesLine("")
        yield Ground(id="body")
        yield KeyLine(self.scope)
        yield TooSmall()
