"""Marking a step done: evidence in a few words, which may be left out."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coach.model.plan import Milestone
from coach.session import Failure, plans, safe
from coach.tui.entry import read_hours
from coach.tui.screens.sheet import Sheet
from coach.tui.widgets.field import Field
from coach.tui.words import duration


class Done(Sheet[None]):
    """Asks what shows that it is done, and how long it took; both may stay empty."""

    def __init__(self, step: Milestone) -> None:
        super().__init__("Done")
        self.step = step

    def inside(self) -> ComposeResult:
        about = Content.assemble(
            (safe(self.step.title), "bold"), "\n", (f"Done when: {safe(self.step.done_when)}", "$quiet"), "\n"
        )
        yield Static(about, markup=False)
        yield Static("What shows it? A link, a number, a name, or nothing.", markup=False, classes="quiet")
        yield Field(id="evidence")
        yield Static(f"\nHow long did it take? Our guess was {duration(self.step.hours)}.", classes="quiet")
        yield Field(id="took", placeholder="45m, 1.5 … or nothing", most=20)

    def on_mount(self) -> None:
        self.query_one("#evidence", Field).focus()

    def field_entered(self, field: Field) -> None:
        """Enter: on to the second field, then save."""
        if field.id == "evidence":
            self.set_focus(self.query_one("#took", Field))
            return
        took = field.value.strip()
        hours = read_hours(took) if took else None
        if took and hours is None:
            self.coach.say("Hours as 2, 1.5, 30m or 1:30, or leave it empty.")
            return
        evidence = self.query_one("#evidence", Field).value.strip() or None
        self.run_worker(self._save(evidence, hours), group="save")

    async def _save(self, evidence: str | None, hours: float | None) -> None:
        try:
            await self.coach.desk.do(plans.mark_done, self.step.id, evidence=evidence, hours=hours)
        except Failure as failure:
            self.coach.tell(failure)
            return
        await self.coach.changed()
        self.coach.say("Done, and saved. u takes it back.")
        self.dismiss(None)
