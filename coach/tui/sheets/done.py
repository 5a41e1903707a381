"""Marking a step done: evidence in a few words, which may be left out."""

from __future__ import annotations

from textual.content import Content

from coach.model.plan import Milestone
from coach.session import safe
from coach.session.plan import plans
from coach.tui.actions import key_of
from coach.tui.entry import read_hours
from coach.tui.sheets.form import Form, Part
from coach.tui.words import duration


class Done(Form):
    """Asks what shows that it is done, and how long it took; both may stay empty."""

    def __init__(self, step: Milestone) -> None:
        guess = f"How long did it take? Our guess was {duration(step.hours)}."
        super().__init__(
            "Done",
            (
                Part("evidence", "What shows it? A link, a number, a name, or nothing."),
                Part("took", guess, "45m, 1.5 … or nothing", most=20),
            ),
            Content.assemble((safe(step.title), "bold"), "\n", (f"Done when: {safe(step.done_when)}", "$quiet")),
        )
        self.step = step
        self.kept_as = f"done {self.step.id}"

    async def take(self, said: dict[str, str]) -> bool:
        """Close the step; where that closes its move, ask whether to take over what it changed."""
        hours = read_hours(said["took"]) if said["took"] else None
        if said["took"] and hours is None:
            return self.amiss("took", "Hours as 2, 1.5, 30m or 1:30, or leave it empty.")
        saved = await self.save(
            f"Done, and saved. {key_of('app.undo')} takes it back.",
            plans.mark_done,
            self.step.id,
            evidence=said["evidence"] or None,
            hours=hours,
        )
        if not saved:
            return False
        plan = self.coach.desk.session.plan
        move = next((one for one, step in plan.milestones() if step.id == self.step.id), None) if plan else None
        if move is not None and move.closed and move.changes:
            from coach.tui.sheets.steps import Settle

            self.coach.call_after_refresh(self.coach.push_screen, Settle(move))
        return True
