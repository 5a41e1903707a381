"""The floor for the first screen: a Textual app with one line of text and nothing else."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        """The line the benchmark waits for."""
        yield Static("bare-app-is-here")


if __name__ == "__main__":
    BareApp().run()
