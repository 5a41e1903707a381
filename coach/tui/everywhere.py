"""What can be done on every screen beside going places: search, jump labels, a copy of the screen as text."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.screen import Screen

from coach.session import Failure

LONGEST = 1.0  # seconds to wait for a screen to stand

if TYPE_CHECKING:
    from coach.session.searching import Found
    from coach.tui.program import CoachApp


class Everywhere(App[None]):
    """The app's share in search, jumping and copying."""

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self)

    async def action_search(self) -> None:
        """Search tasks, steps, results, the shelf, questions and actions; enter goes there."""
        from coach.tui.sheets.search import Search

        if self._coach.desk.is_open and not isinstance(self.screen, Search):
            await self.push_screen(Search())

    async def reach(self, found: Found) -> None:
        """Go to what was found."""
        from coach.tui.actions import ACTIONS
        from coach.tui.sheets import search
        from coach.tui.sheets.sheet import Note

        coach = self._coach
        if found.kind == "action":
            await coach.act(next(action for action in ACTIONS if action.id == found.id))
            return
        place_name = search.PLACE_OF.get(found.kind)
        if place_name is None:
            try:
                words = await coach.desk.do(search.page, found)
            except Failure as failure:
                coach.tell(failure)
                return
            await self.push_screen(Note(search.KIND_WORDS[found.kind].capitalize(), lambda: words))
            return
        await coach.action_go(place_name)
        place = coach.place
        if place is not None:
            await place.renew()
            place.reach(found)

    async def action_jump(self) -> None:
        """Put letters at everything that can be taken in hand; a letter goes there."""
        from coach.tui.sheets.jump import Jump, targets

        if self._coach.desk.is_open and not isinstance(self.screen, Jump):
            await _laid_out(self.screen)
            found = targets(self.screen)
            if found:
                await self.push_screen(Jump(found))

    def action_take(self) -> None:
        """What one can take along: reports, the calendar, tables, everything."""
        from coach.tui.sheets.taking import Takings

        if self._coach.desk.is_open and not self.screen.is_modal:
            self.push_screen(Takings())

    async def action_drill(self) -> None:
        """The notice-day drill, from where it was left."""
        from coach.session.months import begun, drill
        from coach.tui.sheets.drill import DrillSheet

        coach = self._coach
        if not coach.desk.is_open or self.screen.is_modal:
            return
        try:
            drilling = await coach.desk.do(drill.prepare)
            kept = await coach.desk.do(begun.draft, "drill")
        except Failure as failure:
            coach.tell(failure)
            return
        await self.push_screen(DrillSheet(drilling, kept))

    async def action_copy_screen(self) -> None:
        """Copy what the screen says as text: to the clipboard, and to a file in the career folder."""
        from coach.session.exports import copying
        from coach.tui.screens.place import text_of

        coach = self._coach
        place = coach.place
        if place is None:
            return
        screen: Any = self.screen
        text = place.as_text() if screen is place else text_of(screen)
        self.copy_to_clipboard(text)
        try:
            path = await coach.desk.do(copying.keep_copy, place.scope, text)
        except Failure as failure:
            coach.tell(failure)
            return
        kept = f" and kept in {path}" if path is not None else ""
        coach.say(f"Copied to the clipboard, where your terminal allows it{kept}.")


async def _laid_out(screen: Screen[Any]) -> None:
    """Wait until a screen that was just gone to stands as it is drawn: only then is a row where it is seen."""
    from coach.tui.widgets.rows import Rows

    for node in (screen, *screen.query(Rows)):
        done = asyncio.Event()
        if node.call_after_refresh(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LONGEST)
