"""What a window too small for a screen shows instead."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

WIDTH, HEIGHT = 60, 20


class TooSmall(Widget):
    """Says what size is needed and that nothing is lost. Screens show it by their breakpoint classes (program.tcss)."""

    DEFAULT_CSS = """
    TooSmall { display: none; width: 1fr; height: 1fr; content-align: center middle; text-align: center; }
    """

    def render(self) -> Content:
        size = self.app.size
        return Content(f"coach needs at least {WIDTH}×{HEIGHT};\nthis is {size.width}×{size.height}.\nNothing is lost.")
