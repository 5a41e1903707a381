"""The notice-day drill: five parts on one sheet, at one's own pace; half of one is kept until one comes back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from coach.session import Failure, safe
from coach.session.months import begun, drill
from coach.session.months.drill import MINUTES, PEOPLE, Drilling
from coach.session.opening import Session
from coach.tui.actions import bindings
from coach.tui.entry import read_past_day
from coach.tui.sheets.fields import Ask, FieldsSheet
from coach.tui.widgets.rows import Rows
from coach.tui.words import UNKNOWN, full_day, number

CV, KEEP, DEADLINES, RUNWAY, PEOPLE_OF, WRITE_DOWN, HELD = (
    "cv", "keep", "deadlines", "runway", "people", "write_down", "held"
)  # fmt: skip
NO_RESULT = "no result is in your ledger yet"
ASKS = (
    Ask(CV, "the CV's lines", turns=True),
    Ask(KEEP, "yours to keep", "contract, payslips, reviews, certificates"),
    Ask(DEADLINES, "days that count", "three months' notice to a month's end; register within three days"),
    Ask(RUNWAY, "how long it lasts", "months: 4 or 4.5"),
    Ask(WRITE_DOWN, "that number", turns=True),
    Ask(PEOPLE_OF, "five people", "Mary Jones 14 Sep, Tom, …"),
    Ask(HELD, "done", turns=True),
)


@dataclass(slots=True)
class Said:
    """What was said so far, as it is kept meanwhile; the months of money are not, until they may be written down."""

    cv: bool = False
    keep: str = ""
    deadlines: str = ""
    people: str = ""
    write_down: bool = False


class DrillSheet(FieldsSheet):
    """The five parts, what each asks under them, and a line that keeps it."""

    scope = "drill"
    kept_as = "drill"
    BINDINGS: ClassVar[list[BindingType]] = bindings("drill")

    def __init__(self, drilling: Drilling, kept: dict[str, object]) -> None:
        super().__init__(f"The notice-day drill: {MINUTES} minutes, on a calm day")
        self.drilling = drilling
        self.said = Said(
            cv=kept.get("cv") is True,
            keep=str(kept.get("keep") or ""),
            deadlines=str(kept.get("deadlines") or ""),
            people=str(kept.get("people") or ""),
            write_down=kept.get("write_down") is True,
        )
        self.months: float | None = None

    def asks(self) -> tuple[Ask, ...]:
        return tuple(ask for ask in ASKS if ask.name != WRITE_DOWN or self.months is not None)

    def here(self) -> bool:
        return True

    def keeps(self, ask: Ask) -> bool:
        return super().keeps(ask) and ask.name != RUNWAY  # written down only if one says so

    def value(self, ask: Ask) -> str:
        if ask.name == RUNWAY:
            return number(self.months) if self.months is not None else ""
        return str(getattr(self.said, ask.name))

    def shown(self, ask: Ask) -> str:
        if ask.name == CV:
            return "chosen" if self.said.cv else "choose three of the lines below, each without names: enter"
        if ask.name == WRITE_DOWN:
            return "is written down" if self.said.write_down else "stays with you: it is not written down"
        if ask.name == RUNWAY:
            return f"{number(self.months)} months" if self.months is not None else UNKNOWN
        if ask.name == HELD:
            return "keep this drill: enter"
        return self.value(ask) or UNKNOWN

    def words(self) -> Content:
        here = self.query_one(Rows).here or CV
        part = next((one for one in self.drilling.parts if one.id == here), None)
        if part is None:
            if here == WRITE_DOWN:
                return Content("What money you have is yours to know. It is kept only if you say so.")
            return Content("People are kept as initials, in your own folder; no export has any of it but the drill's.")
        said = Content.assemble(
            (f"{part.name.upper()}   ", "bold $quiet"), (f"{part.minutes} min\n", "$quiet"), part.words
        )
        lines: list[str] = []
        if part.id == CV:
            lines = [f"· {safe(line)}" for line in self.drilling.lines] or [f"· {NO_RESULT}"]
        if part.id == PEOPLE_OF and self.drilling.last is not None:
            lines = [
                f"· {safe(one.name)}, last {full_day(one.last) if one.last else 'not known'}"
                for one in self.drilling.last.people
            ]
        return Content.assemble(said, *(f"\n{line}" for line in lines))

    def row_in_hand(self, rows: Rows) -> None:
        if self.asking is None:
            self.tell(self.words())
        super().row_in_hand(rows)

    async def take(self, ask: Ask, typed: str | None) -> bool:
        said = self.said
        if ask.name == HELD:
            return await self._hold()
        if ask.name == RUNWAY:
            return self._months(typed)
        if ask.name == CV:
            said.cv = not said.cv
        elif ask.name == WRITE_DOWN:
            said.write_down = not said.write_down
        elif ask.name == PEOPLE_OF and len(people(typed or "", self.drilling.today)) > PEOPLE:
            self.coach.say(f"Name up to {PEOPLE}: more than that one does not keep up with.")
            return False
        else:
            setattr(said, ask.name, typed or "")
        try:
            await self.coach.desk.do(begun.keep, "drill", asdict(said))
        except Failure as failure:
            self.coach.tell(failure)
        return True

    def _months(self, typed: str | None) -> bool:
        try:
            self.months = float(typed.replace(",", ".")) if typed else None
        except ValueError:
            self.coach.say("Write the months like 4 or 4.5.")
            return False
        return True

    async def _hold(self) -> bool:
        if await self.save("Kept. u takes it back.", _hold, self.said, self.months):
            self.dismiss(None)
        return False  # it is closed, or stays as it is


def people(typed: str, today: date) -> list[tuple[str, date | None]]:
    """Names with the day one last spoke, where it stands behind a name: `Mary Jones 14 Sep, Tom`."""
    found: list[tuple[str, date | None]] = []
    for one in typed.split(","):
        words = one.replace("=", " ").split()
        if not words:
            continue
        for at in reversed(range(1, len(words))):  # the shortest: a name before it is no weekday
            day = read_past_day(" ".join(words[at:]), today)
            if day is not None:
                found.append((" ".join(words[:at]), day))
                break
        else:
            found.append((" ".join(words), None))
    return found


def _hold(session: Session, said: Said, months: float | None) -> None:
    drill.hold(
        session,
        keep=said.keep or None,
        deadlines=said.deadlines or None,
        runway_months=months,
        keep_runway=said.write_down,
        people=people(said.people, session.today),
    )
    begun.drop(session, "drill")
