"""A list one moves through, whose rows know how wide they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id (None for a heading, which the cursor passes over) and how it is drawn at a width in cells."""

    id: str | None
    draw: Callable[[int], Content]


def heading(text: Content | str) -> Row:
    """A row the cursor passes over."""
    return Row(None, lambda _width: Content(text) if isinstance(text, str) else text)


class Rows(OptionList):
    """Rows drawn to the width there is; arrows or `j` `k` move, `enter` or a click opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]
    DEFAULT_CSS = """
    Rows, Rows:focus { border: none; padding: 0; background: $background; background-tint: $foreground 0%;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Rows > .option-list--option, Rows > .option-list--option-disabled { padding: 0; color: $foreground; }
    Rows > .option-list--option-highlighted { background: $background; color: $foreground; }
    Rows:focus > .option-list--option-highlighted { background: $cursor-row; color: $foreground;
        text-style: $cursor-style; }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._rows: list[Row] = []
        self._drawn_at = 0
        self._gone: str | None = None  # the row that went from under the cursor last

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Put `rows` in; the cursor stays on the row it was on, or as near as there is one. A row that went from under
        the cursor and is there again (somebody took it back) has the cursor again."""
        here, at = self.here, self.highlighted
        ids = [row.id for row in rows]
        if self._gone is not None and self._gone in ids:
            here, self._gone = self._gone, None
        elif here is not None and here not in ids:
            self._gone = here
        same = ids == [row.id for row in self._rows] and self._drawn_at == self._room
        before, self._rows = self._rows, list(rows)
        self._drawn_at = self._room
        if same:
            self._replace_changed(before)
            return
        self.set_options(Option(row.draw(self._drawn_at), id=row.id, disabled=row.id is None) for row in self._rows)
        if here is not None and here in ids:
            self.highlighted = ids.index(here)
        else:
            self.highlighted = self._nearest(at or 0)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The cursor moved. The screen is called, not told by a message: what it says of the row is then painted with
        the cursor, in one frame and not in two."""
        super().watch_highlighted(highlighted)
        follow = getattr(self.screen, "row_in_hand", None) if self.is_mounted else None
        if follow is not None:
            follow(self)

    @property
    def here(self) -> str | None:
        """The id of the row under the cursor."""
        option = self.highlighted_option
        return option.id if option is not None else None

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on a row; False where there is none of that id."""
        for at, row in enumerate(self._rows):
            if row.id == row_id:
                self.highlighted = at
                return True
        return False

    def to_end(self) -> None:
        """Put the cursor on the last row."""
        self.highlighted = self._nearest(len(self._rows))

    def action_cursor_down(self) -> None:
        """The next row; behind the last, on a sheet, what is written below."""
        if not self._scroll_sheet(1, self._nearest(len(self._rows))):
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """The row above; above the first, on a sheet, what is written before it."""
        if not self._scroll_sheet(-1, self._nearest(0)):
            super().action_cursor_up()

    def action_page_down(self) -> None:
        """A page on; nothing while the window is too small to show a row (Textual would fail)."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]  # Textual's is untyped

    def action_page_up(self) -> None:
        """A page back; nothing while the window is too small to show a row."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def _scroll_sheet(self, by: int, end: int | None) -> bool:
        scroll = getattr(self.screen, "action_scroll", None)
        if scroll is None or self.highlighted != end:
            return False
        scroll(by)
        return True

    def tops(self) -> list[tuple[str, int]]:
        """Each row one can go to, with the line its top is drawn at, counted from the top of what is in view."""
        found, line = [], -round(self.scroll_offset.y)
        for row, option in zip(self._rows, self.options, strict=True):
            if row.id is not None:
                found.append((row.id, line))
            line += str(option.prompt).count("\n") + 1
        return found

    def redraw(self) -> None:
        """Draw every row again, for something besides the width changed."""
        self._drawn_at = self._room
        for at, row in enumerate(self._rows):
            self.replace_option_prompt_at_index(at, row.draw(self._drawn_at))
        self.refresh(layout=True)  # at another width they may be more or fewer lines

    def on_resize(self, _event: Resize) -> None:
        if self._room != self._drawn_at:
            self.redraw()

    def _replace_changed(self, before_rows: Sequence[Row]) -> None:
        """Put in anew only the rows that read otherwise now: a key repaints a line or two, not the list. The very row
        that was there before needs no look."""
        for at, (row, option) in enumerate(zip(self._rows, self.options, strict=True)):
            if row is before_rows[at]:
                continue
            drawn, before = row.draw(self._drawn_at), option.prompt
            if not isinstance(before, Content) or not drawn.is_same(before):
                self.replace_option_prompt_at_index(at, drawn)
                if str(before).count("\n") != drawn.plain.count("\n"):
                    self.refresh(layout=True)

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """A style with its reverse: Textual drops it here, and where a theme marks the cursor by nothing else there
        would be none to see."""
        style = super().get_visual_style(*component_classes, partial=partial)
        marked = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return replace(style, reverse=True) if marked else style

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def _nearest(self, at: int) -> int | None:
        can = [place for place, row in enumerate(self._rows) if row.id is not None]
        return min(can, key=lambda place: abs(place - at)) if can else None
