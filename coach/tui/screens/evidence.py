"""Evidence: signs to look for oneself, dated facts about one's trade, roles that grow, where our figures are from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.session import evidence, safe
from coach.session.evidence import Evidence as Known
from coach.tui.actions import bindings
from coach.tui.screens.place import Place
from coach.tui.screens.sheet import Note
from coach.tui.widgets.bars import told
from coach.tui.widgets.evidencewords import fact_words, indicator_words, role_words, source_words
from coach.tui.widgets.rows import Row, Rows, heading
from coach.tui.words import count


class Evidence(Place):
    """A list in four parts; each row opens with its source, date, status and caveat."""

    scope = "evidence"
    ABOUT = """
What is known about the market around your trade, with where each thing is from. First five signs you can look for
yourself, ten minutes each: they say more about your employer than any statistic. Then what was counted or measured,
your own trade first, newest first; what is more than a year old says so. Then roles that are wanted, and the sources of
every figure in this program.

Nothing here changes a figure of yours, and none of it is a forecast about you.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("evidence")
    CSS_PATH = "evidence.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.known: Known | None = None
        self.words: dict[str, Content] = {}

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="evidence-top", markup=False)
            with Horizontal(id="evidence-halves"):
                yield Rows(id="evidence-rows")
                with VerticalScroll(id="evidence-side", can_focus=False):
                    yield Static("", id="evidence-about", markup=False)

    async def show(self) -> None:
        self.known = known = await self.desk.do(evidence.evidence)
        about = f"for {known.family_name}" if known.family else "for every trade: say what you do to narrow it (2)"
        old = sum(fact.old is not False for fact in known.facts)
        note = f"   {safe(about)} · {count(len(known.facts), 'fact')}, {old} over a year old or undated"
        self.query_one("#evidence-top", Static).update(Content.assemble(("EVIDENCE", "bold $quiet"), (note, "$quiet")))
        self.words = _words(known)
        rows = self.query_one(Rows)
        rows.show_rows(_rows(known))
        if self.focused is None:
            rows.focus()
        self._show_about()

    def _show_about(self) -> None:
        here = self.query_one(Rows).here
        self.query_one("#evidence-about", Static).update(self.words.get(here or "", Content("")))

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        self._show_about()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        words = self.words.get(event.option_id or "")
        if words is not None:
            self.app.push_screen(Note("Evidence", lambda: words))


def _words(known: Known) -> dict[str, Content]:
    """What each row opens, by the row's id."""
    return {
        **{f"watch/{one.id}": indicator_words(one) for one in known.indicators},
        **{f"fact/{one.signal.id}": fact_words(one) for one in known.facts},
        **{f"role/{one.id}": role_words(one) for one in known.growing},
        **{f"source/{one.id}": source_words(one) for one in known.sources},
    }


def _rows(known: Known) -> list[Row]:
    rows = [_head("SIGNS TO LOOK FOR YOURSELF")]
    rows += [_row(f"watch/{one.id}", one.name, "ten minutes") for one in known.indicators]
    for own, name in ((True, f"COUNTED OR MEASURED: {known.family_name.upper()}"), (False, "ABOUT EVERY TRADE")):
        facts = [fact for fact in known.facts if fact.own == own]
        if facts:
            rows += [heading(""), _head(name)]
            rows += [_row(f"fact/{one.signal.id}", one.signal.text, _age(one)) for one in facts]
    if known.growing:
        rows += [heading(""), _head("ROLES THAT ARE WANTED")]
        rows += [_row(f"role/{one.id}", one.name, "two trades in one" if one.fusion else "") for one in known.growing]
    rows += [heading(""), _head("WHERE OUR FIGURES ARE FROM")]
    rows += [_row(f"source/{one.id}", one.name, str(one.year)) for one in known.sources]
    return rows


def _age(fact: evidence.Fact) -> str:
    """Over a year old, or the year it is of: a year alone does not say that it is under a year old."""
    by = evidence.published_by(fact.signal)
    return "no date" if by is None else "over a year old" if fact.old else str(by.year)


def _head(name: str) -> Row:
    return heading(Content.styled(name, "bold $quiet"))


def _row(name: str, text: str, note: str) -> Row:
    return Row(name, lambda width: told(text, note, width, first=Content("  ")))
