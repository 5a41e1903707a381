"""What is offered under a field while one types: the arrows pick, enter takes, going on typing ignores it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from coach.tui.drawing.bars import clip


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: words, a note at its right end, what taking it means, and usual hours where it has some."""

    text: str
    note: str = ""
    value: str = ""
    hours: float | None = None


class Offers(Widget):
    """A few lines, at most as many as there is room for. It takes no focus: the field stays in hand."""

    DEFAULT_CSS = """
    Offers { height: auto; max-height: 8; padding: 0 1; color: $quiet; display: none; }
    Offers.-some { display: block; }
    """

    @dataclass
    class Taken(Message):
        """An offer was clicked."""

        offers: Offers
        offer: Offer

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.offers: tuple[Offer, ...] = ()
        self.at: int | None = None

    def show(self, offers: Sequence[Offer]) -> None:
        """Offer these; none hides the list."""
        picked = self.picked
        self.offers = tuple(offers)
        self.at = self.offers.index(picked) if picked in self.offers else None
        self.set_class(bool(self.offers), "-some")
        self.refresh(layout=True)

    @property
    def picked(self) -> Offer | None:
        """The one the arrows are on."""
        return self.offers[self.at] if self.at is not None and self.at < len(self.offers) else None

    def move(self, by: int) -> None:
        """Move the mark; above the first is back in the field."""
        if not self.offers:
            return
        at = (-1 if self.at is None else self.at) + by
        self.at = None if at < 0 else min(at, len(self.offers) - 1)
        self.refresh()

    def on_click(self, event: Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self.offers):
            self.post_message(self.Taken(self, self.offers[at.y]))

    def render(self) -> Content:
        width = self.content_size.width
        lines = []
        for at, offer in enumerate(self.offers):
            here = at == self.at
            note = len(offer.note) + 2 if offer.note else 0
            line = Content.assemble(
                ("▸ " if here else "  ", "bold $accent"),
                clip(offer.text, max(1, width - 2 - note)),
                ("  " + offer.note if offer.note else "", "$quiet"),
            )
            lines.append(line.stylize_before("$foreground on $cursor-row" if here else "$quiet"))
        return Content("\n").join(lines)
