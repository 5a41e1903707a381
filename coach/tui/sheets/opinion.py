"""A second opinion: the page for a colleague, and what came back beside one's own answers."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coach.model.opinion import Opinion
from coach.reports.opinion import opinion_text
from coach.session import Failure, safe
from coach.session.exports import copying
from coach.session.questions import opinion
from coach.session.weeks import reading
from coach.tui.actions import bindings, key_of
from coach.tui.sheets.importing import MOST_PATH
from coach.tui.sheets.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.widgets.offers import Offer, Offers

ABOUT = (
    "A colleague sees what you may not: five questions about your work on one page, ten minutes. The page says nothing "
    "about you but that you ask. Where they say as much as you or more, your answer counts in full for a year; where "
    "they say less, it is shown to you and changes nothing."
)


class OpinionSheet(Sheet[None]):
    """Send the page out; read the filled one in, by its file or by pasting it."""

    scope = "opinion"
    BINDINGS: ClassVar[list[BindingType]] = bindings("opinion")
    DEFAULT_CSS = "OpinionSheet Field { margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__("A second opinion")
        self.opinion: Opinion | None = None

    def inside(self) -> ComposeResult:
        yield Static(ABOUT, markup=False)
        yield Static("\nWhat came back: paste the filled page here, or type its file.", classes="quiet")
        yield Field(id="filled", placeholder="~/Downloads/second-opinion.txt", most=MOST_PATH)
        yield Offers(id="filled-files")
        yield Static("", id="opinion-words", markup=False)

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    async def on_input_changed(self) -> None:
        """Offer the files that go on from what is typed."""
        typed = self.query_one(Field).value
        found = await asyncio.to_thread(reading.files_like, typed) if typed else []
        self.query_one(Offers).show([Offer(name, value=name) for name in found])

    def field_browsed(self, _field: Field, by: int) -> None:
        """An arrow: through the files."""
        self.query_one(Offers).move(by)

    def on_offers_taken(self, event: Offers.Taken) -> None:
        self.query_one(Field).put(event.offer.value)

    def field_entered(self, field: Field) -> None:
        """Enter: read the file; or, once one is read, keep what it vouches for."""
        picked = self.query_one(Offers).picked
        path = picked.value if picked is not None else field.value.strip()
        if self.opinion is not None and not path:
            self.run_worker(self._keep(self.opinion), group="save")
        elif path:
            self.run_worker(self._read_file(path), group="enter")

    def on_field_pasted_lines(self, event: Field.PastedLines) -> None:
        self.run_worker(self._read(event.text), group="enter")

    async def _read_file(self, path: str) -> None:
        try:
            text = await asyncio.to_thread(reading.read_file, path)
        except Failure as failure:
            self.coach.say(failure.as_text())
            return
        await self._read(text)

    async def _read(self, text: str) -> None:
        try:
            self.opinion = await self.coach.desk.do(opinion.read_opinion, text)
        except Failure as failure:
            self.coach.say(failure.as_text())
            return
        self.query_one(Field).put("")
        self.query_one(Offers).show([])
        words = safe(opinion_text(self.opinion, kept=False))
        keep = "\n\nenter keeps what it vouches for." if self.opinion.vouched else ""
        self.query_one("#opinion-words", Static).update(Content.assemble("\n", words, (keep, "bold")))

    async def _keep(self, read: Opinion) -> None:
        if await self.save(f"Kept as vouched for. {key_of('app.undo')} takes it back.", opinion.keep_opinion, read):
            self.dismiss(None)

    async def action_send(self) -> None:
        """The page to send: on the clipboard, and in a file."""
        try:
            page = await self.coach.desk.do(opinion.form)
            path = await self.coach.desk.do(copying.keep_copy, "second-opinion", page)
        except Failure as failure:
            self.coach.say(failure.as_text())
            return
        self.app.copy_to_clipboard(page)
        kept = f", and kept in {path}" if path is not None else ""
        self.coach.say(f"The page is on the clipboard, where your terminal allows it{kept}.")
