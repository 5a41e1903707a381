"""One entry of the ledger: what is known of it, changed one field at a time, the sentence written meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from coach.model.ledger import ENTRY_KINDS, Entry
from coach.session.months import erasing
from coach.session.opening import Session
from coach.session.results import ledger
from coach.tui.actions import bindings, key_of
from coach.tui.drawing.entrywords import SHORT_KINDS, choices, entry_words
from coach.tui.entry import read_day
from coach.tui.sheets.fields import Ask, FieldsSheet
from coach.tui.words import UNKNOWN, full_day, number

PERS = ("once", "week", "month", "year")
LIVE = ("text", "baseline", "result", "period", "how", "budget_line", "use", "validated_by", "proof_with")
AMOUNTS = ("at_least", "likely", "cost")
SHARES = ("attribution", "confidence")
DAYS = ("sustained_until",)
ASKS = (
    Ask("kind", "kind", turns=True),
    Ask("text", "what changed", "in one line"),
    Ask("baseline", "before", "9 h to a first reply"),
    Ask("result", "now", "the same unit: 5 h to a first reply"),
    Ask("period", "over what time", "eight weeks, June and July"),
    Ask("how", "what you did", "sorting the queue before the first reply"),
    Ask("at_least", "at least", "a number: what nobody would dispute"),
    Ask("likely", "likely", "a number: what you believe"),
    Ask("unit", "unit", "h, EUR, USD, or the measure's own unit"),
    Ask("per", "how often", turns=True),
    Ask("cost", "minus what it cost", "a number in the same unit: checking, fixing, licences"),
    Ask("attribution", "your share", "40%: what of it came of you, where others had a part"),
    Ask("confidence", "how sure", "80%: only one of the two is used"),
    Ask("budget_line", "budget line", "the line that moved: contractors, licences"),
    Ask("use", "freed hours go to", "calls to customers who left"),
    Ask("validated_by", "confirmed by", "a name or a role, not your own"),
    Ask("evidence", "evidence", "a link, a file, a number in a report"),
    Ask("proof_with", "proof lies with", "who or what holds it, where figures may not leave"),
    Ask("sustained_until", "holds until", "2026-12-31, or 31 Dec"),
    Ask("public", "may be shown", turns=True),
)


class EntrySheet(FieldsSheet):
    """The fields of a result as a list; what it comes to and its sentence below."""

    scope = "entry"
    BINDINGS: ClassVar[list[BindingType]] = bindings("entry")

    def __init__(self, entry_id: str) -> None:
        super().__init__("A result")
        self.entry_id = entry_id
        self.entry: Entry | None = None
        self.kept_as = f"result {self.entry_id}"

    def asks(self) -> tuple[Ask, ...]:
        return ASKS

    def here(self) -> bool:
        session = self.coach.desk.session
        self.entry = next((one for one in session.entries if one.id == self.entry_id), None)
        return self.entry is not None

    def value(self, ask: Ask) -> str:
        value = getattr(self.entry, ask.name)
        if value is not None and ask.name in SHARES:
            return f"{100 * value:g}%"
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else number(value) if isinstance(value, float) else str(value)

    def shown(self, ask: Ask) -> str:
        entry = self.entry
        assert entry is not None
        if ask.name == "kind":
            return choices(entry.kind, {name: SHORT_KINDS[name] for name in ENTRY_KINDS})
        if ask.name == "per":
            return choices(entry.per, {name: name if name == "once" else f"a {name}" for name in PERS})
        if ask.name == "public":
            return "yes, in what you export to show" if entry.public else "no, it is private"
        value = getattr(entry, ask.name)
        return full_day(value) if isinstance(value, date) else self.value(ask) or UNKNOWN

    def words(self) -> Content:
        assert self.entry is not None
        return entry_words(ledger.read(self.coach.desk.session, self.entry_id), ledger.worth_of(self.entry))

    def live(self, ask: Ask, typed: str) -> Content | None:
        entry = self.entry
        value: str | float = typed
        if entry is None:
            return None
        if ask.name in AMOUNTS:
            try:
                value = float(typed.replace(",", "."))
            except ValueError:
                return None
        elif ask.name not in (*LIVE, "unit"):
            return None
        tried = replace(entry, **{ask.name: value})  # type: ignore[arg-type]  # the names above are of words or numbers
        return entry_words(ledger.as_read(tried), ledger.worth_of(tried))

    async def take(self, ask: Ask, typed: str | None) -> bool:
        value: str | bool | None = typed
        if ask.turns and self.entry is not None:
            value = _next(ask, self.entry)
        elif ask.name in DAYS and typed:
            day = read_day(typed, self.coach.desk.session.today)
            value = day.isoformat() if day is not None else typed
        return await self.save("", _change, self.entry_id, ask.name, value)

    def action_delete(self) -> None:
        """Take the entry out of the ledger."""
        self.run_worker(self._delete(), group="save")

    async def _delete(self) -> None:
        if await self.save(
            f"Taken out of the ledger. {key_of('app.undo')} brings it back.", erasing.delete, "entry", self.entry_id
        ):
            self.dismiss(None)


def _change(session: Session, entry_id: str, name: str, value: str | bool | None) -> None:
    ledger.change_entry(session, entry_id, **{name: value})


def _next(ask: Ask, entry: Entry) -> str | bool:
    if ask.name == "public":
        return not entry.public
    values: tuple[str, ...] = ENTRY_KINDS if ask.name == "kind" else PERS
    return values[(values.index(getattr(entry, ask.name)) + 1) % len(values)]
