"""The footer: the keys of this screen, and of what is in hand."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from coach.tui.actions import Action, Works, footer
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
        self._shown: list[tuple[Action, str]] | None = None

    def tell_working(self, working: bool) -> None:
        """Say that something takes longer, before the keys."""
        if working != self.working:
            self.working = working
            self.refresh()

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.follow, init=False)

    def follow(self) -> None:
        """Show the keys that do something now; drawn again only where they are others."""
        if self._listed() != self._shown:
            self.refresh()

    def _listed(self) -> list[tuple[Action, str]]:
        """The keys of what is in hand now, without those of which the screen says that they do nothing."""
        focused = self.screen.focused
        in_field = focused is not None and focused.has_class("field")
        works: Works | None = getattr(self.screen, "works", None)
        return footer(self.scope, in_field) if works is None else footer(self.scope, in_field, works)

    def render(self) -> Content:
        listed = self._shown = self._listed()
        room = self.size.width - (len(WORKING) if self.working else 0)
        kept: list[tuple[Action, str]] = []
        for action, name in sorted(listed, key=lambda pair: pair[0].id not in LAST):
            width = len(action.key) + 1 + len(name) + (2 if kept else 0)
            if width <= room:
                kept.append((action, name))
                room -= width
        parts: list[Content | str | tuple[str, str | Style]] = [(WORKING, "$foreground")] if self.working else []
        for action, name in sorted(kept, key=lambda pair: pair[0].shown):
            click = Style.from_meta({"@click": self._click(action)}) if action.call else Style()
            parts += [(action.key, Style.parse("bold $accent") + click), (f" {name}", click), "  "]
        return Content.assemble(*parts[:-1])

    @staticmethod
    def _click(action: Action) -> str:
        return action.call if action.call.startswith("app.") else f"screen.{action.call}"
