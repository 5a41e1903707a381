"""The line of places on top of every screen."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from coach.session import one_line
from coach.tui.actions import PLACES

# From roomy to tight: whether coach is named, cells between the places (least, most), letters of the other places.
SHAPES = ((True, 2, 3, 20), (False, 1, 2, 20), (False, 1, 2, 4), (False, 1, 2, 0))
SHORT = {"whatif": "If"}  # what says more than the first letters of a name


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
        room = self.size.width - 2  # a column of margin on either side
        lines = [self._line(*shape, room) for shape in SHAPES]
        line = next((line for line in lines if line.cell_length <= room), lines[-1])
        left = room - line.cell_length - 3
        if self.who and left > 6:
            who = Content(self.who).truncate(left, ellipsis=True)
            line = Content.assemble(line, " " * (left + 3 - who.cell_length), who.stylize("$quiet"))
        return Content.assemble(" ", line)

    def _line(self, named: bool, least: int, most: int, letters: int, room: int) -> Content:
        """The places; what room there is goes between them, the first ones first."""
        places = []
        for number, (place, name) in enumerate(PLACES, 1):
            marked = place == self.here
            short = name if marked or letters >= len(name) else SHORT.get(place, name)[:letters].rstrip()
            click = Style.from_meta({"@click": f"app.go('{place}')"})
            look = Style.parse("bold $foreground" if marked else "$quiet")
            parts = [(str(number), look + click)]
            parts += [(" ", click), (short, look + click + Style(underline=marked))] if short else []
            places.append(Content.assemble(*parts))
        head = Content.assemble(("coach", "bold $accent"), " " * 3) if named else Content("")
        left = room - head.cell_length - sum(one.cell_length for one in places)
        who = Content(self.who).cell_length + 3 if self.who else 0
        if left - who >= least * (len(places) - 1):
            left -= who  # whose folder it is stands beside them in full
        gaps = [max(least, min(most, (left + at) // (len(places) - 1))) for at in reversed(range(len(places) - 1))]
        between = [Content.assemble(" " * gap, place) for gap, place in zip(gaps, places[1:], strict=True)]
        return Content.assemble(head, places[0], *between)
