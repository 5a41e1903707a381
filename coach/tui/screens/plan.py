"""Plan: a short answer, this week, then the three phases with their moves and steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.plan import PHASE_NAMES, PHASES, Milestone, PhaseId, PlannedMove
from coach.model.plan import Plan as PlanOf
from coach.session import Failure, plans, safe
from coach.session.searching import Found
from coach.tui.actions import bindings
from coach.tui.screens.done import Done
from coach.tui.screens.place import Place
from coach.tui.screens.sheet import Note
from coach.tui.widgets.bars import told
from coach.tui.widgets.moves import changes_figures, more_words, move_words
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count, day, duration, number

NOTHING_YET = "No plan yet: it is made from your week. Type your tasks first: 2. One task with its hours is enough."
MARKS = {"open": "○", "done": "✓", "snoozed": "…", "dropped": "–"}


class Plan(Place):
    """The plan as a list one moves through; beside it, or on a sheet, everything about the row in hand."""

    scope = "plan"
    ABOUT = """
A plan for your own week, within seven tenths of the hours you can give. Accept, learn, reconstruct: first permission
and a baseline, then trying with checks, then owning what only you can do.

Each move says why, how many hours, what it may cost you (a side effect), and in how many readings and futures it is
still good. Each step says when it is due and what makes it done. Mark a step done with d; evidence in a few words makes
it count more, and is optional.

▸ this week   ○ open   ✓ done
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("plan")
    CSS_PATH = "plan.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.plan: PlanOf | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="plan-top", markup=False)
            with Horizontal(id="plan-halves"):
                yield Rows(id="plan-rows")
                with VerticalScroll(id="plan-side", can_focus=False):
                    yield Static("", id="plan-about", markup=False)

    async def show(self) -> None:
        top, rows = self.query_one("#plan-top", Static), self.query_one(Rows)
        profile = self.session.profile
        if profile is None or not profile.tasks:
            self.plan = None
            top.update(Content(NOTHING_YET))
            rows.show_rows([])
            self.query_one("#plan-about", Static).update("")
            return
        self.plan = plan = await self.desk.do(plans.current_plan)
        this_week = await self.desk.do(plans.this_week)
        top.update(_top(plan))
        first = rows.here is None
        rows.show_rows(_rows(plan, this_week, self.session.today))
        if first and rows.option_count:
            rows.go_to(next((f"now/{step.id}" for _move, step in this_week), ""))
        if self.focused is None:
            rows.focus()
        self._show_about()

    def hand(self) -> tuple[PlannedMove, Milestone | None] | None:
        """The move, and the step if it is one, under the cursor."""
        here = self.query_one(Rows).here
        if here is None or self.plan is None:
            return None
        kind, _, name = here.partition("/")
        for move in self.plan.moves:
            if kind == "move" and move.id == name:
                return move, None
            for step in move.milestones:
                if kind in ("now", "step") and step.id == name:
                    return move, step
        return None

    def go_to(self, milestone_id: str) -> None:
        """Put the cursor on a step."""
        rows = self.query_one(Rows)
        if not rows.go_to(f"now/{milestone_id}"):
            rows.go_to(f"step/{milestone_id}")

    def reach(self, found: Found) -> bool:
        rows = self.query_one(Rows)
        rows.focus()
        return any(rows.go_to(f"{kind}/{found.id}") for kind in ("now", "step", "move"))

    def _show_about(self) -> None:
        found = self.hand()
        about = self.query_one("#plan-about", Static)
        about.update(move_words(*found, self._texts()) if found is not None else "")

    def _texts(self) -> dict[str, str]:
        profile = self.session.profile
        return {task.id: task.text for task in profile.tasks} if profile is not None else {}

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        self._show_about()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        found = self.hand()
        if found is not None:
            texts = self._texts()
            self.app.push_screen(Note(PHASE_NAMES[found[0].phase], lambda: move_words(*found, texts)))

    def action_done(self) -> None:
        """Mark the step under the cursor done."""
        found = self.hand()
        if found is None:
            return
        move, step = found
        if step is None:
            step = next((one for one in move.milestones if one.state == "open"), None)
        if step is None or step.state == "done":
            self.coach.say("This is done already." if step else "Every step of this move is done.")
            return
        self.app.push_screen(Done(step))

    def action_more(self) -> None:
        """The rules that come first, the projects, and what was left out."""
        plan = self.plan
        if plan is not None:
            self.app.push_screen(Note("About this plan", lambda: more_words(plan)))

    async def action_rebuild(self) -> None:
        """Plan anew from the week as it is."""
        if self.plan is None:
            return
        try:
            await self.desk.do(plans.rebuild)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say("Planned anew; what was done stays done. u takes it back.")


def _top(plan: PlanOf) -> Content:
    room = plan.hours_per_week * plan.horizon_weeks * 0.7
    figures = f"{plan.horizon_weeks} weeks from {day(plan.start)} · {number(round(plan.hours_planned, 1))} of the "
    figures += f"{number(round(room, 1))} h planned"
    done = sum(step.state == "done" for move in plan.moves for step in move.milestones)
    figures += f" · {count(done, 'step')} done" if done else ""
    answer = Content.styled(f"{safe(plan.short_answer)}\n" if plan.short_answer else "", "bold")
    return Content.assemble(answer, (figures, "$quiet"))


def _rows(plan: PlanOf, this_week: list[tuple[PlannedMove, Milestone]], today: date) -> list[Row]:
    rows: list[Row] = []
    if this_week:
        took = sum(step.hours for _move, step in this_week)
        rows.append(_head("THIS WEEK", f"{count(len(this_week), 'step')}, about {duration(took)}"))
        rows += [_step(move, step, today, "now") for move, step in this_week]
    for phase in PHASES:
        moves = plan.phase(phase)
        if not moves:
            continue
        if rows:
            rows.append(heading(""))
        rows.append(_head(PHASE_NAMES[phase].upper(), _weeks(plan, phase)))
        for move in moves:
            rows.append(_move(move))
            rows += [_step(move, step, today, "step") for step in move.milestones]
    return rows


def _weeks(plan: PlanOf, phase: PhaseId) -> str:
    """`weeks 1–3 · 6 h`: from the first to the last due day of its steps."""
    moves = plan.phase(phase)
    dues = [step.due for move in moves for step in move.milestones]
    took = number(round(sum(move.hours for move in moves), 1))
    if not dues:
        return f"{took} h"
    first, last = (max(1, (due - plan.start) // timedelta(days=7) + 1) for due in (min(dues), max(dues)))
    return f"{f'weeks {first}–{last}' if first != last else f'week {first}'} · {took} h"


def _head(name: str, note: str) -> Row:
    return heading(Content.assemble((name, "bold $quiet"), (f"   {note}", "$quiet")))


def _move(move: PlannedMove) -> Row:
    def draw(width: int) -> Content:
        good = f"good in {move.readings.good}/{move.readings.of}" if changes_figures(move) else ""
        note = f"{good}  {duration(move.hours):>6}"
        return told(move.title, note, width, first=Content(" "), look="bold")

    return Row(f"move/{move.id}", draw)


def _step(move: PlannedMove, step: Milestone, today: date, kind: str) -> Row:
    def draw(width: int) -> Content:
        late = step.state == "open" and step.due < today
        mark = "▸" if kind == "now" and step.state == "open" else MARKS[step.state]
        when = day(step.done_on if step.state == "done" and step.done_on else step.due)
        note = f"{'since ' if late else ''}{when:>10}  {duration(step.hours):>6}"
        look = "$quiet" if step.state in ("done", "dropped") else ""
        return told(step.title, note, width, first=Content.assemble("   ", (mark, "$accent"), " "), look=look)

    return Row(f"{kind}/{step.id}", draw)
