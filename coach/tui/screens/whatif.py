"""What if: other hours and other moves, and at once what that would change. Nothing is saved until one says so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from math import ceil
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import OptionList, Static

from coach.model.measurement import TaskMeasure
from coach.model.plan import PlannedMove
from coach.session import Failure, one_line, safe
from coach.session.plan import plans, trying, whatif
from coach.session.plan.whatif import WhatIf
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.changed import what_if_lines
from coach.tui.drawing.moves import move_words
from coach.tui.drawing.reasons import task_reasons
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.widgets.side import Side
from coach.tui.widgets.sliders import Sliders, slider
from coach.tui.words import about, duration, number

NOTHING_YET = "Nothing to change yet: a what-if starts from your week. Type it first: {week}."
AS_IT_IS = "Your week as it is. Move its hours or tick a move, and see what that would change."
ESTIMATE = "An estimate, by the same measure as everything else."
TASK, MOVE = "task/", "move/"
MOST_HOURS = 168.0
ROOM = 1.25  # the scale of the sliders against the longest task
LEAST_LINES = 2  # as in the stylesheet: the foot keeps them, empty or not
MOST_MADE = 2000  # rows kept for drawing again
DRAFT_PAUSE = 0.4  # seconds after a change before what is tried is kept on disk


class Whatif(Place):
    """Sliders for the hours of each task, moves to tick, and above them the difference."""

    scope = "whatif"
    ABOUT = """
Try another week before living it. Left and right take half an hour from the task under the cursor or give it, with
shift an hour, or drag its knob; space ticks a move of your plan, or another one that fits. What that would change is
measured at once, by the same measure as everything else.

Hours are never made to vanish: what you free is not assigned yet, until you give it a use; and where you give a task
more than is free, your week grows, and says by how much. Of the hours that change,
some are yours to decide and some need a yes.

Enter makes the ticked moves your plan, and hours you moved a step of it. Where you already work that way, w makes it
your week instead. Undo takes either back. What you try stays here until you come again.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("whatif")
    CSS_PATH = "whatif.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, float] = {}
        self.ticked: list[str] = []
        self.offered: tuple[PlannedMove, ...] = ()
        self.outcome: WhatIf | None = None
        self._restored = False
        self._offered_at = -1
        self._pause: Timer | None = None
        self._made: dict[tuple[object, ...], Row] = {}

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="whatif-top", markup=False)
            with Horizontal(id="whatif-halves"):
                yield Sliders(id="whatif-rows")
                yield Side(id="whatif-side", opens="o")
            yield Static("", id="whatif-foot", classes="quiet", markup=False)

    async def show(self) -> None:
        profile = self.session.profile
        if profile is None or not profile.tasks:
            self.outcome = None
            self.query_one("#whatif-top", Static).update(Content(NOTHING_YET.format(week=key_of("go.week"))))
            self.query_one("#whatif-foot", Static).update("")
            self.query_one(Rows).show_rows([])
            return
        if not self._restored:
            self._restored = True
            hours, moves = await self.desk.do(trying.kept_try)
            self.told, self.ticked = hours, list(moves)
        self.told = {name: value for name, value in self.told.items() if profile.task(name) is not None}
        if not self.offered:
            await self._measure()  # the sliders stand while the moves that fit are looked up
        if self.focused is None:
            self.query_one(Rows).focus()
        if self._offered_at != self.coach.version:
            self.offered = await self.desk.do(whatif.on_offer)
            self._offered_at = self.coach.version
            self._made.clear()
        known = {move.id for move in self.offered}
        self.ticked = [name for name in self.ticked if name in known]
        await self._measure()

    @property
    def changes(self) -> bool:
        """Whether anything is different from the week as it is."""
        return bool(self.told or self.ticked)

    async def _measure(self) -> None:
        try:
            known = {move.id for move in self.offered}
            ticked = [name for name in self.ticked if name in known]
            self.outcome = await self.desk.do(whatif.what_if, list(self.told.items()), ticked, known=self.offered)
        except Failure as failure:
            self.coach.tell(failure)
            return
        self._draw()

    def _draw(self) -> None:
        outcome = self.outcome
        if outcome is None:
            return
        top = self.query_one("#whatif-top", Static)
        width = top.size.width or self.size.width - 4
        head = ("WHAT IF", "bold $quiet")
        note = "" if self.changes else f"   {AS_IT_IS}" if width >= 100 else "   your week as it is"
        lines = what_if_lines(outcome.before, outcome.after, outcome.unassigned, width, grown=outcome.grown)
        self.keys_changed()
        _put(top, Content.assemble(head, (note, "$quiet"), "\n", lines))
        self.query_one(Rows).show_rows(self._rows(outcome))
        self._show_about()

    def _foot(self, outcome: WhatIf) -> Content:
        if not self.changes:
            return Content("" if self.low else ESTIMATE)
        whose = [
            (outcome.yours, "yours to decide"),
            (outcome.needs_yes, "need a yes"),
            (outcome.unsaid, "you have not said who decides these hours"),
        ]
        told = [
            f"{about(many)} h{':' if words.startswith('you ') else ''} {words}" for many, words in whose if many > 0
        ]
        told += [f"your week grew by {number(outcome.grown)} h"] if outcome.grown else []
        said = " · ".join(told)
        move = self._move()
        side = move.side_effect if move is not None and move.id in self.ticked and not self.wide else ""
        lines = [said or "No hours move.", f"Side effect: {safe(side)}" if side else ""]
        if not self.low:
            lines.append(ESTIMATE)
        return Content("\n".join(line for line in lines if line))

    def _rows(self, outcome: WhatIf) -> list[Row]:
        profile = self.session.profile
        if profile is None:
            return []
        then = {task.id: task.hours for task in outcome.profile.tasks}
        most = self._scale(outcome)
        rows = [
            self._slider(TASK + task.id, task.text, task.hours, then.get(task.id, 0.0), most) for task in profile.tasks
        ]
        here = {task.id for task in profile.tasks}
        new = [task for task in outcome.profile.tasks if task.id not in here]
        if new:
            rows.append(_head("NEW WITH THESE MOVES", ""))
            rows += [slider(f"new/{task.id}", task.text, 0.0, task.hours, most) for task in new]
        planned = {move.id for move in self.session.plan.moves} if self.session.plan is not None else set()
        for name, moves in (
            ("MOVES OF YOUR PLAN", [move for move in self.offered if move.id in planned]),
            ("OTHER MOVES THAT FIT", [move for move in self.offered if move.id not in planned]),
        ):
            if moves:
                rows += [heading(""), _head(name, _ticked(moves, self.ticked))]
                rows += [self._of_move(move) for move in moves]
        return rows

    def _slider(self, *told: Any) -> Row:
        """A slider as it was made before, where it says the same: then it is not drawn again."""
        if told not in self._made:
            if len(self._made) > MOST_MADE:
                self._made.clear()
            self._made[told] = slider(*told)
        return self._made[told]

    def _of_move(self, move: PlannedMove) -> Row:
        """The same for a move."""
        key = (move.id, move.id in self.ticked)
        if key not in self._made:
            self._made[key] = _move_row(move, key[1])
        return self._made[key]

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._draw)

    # --- what is in hand

    def _task_id(self) -> str | None:
        here = self.query_one(Rows).here or ""
        return here.removeprefix(TASK) if here.startswith(TASK) else None

    def _move(self) -> PlannedMove | None:
        here = self.query_one(Rows).here or ""
        return next((move for move in self.offered if MOVE + move.id == here), None)

    def _task_measure(self) -> TaskMeasure | None:
        """The task under the cursor as it would be, else as it is."""
        task_id = (self.query_one(Rows).here or "").partition("/")[2]
        measures = (*self.outcome.after.tasks, *self.outcome.before.tasks) if self.outcome is not None else ()
        return next((one for one in measures if one.id == task_id and self._move() is None), None)

    def works(self, action: str) -> bool | str:
        match action:
            case "whatif.hours":
                return self._task_id() is not None
            case "whatif.tick":
                return self._move() is not None
            case "whatif.why":
                return self._move() is not None or self._task_measure() is not None
            case "whatif.mine" | "whatif.week" | "whatif.reset":
                return self.changes
        return True

    def _show_about(self) -> None:
        move, profile = self._move(), self.session.profile
        texts = {task.id: task.text for task in profile.tasks} if profile is not None else {}
        task = self._task_measure()
        if move is not None:
            words = move_words(move, None, texts)
        elif task is not None:
            words = task_reasons(task)
        else:
            words = Content.styled(_tried() if self.changes else AS_IT_IS, "$quiet")
        self.query_one(Side).show(words)
        if self.outcome is not None:
            _put(self.query_one("#whatif-foot", Static), self._foot(self.outcome))

    def row_in_hand(self, rows: Rows) -> None:
        self._show_about()
        super().row_in_hand(rows)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        self.action_tick()  # a click: enter is taken before the list sees it

    def slide(self, by: float) -> None:
        """Give the task under the cursor `by` hours a week more."""
        task_id, profile = self._task_id(), self.session.profile
        task = profile.task(task_id) if task_id is not None and profile is not None else None
        if task is None:
            return
        self._set(task.id, self.told.get(task.id, task.hours) + by)

    def slide_to(self, row_id: str, share: float) -> bool:
        """Put the knob of a row at a share of its track, to the nearest half hour; False where the row has none."""
        profile, outcome = self.session.profile, self.outcome
        if not row_id.startswith(TASK) or profile is None or outcome is None:
            return False
        self._set(row_id.removeprefix(TASK), round(2 * min(1.0, max(0.0, share)) * self._scale(outcome)) / 2)
        return True

    def _set(self, task_id: str, hours: float) -> None:
        profile = self.session.profile
        task = profile.task(task_id) if profile is not None else None
        if task is None:
            return
        then = min(MOST_HOURS, max(0.0, hours))
        if then == self.told.get(task_id, task.hours):
            return
        if then == task.hours:
            self.told.pop(task_id, None)
        else:
            self.told[task_id] = then
        self._measure_soon()

    def _scale(self, outcome: WhatIf) -> float:
        """The hours at the right end of every slider: room for a quarter more than the longest task has."""
        now = self.session.profile.tasks if self.session.profile is not None else ()
        longest = max([*(task.hours for task in now), 1.0])
        return max([float(ceil(ROOM * longest)), *(task.hours for task in outcome.profile.tasks)])

    def action_tick(self) -> None:
        """Try the move under the cursor, or no longer."""
        move = self._move()
        if move is None:
            return
        if move.id in self.ticked:
            self.ticked.remove(move.id)
        else:
            self.ticked.append(move.id)
        self._measure_soon()

    def _measure_soon(self) -> None:
        self.run_worker(self._measure(), group="measure", exclusive=True)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DRAFT_PAUSE, self._keep)

    async def keep_draft(self) -> None:
        if self._restored:
            await self.desk.do(trying.keep_try, dict(self.told), list(self.ticked))

    async def _keep(self) -> None:
        try:
            await self.keep_draft()
        except Failure as failure:
            self.coach.tell(failure)

    def action_reset(self) -> None:
        """Back to the week as it is."""
        self.told.clear()
        self.ticked.clear()
        self._measure_soon()

    def action_about(self) -> None:
        """Everything about the move under the cursor, or what the figures of the task rest on."""
        move, profile, task = self._move(), self.session.profile, self._task_measure()
        if task is not None:
            self.app.push_screen(Note("Why", lambda: task_reasons(task)))
        if move is not None and profile is not None:
            texts = {task.id: task.text for task in profile.tasks}
            self.app.push_screen(Note("A move", lambda: move_words(move, None, texts)))

    def action_make_mine(self) -> None:
        """Make it my plan, as it then stands: after the measuring of what was just changed."""
        planned = f"This is your plan now, and saved; {key_of('go.plan')} shows it. {key_of('app.undo')} takes it back."
        self.run_worker(self._make(planned, self._adopt), group="mine", exclusive=True)

    def action_make_week(self) -> None:
        """Make this week mine at once: I work that way already."""
        lived = f"This is your week now, and saved. {key_of('app.undo')} takes it back."
        self.run_worker(self._make(lived, self._live), group="mine", exclusive=True)

    async def _make(self, said: str, how: Callable[[WhatIf], Awaitable[object]]) -> None:
        await self._measure()
        if self.outcome is None or not self.changes:
            self.coach.say("Nothing is different from your week yet.")
            return
        try:
            await how(self.outcome)
        except Failure as failure:
            self.coach.tell(failure)
            return
        self.told.clear()
        self.ticked.clear()
        await self._keep()
        await self.coach.changed()
        self.coach.say(said)

    async def _adopt(self, _outcome: WhatIf) -> None:
        await self.desk.do(plans.adopt, list(self.ticked), list(self.told.items()))

    async def _live(self, outcome: WhatIf) -> None:
        await self.desk.do(whatif.make_it_mine, outcome)


def _tried() -> str:
    mine, reset = key_of("whatif.mine"), key_of("whatif.reset")
    return f"Tried, and not saved: {mine} makes it your plan, {reset} takes all of it back."


def _put(static: Static, words: Content) -> None:
    """Show words; the screen is laid out anew only where they may take another number of lines."""
    width, height = static.size
    lines = len(words.wrap(width)) if words.plain and width else 0
    static.update(words, layout=not width or lines > height or max(lines, LEAST_LINES) < height)


def _head(name: str, note: str) -> Row:
    return heading(Content.assemble((name, "bold $quiet"), (f"   {note}" if note else "", "$quiet")))


def _ticked(moves: list[PlannedMove], ticked: list[str]) -> str:
    return f"{sum(move.id in ticked for move in moves) or 'none'} ticked"


def _move_row(move: PlannedMove, ticked: bool) -> Row:
    def draw(width: int) -> Content:
        mark = Content.assemble((" [x] " if ticked else " [ ] ", "$accent" if ticked else "$quiet"))
        yes = "" if move.control == "self" else "needs a yes  "
        note = f"{yes}{duration(move.hours):>6}"
        return told(one_line(move.title), note, width, first=mark, look="bold" if ticked else "")

    return Row(MOVE + move.id, draw)
