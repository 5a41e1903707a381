"""The key map: every action with its key; enter, then the new key. What a key does already is named."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static

from coach.session import Failure, settings
from coach.tui.action import Action, face
from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES, bindings, checked_keys
from coach.tui.drawing.bars import clip
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.rows import Row, Rows, heading

WAITS = "Press the new key for “{}” ({}). esc leaves it as it is, backspace gives the usual one back."
USUAL = "enter changes a key; the usual ones come back with backspace."
_FIXED = ("app.quit-now", "app.find")  # the ways out and to everything by name stay whatever happens


class Keys(Sheet[None]):
    """A list of what can be done, by where it can be done."""

    scope = "keymap"
    BINDINGS: ClassVar[list[BindingType]] = bindings("keymap")

    def __init__(self) -> None:
        super().__init__("Keys")
        self.waiting: Action | None = None

    def inside(self) -> ComposeResult:
        yield Static(USUAL, id="keys-say", markup=False, classes="quiet")
        yield Rows(id="keys-rows")

    def on_mount(self) -> None:
        self.query_one(Rows).styles.max_height = max(5, self.app.size.height - 8)
        self._show()
        self.query_one(Rows).focus()

    def _show(self) -> None:
        rows: list[Row] = []
        for scope, name in ((EVERYWHERE, "Everywhere"), *PLACES):
            actions = [one for one in ACTIONS if one.scope == scope and one.call and one.id not in _FIXED]
            if actions:
                rows += [heading("")] if rows else []
                rows.append(heading(Content.styled(name.upper(), "bold $quiet")))
                rows += [Row(one.id, lambda width, action=one: self._row(action, width)) for one in actions]  # type: ignore[misc]
        self.query_one(Rows).show_rows(rows)

    def _row(self, action: Action, width: int) -> Content:
        own = action.id in self.coach.settings.keys
        key = "…" if action is self.waiting else action.key or "no key"
        note = " own" if own else ""
        return Content.assemble(
            (f"{key:>8}", "bold $accent"), f"{note:<5}", clip(action.about, max(1, width - 13))
        ).truncate(width, pad=True)

    def _say(self, words: str) -> None:
        self.query_one("#keys-say", Static).update(Content(words))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.waiting = next((one for one in ACTIONS if one.id == event.option.id), None)
        if self.waiting is not None:
            self._say(WAITS.format(self.waiting.about, self.waiting.id))
            self.query_one(Rows).redraw()

    async def on_key(self, event: Key) -> None:
        """The key that is waited for does nothing else."""
        if self.waiting is not None:
            event.stop()
            event.prevent_default()
            await self._take(event.key)

    async def _take(self, key: str) -> None:
        action, self.waiting = self.waiting, None
        if action is None:
            return
        keys = dict(self.coach.settings.keys)
        keys.pop(action.id, None)
        words = USUAL
        if key == "backspace":
            words = f"“{action.about}” has its usual key again."
        elif key != "escape":
            wanted = {**keys, action.id: face(key)}
            _taken, doubts = checked_keys(wanted)
            told = next((why for name, why in doubts if name == action.id), None)
            if told is None:
                keys = wanted
                words = f"{face(key)}: {action.about}"
            else:
                keys, words = dict(self.coach.settings.keys), f"Not taken: {told}"
        if keys != dict(self.coach.settings.keys):
            try:
                await self.coach.desk.do(settings.change_keys, keys)
            except Failure as failure:
                self.coach.tell(failure)
            await self.coach.changed()
        self._say(words)
        self.query_one(Rows).redraw()
