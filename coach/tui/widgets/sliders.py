"""Sliders: the hours of a task now and then, on one scale for the whole list, moved by keys or with the mouse."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import MouseDown, MouseMove, MouseUp

from coach.tui.drawing.bars import told
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import hours

STEP, LONG_STEP = 0.5, 1.0
THEN, NOW = 8, 9  # cells behind the track and before it


class Slid(Protocol):
    """The screen behind the sliders."""

    def slide(self, by: float) -> None: ...

    def slide_to(self, row_id: str, share: float) -> bool: ...


class Sliders(Rows):
    """Rows whose arrows change what is under the cursor; the knob can be dragged; enter is the screen's."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,minus", f"slide({-STEP})", "Half an hour less", show=False),
        Binding("right,l,plus", f"slide({STEP})", "Half an hour more", show=False),
        Binding("shift+left,H", f"slide({-LONG_STEP})", "An hour less", show=False),
        Binding("shift+right,L", f"slide({LONG_STEP})", "An hour more", show=False),
        Binding("enter", "screen.make_mine", "Make it mine", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._dragged: str | None = None

    def action_slide(self, by: float) -> None:
        """Change the hours under the cursor."""
        cast("Slid", self.screen).slide(by)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take the knob: where one presses on a track it goes at once."""
        at = event.style.meta.get("option")
        share = self._share(event.x)
        if at is None or not -0.15 <= share <= 1.15:
            return
        row = self.get_option_at_index(at).id
        if row is not None and cast("Slid", self.screen).slide_to(row, share):
            self.focus()
            self.highlighted = at
            self._dragged = row
            self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag it."""
        if self._dragged is not None:
            cast("Slid", self.screen).slide_to(self._dragged, self._share(event.x))

    def on_mouse_up(self, _event: MouseUp) -> None:
        """Let it go."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def _share(self, x: int) -> float:
        """How far along the track a column is, 0–1 on it."""
        room = track_room(self._drawn_at)
        return (x - (self._drawn_at - THEN - 1 - room)) / (room - 1)


def track_room(width: int) -> int:
    """Cells from the one end of a track to the other, in a row of `width` cells."""
    return 20 if width >= 90 else 12 if width >= 70 else 8


def slider(name: str, text: str, now: float, then: float, most: float) -> Row:
    """`answer tickets     14 h  ◂━━━━●─▸  8 h`: `most` is the hours at the right end of every slider. The words are
    never cut: what does not fit goes on below."""

    def draw(width: int) -> Content:
        changed = abs(then - now) > 1e-9
        value = (f"{hours(round(then, 1)):>{THEN}}", "bold $accent" if changed else "$quiet")
        was = (f"{hours(round(now, 1)):>{NOW - 2}}  ", "$quiet" if changed else "")
        tail = Content.assemble(was, _track(track_room(width), then / most), value)
        return told(text, tail, width, first=Content(" "))

    return Row(name, draw)


def _track(room: int, share: float) -> Content:
    """The line with its knob at a share 0–1."""
    at = round((room - 1) * min(1.0, max(0.0, share)))
    line = Content.assemble(("━" * at + "●", "$accent"), ("─" * (room - 1 - at), "$rule"))
    return Content.assemble(("◂", "$quiet"), line, ("▸", "$quiet"))
