"""The first paint: places, layout and keys, while the folder is opened on another thread."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.small import TooSmall


class Ground(Widget):
    """The empty middle of a screen."""

    def render(self) -> str:
        return ""


class Opening(Screen[None]):
    """Shown for a moment. What is typed meanwhile waits for the place it is meant for."""

    scope = "opening"

    def compose(self) -> ComposeResult:
        yield PlacesLine("")
        yield Ground(id="body")
        yield KeyLine(self.scope)
        yield TooSmall()
