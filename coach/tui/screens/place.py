"""What every place shares: the line of places, a body, the keys, and being drawn again when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from coach.session import Failure
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.tui.desk import Desk
    from coach.tui.program import CoachApp


class Place(Screen[None]):
    """A place: subclasses give `scope`, `ABOUT` (what `?` says), `body` and `show`."""

    scope: ClassVar[str]
    ABOUT: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._shown_version = -1
        self._composed = False

    @property
    def coach(self) -> CoachApp:
        """The app."""
        return cast("CoachApp", self.app)

    @property
    def desk(self) -> Desk:
        """Where the session's use cases are asked for."""
        return self.coach.desk

    @property
    def session(self) -> Session:
        """The open session."""
        return self.coach.desk.session

    def compose(self) -> ComposeResult:
        yield PlacesLine(self.scope)
        yield from self.body()
        yield KeyLine(self.scope)
        yield TooSmall()

    def body(self) -> ComposeResult:
        """The widgets between the two lines; the outermost has the id `body`."""
        raise NotImplementedError

    async def show(self) -> None:
        """Draw what the session says now. May raise Failure."""
        raise NotImplementedError

    async def renew(self) -> None:
        """Draw again; tell of a failure instead of ending. A place still being made draws itself when it is."""
        if not self._composed:
            return
        self._shown_version = self.coach.version
        profile = self.session.profile
        who = profile.worker.title if profile is not None else ""
        self.query_one(PlacesLine).tell(who if self.session.saves else f"{who} (sample)")
        try:
            await self.show()
        except Failure as failure:
            self.coach.tell(failure)

    def on_mount(self) -> None:
        self._composed = True

    async def on_screen_resume(self) -> None:
        if self._shown_version != self.coach.version:
            await self.renew()
