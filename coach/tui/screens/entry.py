"""One entry of the ledger: what is known of it, changed one field at a time, the sentence written meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from coach.model.ledger import ENTRY_KINDS, KIND_NAMES, Entry
from coach.session import Failure, ledger
from coach.tui.actions import bindings
from coach.tui.screens.sheet import Sheet
from coach.tui.widgets.bars import clip, told
from coach.tui.widgets.entrywords import entry_words
from coach.tui.widgets.field import Field
from coach.tui.widgets.rows import Row, Rows
from coach.tui.words import UNKNOWN, number

MOST = 500
PERS = ("once", "week", "month", "year")
LIVE = ("text", "baseline", "result", "period", "how", "budget_line", "use", "validated_by", "proof_with")


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of an entry: its name, what it is called here, and what is asked for. `turns`: enter takes the next of
    its values instead of asking."""

    name: str
    label: str
    hint: str = ""
    turns: bool = False


ASKS = (
    Ask("kind", "kind", turns=True),
    Ask("text", "what changed", "in one line"),
    Ask("baseline", "before", "9 h to a first reply"),
    Ask("result", "now", "the same unit: 5 h to a first reply"),
    Ask("period", "over what time", "eight weeks, June and July"),
    Ask("how", "what you did", "sorting the queue before the first reply"),
    Ask("at_least", "at least", "a number: what nobody would dispute"),
    Ask("likely", "likely", "a number: what you believe"),
    Ask("unit", "in", "h, EUR, USD, or the measure's own unit"),
    Ask("per", "per", turns=True),
    Ask("cost", "less its cost", "a number in the same unit: checking, fixing, licences"),
    Ask("budget_line", "budget line", "the line that moved: contractors, licences"),
    Ask("use", "freed hours go to", "calls to customers who left"),
    Ask("validated_by", "confirmed by", "a name or a role"),
    Ask("proof_with", "proof lies with", "who or what holds it"),
    Ask("public", "may be shown", turns=True),
)


class EntrySheet(Sheet[None]):
    """The fields as a list; enter on one asks for it, or turns it on."""

    scope = "entry"
    BINDINGS: ClassVar[list[BindingType]] = bindings("entry")
    DEFAULT_CSS = """
    EntrySheet Rows { height: auto; max-height: 16; margin-bottom: 1; }
    EntrySheet Field { display: none; margin-bottom: 1; }
    EntrySheet #entry-words { height: auto; }
    EntrySheet.-middle Rows { max-height: 10; }
    EntrySheet.-low Rows { max-height: 7; }
    """

    def __init__(self, entry_id: str) -> None:
        super().__init__("A result")
        self.entry_id = entry_id
        self.entry: Entry | None = None
        self.asking: Ask | None = None

    def inside(self) -> ComposeResult:
        yield Rows(id="entry-rows")
        yield Field(id="entry-field", most=MOST)
        yield Static("", id="entry-words", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self.query_one(Rows).focus()

    def _draw(self) -> None:
        session = self.coach.desk.session
        self.entry = next((one for one in session.entries if one.id == self.entry_id), None)
        if self.entry is None:
            self.dismiss(None)
            return
        entry = self.entry
        self.query_one(Rows).show_rows([_row(ask, entry) for ask in ASKS])
        self._tell(entry)

    def _tell(self, entry: Entry) -> None:
        self.query_one("#entry-words", Static).update(entry_words(ledger.as_read(entry)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        ask = next((one for one in ASKS if one.name == event.option_id), None)
        if ask is None or self.entry is None:
            return
        if ask.turns:
            self.run_worker(self._save(ask, _next(ask, self.entry)), group="save")
            return
        self.asking = ask
        field = self.query_one(Field)
        field.display = True
        field.placeholder = ask.hint
        field.put(_value(ask, self.entry))
        self.set_focus(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The sentence as it would read with what is typed."""
        if self.asking is not None and self.entry is not None and self.asking.name in LIVE and event.value.strip():
            words = {self.asking.name: event.value}
            self._tell(replace(self.entry, **words))  # type: ignore[arg-type]  # every name in LIVE is of words

    def field_entered(self, _field: Field) -> None:
        """Enter: save what is typed; nothing typed makes it unknown again."""
        ask = self.asking
        if ask is not None:
            self.run_worker(self._save(ask, self.query_one(Field).value.strip() or None), group="save")

    async def _save(self, ask: Ask, value: str | bool | None) -> None:
        try:
            await self.coach.desk.do(lambda session: ledger.change_entry(session, self.entry_id, **{ask.name: value}))
        except Failure as failure:
            self.coach.say(failure.as_text())
            return
        self._back_to_list()
        await self.coach.changed()
        self._draw()
        names = [one.name for one in ASKS]
        if not ask.turns and ask is not ASKS[-1]:
            self.query_one(Rows).go_to(names[names.index(ask.name) + 1])

    def _back_to_list(self) -> None:
        self.asking = None
        self.query_one(Field).display = False
        self.set_focus(self.query_one(Rows))

    def action_close(self) -> None:
        """Leave the field; then the sheet."""
        if self.asking is not None:
            self._back_to_list()
            self._draw()
        else:
            self.dismiss(None)


def _value(ask: Ask, entry: Entry) -> str:
    value = getattr(entry, ask.name)
    return "" if value is None else number(value) if isinstance(value, float) else str(value)


def _next(ask: Ask, entry: Entry) -> str | bool:
    if ask.name == "public":
        return not entry.public
    values: tuple[str, ...] = ENTRY_KINDS if ask.name == "kind" else PERS
    return values[(values.index(getattr(entry, ask.name)) + 1) % len(values)]


def _shown(ask: Ask, entry: Entry) -> str:
    if ask.name == "kind":
        return KIND_NAMES[entry.kind]
    if ask.name == "public":
        return "yes, in what you export to show" if entry.public else "no, it is private"
    return _value(ask, entry) or UNKNOWN


def _row(ask: Ask, entry: Entry) -> Row:
    shown = _shown(ask, entry)
    label = Content.styled(f"{ask.label:<18}", "$quiet")
    return Row(ask.name, lambda width: told(shown, "", width, first=clip(label.plain, 18).stylize("$quiet")))
