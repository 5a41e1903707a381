"""Questions: one at a time, saved as they are answered; what changed is shown after a block, never while answering."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.measurement import Measurement
from coach.session import Failure, measuring, safe
from coach.session.questions import asking
from coach.session.questions.asking import Asked
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.changed import position_change, signs_seen, week_change
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import count

Block = Literal["task", "worker", "signs"]
Key = tuple[str, str | None]
BLOCKS: dict[Block, str] = {"task": "your tasks", "worker": "where you stand", "signs": "signs around you"}
NOTHING_YET = "The questions are about your own week. Type it first: {}. One task with its hours is enough."
ALL_ASKED = "That is all for now: nothing more we could ask would narrow a figure by two points."
HERE = "questions-rows"
HASTE = 0.7  # seconds after the last answer in which its number, pressed once more, goes nowhere


class Questions(Place):
    """A question with its answers, or, between two blocks, what the answers changed."""

    scope = "questions"
    ABOUT = """
At most eighteen questions, most telling first. Each is saved when it is answered, and the next time goes on where this
one stopped. Skip what you like: what is not answered stays unknown, and unknown is never counted as zero.

What your answers changed is shown after each block rather than while you answer, so that you answer what is so and not
what moves a figure. {app.undo} takes the last answer back.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("questions"),
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    ]
    CSS_PATH = "questions.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.asked: Asked | None = None
        self.block: Block | None = None
        self.before: Measurement | None = None
        self.answered: list[Key] = []
        self.skipped: set[Key] = set()
        self._busy = False
        self._ended = 0.0  # when the last question of a block was answered

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="questions-top", markup=False)
            yield Rows(id=HERE)
            yield Static("", id="questions-why", markup=False)

    async def show(self) -> None:
        profile = self.session.profile
        if profile is None or not profile.tasks:
            self.asked = None
            self._draw(Content(NOTHING_YET.format(key_of("go.week"))), [])
            return
        every = await self.desk.do(asking.to_ask)
        waiting = [one for one in every if _key(one) not in self.skipped]
        if self.block is not None and (not waiting or waiting[0].kind != self.block):
            open_keys = {_key(one) for one in every}
            if any(key not in open_keys for key in self.answered):
                await self._show_change(self.block, waiting)
                return
            self.block = None
        if not waiting:
            if self.asked is not None:
                self.asked, self._ended = None, monotonic()
            self._draw(_end(bool(self.skipped)), self._ways_on(waiting))
            return
        if self.block is None:
            self.block, self.answered = waiting[0].kind, []
            self.before = await self.desk.do(measuring.measurement, explain=False)
        self.asked = waiting[0]
        self._ask(self.asked, every)

    def _ask(self, asked: Asked, every: tuple[Asked, ...]) -> None:
        open_here = [_key(one) for one in every if one.kind == asked.kind]
        done = sum(key not in open_here for key in self.answered)
        skipped = sum(key in self.skipped for key in open_here)
        where = f"{done + skipped + 1} of {done + len(open_here)}"
        about = f"for: {safe(asked.about)}" if asked.about else BLOCKS[asked.kind]
        top = Content.assemble((where, "bold $accent"), (f"   {about}", "$quiet"), "\n\n", (safe(asked.text), "bold"))
        rows = [_answer(number, option, words) for number, (option, words) in enumerate(asked.options, 1)]
        self._draw(top, rows, Content.styled(f"Why we ask: {safe(asked.why)}", "$quiet"))

    async def _show_change(self, block: Block, waiting: list[Asked]) -> None:
        if self.asked is not None:
            self.asked, self._ended = None, monotonic()
        after = await self.desk.do(measuring.measurement, explain=False)
        head = Content.styled(f"{BLOCKS[block].upper()}: WHAT YOUR ANSWERS CHANGED", "bold $quiet")
        words = Content("")
        if self.before is not None and after is not None:
            if block == "task":
                words = week_change(self.before, after)
            elif block == "worker":
                words = position_change(self.before, after)
            else:
                words = signs_seen(after)
        self._draw(Content.assemble(head, "\n\n", words), self._ways_on(waiting))

    def _draw(self, top: Content, rows: list[Row], why: Content | None = None) -> None:
        self.query_one("#questions-top", Static).update(top)
        self.query_one("#questions-why", Static).update(why or "")
        shown = self.query_one(Rows)
        shown.display = bool(rows)
        shown.show_rows(rows)
        shown.highlighted = 0 if rows else None
        if rows and self.focused is None:
            shown.focus()
        self.keys_changed()

    def _ways_on(self, waiting: list[Asked]) -> list[Row]:
        rows = []
        if waiting:
            many = sum(one.kind == waiting[0].kind for one in waiting)
            rows.append(_way("on", f"Go on: {count(many, 'question')} about {BLOCKS[waiting[0].kind]}"))
        elif self.skipped:
            rows.append(_way("again", f"Ask the {count(len(self.skipped), 'question')} again that were skipped"))
        return [*rows, _way("plan", "See my plan"), _way("back", "Back to where I was")]

    def works(self, action: str) -> bool | str:
        """Between two blocks there is a way on to choose, and no question."""
        if action == "questions.way":
            return self.asked is None and self.query_one(Rows).display
        if action in ("questions.number", "questions.skip", "questions.basis"):
            return self.asked is not None
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The numbers go to the places where there is no question to answer with them."""
        if action == "choose" and self.asked is None and monotonic() - self._ended > HASTE:
            return False
        return super().check_action(action, parameters)

    # --- answering

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._take(event.option_id)

    def action_choose(self, number: int) -> None:
        """Choose by number; the ways on after a block have none, so that a quick key does not leave."""
        rows = self.query_one(Rows)
        if self.asked is not None and number <= rows.option_count:
            option = rows.get_option_at_index(number - 1)
            if option.id is not None:
                self._take(option.id)

    def _take(self, option: str) -> None:
        """Answer with `option`, or go the way on that has this name. One answer at a time: a second press waits for
        its own question."""
        asked = self.asked
        if self._busy:
            return
        if asked is not None:
            self._busy = True
            self.run_worker(self._answer(asked, option), group="answer")
        else:
            self.run_worker(self._go(option), group="answer")

    async def _answer(self, asked: Asked, option: str) -> None:
        try:
            await self.desk.do(asking.answer, asked.question_id, option, task_id=asked.task_id)
            self.answered.append(_key(asked))
            await self.coach.changed()
        except Failure as failure:
            self.coach.tell(failure)
        finally:
            self._busy = False

    async def _go(self, way: str) -> None:
        self.block = None
        self._shown_version = -1
        if way == "plan":
            await self.coach.action_go("plan")
        elif way == "back":
            await self.action_back()
        else:
            if way == "again":
                self.skipped.clear()
            await self.renew()

    async def action_skip(self) -> None:
        """Leave this question for another time."""
        if self.asked is not None and not self._busy:
            self.skipped.add(_key(self.asked))
            await self.renew()

    def action_basis(self) -> None:
        """What the question rests on."""
        asked = self.asked
        if asked is not None:
            self.app.push_screen(Note("What it counts", lambda: _basis(asked)))

    async def action_back(self) -> None:
        """Back to where one came from."""
        self.skipped.clear()
        self.block = None
        self._shown_version = -1
        await self.coach.action_go(self.coach.came_from)


def _key(asked: Asked) -> Key:
    return asked.question_id, asked.task_id


def _basis(asked: Asked) -> Content:
    return Content(f"{safe(asked.why)}\n\n{safe(asked.basis)}")


def _end(skipped: bool) -> Content:
    return Content("Only the questions you skipped are left." if skipped else ALL_ASKED)


def _answer(number: int, option: str, words: str) -> Row:
    first = Content.assemble((f" {number} ", "bold $accent"), ("○ ", "$quiet"))
    return Row(option, lambda width: told(words, "", width, first=first))


def _way(name: str, words: str) -> Row:
    return Row(name, lambda width: told(words, "", width, first=Content.styled(" ▸ ", "$accent")))
