"""Evidence: signs to look for oneself, dated facts about one's trade, ways on, and where our figures are from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.session import evidence, safe
from coach.session.evidence import Evidence as Known
from coach.session.months import watching
from coach.session.months.watching import Renewal, Watched
from coach.session.opening import Session
from coach.session.plan import directions
from coach.session.plan.directions import Way
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.evidencerows import rows_of, words_of
from coach.tui.screens.place import Place
from coach.tui.sheets.sheet import Note
from coach.tui.sheets.sign import Sign
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.side import Side
from coach.tui.words import count


class Evidence(Place):
    """A list in parts; each row opens with its source, date, status and caveat."""

    scope = "evidence"
    ABOUT = """
What is known about the market around your trade, with where each thing is from. First signs you can look for
yourself, ten minutes each: they say more about your employer than any statistic. Note what you saw; it is asked for
again after a quarter. Then ways on, each with the moves that lead there. Then what was counted or measured, your own
trade first, newest first, counts of cuts last; what is more than a year old says so. Then how the figures are made, and
the source of every one.

Nothing here changes a figure of yours, and none of it is a forecast about you.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("evidence")
    CSS_PATH = "evidence.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.known: Known | None = None
        self.words: dict[str, Content] = {}
        self.watched: tuple[Watched, ...] = ()
        self.due: tuple[Renewal, ...] = ()
        self.ways: tuple[Way, ...] = ()
        self._ways_of: object = None

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="evidence-top", markup=False)
            with Horizontal(id="evidence-halves"):
                yield Rows(id="evidence-rows")
                yield Side(id="evidence-side")

    async def show(self) -> None:
        self.known = known = await self.desk.do(evidence.evidence)
        self.watched = await self.desk.do(watching.watch)
        self.due = await self.desk.do(watching.renewals)
        about = (
            f"for {known.family_name}"
            if known.family
            else f"for every trade: say what you do to narrow it ({key_of('go.week')})"
        )
        old = sum(fact.old is not False for fact in known.facts)
        note = f"   {safe(about)} · {count(len(known.facts), 'fact')}, {old} over a year old or undated"
        self.query_one("#evidence-top", Static).update(Content.assemble(("EVIDENCE", "bold $quiet"), (note, "$quiet")))
        await self._draw(known)
        if self.focused is None:
            self.query_one(Rows).focus()
        profile = self.session.profile
        if profile is not None and profile.tasks and self._ways_of is not profile:
            # what takes longest comes last, with the rest on screen
            self.ways, self._ways_of = await self.desk.do(directions.directions), profile
            await self._draw(known)

    async def _draw(self, known: Known) -> None:
        skills = await self.desk.do(_skills) if self.ways else {}
        self.words = words_of(known, self.watched, self.due, self.ways, skills)
        self.query_one(Rows).show_rows(rows_of(known, self.watched, self.due, self.ways, self.session.today))
        self._show_about()

    def _show_about(self) -> None:
        here = self.query_one(Rows).here
        self.query_one(Side).show(self.words.get(here or "", Content("")))

    def works(self, action: str) -> bool | str:
        if action == "evidence.open":
            return self.query_one(Rows).here is not None
        return self.has_week or action != "evidence.plan"

    def row_in_hand(self, rows: Rows) -> None:
        self._show_about()
        super().row_in_hand(rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        name = event.option_id or ""
        sign = next((one for one in self.watched if name == f"watch/{one.indicator.id}"), None)
        words = self.words.get(name)
        if sign is not None:
            self.app.push_screen(Sign(sign))
        elif words is not None:
            self.app.push_screen(Note("Evidence", lambda: words))


def _skills(session: Session) -> dict[str, str]:
    return {name: str(skill.name) for name, skill in session.library.load("skills").items.items()}
