"""Ledger: results of three kinds, what each kind comes to this year, and what an entry still needs to convince."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.model.ledger import KIND_NAMES, Amount, Entry, EntryKind
from coach.session import ledger, safe
from coach.session.searching import Found
from coach.tui.actions import bindings
from coach.tui.screens.place import Place
from coach.tui.widgets.bars import told
from coach.tui.widgets.entrywords import entry_words
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import amount, count, day

KINDS: tuple[EntryKind, ...] = ("cash", "capacity", "quality")
SHORT_KINDS: dict[EntryKind, str] = {**KIND_NAMES, "quality": "quality", "unsorted": "not sorted"}
NOTHING_YET = "No result logged yet: l logs one in a line. What somebody could confirm counts, however small."


class Ledger(Place):
    """The three kinds and their totals, then every entry, newest first."""

    scope = "ledger"
    ABOUT = """
Results that someone could confirm, in three kinds that are never added together: cash, where a budget line moved;
capacity, hours freed and what they are used for; quality, service or safety.

Each kind comes to at least so much, likely so much, this year: after what checking and fixing cost, by your own share,
and never stretched beyond what was measured without saying so. An entry without a figure is worth keeping too.

enter opens an entry: what is known, what a reviewer would still ask for, and the sentence as it reads by now.
"""
    BINDINGS: ClassVar[list[BindingType]] = bindings("ledger")
    CSS_PATH = "ledger.tcss"

    def body(self) -> ComposeResult:
        with Vertical(id="body"):
            yield Static("", id="ledger-top", markup=False)
            with Horizontal(id="ledger-halves"):
                yield Rows(id="ledger-rows")
                with VerticalScroll(id="ledger-side", can_focus=False):
                    yield Static("", id="ledger-about", markup=False)

    async def show(self) -> None:
        worth = await self.desk.do(ledger.this_year)
        entries = sorted(self.session.entries, key=lambda entry: entry.date, reverse=True)
        year = self.session.today.year
        this_year = sum(entry.date.year == year for entry in entries)
        self.query_one("#ledger-top", Static).update(_top(worth, year, this_year) if entries else Content(NOTHING_YET))
        rows = self.query_one(Rows)
        rows.show_rows([_row(entry, year) for entry in entries])
        if self.focused is None and entries:
            rows.focus()
        self._show_about()

    def _entry(self) -> Entry | None:
        here = self.query_one(Rows).here
        return next((entry for entry in self.session.entries if entry.id == here), None)

    def reach(self, found: Found) -> bool:
        rows = self.query_one(Rows)
        rows.focus()
        return rows.go_to(found.id)

    def _show_about(self) -> None:
        entry = self._entry()
        self.query_one("#ledger-about", Static).update(entry_words(ledger.as_read(entry)) if entry is not None else "")

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        self._show_about()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        from coach.tui.screens.entry import EntrySheet

        entry = self._entry()
        if entry is not None:
            self.app.push_screen(EntrySheet(entry.id))

    def action_log(self) -> None:
        """Log a result."""
        from coach.tui.screens.log import Log

        self.app.push_screen(Log())


def _top(worth: dict[EntryKind, dict[str, Amount]], year: int, many: int) -> Content:
    lines = [
        Content.assemble(
            (f"THIS YEAR, {year}", "bold $quiet"), (f"   {count(many, 'result')}; the kinds are never added", "$quiet")
        )
    ]
    for kind in KINDS:
        units = worth.get(kind, {})
        said = " · ".join(
            f"at least {amount(one.at_least, unit)}, likely {amount(one.likely, unit)}" for unit, one in units.items()
        )
        shown = (safe(said), "bold") if said else ("· no figure yet", "$quiet")
        lines.append(Content.assemble(f"{SHORT_KINDS[kind]:<10}", shown))
    notes = dict.fromkeys(note for units in worth.values() for one in units.values() for note in one.notes)
    lines += [Content.styled(safe(note), "$quiet") for note in list(notes)[:2]]
    return Content("\n").join(lines)


def _row(entry: Entry, year: int) -> Row:
    def draw(width: int) -> Content:
        read = ledger.as_read(entry)
        lacks = f"{len(read.missing)} to add" if read.missing else "convinces"
        note = f"{SHORT_KINDS[entry.kind]:<10}  {lacks:>9}" if width >= 70 else SHORT_KINDS[entry.kind]
        when = day(entry.date) if entry.date.year == year else entry.date.isoformat()
        return told(entry.text, note, width, first=Content.styled(f"{when:<12}", "$quiet"))

    return Row(entry.id, draw)
