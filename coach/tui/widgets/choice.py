"""One question with all its answers in sight: left and right choose, and the choice is made at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget


class Choice(Widget, can_focus=True):
    """A row of answers, `●` on the one chosen; none is chosen until the person says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Previous", show=False),
        Binding("right,l,space", "move(1)", "Next", show=False),
        Binding("down,j", "app.focus_next", "Next question", show=False),
        Binding("up,k", "app.focus_previous", "Previous question", show=False),
        Binding("backspace,delete", "clear", "Leave it open", show=False),
    ]
    DEFAULT_CSS = """
    Choice { height: auto; padding: 0 1; margin-bottom: 1; border-left: blank; link-style: none;
        link-color: $foreground; link-background: initial; link-color-hover: $accent; link-background-hover: initial;
        link-style-hover: none; }
    Choice:focus { border-left: outer $accent; }
    """

    @dataclass
    class Made(Message):
        """The person chose `value` (None: left open) for `fact`."""

        fact: str
        value: str | None

    def __init__(self, fact: str, question: str, answers: Sequence[tuple[str, str]], chosen: str | None) -> None:
        super().__init__(id=f"choice-{fact}")
        self.fact = fact
        self.question = question
        self.answers = tuple(answers)
        self.chosen = chosen

    def ask(self, question: str) -> None:
        """Put the question in other words."""
        self.question = question
        self.refresh(layout=True)

    def action_move(self, by: int) -> None:
        """Choose the neighbour of what is chosen."""
        values = [value for value, _words in self.answers]
        if self.chosen in values:
            at = min(max(values.index(self.chosen) + by, 0), len(values) - 1)
        else:
            at = 0 if by > 0 else len(values) - 1
        self._make(values[at])

    def action_choose(self, value: str) -> None:
        """Choose one by a click."""
        self.focus()
        self._make(value)

    def action_clear(self) -> None:
        """Leave it open: unknown stays unknown."""
        self._make(None)

    def _make(self, value: str | None) -> None:
        if value != self.chosen:
            self.chosen = value
            self.refresh()
            self.post_message(self.Made(self.fact, value))

    def render(self) -> Content:
        lines: list[list[Content]] = [[]]
        room = max(10, self.content_size.width)
        for value, words in self.answers:
            here = value == self.chosen
            click = Style.from_meta({"@click": f"choose({value!r})"})
            look = Style.parse("bold $accent" if here else "$foreground")
            answer = Content.assemble((f"{'●' if here else '○'} {words}", look + click))
            if lines[-1] and sum(one.cell_length + 2 for one in lines[-1]) + answer.cell_length > room:
                lines.append([])
            lines[-1].append(answer)
        shown = [Content("  ").join(line) for line in lines]
        return Content("\n").join([Content.styled(self.question, "$quiet"), *shown])
