"""The line of places on top of every screen."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from coach.session import one_line
from coach.tui.actions import PLACES

# From roomy to tight: whether coach is named, cells between the places, letters of the names of the other places.
SHAPES = ((True, 3, 20), (True, 2, 20), (False, 2, 20), (False, 1, 20), (False, 1, 4), (False, 1, 0))


class PlacesLine(Widget):
    """` coach   1 Home  2 Week …` with the place one is at marked; a click goes there."""

    DEFAULT_CSS = """
    PlacesLine { height: 1; dock: top; background: $background; color: $quiet; link-style: none;
        link-color: $quiet; link-background: initial; link-style-hover: bold; link-color-hover: $foreground;
        link-background-hover: initial; }
    """

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.who = ""

    def tell(self, who: str) -> None:
        """Show whose folder this is, at the right end."""
        self.who = one_line(who, 60)
        self.refresh()

    def render(self) -> Content:
        room = self.size.width - 1
        lines = (self._line(*shape) for shape in SHAPES)
        line = next((line for line in lines if line.cell_length <= room), self._line(*SHAPES[-1]))
        left = room - line.cell_length - 3
        if self.who and left > 6:
            who = Content(self.who).truncate(left, ellipsis=True)
            line = Content.assemble(line, " " * (left + 2 - who.cell_length), who.stylize("$quiet"))
        return Content.assemble(" ", line)

    def _line(self, named: bool, gap: int, letters: int) -> Content:
        parts: list[Content | str | tuple[str, str | Style]] = [("coach", "bold $accent"), "   "] if named else []
        for number, (place, name) in enumerate(PLACES, 1):
            marked = place == self.here
            look = Style.parse("bold $foreground underline" if marked else "$quiet")
            words = f"{number} {name if marked else name[:letters].rstrip()}".rstrip()
            parts += [(words, look + Style.from_meta({"@click": f"app.go('{place}')"})), " " * gap]
        return Content.assemble(*parts[:-1])
