"""Week: what one does, task by task, with a first look while typing. Where a newcomer begins."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from coach.model.measurement import Measurement, TaskMeasure
from coach.model.profile import Profile, Task
from coach.session import Failure, measuring, week
from coach.tui.actions import bindings
from coach.tui.entry import MOST_LINES, MOST_PASTED, may_be_hours, read_hours, read_lines, read_task
from coach.tui.screens.place import Place
from coach.tui.widgets.bars import clip, task_bar
from coach.tui.widgets.field import Field
from coach.tui.widgets.look import FirstLook
from coach.tui.widgets.offers import Offer, Offers
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import AI_RULES, AIM, RECORD_RULES, SITUATION, UNKNOWN, count, figure, hours, number

PAUSE = 0.12  # seconds after a key before anything is looked up
DRAFT_PAUSE = 0.4  # seconds after a key before what is typed is kept on disk
FIELDS = ("title", "hours", "task")
NEED_HOURS = "How many hours in a usual week? 2, 1.5, 30m and 1:30 are all understood."
NEED_TITLE = "First: what do you do? A word or two is enough. The task stays here."


class Week(Place):
    """The title with occupations that match, the tasks with their hours, the entry row, the first look."""

    scope = "week"
    ABOUT = """
Your usual week, one task a line, in your own words. Type hours and task together ("14 answer tickets") or one after
the other. Several lines pasted at once become several tasks. Everything is saved at every change.

The first look is an estimate of what human raters of 2023 would say AI can do to these tasks, with the range that
holds in 8 cases of 10. It is not a share of your time and no forecast.

While a field is in hand, letters go into it: esc leaves the field for the single keys below.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("week")
    CSS_PATH = "week.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.measured: Measurement | None = None
        self.look_on = True
        self.editing: str | None = None
        self.waiting: list[str] = []  # pasted lines that have no hours yet
        self._pauses: dict[str, Timer] = {}
        self._kept: dict[str, str] = {}
        self._restored = False

    def body(self) -> ComposeResult:
        with Vertical(id="body"), Horizontal(id="week-halves"):
            with Vertical(id="week-left"):
                with Horizontal(classes="entry"):
                    yield Static("What do you do?", id="title-label", markup=False)
                    yield Field(id="title", placeholder="your job in a few words: helpdesk, nurse, plumber …")
                yield Offers(id="occupations")
                yield Static("", id="counted-as", markup=False)
                yield Static("", id="week-head", markup=False)
                yield Rows(id="tasks")
                with Horizontal(classes="entry", id="entry"):
                    yield Static("+", id="entry-mark", markup=False)
                    yield Field(id="hours", placeholder="hours", most=40)
                    yield Field(id="task", placeholder="a task in your words: answer customer emails")
                    yield Static("", id="live", markup=False)
                yield Offers(id="suggestions")
                yield Static("", id="hint", markup=False)
            with Vertical(id="week-right"):
                yield FirstLook()
                yield Static("", id="about-line", markup=False)

    # --- drawing

    async def show(self) -> None:
        profile = self.session.profile
        if not self._restored:
            await self._restore()
        self.measured = await self.desk.do(measuring.measurement)
        title = self.query_one("#title", Field)
        if profile is not None and not title.has_focus and "title" not in self._kept:
            title.put(profile.worker.title)
        self._draw(profile)

    def _draw(self, profile: Profile | None) -> None:
        tasks = profile.tasks if profile is not None else ()
        self.query_one("#week-head", Static).update(_head(profile))
        figures = {task.id: task for task in self.measured.tasks} if self.measured and self.look_on else {}
        self.query_one(Rows).show_rows([_row(task, figures.get(task.id)) for task in tasks])
        look = self.query_one(FirstLook)
        look.display = self.look_on
        look.show(self.measured)
        self.query_one("#about-line", Static).update(_about(profile))
        self.query_one("#counted-as", Static).update(self._counted_as(profile))
        self.query_one("#entry-mark", Static).update("~" if self.editing else "+")
        self._fit()

    def _counted_as(self, profile: Profile | None) -> Content:
        code = profile.worker.occupation if profile is not None else None
        found = self.session.library.occupations.get(code) if code else None
        if found is None:
            return Content("")
        return Content.styled(f"counted as {found.title} {found.code}", "$quiet")

    def _fit(self) -> None:
        """Give the list of tasks the rows that are left, so that the entry row stays in view under it."""
        left = self.query_one("#week-left").size.height
        others = 3  # the title, the head, the entry row
        others += sum(len(offers.offers) for offers in self.query(Offers))
        others += 2 if self.size.height >= 24 else 0  # the empty rows above the head and the entry
        for name in ("#counted-as", "#hint"):
            others += bool(self.query_one(name, Static).visual and str(self.query_one(name, Static).content))
        self.query_one(Rows).styles.max_height = max(3, left - others)

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self._fit)

    def hint(self, words: str) -> None:
        """One line under the entry row; empty takes it away."""
        self.query_one("#hint", Static).update(Content(words))
        self._fit()

    # --- what is typed and not yet entered

    async def _restore(self) -> None:
        self._restored = True
        self._kept = dict(await self.desk.do(week.draft))
        for name in FIELDS:
            if self._kept.get(name):
                self.query_one(f"#{name}", Field).put(self._kept[name])
        self.waiting = [line for line in self._kept.get("waiting", "").split("\n") if line]
        self.editing = self._kept.get("editing") or None
        profile = self.session.profile
        if profile is None or self._kept.get("in") == "title":
            self.query_one("#title", Field).focus()
        elif any(self._kept.get(name) for name in ("hours", "task")) or not profile.tasks:
            self.query_one("#task" if self._kept.get("task") else "#hours", Field).focus()
        else:
            self.query_one(Rows).focus()
        if self.waiting:
            self._next_waiting()

    def _typed(self) -> dict[str, str]:
        profile = self.session.profile
        typed = {name: self.query_one(f"#{name}", Field).value for name in FIELDS}
        if profile is not None and typed["title"] == profile.worker.title:
            typed["title"] = ""
        typed["waiting"] = "\n".join(self.waiting)
        typed["editing"] = self.editing or ""
        typed = {name: value for name, value in typed.items() if value}
        if typed and self.focused is not None and self.focused.id in FIELDS:
            typed["in"] = self.focused.id
        return typed

    async def keep_draft(self) -> None:
        """Have on disk what is typed and not entered. Raises Failure where it cannot be."""
        if self._restored and (typed := self._typed()) != self._kept:
            await self.desk.do(week.keep_draft, typed)
            self._kept = typed

    async def _keep_draft_softly(self) -> None:
        try:
            await self.keep_draft()
        except Failure as failure:
            self.coach.tell(failure)

    def _after(self, name: str, pause: float, what: object) -> None:
        """Run `what` when no key has come for `pause` seconds."""
        if name in self._pauses:
            self._pauses[name].stop()
        self._pauses[name] = self.set_timer(pause, lambda: self.run_worker(what, group=name, exclusive=True))  # type: ignore[arg-type]

    # --- typing

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "title":
            self._after("find", PAUSE, self._find)
        elif event.input.id == "hours":
            self._hours_typed(event.value)
        else:
            self._after("suggest", PAUSE, self._suggest)
        self._after("draft", DRAFT_PAUSE, self._keep_draft_softly)

    def _hours_typed(self, value: str) -> None:
        """Words typed into the hours belong to the task: take them there and go on."""
        task = self.query_one("#task", Field)
        if may_be_hours(value):
            return
        amount = re.match(r"\s*([\d.,:]*(?:h|m|min)?)[\s;]+(.*)$", value)
        if amount and read_hours(amount[1]) is not None:
            front, rest = amount[1], amount[2]
        elif value.strip() and read_hours(value) is None and not re.match(r"[\d.,]", value):
            front, rest = "", value
        else:
            return
        self.query_one("#hours", Field).put(front)
        if rest or not task.value:
            task.put(rest + task.value)
            task.cursor_position = len(rest)
        task.focus()
        self._after("suggest", PAUSE, self._suggest)

    async def _find(self) -> None:
        title = self.query_one("#title", Field)
        query = title.value.strip()
        profile = self.session.profile
        if not title.has_focus or not query or (profile is not None and query == profile.worker.title):
            self._offer("#occupations", [])
            return
        found = await self.desk.do(week.find_occupations, query, 5)
        if title.value.strip() == query and title.has_focus:
            self._offer("#occupations", [Offer(_matched(one.title, one.matched), one.code, one.code) for one in found])

    async def _suggest(self) -> None:
        task = self.query_one("#task", Field)
        typed = read_task(task.value).text
        live = self.query_one("#live", Static)
        if not typed:
            self._offer("#suggestions", [])
            live.update("")
            return
        offered = await self.desk.do(week.suggestions, typed, 4) if task.has_focus else []
        measured = await self.desk.do(measuring.estimate, [typed]) if self.look_on else ()
        if read_task(task.value).text == typed:
            self._offer("#suggestions", [Offer(words, value=words) for words in offered if words != typed])
            live.update(_figures(measured[0], self.size.width) if measured else "")

    def _offer(self, name: str, offers: list[Offer]) -> None:
        self.query_one(name, Offers).show(offers)
        self._fit()

    def on_field_browse(self, event: Field.Browse) -> None:
        offers = self.query_one("#occupations" if event.field.id == "title" else "#suggestions", Offers)
        if offers.offers:
            offers.move(event.by)
        elif event.by < 0 and event.field.id != "title" and self.query_one(Rows).option_count:
            self.query_one(Rows).focus()
        elif event.by > 0 and event.field.id == "title":
            self.query_one("#hours", Field).focus()

    async def on_offers_taken(self, event: Offers.Taken) -> None:
        if event.offers.id == "occupations":
            await self._enter_title(event.offer)
        else:
            await self._enter_task(event.offer)

    def on_descendant_blur(self) -> None:
        self.call_after_refresh(self._hide_offers)

    def _hide_offers(self) -> None:
        in_hand = self.focused.id if self.focused is not None else None
        if in_hand != "title":
            self._offer("#occupations", [])
        if in_hand != "task":
            self._offer("#suggestions", [])

    # --- entering

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            if event.input.id == "title":
                await self._enter_title(self.query_one("#occupations", Offers).picked)
            elif event.input.id == "hours" and not self.query_one("#task", Field).value.strip():
                self._hours_entered()
            else:
                await self._enter_task(self.query_one("#suggestions", Offers).picked)
        except Failure as failure:
            self.coach.tell(failure)

    def _hours_entered(self) -> None:
        if self.query_one("#hours", Field).value.strip():
            self.query_one("#task", Field).focus()

    async def _enter_title(self, picked: Offer | None) -> None:
        field = self.query_one("#title", Field)
        typed = field.value.strip()
        profile = self.session.profile
        if not typed:
            if profile is not None:
                field.put(profile.worker.title)
                self.query_one("#hours", Field).focus()
            else:
                self.hint(NEED_TITLE.removesuffix(" The task stays here."))
            return
        if picked is not None:
            await self.desk.do(week.set_title, typed, picked.value)
        elif profile is None or typed != profile.worker.title:
            await self.desk.do(week.set_title, typed)
        self._offer("#occupations", [])
        self.hint("")
        self.query_one("#task" if self.query_one("#task", Field).value else "#hours", Field).focus()
        await self._take_waiting()
        await self._entered()

    async def _enter_task(self, picked: Offer | None) -> None:
        hours_field, task_field = self.query_one("#hours", Field), self.query_one("#task", Field)
        told = hours_field.value.strip()
        words, amount = task_field.value.strip(), read_hours(told)
        if not told:
            typed = read_task(words)
            words, amount = typed.text, typed.hours
        if picked is not None:
            words = picked.value
            task_field.put(words)
            self._offer("#suggestions", [])
        if not words:
            self.hint("" if not told else "And the task, in your own words?")
            task_field.focus()
            return
        if amount is None:
            self.hint(NEED_HOURS)
            hours_field.focus()
            return
        if not await self._title_first():
            return
        if self.editing is not None:
            await self.desk.do(week.change_task, self.editing, text=words, hours=amount)
        else:
            await self.desk.do(week.add_task, words, amount)
        added = self.editing is None
        self._clear_entry()
        await self._entered()
        if added:
            self.query_one(Rows).highlighted = self.query_one(Rows).option_count - 1
        if not added and not self.waiting:
            self.query_one(Rows).focus()
        else:
            hours_field.focus()
        self._next_waiting()

    async def _title_first(self) -> bool:
        """A task needs somebody who does it: enter the title that is typed, or ask for one."""
        if self.session.profile is not None:
            return True
        field = self.query_one("#title", Field)
        if field.value.strip():
            await self.desk.do(week.set_title, field.value.strip())
            return True
        self.hint(NEED_TITLE)
        field.focus()
        return False

    def _clear_entry(self) -> None:
        self.editing = None
        self.query_one("#hours", Field).put("")
        self.query_one("#task", Field).put("")
        self.query_one("#live", Static).update("")
        self._offer("#suggestions", [])
        self.hint("")

    async def _entered(self) -> None:
        await self._keep_draft_softly()
        await self.coach.changed()

    # --- many lines at once

    async def on_field_pasted_lines(self, event: Field.PastedLines) -> None:
        typed, left_out = read_lines(event.text)
        self.waiting += [one.text if one.hours is None else f"{number(one.hours)} {one.text}" for one in typed]
        if left_out:
            self.coach.say(f"The first {MOST_LINES} lines were taken, {left_out} were left out.", "warning")
        try:
            if await self._title_first():
                await self._take_waiting()
            await self._entered()
        except Failure as failure:
            self.coach.tell(failure)

    def on_field_pasted_too_much(self, event: Field.PastedTooMuch) -> None:
        self.coach.say(
            f"{event.characters:,} characters were pasted; the first {MOST_PASTED:,} were read.", "warning"
        )

    async def _take_waiting(self) -> None:
        """Add the waiting lines that say their hours; the others wait to be asked for them."""
        lines, self.waiting = self.waiting, []
        added = 0
        for at, line in enumerate(lines):
            typed = read_task(line)
            if typed.hours is None:
                self.waiting.append(line)
                continue
            try:
                await self.desk.do(week.add_task, typed.text, typed.hours)
                added += 1
            except Failure:
                self.waiting += lines[at:]
                raise
        if added:
            self.coach.say(f"{count(added, 'task')} added.")
        self._next_waiting()

    def _next_waiting(self) -> None:
        """Put the next line that waits for its hours into the entry row, where that is free."""
        if self.waiting and not self.query_one("#task", Field).value and self.session.profile is not None:
            self.query_one("#task", Field).put(self.waiting.pop(0))
            self.query_one("#hours", Field).focus()
            self._after("suggest", PAUSE, self._suggest)
            more = f" {len(self.waiting)} more after this." if self.waiting else ""
            self.hint(f"Its hours in a usual week?{more}")

    # --- the keys of the list

    def action_new_task(self) -> None:
        """Go to the entry row."""
        self.query_one("#hours", Field).focus()

    def action_edit_title(self) -> None:
        """Go to the title."""
        self.query_one("#title", Field).focus()

    def action_edit_task(self) -> None:
        """Take the task under the cursor into the entry row."""
        task = self._here()
        if task is None:
            return
        self.editing = task.id
        self.query_one("#hours", Field).put(number(task.hours))
        self.query_one("#task", Field).put(task.text)
        self.query_one("#entry-mark", Static).update("~")
        self.query_one("#task", Field).focus()
        self.hint("Changing this task: enter saves it, esc leaves it as it was.")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_edit_task()

    async def action_remove_task(self) -> None:
        """Take the task under the cursor out of the week."""
        task = self._here()
        if task is None:
            return
        try:
            await self.desk.do(week.remove_task, task.id)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say(f"Removed: {task.text} ({hours(task.hours)}). u brings it back.")

    async def action_toggle_look(self) -> None:
        """Show or hide every figure of this screen."""
        self.look_on = not self.look_on
        self.query_one("#live", Static).update("")
        self._draw(self.session.profile)

    def action_leave_field(self) -> None:
        """Leave the field in hand; a task being changed stays as it was."""
        if self.editing is not None:
            self._clear_entry()
            self.query_one("#entry-mark", Static).update("+")
            self._after("draft", 0.0, self._keep_draft_softly)
        rows = self.query_one(Rows)
        self.set_focus(rows if rows.option_count else None)

    def action_about(self) -> None:
        """Situation, aim, rules and hours."""
        from coach.tui.screens.about import About

        if self.session.profile is None:
            self.hint(NEED_TITLE.removesuffix(" The task stays here."))
            self.query_one("#title", Field).focus()
        else:
            self.app.push_screen(About(self.session.profile))

    def _here(self) -> Task | None:
        here, profile = self.query_one(Rows).here, self.session.profile
        return profile.task(here) if here is not None and profile is not None else None


def _head(profile: Profile | None) -> Content:
    head = ("YOUR WEEK", "bold $quiet")
    if profile is None or not profile.tasks:
        return Content.assemble(head, ("   hours and task, one after the other: 14 answer tickets", "$quiet"))
    listed, told = number(profile.listed_hours), profile.worker.hours_per_week
    of = f" of {number(told)}" if told is not None else ""
    return Content.assemble(head, f"   {count(len(profile.tasks), 'task')}, {listed}{of} h")


def _row(task: Task, measured: TaskMeasure | None) -> Row:
    def draw(width: int) -> Content:
        figures = _figures(measured, width) if measured is not None else Content("")
        room = width - 8 - figures.cell_length - 2
        return Content.assemble((f"{number(task.hours):>5} ", "bold"), "  ", clip(task.text, room), "  ", figures)

    return Row(task.id, draw)


def _figures(measured: TaskMeasure, width: int) -> Content:
    """The bar and figure of one task in a fixed width, so that columns line up."""
    return Content.assemble(task_bar(6, measured), f" {figure(measured.exposure):>10}")


def _matched(title: str, matched: str) -> str:
    return title if matched.casefold() in title.casefold() else f"{title} ({matched})"


def _about(profile: Profile | None) -> Content:
    if profile is None:
        return Content("")
    worker = profile.worker
    facts = (
        SITUATION.get(worker.situation or "", UNKNOWN),
        AIM.get(worker.aim or "", UNKNOWN),
        AI_RULES.get(worker.ai_rules or "", UNKNOWN),
        RECORD_RULES.get(worker.record_rules or "", UNKNOWN),
    )
    known = sum(fact != UNKNOWN for fact in facts)
    if not known:
        said = "nothing yet. Four quick picks make the plan yours: a"
    else:
        said = " · ".join(fact for fact in facts if fact != UNKNOWN) + f" · {hours(profile.learning_hours)} a week to learn"
        said += "" if known == len(facts) else f" · {len(facts) - known} open"
    return Content.assemble(("ABOUT YOU   ", "bold $quiet"), (said, "$quiet"))
