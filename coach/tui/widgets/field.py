"""One line to type into, that takes many pasted lines, never an escape, and never more than it should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Input

from coach.session import safe
from coach.tui.entry import MOST_TEXT
from coach.tui.terminal import MOST_PASTED


class Field(Input):
    """An input without a frame. Up and down browse what is offered; several pasted lines are handed on, not lost.

    Enter calls the screen's `field_entered(field)`, the arrows its `field_browsed(field, by)`: called, not told by a
    message, so that the keys behind them find everything as it then is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "submit", "Enter", show=False),  # enter, typed before the terminal was ours
        Binding("down", "browse(1)", "Next offered", show=False),
        Binding("up", "browse(-1)", "Previous offered", show=False),
    ]
    DEFAULT_CSS = """
    Field, Field:focus { border: none; padding: 0 1; height: 1; background: $surface; background-tint: $foreground 0%;
        color: $foreground; }
    Field:focus { background: $panel; }
    Field > .input--placeholder { color: $quiet; }
    """

    @dataclass
    class PastedLines(Message):
        """Several lines were pasted."""

        field: Field
        text: str

    @dataclass
    class PastedTooMuch(Message):
        """More was pasted than is read; the first part was kept."""

        field: Field

    def __init__(self, *, id: str, placeholder: str = "", most: int = MOST_TEXT) -> None:
        super().__init__(id=id, placeholder=placeholder, max_length=most, classes="field", select_on_focus=False)
        self.cursor_blink = False
        self._was = ""  # what was put here, by nobody's keys

    async def on_key(self, event: Key) -> None:
        """Take keys strictly in the order they came, however fast.

        Left alone, a key such as enter or backspace first goes up to the app and back, and what was typed behind it
        overtakes it; and keys that were on their way when the focus moved would land in the field that was left.
        """
        in_hand = self.screen.focused
        if in_hand is not self and in_hand is not None:
            event.stop()
            event.prevent_default()
            in_hand._forward_event(Key(event.key, event.character))
            return
        mine = self._bindings.key_to_bindings.get(event.key)
        if mine:
            event.stop()
            event.prevent_default()
            await self.run_action(mine[0].action)

    async def action_submit(self) -> None:
        """Enter: the screen takes what is in the field, now and not when its turn comes."""
        taker = getattr(self.screen, "field_entered", None)
        if taker is not None:
            taker(self)

    def action_browse(self, by: int) -> None:
        """Hand the arrow on to whoever offers something."""
        browsed = getattr(self.screen, "field_browsed", None)
        if browsed is not None:
            browsed(self, by)

    def on_paste(self, event: Paste) -> None:
        """Take what was pasted, safely: one line goes in, several are handed on, too much is cut and said."""
        event.stop()
        event.prevent_default()
        if len(event.text) > MOST_PASTED:
            self.post_message(self.PastedTooMuch(self))
        text = safe(event.text[:MOST_PASTED])
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            self.post_message(self.PastedLines(self, text))
        elif lines:
            line = lines[0].replace("\t", " ")
            room = MOST_TEXT - len(self.value) + (self.selection.end - self.selection.start if self.selection else 0)
            self.replace(line[: max(0, room)], *sorted(self.selection))

    def put(self, text: str) -> None:
        """Set what is in the field, the cursor behind it, without telling anyone that it was typed."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self._was = text

    @property
    def touched(self) -> bool:
        """Whether something else stands here than was put."""
        return self.value != self._was

    def type_anew(self, text: str) -> None:
        """Set what is in the field as if it had been typed."""
        self.value = text
        self.cursor_position = len(text)
