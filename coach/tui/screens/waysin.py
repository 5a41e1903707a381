"""The ways into the week beside typing it: about me, a role to start from, a file."""

from __future__ import annotations

from textual.containers import Vertical

from coach.session.weeks import starting
from coach.tui.actions import key_of
from coach.tui.screens.place import Place

NEED_TITLE = "First: what do you do? A word or two is enough."


def newcomer() -> str:
    """What somebody new may do beside typing."""
    return (
        f"{key_of('week.start-typing')} starts from a role and its usual tasks. Rather the plan than any figure? "
        f"{key_of('app.figures')} hides every figure, {key_of('app.plan')} shows your plan."
    )


class LeftHalf(Vertical):
    """The title, the tasks, the entry row; says when the room for them changed."""

    def on_resize(self) -> None:
        screen = self.screen
        if isinstance(screen, WaysIn):
            screen.fit()


class WaysIn(Place):
    """What the Week screen opens over itself."""

    def fit(self) -> None:
        """Give the list of tasks the rows that are left."""
        raise NotImplementedError

    def need_title(self) -> None:
        """Ask what the person does."""
        raise NotImplementedError

    def action_about(self) -> None:
        """Situation, aim, rules and hours."""
        from coach.tui.sheets.about import About

        if self.session.profile is None:
            self.need_title()
        else:
            self.app.push_screen(About(self.session.profile))

    async def action_start_from(self) -> None:
        """Start from a week as people in one's role often have it."""
        from coach.tui.sheets.starting import Starting

        self.app.push_screen(Starting(await self.desk.do(starting.starts)))

    def action_read_file(self) -> None:
        """Read a table or a calendar into the week."""
        from coach.tui.sheets.importing import Importing

        if self.session.profile is None:
            self.need_title()
        else:
            self.app.push_screen(Importing())
