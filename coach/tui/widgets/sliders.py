"""Sliders: the hours of a task now and then, on one scale for the whole list."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.tui.widgets.bars import clip
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import hours

STEP, LONG_STEP = 0.5, 1.0


class Slid(Protocol):
    """The screen behind the sliders."""

    def slide(self, by: float) -> None: ...


class Sliders(Rows):
    """Rows whose arrows change what is under the cursor; enter is the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,minus", f"slide({-STEP})", "Half an hour less", show=False),
        Binding("right,l,plus", f"slide({STEP})", "Half an hour more", show=False),
        Binding("shift+left,H", f"slide({-LONG_STEP})", "An hour less", show=False),
        Binding("shift+right,L", f"slide({LONG_STEP})", "An hour more", show=False),
        Binding("enter", "screen.make_mine", "Make it my week", show=False),
    ]

    def action_slide(self, by: float) -> None:
        """Change the hours under the cursor."""
        cast("Slid", self.screen).slide(by)


def slider(name: str, text: str, now: float, then: float, most: float) -> Row:
    """`answer tickets     14 h  ◂━━━━●─▸  8 h`: `most` is the hours at the right end of every slider."""

    def draw(width: int) -> Content:
        room = 20 if width >= 90 else 12 if width >= 70 else 8
        changed = abs(then - now) > 1e-9
        value = (f"{hours(round(then, 1)):>7}", "bold $accent" if changed else "$quiet")
        was = (f"{hours(round(now, 1)):>7}  ", "$quiet" if changed else "")
        tail = Content.assemble(was, _track(room, then / most), value)
        return Content.assemble(" ", clip(text, width - tail.cell_length - 2), " ", tail)

    return Row(name, draw)


def _track(room: int, share: float) -> Content:
    """The line with its knob at a share 0–1."""
    at = round((room - 1) * min(1.0, max(0.0, share)))
    line = Content.assemble(("━" * at + "●", "$accent"), ("─" * (room - 1 - at), "$rule"))
    return Content.assemble(("◂", "$quiet"), line, ("▸", "$quiet"))
