"""Week: what one does, task by task, with a first look while typing. Where a newcomer begins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widgets import Input, OptionList, Static

from coach.model.measurement import Measurement
from coach.model.profile import Profile
from coach.session import Failure, measuring
from coach.session.questions import asking
from coach.session.searching import Found
from coach.session.weeks import week
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.offering import occupations, tasks_to_offer
from coach.tui.drawing.weekwords import about_words, task_row, week_head
from coach.tui.entry import MOST_LINES, MOST_TITLE, read_lines, read_task
from coach.tui.screens.waysin import NEED_TITLE, LeftHalf, WaysIn, newcomer
from coach.tui.terminal import MOST_PASTED
from coach.tui.widgets.entryrow import EntryRow, Ready, changing
from coach.tui.widgets.field import Field
from coach.tui.widgets.look import FirstLook
from coach.tui.widgets.offers import Offer, Offers
from coach.tui.widgets.rows import Rows
from coach.tui.words import count, figures_shown, hours

NARROW_PAUSE = 0.3  # seconds after a change before the questions are weighed
MOST_LOW = 2  # suggestions where there are few rows: the tasks just typed come first
PAUSE = 0.12  # seconds after a key before anything is looked up
DRAFT_PAUSE = 0.4  # seconds after a key before what is typed is kept on disk
STILL_HERE = "What you were typing is still here: {} goes on with it."


class Week(WaysIn):
    """The title with occupations that match, the tasks with their hours, the entry row, the first look."""

    scope = "week"
    ABOUT = """
Your usual week, one task a line, in your own words. Type hours and task together (14 answer tickets), or the task
alone and its hours when asked. Several lines pasted at once become several tasks. Everything is saved at every change.

The first look is an estimate of what human raters of 2023 would say AI can do to these tasks, with the range that
holds in 8 cases of 10. It is not a share of your time and no forecast.

While a field is in hand, letters go into it: {week.out} leaves the field, for the single keys below.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("week")
    CSS_PATH = "week.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.measured: Measurement | None = None
        self.look_on = True
        self._look_set = True  # what the settings said when it was last followed
        self.waiting: list[str] = []  # pasted or typed lines that could not be added yet
        self._kept: dict[str, str] = {}
        self._restored = False
        self._turn = asyncio.Lock()

    def body(self) -> ComposeResult:
        with Vertical(id="body"), Horizontal(id="week-halves"):
            with LeftHalf(id="week-left"):
                with Horizontal(id="title-row"):
                    yield Static("What do you do?", id="title-label", markup=False)
                    yield Field(
                        id="title", placeholder="your job in a few words: helpdesk, nurse, plumber …", most=MOST_TITLE
                    )
                yield Offers(id="occupations")
                yield Static("", id="counted-as", markup=False)
                yield Static("", id="week-head", markup=False)
                yield Rows(id="tasks")
                yield EntryRow()
                yield Offers(id="suggestions")
                yield Static("", id="hint", markup=False)
            with Vertical(id="week-right"):
                yield FirstLook()
                yield Static("", id="about-line", markup=False)

    # --- drawing

    async def show(self) -> None:
        if not self._restored:
            await self._restore()
        self.measured = await self.desk.do(measuring.measurement, explain=False)
        if self._look_set != self.coach.settings.first_look:
            self.look_on = self._look_set = self.coach.settings.first_look
        profile = self.session.profile
        field = self.title_field
        if profile is not None and "title" not in self._kept and not (field.has_focus and field.value.strip()):
            field.put(profile.worker.title)
            if field.has_focus and profile.tasks:
                self.set_focus(self.query_one(Rows))  # they came from elsewhere: a role, a file, a command
        if profile is None and not self.hinted:
            self.hint(newcomer())
        elif profile is not None and self.hinted == newcomer():
            self.hint("")
        self._draw(profile)
        if profile is not None and profile.tasks:
            if self.focused is None:
                self.set_focus(self.query_one(Rows))
            self.after("narrow", NARROW_PAUSE, self._narrow)

    async def _narrow(self) -> None:
        """What would narrow the figure most; asked for once nothing else is going on."""
        if self.look_on and figures_shown():
            with suppress(Failure):  # the week was taken back meanwhile
                self.query_one(FirstLook).narrowed_by(await self.desk.do(asking.to_ask))

    def _draw(self, profile: Profile | None) -> None:
        tasks = profile.tasks if profile is not None else ()
        self.query_one("#week-head", Static).update(week_head(profile))
        shown = self.look_on and figures_shown()
        figures = {task.id: task for task in self.measured.tasks} if self.measured and shown else {}
        self.query_one(Rows).display = bool(tasks)
        self.query_one(Rows).show_rows([task_row(task, figures.get(task.id)) for task in tasks])
        look = self.query_one(FirstLook)
        look.display = shown
        look.show(self.measured)
        self._draw_about(profile)
        self.tell("#counted-as", self.counted_as(profile))
        self.fit()

    def _draw_about(self, profile: Profile | None) -> None:
        self.query_one("#about-line", Static).update(about_words(profile, self.way_to("week.about")))

    # --- what is typed and not yet entered

    async def _restore(self) -> None:
        self._kept = dict(await self.desk.do(week.draft))
        self._restored = True
        kept, profile = self._kept, self.session.profile
        if kept.get("title"):
            self.title_field.put(kept["title"])
        changing = profile.task(kept["editing"]) if profile is not None and "editing" in kept else None
        self.entry.restore(kept, changing)
        self.waiting = [line for line in kept.get("waiting", "").split("\n") if line]
        if profile is None or (kept.get("in") == "title" and not profile.tasks):
            self.set_focus(self.title_field)
        elif not profile.tasks:
            self.set_focus(self.entry.field)
        else:
            self.set_focus(self.query_one(Rows))
        if kept and profile is not None and profile.tasks:
            self.hint(STILL_HERE.format(key_of("week.add")))
        else:
            self._next_waiting()

    def _typed(self) -> dict[str, str]:
        profile = self.session.profile
        title = self.title_field.value
        typed = {"title": "" if profile is not None and title == profile.worker.title else title}
        typed |= self.entry.state()
        typed["waiting"] = "\n".join(self.waiting)
        typed = {name: value for name, value in typed.items() if value.strip()}
        if typed and self.title_field.has_focus:
            typed["in"] = "title"
        return typed

    async def keep_draft(self) -> None:
        """Have on disk what is typed and not entered. Raises Failure where it cannot be."""
        if self._restored and (typed := self._typed()) != self._kept:
            await self.desk.do(week.keep_draft, typed)
            self._kept = typed

    async def _keep_draft(self) -> None:
        await self._softly(self.keep_draft())

    async def _softly(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Failure as failure:
            self.coach.tell(failure)

    def _enter(self, what: Callable[[], Coroutine[None, None, None]]) -> None:
        """Save what was entered, after all that was entered before."""

        async def in_turn() -> None:
            async with self._turn:
                await self._softly(what())

        self.run_worker(in_turn(), group="enter")

    # --- typing

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "title":
            self.after("find", PAUSE, self._find)
        else:
            self.after("suggest", PAUSE, self._suggest)
        self.after("draft", DRAFT_PAUSE, self._keep_draft)

    async def _find(self) -> None:
        query, profile = self.title_field.value.strip(), self.session.profile
        known = profile is not None and query == profile.worker.title and profile.worker.occupation is not None
        if not self.title_field.has_focus or not query or known:
            self._offer("#occupations", [])
            return
        found = await self.desk.do(occupations, query)
        if self.title_field.value.strip() == query and self.title_field.has_focus:
            self._offer("#occupations", found)

    async def _suggest(self) -> None:
        typed, entry = self.entry.typed.text, self.entry
        offered = await self.desk.do(tasks_to_offer, typed) if entry.asking is None and entry.editing is None else []
        looked = typed and self.look_on and figures_shown()
        measured = await self.desk.do(measuring.estimate, [typed], explain=False) if looked else ()
        if entry.typed.text == typed:
            self._offer("#suggestions", offered if entry.field.has_focus else [])
            entry.show_live(measured[0] if measured else None)

    def _offer(self, name: str, offers: list[Offer]) -> None:
        if name == "#suggestions" and self.app.size.height < 32:
            offers = offers[:MOST_LOW]
        self.query_one(name, Offers).show(offers)
        self.keys_changed()
        self.fit()

    def field_browsed(self, field: Field, by: int) -> None:
        """An arrow in one of the fields: through what is offered, or on to the next thing."""
        in_title = field.id == "title"
        offers = self.query_one("#occupations" if in_title else "#suggestions", Offers)
        if offers.offers and (by > 0 or offers.at is not None):
            offers.move(by)
        elif in_title and by > 0:
            self.set_focus(self.entry.field)
        elif not in_title and by < 0:
            self.set_focus(self.query_one(Rows) if self.query_one(Rows).option_count else self.title_field)

    def on_offers_taken(self, event: Offers.Taken) -> None:
        self._take_title(event.offer) if event.offers.id == "occupations" else self._take_task(event.offer)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        if event.widget is self.entry.field:
            self.after("suggest", PAUSE, self._suggest)
        if event.widget is self.title_field:
            self.after("find", PAUSE, self._find)
        if self.desk.is_open:
            profile = self.session.profile
            self.query_one(FirstLook).by_key(self.way_to("week.questions"))
            self._draw_about(profile)
            self.tell("#counted-as", self.counted_as(profile))
            self.fit()

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._hide_offers)

    def _hide_offers(self) -> None:
        if not self.title_field.has_focus:
            self._offer("#occupations", [])
        if not self.entry.field.has_focus:
            self._offer("#suggestions", [])

    # --- entering: the field is free for the next keys at once, saving follows in order

    def field_entered(self, field: Field) -> None:
        """Enter in one of the fields."""
        if field.id == "title":
            self._take_title(self.query_one("#occupations", Offers).picked)
        else:
            self._take_task(self.query_one("#suggestions", Offers).picked)

    def _take_title(self, picked: Offer | None) -> None:
        typed, profile = self.title_field.value.strip(), self.session.profile
        if not typed and profile is None:
            self.hint(NEED_TITLE)
            return
        self._offer("#occupations", [])
        self.set_focus(self.entry.field)
        if not typed and profile is not None:
            self.title_field.put(profile.worker.title)
        elif picked is not None or profile is None or typed != profile.worker.title:
            self._enter(lambda: self._save_title(typed, picked.value if picked else None))

    async def _save_title(self, title: str, occupation: str | None) -> None:
        try:
            code = occupation or await self.desk.do(week.exact_occupation, title)
            await self.desk.do(week.set_title, title, code)
            self.hint("")
            await self._add_waiting()
        finally:
            await self._entered()

    def _take_task(self, picked: Offer | None) -> None:
        taken = self.entry.take(picked)
        self._offer("#suggestions", [])
        if isinstance(taken, str):
            self.hint(taken)
            self.after("suggest", PAUSE, self._suggest)
            self.after("draft", DRAFT_PAUSE, self._keep_draft)
            return
        self.hint("")
        if taken.task_id is None:
            self.waiting.append(taken.line)
            self._enter(self._add_typed)
        else:
            self._enter(lambda: self._save_change(taken))

    async def _add_typed(self) -> None:
        try:
            if await self._title_first():
                await self._add_waiting()
        finally:
            await self._entered()  # what could not be saved is a draft at once
        self.query_one(Rows).to_end()

    async def _save_change(self, changed: Ready) -> None:
        try:
            await self.desk.do(week.change_task, changed.task_id or "", text=changed.text, hours=changed.hours)
        finally:
            await self._entered()
        self.set_focus(self.query_one(Rows))

    async def _title_first(self) -> bool:
        """A task needs somebody who does it: enter the title that is typed, or ask for one."""
        if self.session.profile is not None:
            return True
        typed = self.title_field.value.strip()
        if typed:
            await self.desk.do(week.set_title, typed, await self.desk.do(week.exact_occupation, typed))
            return True
        self.hint(f"{NEED_TITLE} The {count(len(self.waiting), 'task')} typed so far will follow.")
        self.set_focus(self.title_field)
        return False

    async def _entered(self) -> None:
        await self._keep_draft()
        await self.coach.changed()

    # --- lines that wait: pasted ones, and those typed before there was a title

    def on_field_pasted_lines(self, event: Field.PastedLines) -> None:
        typed, left_out = read_lines(event.text)
        self.waiting += [one.line for one in typed]
        if left_out:
            self.coach.say(f"The first {MOST_LINES} lines were taken, {left_out} were left out.", "warning")
        self._enter(self._add_typed)

    def take_lines(self, lines: list[str]) -> None:
        """Add lines that were read elsewhere, as if they had been pasted."""
        self.waiting += lines
        self._enter(self._add_typed)

    def on_field_pasted_too_much(self, _event: Field.PastedTooMuch) -> None:
        self.coach.say(f"More was pasted than is read: the first {MOST_PASTED:,} characters were taken.", "warning")

    async def _add_waiting(self) -> None:
        """Add the waiting lines that say their hours, as one change; the others wait to be asked for them."""
        read = [(line, read_task(line)) for line in self.waiting]
        ready = [(typed.text, typed.hours) for _line, typed in read if typed.hours is not None]
        if ready:
            await self.desk.do(week.add_tasks, ready)
            taken = {line for line, typed in read if typed.hours is not None}
            self.waiting = [line for line in self.waiting if line not in taken]
            if len(ready) > 1:
                self.coach.say(f"{count(len(ready), 'task')} added.")
        self._next_waiting()

    def _next_waiting(self) -> None:
        """Ask for the hours of the next line that waits, where the entry row is free."""
        entry = self.entry
        if not self.waiting or entry.field.value or entry.asking or entry.editing or self.session.profile is None:
            return
        # A line that says its hours was entered while others were being saved; its own turn to be added comes.
        line = next((line for line in self.waiting if read_task(line).hours is None), None)
        if line is None:
            return
        self.waiting.remove(line)
        entry.ask(line)
        self.set_focus(entry.field)
        more = f" {len(self.waiting)} more after this." if self.waiting else ""
        self.hint(f"Its hours in a usual week?{more}")
        self.after("suggest", PAUSE, self._suggest)

    # --- the keys of the list

    def action_new_task(self) -> None:
        """Go to the entry row."""
        self.set_focus(self.entry.field)

    def action_edit_title(self) -> None:
        """Go to the title."""
        self.set_focus(self.title_field)

    def action_edit_task(self) -> None:
        """Take the task under the cursor into the entry row."""
        task = self.here()
        if task is not None:
            self.entry.edit(task)
            self.set_focus(self.entry.field)
            self.hint(changing())
            self.keys_changed()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        self.action_edit_task()

    async def action_remove_task(self) -> None:
        """Take the task under the cursor out of the week."""
        task = self.here()
        if task is None:
            return
        try:
            await self.desk.do(week.remove_task, task.id)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say(f"Removed: {task.text} ({hours(task.hours)}). {key_of('app.undo')} brings it back.")

    def action_toggle_look(self) -> None:
        """Show or hide every figure of this screen."""
        self.look_on = not self.look_on
        self.entry.show_live(None)
        self._draw(self.session.profile)

    def action_leave_field(self) -> None:
        """Leave what is asked or changed; then the field."""
        self.hint("")
        rows, changed = self.query_one(Rows), self.entry.editing
        if self.entry.field.has_focus and self.entry.back_out():
            self.after("draft", DRAFT_PAUSE, self._keep_draft)
            if changed is not None:  # as it was: back to it in the list, not into a field that adds
                rows.go_to(changed)
                self.set_focus(rows)
            self.keys_changed()
            return
        self.set_focus(rows if rows.option_count else None)

    def reach(self, found: Found) -> bool:
        self.set_focus(self.query_one(Rows))
        return self.query_one(Rows).go_to(found.id)
