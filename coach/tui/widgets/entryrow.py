"""The row a task is typed into: `14 answer tickets`, or the task first and its hours when asked for."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.model.measurement import TaskMeasure
from coach.model.profile import Task
from coach.tui.actions import key_of
from coach.tui.drawing.bars import clip, task_figures
from coach.tui.entry import Typed, read_hours, read_task
from coach.tui.widgets.field import Field
from coach.tui.widgets.offers import Offer
from coach.tui.words import hours, number

NEED_HOURS = "How many hours in a usual week? 2, 1.5, 30m and 1:30 are all understood."
USUAL_HOURS = "People in your role often spend that on it: enter takes it, or type your own hours."
NEED_WORDS = "And the task, in your own words?"
PLACEHOLDER = "hours and task: 14 answer customer emails"


def changing() -> str:
    """What is said while a task is changed."""
    return f"Changing this task: {key_of('week.enter')} saves it, {key_of('week.out')} leaves it as it was."


@dataclass(frozen=True, slots=True)
class Ready:
    """A task ready to be saved; `task_id` where it changes one that is there."""

    text: str
    hours: float
    task_id: str | None

    @property
    def line(self) -> str:
        """What would be typed to say the same."""
        return f"{number(self.hours)} {self.text}"


class EntryRow(Horizontal):
    """One field, so that whatever is typed next always lands in it. Taking what is typed empties it at once."""

    DEFAULT_CSS = """
    EntryRow { height: 1; }
    EntryRow > #entry-mark { width: auto; max-width: 60%; color: $accent; text-style: bold; }
    EntryRow > Field { width: 1fr; padding: 0 1 0 0; }
    EntryRow > #live { width: auto; padding-left: 2; }
    """

    def __init__(self) -> None:
        super().__init__(id="entry")
        self.asking: str | None = None  # words of a task whose hours are asked for
        self.editing: str | None = None  # id of the task being changed
        self.hours_before: float | None = None

    def compose(self) -> ComposeResult:
        yield Static("+ ", id="entry-mark", markup=False)
        yield Field(id="task", placeholder=PLACEHOLDER)
        yield Static("", id="live", markup=False)

    @property
    def field(self) -> Field:
        """The field one types into."""
        return self.query_one(Field)

    @property
    def typed(self) -> Typed:
        """What is typed so far, read as a task."""
        if self.asking is not None:
            return Typed(self.asking, read_hours(self.field.value))
        return read_task(self.field.value)

    def take(self, picked: Offer | None) -> Ready | str:
        """Enter: the task, the row emptied for the next one; or the words of what is missing. Usual hours of what was
        picked are put in to be confirmed."""
        typed = self.typed
        text = typed.text if picked is None else picked.value
        amount = typed.hours if typed.hours is not None or self.editing is None else self.hours_before
        if picked is None and self.asking is None and read_hours(self.field.value) is not None:
            return NEED_WORDS
        if not text:
            return ""
        if amount is None:
            self.ask(text)
            if picked is not None and picked.hours is not None:
                self.field.put(number(picked.hours))
                return USUAL_HOURS
            return NEED_HOURS
        ready = Ready(text, amount, self.editing)
        self.clear()
        return ready

    def ask(self, text: str) -> None:
        """Ask for the hours of a task whose words are known."""
        self.asking = text
        self.field.put("")
        self._mark()

    def edit(self, task: Task) -> None:
        """Take a task in hand to change it."""
        self.asking, self.editing, self.hours_before = None, task.id, task.hours
        self.field.put(f"{number(task.hours)} {task.text}")
        self._mark()

    def back_out(self) -> bool:
        """Leave what is asked or changed; True where there was anything. Words typed are kept in the field."""
        if self.asking is not None:
            words, self.asking = self.asking, None
            self.field.put(words)
        elif self.editing is not None:
            self.clear()
        else:
            return False
        self._mark()
        return True

    def clear(self) -> None:
        """Empty the row."""
        self.asking = self.editing = self.hours_before = None
        self.field.put("")
        self.show_live(None)
        self._mark()

    def show_live(self, measured: TaskMeasure | None) -> None:
        """Show what the typed words come out as; None shows nothing."""
        live = self.query_one("#live", Static)
        if measured is None or self.size.width < 50:
            live.update("")
            return
        amount = self.typed.hours
        told = hours(amount) if amount is not None and self.asking is None else ""
        live.update(Content.assemble((f"{told}  " if told else "", "$quiet"), task_figures(measured)))

    def state(self) -> dict[str, str]:
        """What is typed and not entered, for the draft."""
        return {
            "task": self.field.value,
            "asking": self.asking or "",
            "editing": self.editing or "",
        }

    def restore(self, kept: dict[str, str], task: Task | None) -> None:
        """Put a draft back; `task` is the one that was being changed, if it is still there."""
        self.asking = kept.get("asking") or None
        if task is not None:
            self.editing, self.hours_before = task.id, task.hours
        self.field.put(kept.get("task", ""))
        self._mark()

    def _mark(self) -> None:
        mark = self.query_one("#entry-mark", Static)
        if self.asking is not None:
            room = max(12, self.size.width // 2 - 12)
            words = self.asking if len(self.asking) <= room else clip(self.asking, room).plain.rstrip()
            mark.update(Content.assemble("+ ", (words, "not bold $foreground"), (": hours? ", "not bold $quiet")))
            self.field.placeholder = "8"
        else:
            mark.update("~ " if self.editing else "+ ")
            self.field.placeholder = PLACEHOLDER
