"""`f`: letters at everything that can be taken in hand; typing one goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.widgets.rows import Rows

LETTERS = "asdfghjklweruiocvmnqtyzxpb"


@dataclass(frozen=True, slots=True)
class Target:
    """A place on the screen and what going there does."""

    at: Offset
    go: Callable[[], object]


def targets(screen: Screen[Any]) -> list[Target]:
    """What can be taken in hand on a screen as it is drawn now, from the top: each row in view, each field, each
    question."""
    found = []
    for widget in screen.focus_chain:
        if isinstance(widget, Rows):
            found += list(_rows(widget))
        elif not isinstance(widget, VerticalScroll) and _seen(widget, 0):
            found.append(Target(widget.region.offset, widget.focus))
    return sorted(found, key=lambda target: (target.at.y, target.at.x))[: len(LETTERS) ** 2]


def _rows(rows: Rows) -> Iterator[Target]:
    for name, y in rows.tops():
        if _seen(rows, y):
            yield Target(rows.content_region.offset + Offset(0, y), partial(_take, rows, name))


def _take(rows: Rows, name: str) -> None:
    rows.focus()
    rows.go_to(name)


def _seen(widget: Widget, y: int) -> bool:
    visible = widget.visible_region if hasattr(widget, "visible_region") else widget.region
    return visible.contains(widget.content_region.x, widget.content_region.y + y)


def labels(many: int) -> list[str]:
    """As many labels, of one letter where the letters reach, else all of two."""
    if many <= len(LETTERS):
        return list(LETTERS[:many])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:many]


class Jump(ModalScreen[None]):
    """The labels over the screen as it is. Any other key takes them away."""

    scope = "jump"
    DEFAULT_CSS = """
    Jump { layers: labels; }
    Jump > Static { position: absolute; layer: labels; width: auto; height: 1; background: $accent; color: $on-accent;
        text-style: bold; }
    """

    def __init__(self, found: Sequence[Target]) -> None:
        super().__init__()
        self.targets = dict(zip(labels(len(found)), found, strict=True))
        self.typed = ""
        self.styles.background = "transparent"  # what the app's stylesheet says of every screen is stronger than ours

    def compose(self) -> ComposeResult:
        for label, target in self.targets.items():
            shown = Static(Content(label), id=f"jump-{label}", markup=False)
            shown.styles.offset = (target.at.x, target.at.y)
            yield shown

    def on_key(self, event: Key) -> None:
        """A letter of a label; anything else leaves."""
        event.stop()
        event.prevent_default()
        self.typed += event.character or "\0"
        left = [label for label in self.targets if label.startswith(self.typed)]
        if self.typed in self.targets:
            self.dismiss(None)
            self.app.call_after_refresh(self.targets[self.typed].go)
        elif not left:
            self.dismiss(None)
        else:
            for label in self.targets:
                self.query_one(f"#jump-{label}").display = label in left

    def on_click(self, _event: Click) -> None:
        self.dismiss(None)
