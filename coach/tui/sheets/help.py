"""`?`: what this screen shows, and its keys."""

from __future__ import annotations

from textual.content import Content

from coach.tui.actions import EVERYWHERE, for_scope
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note


class Help(Note):
    """The words of a place, then its keys, then the keys of every place."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.scope.capitalize(), lambda: _words(place))


def _words(place: Place) -> Content:
    paragraphs = [" ".join(one.split()) for one in place.ABOUT.strip().split("\n\n")]
    parts: list[Content | str | tuple[str, str]] = ["\n\n".join(paragraphs), "\n"]
    for head, scope in (("Here", place.scope), ("Everywhere", EVERYWHERE)):
        parts += ["\n", (head, "bold $quiet"), "\n"]
        for action in for_scope(scope):
            parts += [(f"  {action.key:>7}  ", "$accent"), action.about, "\n"]
    return Content.assemble(*parts[:-1])
