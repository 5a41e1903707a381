"""`?`: what this screen shows, and its keys."""

from __future__ import annotations

import re
from typing import Any

from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from coach.tui.action import Action
from coach.tui.actions import EVERYWHERE, for_scope, key_of
from coach.tui.drawing.bars import told
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note, Sheet

_KEYS = 11  # cells before what a key does
SHEET, _FRAME = 76, 7  # cells of a sheet, and those of its frame, its edges and its bar


class Help(Note):
    """The words of a place or a sheet, then its keys, then, of a place, the keys of every place."""

    def __init__(self, about: Place | Sheet[Any]) -> None:
        title = about.scope.capitalize() if isinstance(about, Place) else about.title_words
        super().__init__(title, lambda: _words(about, min(SHEET, self.app.size.width) - _FRAME))

    def on_resize(self, _event: Resize) -> None:
        """Other lines fit now."""
        self.query_one(Static).update(self._draw())


def _words(about: Place | Sheet[Any], width: int) -> Content:
    told_keys = re.sub(r"\{([a-z.-]+)\}", lambda found: key_of(found[1]), about.ABOUT)
    paragraphs = [" ".join(one.split()) for one in told_keys.strip().split("\n\n") if one.strip()]
    parts: list[Content | str | tuple[str, str]] = ["\n\n".join(paragraphs), "\n"] if paragraphs else []
    scopes = (("Here", about.scope), ("Everywhere", EVERYWHERE))
    for head, scope in scopes if isinstance(about, Place) else scopes[:1]:
        parts += ["\n" if parts else "", (head, "bold $quiet"), "\n"]
        for action in for_scope(scope):
            parts += [_key(action, width), "\n"]
    return Content.assemble(*parts[:-1])


def _key(action: Action, width: int) -> Content:
    """A key and what it does, the lines that do not fit under one another."""
    first = Content.styled(f"  {action.key:>7}  ", "$accent")
    return told(action.about, "", width, first=first.pad_right(_KEYS - first.cell_length))
