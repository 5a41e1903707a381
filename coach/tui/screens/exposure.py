"""Exposure: which hours AI could run, speed up or not reach, how sure that is, and why."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from coach.model.measurement import Measurement, TaskMeasure
from coach.session import measuring
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import legend, scale, task_bar, told, week_bar
from coach.tui.drawing.reasons import others, task_reasons
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.rows import Row, Rows
from coach.tui.widgets.side import Side
from coach.tui.words import figure, figures_shown, number, percent

Reading = Literal["usual", "strict", "wide"]
READINGS: tuple[Reading, ...] = ("usual", "strict", "wide")
READING_WORDS: dict[Reading, str] = {
    "usual": "work that needs extra software counts half",
    "strict": "strict: only what a language model does by itself",
    "wide": "wide: what software around one does counts in full",
}
NOTHING_YET = (
    "Nothing to measure yet. Type your week first: {week}. One task with its hours is enough for a first figure."
)
NO_FIGURES = (
    "Figures are off, so this page says in words what each of your tasks rests on: enter. "
    "{figures} shows figures again."
)
IN_SHORT = "An index: no share of your time, no forecast, no verdict."
WHAT_IT_IS_NOT = "An index of what AI can do to these tasks: not a share of your time, no forecast, no verdict on you."


class Exposure(Place):
    """The week's figure on its scale, the tasks by hours at stake, and on a wide window the reasons beside them."""

    scope = "exposure"
    ABOUT = """
Exposure estimates what human raters of 2023 would say AI can do to your tasks: 0 where a language model does not help,
100 where it could at least halve the time at the same quality. The range holds in 8 cases of 10.

It is an index. It is not a share of your time, no forecast of what your employer does, no verdict on you, and it says
nothing about how you stand: your position is a different thing.

█ could mostly run without you   ▓ speeds up with you   ░ not reached (by text AI as raters of 2023 saw it)
The split between the first two is our assumption, and says so among the reasons.

Tasks with most hours at stake come first; unclear are those of which raters would differ whether AI can do them. The
strict and the wide reading move the mark on the scale and the figure of each task, and nothing else.

Figures that others published measure other things on other scales, so they are shown apart.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("exposure")
    CSS_PATH = "exposure.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.measured: Measurement | None = None
        self.reading: Reading = "usual"

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="exposure-top", markup=False)
            with Horizontal(id="exposure-halves"):
                yield Rows(id="exposure-tasks")
                yield Side(id="exposure-side")
            yield Static("", id="exposure-foot", classes="quiet", markup=False)

    async def show(self) -> None:
        self.measured = await self.desk.do(measuring.measurement)
        self._draw()
        rows = self.query_one(Rows)
        if self.measured is not None and self.focused is None:
            rows.focus()

    def _draw(self) -> None:
        measured = self.measured
        top, foot = self.query_one("#exposure-top", Static), self.query_one("#exposure-foot", Static)
        rows = self.query_one(Rows)
        if measured is None or measured.hours <= 0:
            top.update(Content(NOTHING_YET.format(week=key_of("go.week"))))
            foot.update("")
            rows.show_rows([])
            return
        if not figures_shown():
            top.update(Content(NO_FIGURES.format(figures=key_of("app.figures"))))
            foot.update("")
            rows.show_rows([_words_row(task) for task in measured.tasks])
            self._show_why()
            return
        top.update(_top(measured, self.reading, top.size.width or self.size.width - 2, self.low))
        foot.update(Content(IN_SHORT if self.low else _standing(measured) + WHAT_IT_IS_NOT))
        at_stake = sorted(measured.tasks, key=lambda task: -task.hours * task.displaceable)
        rows.show_rows([_row(task, self.reading) for task in at_stake])
        self._show_why()

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._draw)

    def _in_hand(self) -> TaskMeasure | None:
        here = self.query_one(Rows).here
        return next((task for task in self.measured.tasks if task.id == here), None) if self.measured else None

    def _show_why(self) -> None:
        task = self._in_hand()
        self.query_one(Side).show(task_reasons(task) if task is not None else "")

    def works(self, action: str) -> bool | str:
        match action:
            case "exposure.why":
                return self._in_hand() is not None
            case "exposure.reading":
                return figures_shown() and self._in_hand() is not None
            case "exposure.published":
                return self.measured is not None
            case "exposure.questions" | "exposure.plan":
                return self.has_week
        return True

    def row_in_hand(self, rows: Rows) -> None:
        self._show_why()
        super().row_in_hand(rows)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        task = self._in_hand()
        if task is not None:
            self.app.push_screen(Note("Why", lambda: task_reasons(task)))

    def action_reading(self) -> None:
        """The next reading: usual, strict, wide."""
        if not figures_shown():
            return
        self.reading = READINGS[(READINGS.index(self.reading) + 1) % len(READINGS)]
        self._draw()

    def action_published(self) -> None:
        """Figures others published for the occupation, and what is typical for it."""
        measured = self.measured
        if measured is not None:
            indices = self.session.library.occupations.indices
            self.app.push_screen(Note("What others published", lambda: others(measured, indices)))


def _top(measured: Measurement, reading: Reading, width: int, low: bool) -> Content:
    exposure = measured.exposure
    shown = {"usual": figure(exposure), "strict": str(percent(exposure.strict)), "wide": str(percent(exposure.wide))}
    edges = {"usual": exposure.value, "strict": exposure.strict, "wide": exposure.wide}
    others = " and ".join(f"{name} {percent(value)}" for name, value in edges.items() if name != reading)
    others = others if low else f"╎ {others}"
    about = others if low and reading == "usual" else READING_WORDS[reading]
    below = "" if low else f"{others} · {number(measured.hours)} h listed, by raters of 2023\n"
    if reading != "usual" and not low:
        below += "No range is told for this reading. The classes below, the plan and all else stay as they are.\n"
    below += "" if low else "\n"
    return Content.assemble(
        ("EXPOSURE   ", "bold $quiet"),
        (shown[reading], "bold $accent"),
        (f"   {about}", "$quiet"),
        "\n",
        ("0 ", "$quiet"),
        scale(width - 6, exposure, reading),
        (" 100", "$quiet"),
        "\n",
        (below, "$quiet"),
        week_bar(width, measured),
        "\n",
        legend(measured, width),
    )


def _words_row(task: TaskMeasure) -> Row:
    """A task with figures off: what it rests on opens in words."""
    first = Content.assemble((f"{number(task.hours):>5} ", "bold"), ("h ", "$quiet"))
    return Row(task.id, lambda width: told(task.text, "", width, first=first))


def _standing(measured: Measurement) -> str:
    typical = measured.typical
    if typical is None:
        return f"Typical for your occupation: say which ({key_of('go.week')}, {key_of('week.title')}). "
    return (
        f"Typical for your occupation by the same estimate: {percent(typical.value)}; "
        f"{round(typical.percentile)} of 100 occupations come out lower than your week. "
    )


def _row(task: TaskMeasure, reading: Reading) -> Row:
    def draw(width: int) -> Content:
        if reading == "usual":
            shown = f"{figure(task.exposure):>11}"
        else:
            shown = f"{percent(getattr(task.exposure, reading)):>11}"
        bar = 18 if width >= 90 else 12 if width >= 66 else 8
        first = Content.assemble((f"{number(task.hours):>5} ", "bold"), ("h ", "$quiet"))
        sure = ("         " if task.sure else "  unclear", "$quiet")
        return told(task.text, Content.assemble(task_bar(bar, task), f" {shown}", sure), width, first=first)

    return Row(task.id, draw)
