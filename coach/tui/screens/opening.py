"""The first paint: places, layout and keys, while the folder is opened on another thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from coach.tui.program import CoachApp


class Ground(Widget):
    """The empty middle of a screen."""

    def render(self) -> str:
        return ""


class Opening(Screen[None]):
    """Shown for a moment. What is typed meanwhile is held and typed again where it belongs."""

    scope = "opening"

    def compose(self) -> ComposeResult:
        yield PlacesLine("")
        yield Ground(id="body")
        yield KeyLine(self.scope)
        yield TooSmall()

    def on_key(self, event: Key) -> None:
        if event.key not in ("ctrl+c", "ctrl+q", "ctrl+z"):
            event.stop()
            event.prevent_default()
            cast("CoachApp", self.app).hold(event)

    def on_paste(self, event: Paste) -> None:
        event.stop()
        cast("CoachApp", self.app).hold(event)
