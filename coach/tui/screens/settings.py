"""Settings: every one in a row, drawn from their descriptions; left and right choose, and the choice is saved."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.settings import BY_NAME, SETTINGS, Setting, Value
from coach.session import themes
from coach.tui.actions import bindings
from coach.tui.drawing.bars import clip
from coach.tui.screens.place import Place
from coach.tui.theme import THEME_WORDS
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count

KEYS = "keys"
KEYS_ABOUT = "Any action can have another key. Keys that meet another action's are named."
_LABEL = 28  # cells of a setting's name


class Settings(Place):
    """The rows of the settings, and what the one under the cursor is about."""

    scope = "settings"
    ABOUT = """
How coach looks and behaves. ← and → choose, and what you choose holds at once and is saved; {app.undo} takes it back.

Everything here stands in settings.toml in your career folder, which you may also edit by hand: a line that cannot be
read costs that one setting and is named, with its number, when coach starts.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("settings"),
        Binding("h,left", "choose(-1)", show=False),
        Binding("l,right,space", "choose(1)", show=False),
    ]
    CSS_PATH = "settings.tcss"

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Rows(id="settings-rows")
            yield Static("", id="settings-about", markup=False)

    async def show(self) -> None:
        rows = self.query_one(Rows)
        own, _notes = await self.desk.do(themes.own_themes)
        self._themes = tuple((one.name, one.name) for one in own if one.name not in THEME_WORDS)
        rows.show_rows(self._rows())
        if self.focused is None:
            rows.focus()
        self._tell()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        group = ""
        for setting in SETTINGS:
            if setting.group != group:
                group = setting.group
                rows += [heading("")] if rows else []
                rows.append(heading(Content.styled(group.upper(), "bold $quiet")))
            rows.append(Row(setting.name, lambda width, one=setting: self._row(one, width)))  # type: ignore[misc]
        rows += [heading(""), heading(Content.styled("KEYS", "bold $quiet")), Row(KEYS, self._keys_row)]
        return rows

    def _row(self, setting: Setting, width: int) -> Content:
        value: Value = getattr(self.coach.settings, setting.name)
        chosen = setting.words(value)
        return Content.assemble(
            clip(f" {setting.label}", _LABEL),
            ("‹ ", "$accent"),
            (chosen, "bold"),
            (" ›", "$accent"),
        ).truncate(width, pad=True)

    def _keys_row(self, width: int) -> Content:
        own = len(self.coach.settings.keys)
        words = f"{count(own, 'key')} of your own" if own else "the usual ones"
        row = Content.assemble(clip(f" {KEYS.capitalize()}", _LABEL), (words, "bold"), ("   enter", "$quiet"))
        return row.truncate(width, pad=True)

    def _choices(self, setting: Setting) -> tuple[tuple[Value, str], ...]:
        value: Value = getattr(self.coach.settings, setting.name)
        known = setting.choices + (self._themes if setting.name == "theme" else ())
        return known if any(choice == value for choice, _words in known) else ((value, str(value)), *known)

    def _tell(self) -> None:
        here = self.query_one(Rows).here
        about = self.query_one("#settings-about", Static)
        if here is None:
            about.update("")
            return
        setting = BY_NAME.get(here)
        if setting is None:
            about.update(Content(KEYS_ABOUT), layout=False)
            return
        value: Value = getattr(self.coach.settings, setting.name)
        told = "   ".join(f"{'●' if one == value else '○'} {words}" for one, words in self._choices(setting))
        about.update(Content.assemble(setting.about, "\n", (told, "$quiet")), layout=False)  # its height is fixed

    def row_in_hand(self, rows: Rows) -> None:
        self._tell()
        super().row_in_hand(rows)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option.id == KEYS:
            from coach.tui.sheets.keys import Keys

            self.app.push_screen(Keys())
        else:
            await self.action_choose(1, around=True)

    async def action_choose(self, by: int, *, around: bool = False) -> None:
        """Choose the neighbour of what is chosen; `around`: behind the last comes the first."""
        setting = BY_NAME.get(self.query_one(Rows).here or "")
        if setting is None:
            return
        values = [value for value, _words in self._choices(setting)]
        at = values.index(getattr(self.coach.settings, setting.name)) + by
        at = at % len(values) if around else min(max(at, 0), len(values) - 1)
        if values[at] != getattr(self.coach.settings, setting.name):
            await self.coach.set(**{setting.name: values[at]})

    async def action_back(self) -> None:
        """Back to where one was."""
        await self.coach.action_go(self.coach.came_from)
