"""A sheet that asks for a few things, one field after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coach.session import safe
from coach.tui.entry import MOST_TEXT
from coach.tui.sheets.keeping import KeepingSheet
from coach.tui.widgets.field import Field


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its name, what is asked, what may stand there, what stands there, and how long it may be."""

    name: str
    ask: str
    hint: str = ""
    value: str = ""
    most: int = MOST_TEXT


class Form(KeepingSheet):
    """Fields under one another; enter goes on, and saves behind the last. Subclasses give `kept_as` and `take`."""

    def __init__(self, title: str, parts: Sequence[Part], about: Content | str = "") -> None:
        super().__init__(title)
        self.parts = tuple(parts)
        self.about = about if isinstance(about, Content) else Content(safe(about))

    def inside(self) -> ComposeResult:
        if self.about.plain:
            yield Static(Content.assemble(self.about, "\n"), markup=False)
        for number, part in enumerate(self.parts):
            yield Static(Content.assemble("\n" if number else "", safe(part.ask)), classes="quiet", markup=False)
            yield Field(id=f"part-{part.name}", placeholder=part.hint, most=part.most)

    def on_mount(self) -> None:
        for part in self.parts:
            self.field(part.name).put(part.value)
        self.field(self.parts[0].name).focus()

    def field(self, name: str) -> Field:
        """The field of a part."""
        return self.query_one(f"#part-{name}", Field)

    def field_entered(self, field: Field) -> None:
        """Enter: on to the next field; behind the last, save."""
        names = [f"part-{part.name}" for part in self.parts]
        at = names.index(field.id or "")
        if at + 1 < len(names):
            self.set_focus(self.query_one(f"#{names[at + 1]}", Field))
        else:
            self.run_worker(self._take(), group="save")

    def field_browsed(self, field: Field, by: int) -> None:
        """An arrow: to the field above or below."""
        names = [f"part-{part.name}" for part in self.parts]
        at = min(max(names.index(field.id or "") + by, 0), len(names) - 1)
        self.set_focus(self.query_one(f"#{names[at]}", Field))

    def amiss(self, name: str, words: str) -> bool:
        """Say what is amiss with a field and go there; always False."""
        self.coach.say(words)
        self.set_focus(self.field(name))
        return False

    async def _take(self) -> None:
        if await self.take({part.name: self.field(part.name).value.strip() for part in self.parts}):
            self.dismiss(None)

    async def take(self, said: dict[str, str]) -> bool:
        """Do something with what was typed, by name; True closes the sheet."""
        raise NotImplementedError
