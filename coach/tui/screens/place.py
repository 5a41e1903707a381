"""What every place shares: the line of places, a body, the keys, and being drawn again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from coach.session import Failure
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.places import PlacesLine
from coach.tui.widgets.rows import Rows
from coach.tui.widgets.side import Side
from coach.tui.widgets.small import TooSmall

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.session.searching import Found
    from coach.tui.desk import Desk
    from coach.tui.program import CoachApp

P = ParamSpec("P")
T = TypeVar("T")


class Place(Screen[None]):
    """A place: subclasses give `scope`, `ABOUT` (what `?` says), `body` and `show`."""

    AUTO_FOCUS = ""  # a place takes in hand what it shows; a key must not fall into a field nobody went to
    scope: ClassVar[str]
    ABOUT: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self._shown_version = -1
        self._composed = False
        self._pauses: dict[str, Timer] = {}

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

    @property
    def has_week(self) -> bool:
        """Whether there is a week with tasks to speak about."""
        profile = self.session.profile if self.desk.is_open else None
        return profile is not None and bool(profile.tasks)

    @property
    def low(self) -> bool:
        """Whether the window has fewer rows than 24: what is not needed is left out."""
        return self.app.size.height < 24

    @property
    def wide(self) -> bool:
        """Whether there is room for a side beside the list."""
        return self.app.size.width >= 100

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

    def works(self, _action: str) -> bool | str:
        """Whether an action, by its id, does something now: the footer leaves out what does not. Words instead of True
        are what it is called meanwhile. `keys_changed` has the footer ask again; a moved cursor does so by itself."""
        return True

    def keys_changed(self) -> None:
        """Other keys do something now than before."""
        if self._composed:
            self.query_one(KeyLine).follow()

    def row_in_hand(self, _rows: Rows) -> None:
        """The cursor of a list went to another row (or there is none): what is said of it, and the keys, follow."""
        self.keys_changed()

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
        self.keys_changed()

    async def save(
        self, said: str, work: Callable[Concatenate[Session, P], T], *told: P.args, **named: P.kwargs
    ) -> bool:
        """Have the session change something, draw again and say so in `said`; False where it failed, which is told."""
        try:
            await self.desk.do(work, *told, **named)
        except Failure as failure:
            self.coach.tell(failure)
            return False
        await self.coach.changed()
        if said:
            self.coach.say(said)
        return True

    async def keep_draft(self) -> None:
        """Have on disk what is typed or tried and not entered. Raises Failure where it cannot be."""

    def after(self, name: str, pause: float, what: Callable[[], Coroutine[None, None, None]]) -> None:
        """Run `what` once nothing has asked for `name` again for `pause` seconds."""
        if name in self._pauses:
            self._pauses[name].stop()
        self._pauses[name] = self.set_timer(pause, lambda: self.run_worker(what(), group=name, exclusive=True))

    def reach(self, found: Found) -> bool:
        """Put the cursor on something that was searched for; False where this place does not show it."""
        return False

    def as_text(self) -> str:
        """What the place says, as plain text: all of its lists, not only the rows in view."""
        return text_of(self)

    def on_mount(self) -> None:
        self._composed = True

    async def on_screen_resume(self) -> None:
        if self._shown_version != self.coach.version:
            await self.renew()


def text_of(screen: Screen[Any]) -> str:
    """The words of everything shown on a screen between its two lines, from the top; lists whole, fields by content."""
    parts = []
    for widget in screen.query("Static, Rows, Field, FirstLook, Choice, Side"):
        if not widget.display or any(not above.display for above in widget.ancestors if isinstance(above, Widget)):
            continue
        if isinstance(widget, Rows):
            words = "\n".join(str(option.prompt) for option in widget.options)
        elif isinstance(widget, Input):
            words = widget.value
        elif isinstance(widget, Side):
            words = str(widget.words)
        else:
            words = str(widget.render())
        if words.strip():
            parts.append("\n".join(line.rstrip() for line in words.splitlines()).strip("\n"))
    return "\n\n".join(parts) + "\n"
