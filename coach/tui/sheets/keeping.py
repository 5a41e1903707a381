"""A sheet that keeps what is typed on it and not entered: it is there again when the sheet is next opened."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.await_complete import AwaitComplete
from textual.timer import Timer
from textual.widgets import Input

from coach.session import Failure, unentered
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field

PAUSE = 0.4  # seconds without a key until it is on the disk; a second is promised
BACK = "What you had typed here is back."


class KeepingSheet(Sheet[None]):
    """Subclasses give `kept_as`, and say what is typed where that is more than what stands in their fields."""

    kept_as: str = ""  # what it is kept under, among all sheets: another thing is another sheet; "" keeps nothing

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._pause: Timer | None = None
        self._on_disk = False

    def typed(self) -> dict[str, str]:
        """What is typed and not entered, by field."""
        return {field.id or "": field.value for field in self.query(Field) if field.display and field.touched}

    def put_back(self, typed: dict[str, str]) -> None:
        """Type it again; fields that are there no more are passed over."""
        for field in self.query(Field):
            if field.id in typed:
                field.type_anew(typed[field.id])

    def on_mount(self) -> None:
        """Bring back what was typed; keys wait for it."""
        if self.kept_as:
            self.run_worker(self._bring_back(), group="enter")

    async def _bring_back(self) -> None:
        typed = await self.coach.desk.do(unentered.typed_on, self.kept_as)
        if typed:
            self._on_disk = True
            self.put_back(typed)
            self.coach.say(BACK)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Keep it, once the keys pause."""
        if not self.kept_as:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, lambda: self.run_worker(self.keep_draft(), group="draft", exclusive=True))

    async def keep_draft(self) -> None:
        """Have what is typed on the disk. Where that cannot be, entering it will say so."""
        if self.kept_as:
            self._on_disk = True
            with suppress(Failure):
                await self.coach.desk.do(unentered.keep, self.kept_as, self.typed())

    def entered(self) -> None:
        """What was typed has been entered or given up: it is kept no longer."""
        if self._pause is not None:
            self._pause.stop()
        if self._on_disk:
            self._on_disk = False
            self.coach.run_worker(_forgotten(self.coach.desk.do(unentered.forget, self.kept_as)), group="draft")

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close it; nothing of it is kept."""
        self.entered()
        self.kept_as = ""  # whatever was still on its way to the disk
        return super().dismiss(result)


async def _forgotten(forgetting: Any) -> None:
    with suppress(Failure):
        await forgetting
