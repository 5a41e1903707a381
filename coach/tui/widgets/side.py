"""What stands beside a list: everything about the row in hand, drawn without laying the screen out anew."""

from __future__ import annotations

from textual.content import Content
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widget import Widget


class Side(Widget):
    """Words as they fit, the wheel moves through them; what is below says which key opens it all.

    A label in a scrolling box would have the whole screen laid out at every move of the cursor: that took longer than
    all the rest of a key.
    """

    DEFAULT_CSS = "Side { height: 1fr; }"

    def __init__(self, *, id: str, opens: str = "enter") -> None:
        super().__init__(id=id)
        self._opens = opens  # the key that opens all of it on this screen
        self.words = Content("")
        self._top = 0

    def show(self, words: Content | str) -> None:
        """Show these words from their beginning."""
        new = words if isinstance(words, Content) else Content(words)
        if not self.words.is_same(new):
            self.words, self._top = new, 0
            self.refresh()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """On through the words."""
        self._scroll(event, 2)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Back through the words."""
        self._scroll(event, -2)

    def _scroll(self, event: MouseScrollDown | MouseScrollUp, by: int) -> None:
        event.stop()
        most = max(0, len(self._lines()) - self.content_size.height)
        self._top = min(most, max(0, self._top + by))
        self.refresh()

    def _lines(self) -> list[Content]:
        return self.words.wrap(max(8, self.content_size.width))

    def render(self) -> Content:
        lines, room = self._lines(), max(1, self.content_size.height)
        shown = lines[self._top : self._top + room]
        if len(lines) > self._top + room:
            shown[-1] = Content.styled(f"▾ more below: {self._opens} opens all of it", "$quiet")
        return Content("\n").join(shown)
