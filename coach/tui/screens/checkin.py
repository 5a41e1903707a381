"""The check-in: two minutes, one question in view, everything skippable; at its end what it leads to."""

from __future__ import annotations

from dataclasses import asdict
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, OptionList, Static

from coach.session import Failure, one_line
from coach.session.months import begun, checkin, offering
from coach.session.months.checkin import MOST_OBSTACLES, Answered, Asking
from coach.tui.actions import bindings, key_of
from coach.tui.checking import NEXT, Page, Said, fitting, no_result, pages, told
from coach.tui.drawing.bars import told as in_full
from coach.tui.screens.place import Place
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import count, day

WAYS = 2  # rows at the end that have no number
HASTE = 0.7  # seconds after the last answer in which its number, pressed once more, goes nowhere
NO_RESULT = "“{}” says too little for a result. A few words, or an empty line, which is an answer too."
_ASKING = ("checkin.number", "checkin.tick", "checkin.on", "checkin.skip", "checkin.previous", "checkin.before")
Part = Content | str | tuple[str, str]
HERE = "checkin-rows"
MARKS = {None: "○", "done": "✓", "smaller": "½"}
STATES = {None: "goes on", "done": "done", "smaller": "25 minutes of it first"}
NO_WEEK = "A check-in looks back at a week of your plan. Your tasks come first: {}."


class Answers(Rows):
    """The answers to a question. Nothing is chosen for the person: enter without a cursor leaves the question open."""

    def action_select(self) -> None:
        """Enter: what the cursor is on; on nothing, on to the next question."""
        screen = self.screen
        if self.highlighted is None and isinstance(screen, Checkin):
            screen.leave_open()
        else:
            super().action_select()


class Checkin(Place):
    """One page after the other; then what came of it."""

    scope = "checkin"
    ABOUT = """
Two minutes: what came of the steps, the hours, a result, what got in the way, how sure you are. Everything can be
skipped, and a week without one is a week without one: its steps were carried on.

What you answered is kept if you leave in the middle. An obstacle named twice brings a smaller step or another if-then;
being unsure twice brings the offer of half the hours. At most three small questions come at the end; Settings can
switch them off.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("checkin"),
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    ]
    CSS_PATH = "checkin.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.asking: Asking | None = None
        self.said = Said()
        self.answered: Answered | None = None
        self.taken: list[str] = []
        self.missed: str | None = None  # the small question whose answer is being explained
        self._on_page = ""
        self._busy = False
        self._ended = 0.0  # when the last question was answered

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="checkin-top", markup=False)
            yield Answers(id=HERE)
            yield Field(id="checkin-line", most=500)
            yield Static("", id="checkin-why", markup=False)

    # --- drawing

    async def show(self) -> None:
        profile = self.session.profile
        if profile is None or not profile.tasks:
            self._draw(Content(NO_WEEK.format(key_of("go.week"))), [], "")
            return
        if self.answered is not None:
            self._end(self.answered)
            return
        fresh = self.asking is None
        self.asking = await self.desk.do(checkin.ask)
        if fresh:
            self.said = fitting(self.asking, Said.from_draft(await self.desk.do(begun.draft, "checkin")))
        self._ask()

    @property
    def _pages(self) -> list[Page]:
        return pages(self.asking, self.said) if self.asking is not None else []

    @property
    def page(self) -> Page | None:
        """The question in view."""
        every = self._pages
        return next((one for one in every if one.id == self.said.page), every[0] if every else None)

    def _ask(self) -> None:
        page = self.page
        if page is None:
            return
        every = self._pages
        where = f"{every.index(page) + 1} of {len(every)}"
        paused = self.asking.paused_until if self.asking is not None else None
        note = f"   you are away until {day(paused)}; nothing has to be answered" if paused is not None else ""
        about = f"\n\n{page.about}" if page.about else ""
        top = Content.assemble(
            ("CHECK-IN  ", "bold $quiet"), (where, "bold $accent"), (note, "$quiet"), about, "\n\n", (page.text, "bold")
        )
        rows = [self._option(page, number, value, words) for number, (value, words) in enumerate(page.options, 1)]
        why = page.why
        if self.missed == page.id:
            top, rows, why = self._explained(page)
        self._draw(top, rows, why, fresh=page.id != self._on_page)
        self._on_page = page.id
        line = self.query_one(Field)
        line.display = page.kind == "line"
        if page.kind == "line":
            line.put(self.said.result if page.id == "result" else self.said.words)
            line.focus()
        elif rows:
            self.query_one(Rows).focus()

    def _draw(self, top: Content, rows: list[Row], why: str, *, fresh: bool = False) -> None:
        self.query_one("#checkin-top", Static).update(top)
        self.query_one("#checkin-why", Static).update(Content(why))
        self.query_one(Field).display = False
        shown = self.query_one(Rows)
        shown.display = bool(rows)
        shown.show_rows(rows)
        if fresh and rows:
            shown.highlighted = self._begin_at(rows)
        self.keys_changed()

    def _begin_at(self, rows: list[Row]) -> int | None:
        """Where the cursor begins: on what was answered before; where one of several is chosen, else on nothing."""
        page = self.page
        if self.answered is not None or page is None or self.missed or page.kind not in ("one", "recall"):
            return 0
        return next((at for at, row in enumerate(rows) if row.id is not None and self._chosen(page, row.id)), None)

    def _chosen(self, page: Page, value: str) -> bool:
        if page.kind == "recall":
            return self.said.recalled.get(page.id.removeprefix("recall:")) == int(value)
        said = {"hours": self.said.hours, "confidence": self.said.confidence}.get(page.id)
        return said is not None and float(value) == said

    def works(self, action: str) -> bool | str:
        """What a key does on the page in view; at the end there are ways on to take, and no question."""
        page, answered = self.page, self.answered
        if action == "checkin.way":
            return answered is not None
        if answered is not None or page is None:
            offers = answered is not None and any(one.id not in self.taken for one in answered.offers)
            return action == "checkin.number" and offers if action in _ASKING else True
        if self.missed == page.id:
            return action not in ("checkin.number", "checkin.tick", "checkin.skip")
        if action == "checkin.on" and page.kind in ("one", "recall"):
            return "leave it open" if self.query_one(Rows).highlighted is None else "choose"
        if action == "checkin.tick":
            return page.kind in ("steps", "many") and "tick"
        if action in ("checkin.previous", "checkin.before"):
            return self._pages[0] != page
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The numbers go to the places where there is nothing to choose with them."""
        if action == "choose" and self.answered is not None and monotonic() - self._ended > HASTE:
            return self.works("checkin.number") is True
        if action == "choose" and self.page is None:
            return self.answered is not None
        return super().check_action(action, parameters)

    def _option(self, page: Page, number: int, value: str, words: str) -> Row:
        key = f" {number} " if number < 10 else "   "

        def draw(width: int) -> Content:
            mark, note = self._mark(page, value)
            first = Content.assemble((key, "bold $accent"), (f"{mark} ", "$accent"))
            return in_full(words, note, width, first=first)

        return Row(value, draw)

    def _mark(self, page: Page, value: str) -> tuple[str, str]:
        if page.kind == "steps":
            state = self.said.steps.get(value)
            return MARKS[state], STATES[state]
        if page.kind == "many":
            return ("■" if value in self.said.obstacles else "□"), ""
        return ("●" if self._chosen(page, value) else "○"), ""

    def _explained(self, page: Page) -> tuple[Content, list[Row], str]:
        """The answer to a small question, and why; then on."""
        assert self.asking is not None
        item = next(one for one in self.asking.recall if f"recall:{one.id}" == page.id)
        chosen = item.options[self.said.recalled[item.id]]
        better = next((one for one in item.options if one.right), chosen)
        parts: list[Content | str | tuple[str, str]] = [
            ("CHECK-IN", "bold $quiet"),
            "\n\n",
            (page.text, "bold"),
            "\n\n",
        ]
        parts += [("✓ " if chosen.right else "– ", "$accent"), chosen.text, "\n", (chosen.why, "$quiet")]
        if not chosen.right:
            parts += ["\n\n", ("✓ ", "$accent"), better.text, "\n", (better.why, "$quiet")]
        return Content.assemble(*parts), [_way("on", "Go on")], ""

    def on_resize(self, _event: Resize) -> None:
        self.call_after_refresh(self.query_one(Rows).redraw)

    # --- answering

    def action_choose(self, number: int) -> None:
        """Choose by its number."""
        rows = self.query_one(Rows)
        many = rows.option_count if self.answered is None else rows.option_count - WAYS
        if number <= many:
            option = rows.get_option_at_index(number - 1)
            rows.highlighted = number - 1
            self._choose(option.id or "")

    def action_tick(self) -> None:
        """Choose what the cursor is on, and stay where several can be chosen."""
        self._choose(self.query_one(Rows).here or "")

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        page = self.page
        if self.answered is None and page is not None and page.kind in ("steps", "many") and not self.missed:
            await self._go_on()
        else:
            self._choose(event.option_id or "")

    def _choose(self, value: str) -> None:
        page, said = self.page, self.said
        if self.answered is not None or page is None or value == "on":
            self.run_worker(self._take(value) if self.answered is not None else self._go_on(), group="answer")
            return
        if page.kind == "steps":
            state = NEXT[said.steps.get(value)]
            said.steps = {name: old for name, old in said.steps.items() if name != value}
            if state is not None:
                said.steps[value] = state
        elif page.kind == "many":
            if value in said.obstacles:
                said.obstacles.remove(value)
            elif len(said.obstacles) < MOST_OBSTACLES:
                said.obstacles.append(value)
            else:
                self.coach.say(f"{MOST_OBSTACLES} are enough to learn from; take one back to name another.")
        elif page.kind == "recall":
            said.recalled[page.id.removeprefix("recall:")] = int(value)
            self.missed = page.id
            self._ask()
            self.run_worker(self._keep(), group="answer")
            return
        else:
            setattr(said, page.id, float(value) if page.id == "hours" else int(value))
            self.run_worker(self._go_on(), group="answer")
            return
        self.query_one(Rows).redraw()
        self.run_worker(self._keep(), group="answer")

    def leave_open(self) -> None:
        """Enter with nothing chosen: the question stays as it is, and the next one comes."""
        self.run_worker(self._go_on(), group="answer")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is an answer as it stands."""
        page = self.page
        if page is not None and page.kind == "line":
            setattr(self.said, page.id, event.value)

    def field_entered(self, field: Field) -> None:
        """Enter in the line: on to the next page."""
        page = self.page
        if page is not None:
            setattr(self.said, page.id, field.value)
            if page.id == "result" and no_result(field.value):
                self.coach.say(NO_RESULT.format(field.value.strip()))
                return
        self.run_worker(self._go_on(), group="answer")

    def field_browsed(self, _field: Field, by: int) -> None:
        """Up: back to the page before; down: on."""
        self.run_worker(self._go_on(by), group="answer")

    async def action_skip(self) -> None:
        """Leave this question unanswered."""
        page = self.page
        if self.answered is not None or page is None:
            return
        empty = Said()
        if page.kind == "recall":
            self.said.recalled.pop(page.id.removeprefix("recall:"), None)
        else:
            setattr(self.said, page.id, getattr(empty, page.id))
        await self._go_on()

    async def action_previous(self) -> None:
        """Back to the question before."""
        if self.answered is None:
            await self._go_on(-1)

    async def _go_on(self, by: int = 1) -> None:
        if self._busy or self.asking is None:
            return
        every = self._pages
        page = self.page
        at = every.index(page) + by if page is not None else 0
        self.missed = None
        if at >= len(every):
            await self._save()
            return
        self.said.page = every[max(0, at)].id
        self._ask()
        await self._keep()

    async def _keep(self) -> None:
        try:
            await self.desk.do(begun.keep, "checkin", asdict(self.said))
        except Failure as failure:
            self.coach.tell(failure)

    async def _save(self) -> None:
        assert self.asking is not None
        answers = told(self.asking, self.said)
        self._busy = True
        try:
            self.answered = await self.desk.do(lambda session: checkin.check_in(session, **answers))
            await self.desk.do(begun.drop, "checkin")
        except Failure as failure:
            self.coach.tell(failure)
            return
        finally:
            self._busy = False
        self._ended = monotonic()
        await self.coach.changed()

    # --- what it leads to

    def _end(self, answered: Answered) -> None:
        kept = answered.checkin
        parts: list[Part] = [("KEPT", "bold $quiet")]
        facts = [count(len(kept.done), "step") + " done"] if kept.done else []
        facts += ["a result in your ledger"] if answered.entry is not None else []
        facts += [f"{count(len(answered.carried), 'step')} moved on to the coming weeks"] if answered.carried else []
        parts.append((f"   {', '.join(facts) or 'noted'}", ""))
        for words in answered.hears:
            parts += ["\n\n", one_line(words)]
        rows: list[Row] = []
        offers = [one for one in answered.offers if one.id not in self.taken]
        if offers:
            parts += ["\n\n", ("Would one of these help? Each is yours to take or leave.", "bold")]
        for number, offer in enumerate(offers, 1):
            rows.append(_offer(number, offer))
        rows += [_way("plan", "See my plan"), _way("back", "Enough for today")]
        again = f"The next check-in waits from {day(answered.next_on)}. " if answered.next_on is not None else ""
        self._draw(Content.assemble(*parts), rows, f"{again}{key_of('app.undo')} takes this one back.", fresh=True)
        self.query_one(Rows).focus()

    async def _take(self, way: str) -> None:
        if way == "plan":
            await self._leave("plan")
        elif way in ("back", "on"):
            await self._leave(self.coach.came_from)
        elif self.answered is not None:
            try:
                words = await self.desk.do(offering.take, way)
            except Failure as failure:
                self.coach.tell(failure)
                return
            self.taken.append(way)
            await self.coach.changed()
            self.coach.say(f"Taken: {words}")

    async def action_back(self) -> None:
        """Leave; what was answered so far is kept for the next time."""
        if self.answered is None and self.asking is not None:
            await self._keep()
            self.coach.say("Kept as it is; a check-in goes on where it was left.")
        await self._leave(self.coach.came_from)

    async def _leave(self, place: str) -> None:
        self.asking, self.answered, self.taken, self.missed = None, None, [], None
        self.said, self._on_page, self._shown_version = Said(), "", -1
        await self.coach.action_go(place)


def _offer(number: int, offer: offering.Offer) -> Row:
    kind = {"if_then": "another if-then", "smaller": "a smaller step", "halve": "fewer hours"}[offer.kind]
    first = Content.assemble((f" {number} ", "bold $accent"), ("○ ", "$accent"))
    return Row(offer.id, lambda width: in_full(offer.words, kind, width, first=first))


def _way(name: str, words: str) -> Row:
    return Row(name, lambda width: in_full(words, "", width, first=Content.styled(" ▸ ", "$accent")))
