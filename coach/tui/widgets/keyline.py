"""The footer: the keys of this screen, and of what is in hand."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from coach.tui.actions import Action, footer
from coach.tui.placeactions import SHEETS

LAST = ("app.help", "app.quit", "app.quit-now", "settings.back", *(f"{sheet}.close" for sheet in SHEETS))

WORKING = "working …   "


class KeyLine(Widget):
    """Keys with names, the most telling first; what does not fit is in `?` and `ctrl+p`. A click does it."""

    DEFAULT_CSS = """
    KeyLine { height: 1; dock: bottom; padding: 0 1; background: $background; color: $quiet; link-style: none;
        link-color: $quiet; link-background: initial; link-style-hover: bold; link-color-hover: $foreground;
        link-background-hover: initial; }
    """

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope
        self.working = False

    def tell_working(self, working: bool) -> None:
        """Say that something takes longer, before the keys."""
        if working != self.working:
            self.working = working
            self.refresh()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.follow, init=False)

    def follow(self) -> None:
        """Show the keys of what is in hand now."""
        self.refresh()

    def render(self) -> Content:
        focused = self.screen.focused
        in_field = focused is not None and focused.has_class("field")
        listed = footer(self.scope, in_field)
        room = self.size.width - (len(WORKING) if self.working else 0)
        kept: list[Action] = []
        for action in sorted(listed, key=lambda one: one.id not in LAST):
            width = len(action.key) + 1 + len(action.name) + (2 if kept else 0)
            if width <= room:
                kept.append(action)
                room -= width
        parts: list[Content | str | tuple[str, str | Style]] = [(WORKING, "$foreground")] if self.working else []
        for action in sorted(kept, key=lambda one: one.shown):
            click = Style.from_meta({"@click": self._click(action)}) if action.call else Style()
            parts += [(action.key, Style.parse("bold $accent") + click), (f" {action.name}", click), "  "]
        return Content.assemble(*parts[:-1])

    @staticmethod
    def _click(action: Action) -> str:
        return action.call if action.call.startswith("app.") else f"screen.{action.call}"
