"""Plan: a short answer, this week, then the three phases with their moves and steps, or the weeks one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.plan import Milestone, PlannedMove
from coach.model.plan import Plan as PlanOf
from coach.session import safe
from coach.session.opening import Session
from coach.session.plan import plans
from coach.session.searching import Found
from coach.tui.actions import bindings, for_scope, key_of
from coach.tui.drawing.moves import more_words, move_words, project_words
from coach.tui.drawing.planrows import by_phase, by_week, changed_words, dropped_words, end_words
from coach.tui.screens.place import Place
from coach.tui.sheets.done import Done
from coach.tui.sheets.sheet import Note
from coach.tui.sheets.steps import Add, Enough, OfPlan, Pause, PutOff, Reword, Settle
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.side import Side
from coach.tui.words import count, day, figures_shown, number

NOTHING_YET = "No plan yet: it is made from your week. Type your tasks first: 2. One task with its hours is enough."


class Plan(Place):
    """The plan as a list one moves through; beside it, or on a sheet, everything about the row in hand."""

    scope = "plan"
    ABOUT = """
A plan for your own week, within seven tenths of the hours you can give. Accept, learn, reconstruct: first permission
and a baseline, then trying with checks, then owning what only you can do.

Each move says why, how many hours, what it may cost you (a side effect), and in how many readings and futures it is
still good. Each step says when it is due and what makes it done. Mark a step done with d; evidence in a few words makes
it count more, and is optional.

It is yours to change: put steps off, say them in your words, add your own, leave out what you do not want. A step
whose day went by moves along by itself; a pause moves all of them. Nothing is missed, and nothing is counted against
you.

▸ this week   ○ open   ✓ done   ~ put off   – left out
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("plan")
    CSS_PATH = "plan.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.plan: PlanOf | None = None
        self.weekly = False
        self.paused = False

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="plan-top", markup=False)
            with Horizontal(id="plan-halves"):
                yield Rows(id="plan-rows")
                yield Side(id="plan-side")

    async def show(self) -> None:
        profile = self.session.profile
        if profile is None or not profile.tasks:
            self.plan = None
            self.query_one("#plan-top", Static).update(Content(NOTHING_YET))
            self.query_one(Rows).show_rows([])
            self.query_one(Side).show("")
            return
        self.plan = await self.desk.do(plans.current_plan)
        await self._draw(self.plan)

    async def _draw(self, plan: PlanOf) -> None:
        this_week = await self.desk.do(plans.this_week)
        paused = await self.desk.do(plans.paused_until)
        self.paused = paused is not None
        titles = await self.desk.do(_titles) if plan.dropped else {}
        profile = self.session.profile
        self.query_one("#plan-top", Static).update(_top(plan, self.session.moved_on, self.low))
        rows = self.query_one(Rows)
        first = rows.here is None
        today, times = self.session.today, profile.away if profile is not None else ()
        if self.weekly:
            rows.show_rows(by_week(plans.timeline(plan, times), today))
        else:
            week = plans.week_now(plan, today, times)
            rows.show_rows(by_phase(plan, this_week, week, today, dropped_words(plan, titles), paused))
        if first and rows.option_count:
            rows.go_to(next((f"now/{step.id}" for _move, step in this_week), ""))
        if self.focused is None:
            rows.focus()
        self._show_about()

    def on_resize(self) -> None:
        if self.plan is not None:
            self.query_one("#plan-top", Static).update(_top(self.plan, self.session.moved_on, self.low))

    def hand(self) -> tuple[PlannedMove, Milestone | None] | None:
        """The move, and the step if it is one, under the cursor."""
        kind, name = self._here()
        for move in self.plan.moves if self.plan is not None else ():
            if kind == "move" and move.id == name:
                return move, None
            for step in move.milestones:
                if (kind in ("now", "step") or kind.startswith("week")) and step.id == name:
                    return move, step
        return None

    def _here(self) -> tuple[str, str]:
        kind, _, name = (self.query_one(Rows).here or "").partition("/")
        return kind, name

    def _step(self) -> Milestone | None:
        """The step under the cursor, or the first open one of the move under it."""
        found = self.hand()
        if found is None:
            return None
        move, step = found
        return step or next((one for one in move.milestones if one.state in ("open", "snoozed")), None)

    def go_to(self, name: str) -> bool:
        """Put the cursor on a step or a move, by its id; False where the plan has none of it."""
        weeks = (f"week{number}" for number in range(1, 105)) if self.weekly else ()
        return any(self.query_one(Rows).go_to(f"{kind}/{name}") for kind in ("now", "step", "move", *weeks))

    def open_step(self, milestone_id: str) -> bool:
        """Put the cursor on a step and open its sheet; False where the plan has none of it."""
        self.query_one(Rows).focus()
        if not self.go_to(milestone_id):
            return False
        self._open()
        return True

    def reach(self, found: Found) -> bool:
        self.query_one(Rows).focus()
        return self.go_to(found.id)

    def works(self, action: str) -> bool | str:
        kind, name = self._here()
        found, step = self.hand(), self._step()
        free = step is not None and step.state in ("open", "snoozed")
        match action:
            case "plan.open":
                return bool(kind)
            case "plan.done" | "plan.later" | "plan.reword":
                return free
            case "plan.drop":
                return found is not None and (found[1] is None or found[1].state != "done")
            case "plan.back":
                return self._taken_back(kind, name)
            case "plan.settle":
                return found is not None and found[0].closed and bool(found[0].changes)
            case "plan.weeks" | "plan.more" | "plan.rebuild" | "plan.add" | "plan.enough":
                return self.plan is not None and not (action == "plan.weeks" and self.weekly)
            case "plan.phases":
                return self.weekly
            case "plan.pause":
                return self.plan is not None and ("go on" if self.paused else True)
        return True

    def _taken_back(self, kind: str, name: str) -> bool | str:
        """Whether there is something to take back under the cursor, and what that is called."""
        found = self.hand()
        step = found[1] if found is not None else None
        if step is not None:
            return "open again" if step.state == "done" else step.state in ("snoozed", "dropped")
        return "take it up" if kind == "wait" and name != "ai" else kind == "dropped"

    # --- everything about the row in hand

    def _words(self) -> tuple[str, Content] | None:
        kind, name = self._here()
        plan, found = self.plan, self.hand()
        if plan is None:
            return None
        if found is not None:
            return "A step" if found[1] is not None else "A move", move_words(*found, self._texts())
        if kind == "project":
            project = next((one for one in plan.projects if one.id == name), None)
            return ("A project", project_words(project)) if project is not None else None
        waiting = next((one for one in plan.not_now if kind == "wait" and one.id == name), None)
        if waiting is not None:
            keys = f"{key_of('plan.back')} takes it into the plan; What if ({key_of('go.whatif')}) tries it first."
            take_up = f"\n\n{keys}" if waiting.id != "ai" else ""
            return "Not now", Content.assemble(safe(waiting.why), (take_up, "$quiet"))
        if kind == "dropped":
            return "Left out by you", Content(f"You left this out of your plan. {key_of('plan.back')} takes it back.")
        return None

    def _show_about(self) -> None:
        words = self._words()
        self.query_one(Side).show(words[1] if words is not None else "")

    def _texts(self) -> dict[str, str]:
        profile = self.session.profile
        return {task.id: task.text for task in profile.tasks} if profile is not None else {}

    def row_in_hand(self, rows: Rows) -> None:
        self._show_about()
        super().row_in_hand(rows)
        if rows.highlighted is not None and all(option.disabled for option in rows.options[: rows.highlighted]):
            self.call_after_refresh(rows.scroll_home, animate=False)  # the heading over the first row too

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        self._open()

    def _open(self) -> None:
        """Everything about the row under the cursor, on a sheet; what can be done with a row can be done there too."""
        words = self._words()
        if words is not None:
            title, content = words
            sheet = Note(title, lambda: content) if self._here()[0] == "project" else OfPlan(title, content, self)
            self.app.push_screen(sheet)

    # --- changing it

    async def act(self, name: str) -> None:
        """Do an action of this place by the last word of its id, as its key would."""
        action = next(one for one in for_scope(self.scope) if one.id == f"{self.scope}.{name}")
        await self.run_action(action.call)

    def action_done(self) -> None:
        """Mark the step under the cursor done."""
        step = self._step()
        if step is None:
            if self.hand() is not None:
                self.coach.say("Every step of this move is done.")
        elif step.state == "done":
            self.coach.say(f"This is done already; {key_of('plan.back')} opens it again.")
        else:
            self.app.push_screen(Done(step))

    def action_put_off(self) -> None:
        """Put the step under the cursor off."""
        step = self._step()
        if step is not None and step.state in ("open", "snoozed"):
            self.app.push_screen(PutOff(step, self.session.today))
        elif step is not None:
            self.coach.say("Only a step that is open can be put off.")

    def action_reword(self) -> None:
        """Say the step under the cursor in one's own words."""
        step = self._step()
        if step is not None:
            self.app.push_screen(Reword(step))

    def action_add(self) -> None:
        """Add a step of one's own."""
        if self.plan is not None:
            self.app.push_screen(Add(self.session.today))

    def action_drop(self) -> None:
        """Leave the step or move under the cursor out."""
        found = self.hand()
        if found is None:
            return
        move, step = found
        back, undo = key_of("plan.back"), key_of("app.undo")
        said = f"Left out, and it stays out when you plan anew. {back} takes it back, {undo} too."
        if step is None:
            self.run_worker(self.save(said, plans.drop_move, move.id), group="save")
        elif step.state == "done":
            self.coach.say(f"This is done already; {back} opens it again.")
        else:
            self.run_worker(self.save(said, plans.drop, step.id), group="save")

    def action_take_back(self) -> None:
        """Take back what was left out, put off or marked done; take up what waits."""
        kind, name = self._here()
        found = self.hand()
        step = found[1] if found is not None else None
        undo = key_of("app.undo")
        if step is not None and step.state == "done":
            self._saves(f"Open again. {undo} takes that back.", plans.reopen, step.id)
        elif step is not None and step.state in ("snoozed", "dropped"):
            self._saves("Back in your plan.", plans.take_back, step.id)
        elif kind == "dropped":
            self._saves("Back in your plan.", plans.take_back, name)
        elif kind == "wait" and name != "ai":
            self.run_worker(self.save(f"In your plan now. {undo} takes it back.", plans.adopt, [name]), group="save")
        else:
            self.coach.say("Here is nothing to take back: it is open.")

    def _saves(self, said: str, work: Callable[[Session, str], object], name: str) -> None:
        self.run_worker(self.save(said, work, name), group="save")

    def action_settle(self) -> None:
        """Take over what a closed move changed."""
        found = self.hand()
        if found is not None and found[0].closed and found[0].changes:
            self.app.push_screen(Settle(found[0]))
        elif found is not None:
            self.coach.say("Once every step of a move is done, what it changed can be taken over into your week.")

    async def action_pause(self) -> None:
        """Pause the plan, or go on with it."""
        if self.plan is None:
            return
        if await self.desk.do(plans.paused_until) is not None:
            self.run_worker(
                self.save(f"On again from today. {key_of('app.undo')} takes that back.", plans.resume), group="save"
            )
        else:
            self.app.push_screen(Pause(self.session.today))

    def action_enough(self) -> None:
        """Enough for today."""
        self.app.push_screen(Enough("Enough for today"))

    async def action_phases(self) -> None:
        """From the weeks back to the phases."""
        if self.weekly:
            await self.action_weeks()

    async def action_weeks(self) -> None:
        """Week by week, or by phase; the cursor stays on its step."""
        if self.plan is None:
            return
        self.weekly = not self.weekly
        step = self._step()
        await self._draw(self.plan)
        if step is not None:
            self.go_to(step.id)
        self.keys_changed()

    def action_more(self) -> None:
        """The rules that come first, the projects, and what was left out."""
        plan = self.plan
        if plan is not None:
            self.app.push_screen(Note("About this plan", lambda: more_words(plan)))

    def action_rebuild(self) -> None:
        """Plan anew from the week as it is."""
        if self.plan is not None:
            self.run_worker(self._rebuild(self.plan), group="save")

    async def _rebuild(self, before: PlanOf) -> None:
        if await self.save("", plans.rebuild) and self.plan is not None:
            changed = plans.what_changed(before, self.plan)
            undo = f"{key_of('app.undo')} takes it back."
            said = f"Planned anew: {changed_words(changed)}.{end_words(changed, self.plan)}"
            self.coach.say(f"{said} What was done stays done; {undo}")


def _top(plan: PlanOf, moved_on: int, low: bool) -> Content:
    room = plan.hours_per_week * plan.horizon_weeks * 0.7
    a_week = f"{number(plan.hours_per_week)} h × {plan.horizon_weeks} weeks"
    said = f"{plan.horizon_weeks} weeks from {day(plan.start)} · {number(round(plan.hours_planned, 1))} h planned; "
    said += f"{number(round(room, 1))} h is seven tenths of your {a_week}"
    steps = [step for move in plan.moves for step in move.milestones]
    done = sum(step.state == "done" for step in steps)
    said += f" · {count(done, 'step')} done" if done else ""
    if abs(plan.pace - 1) >= 0.05:
        said += f" · your steps take {number(round(plan.pace, 1))} × our guess"
    if moved_on:
        along = "A step whose day went by has" if moved_on == 1 else f"{moved_on} steps whose days went by have"
        said = f"{along} moved along; nothing is lost.\n{said}"
    short = plan.short_answer if figures_shown() and not low else ""
    return Content.assemble((f"{safe(short)}\n" if short else "", "bold"), (said, "$quiet"))


def _titles(session: Session) -> dict[str, str]:
    """The titles of the moves on the shelf, as the shelf has them."""
    return {name: move.title for name, move in session.library.moves.items()}
