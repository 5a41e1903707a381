"""Logging a result: one line now; what kind it is and what it is worth can come later."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from coach.session import Failure
from coach.session.results import ledger
from coach.tui.actions import key_of
from coach.tui.sheets.keeping import KeepingSheet
from coach.tui.widgets.field import Field

MOST = 500  # characters, as many as the session keeps


class Log(KeepingSheet):
    """One line for a result that someone could confirm."""

    kept_as = "log"

    def __init__(self) -> None:
        super().__init__("Log a result")

    def inside(self) -> ComposeResult:
        yield Static(
            "What came of your work, that someone could confirm? One line is enough; who confirms it and what it is "
            "worth can come later. It stays private unless you choose otherwise.\n",
            classes="quiet",
        )
        yield Field(id="result", placeholder="cut the time to a first reply from 9 h to 5 h", most=MOST)

    def on_mount(self) -> None:
        self.query_one(Field).focus()

    def field_entered(self, field: Field) -> None:
        """Enter: save it; nothing typed closes."""
        words = field.value.strip()
        if words:
            self.run_worker(self._save(words), group="save")
        else:
            self.dismiss(None)

    async def _save(self, words: str) -> None:
        try:
            await self.coach.desk.do(ledger.log_win, words)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say(f"Logged, and saved. {key_of('app.undo')} takes it back.")
        self.dismiss(None)
