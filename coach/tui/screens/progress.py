"""Progress: exposure and where one stands over time, what changed them, hours learned, check-ins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.tui.actions import bindings
from coach.tui.screens.place import Place

NOTHING_YET = (
    "Nothing to look back on yet, and nothing to catch up with.\n\n"
    "In a few weeks this page shows what your steps came to, the hours you learned, how you stand and what moved it: "
    "your own doing told apart from what was only told. Any two days can be compared.\n\n"
    "Your week comes first: 2."
)


class Progress(Place):
    """What months leave behind."""

    scope = "progress"
    ABOUT = """
What months leave behind.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("progress")
    CSS_PATH = "progress.tcss"

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="progress-top", markup=False)

    async def show(self) -> None:
        self.query_one("#progress-top", Static).update(Content(NOTHING_YET))

    def action_mark(self) -> None:
        """Mark."""

    def action_measure(self) -> None:
        """Measure."""
