"""The first look: the week's figure with its range, while one types."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from coach.model.measurement import Measurement
from coach.session.questions.asking import Asked
from coach.tui.actions import key_of
from coach.tui.drawing.bars import legend, week_bar
from coach.tui.words import count, figure, percent

ENOUGH_TASKS = 8  # as many as short descriptions need to place an occupation well (docs/validation.md)


class FirstLook(Widget):
    """`exposure 52 (37–67)`, the bar of the week, the two other readings, and why the range is as wide as it is."""

    DEFAULT_CSS = """
    FirstLook { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__(id="look")
        self.measured: Measurement | None = None
        self._narrow = ""
        self._key = key_of("week.questions")

    def narrowed_by(self, asked: Sequence[Asked]) -> None:
        """Say how many questions would narrow it most."""
        self._narrow = narrowing(asked)
        self.refresh(layout=True)

    def by_key(self, keys: str) -> None:
        """The questions are reached by these keys now."""
        if keys != self._key:
            self._key = keys
            if self._narrow:
                self.refresh(layout=True)

    def show(self, measured: Measurement | None) -> None:
        """Show this measurement; None where no task is there yet."""
        self.measured = measured
        self.refresh(layout=True)

    def render(self) -> Content:
        width = max(20, self.content_size.width or self.size.width)
        head = Content.styled("FIRST LOOK", "bold $quiet")
        measured = self.measured
        if measured is None or measured.hours <= 0:
            return Content.assemble(
                head, ("   a figure for your own week appears here with the first task, and what it rests on", "$quiet")
            )
        exposure = measured.exposure
        readings = f"strict reading {percent(exposure.strict)}, wide reading {percent(exposure.wide)}. "
        readings += " ".join(
            one for one in (why_wide(measured), self._narrow and f"{self._narrow}: {self._key}.") if one
        )
        return Content.assemble(
            head,
            "   exposure ",
            (figure(exposure), "bold $accent"),
            ("   by raters of 2023", "$quiet"),
            "\n",
            week_bar(width, measured),
            "\n",
            legend(measured, width),
            ("" if self.app.size.height < 24 else f"\n{readings}", "$quiet"),
        )


def why_wide(measured: Measurement) -> str:
    """Why the range is as wide as it is, in a sentence or two."""
    tasks = measured.tasks
    unsure = sum(not task.sure for task in tasks)
    words = f"The range rests on {count(len(tasks), 'task')}"
    words += f", {unsure} of them unclear" if unsure else ""
    return f"{words}; {ENOUGH_TASKS} or more would narrow it." if len(tasks) < ENOUGH_TASKS else f"{words}."


def narrowing(asked: Sequence[Asked]) -> str:
    """How many questions on how many tasks would narrow the range, most telling first; "" where none would."""
    about = [one for one in asked if one.task_id is not None]
    if not about:
        return ""
    questions, tasks = _words(len(about), "question"), _words(len({one.task_id for one in about}), "task")
    return f"{questions.capitalize()} on {tasks} would narrow it most"


def _words(many: int, noun: str) -> str:
    names = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{names[many] if many < len(names) else many} {noun}{'' if many == 1 else 's'}"
