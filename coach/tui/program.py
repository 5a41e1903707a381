"""The app: opens the session after the first paint, moves between places, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.worker import WorkerFailed

from coach.model.settings import Settings
from coach.session import Failure, Status, one_line, safe
from coach.session.early import Looks
from coach.tui import looks, terminal, theme, tidying
from coach.tui.actions import ACTIONS, EVERYWHERE, PLACES, Action, bindings, key_of
from coach.tui.desk import Desk
from coach.tui.everywhere import Everywhere
from coach.tui.keyqueue import KeyQueue
from coach.tui.screens.opening import Opening
from coach.tui.widgets import small
from coach.tui.widgets.keyline import KeyLine
from coach.tui.words import day

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.tui.screens.place import Place

AHEAD = (
    "screens.week",
    "screens.exposure",
    "screens.plan",
    "screens.home",
    "screens.whatif",
    "screens.ledger",
    "screens.progress",
    "screens.evidence",
    "screens.questions",
    "screens.settings",
    "sheets.keys",
    "screens.checkin",
    "sheets.help",
    "sheets.about",
    "sheets.done",
    "sheets.log",
    "sheets.entry",
)  # loaded ahead while nothing is typed, in this order
UNNUMBERED = ("questions", "settings", "checkin")  # places that are reached by a letter
LOOK_AGAIN = 2.0  # seconds between looks for changes made outside; a stat of each file
SETTLED = 2.0  # seconds until the first screen and its figures stand
NO_FIGURES = "No figure about exposure or where you stand is on any screen now; the plan stays. {}: as before."
LOUD = (Status.UNREADABLE, Status.NOT_SAVED, Status.BUSY, Status.FAULT)
READ = 1.0  # seconds after which a notice has been seen
SLOW = 0.7  # seconds of work after which a person is told of it
QUIET = 0.3  # seconds without a key, in which a screen is loaded ahead
BREATH = 0.02
GIVE_UP = 6.0  # seconds: a save waits at most 5 for the folder's lock


def _actions() -> type[Any]:
    from coach.tui.palette import Actions

    return Actions


def _load_screen(_session: Session, name: str) -> None:
    import_module(f"coach.tui.{name}")


def _place(name: str) -> Callable[[], Screen[Any]]:
    """A place is loaded when one first goes there."""
    return lambda: getattr(import_module(f"coach.tui.screens.{name}"), name.capitalize())()


class CoachApp(Everywhere):
    """The places, one session, and what is the same everywhere."""

    TITLE = "coach"
    # the first places' too: what is added later has all of it parsed again
    CSS_PATH: ClassVar[list[str | PurePath]] = ["program.tcss", "screens/home.tcss", "screens/week.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE), Binding("ctrl+q", "app.leave", show=False)]
    COMMANDS: ClassVar[set[Any]] = {_actions}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {
        name: _place(name) for name in (*dict(PLACES), *UNNUMBERED)
    }

    def __init__(self, opener: Callable[[], Session], *, first: str | None = None, early: Looks | None = None) -> None:
        super().__init__(driver_class=terminal.driver_class(self._window_gone))
        for one in theme.THEMES:
            self.register_theme(one)
        self.theme = theme.DEFAULT
        looks.without_colour(self)
        looks.early(self, early or Looks())
        self.HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (small.WIDTH, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-too-low"), (small.HEIGHT, "-low"), (24, "-middle"), (32, "-high")]
        self.desk = Desk(opener)
        self.first = first
        self.failure: Failure | None = None
        self.fault: BaseException | None = None
        self.settings = Settings()
        self.keys = KeyQueue(self)
        self.version = 0
        self.came_from = "week"
        self._leaving = False
        self._said = ""
        self._told = 0.0  # when a quiet notice was shown that a key takes away

    # --- starting

    def get_default_screen(self) -> Screen[Any]:
        return Opening()

    def on_mount(self) -> None:
        if not self.is_headless:
            terminal.on_signals(asyncio.get_running_loop(), self._signalled)
        self.call_after_refresh(self.run_worker, self._open(), exclusive=False)
        if not gc.isenabled():
            self.set_timer(SETTLED, tidying.begin)

    async def _open(self) -> None:
        """Open the folder and go to the first place. Runs after the first paint."""
        try:
            await self.desk.open()
        except Failure as failure:
            self.end(failure)
            return
        session = self.desk.session
        notes = await self._follow_settings()
        # pushed, not switched to: the first screen of all cannot be replaced
        first = self.first or ("home" if session.has_plan else "week")
        if first == "questions" and (session.profile is None or not session.profile.tasks):
            first = "week"  # the questions are about one's week, which comes first
        if first != "home" and session.has_plan:  # Home paints the week before it has the plan read
            from coach.session.plan.plans import kept_plan

            try:
                await self.desk.do(kept_plan)
            except Failure as failure:
                self.end(failure)
                return
        await self.push_screen(first)
        for note in (session.read_only, *session.notes, *notes):
            if note:
                self.say(note, "information" if note in session.notes else "warning")
        await self.keys.release()
        self.set_interval(LOOK_AGAIN, self._look_again)
        self.set_interval(tidying.QUIET / 2, self._tidy)
        self.set_interval(SLOW / 2, self._tell_working)
        if not self.is_headless:
            self.set_timer(SETTLED, self._warm_up)

    def end(self, failure: Failure) -> None:
        """Leave because of what cannot be read: the failure is told on the terminal, its status is the app's."""
        self.failure = failure
        self.exit(return_code=failure.status)

    async def _warm_up(self) -> None:
        """Load on the other thread what one is likely to ask for next, so that going there is quick; piece by piece,
        and not while keys are pressed, for an import holds up everything else."""
        for name in AHEAD:
            while monotonic() - self.keys.last < QUIET:
                await asyncio.sleep(QUIET)
            await self.desk.do(_load_screen, name)
            await asyncio.sleep(BREATH)

    async def on_event(self, event: Event) -> None:
        """Keys and pastes have their turn one after the other (see `KeyQueue`)."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self.keys.takes(event):
            self._read(event.key if isinstance(event, Key) else "")
            target = self.focused or self.screen
            await super().on_event(event)
            self.keys.follow(target)

    # --- settings

    async def _follow_settings(self) -> tuple[str, ...]:
        """Live by the settings as they are now; words about what of them could not be followed."""
        from coach.session import settings, themes

        read = await self.desk.do(settings.read)
        own, notes = await self.desk.do(themes.own_themes)
        self.settings = read.settings
        return (*read.notes, *notes, *looks.use(self, read.settings, own, read.where))

    async def set(self, **values: str | bool | int) -> bool:
        """Change settings, save them and show everything accordingly; False where that failed, which is told."""
        from coach.session import settings

        try:
            await self.desk.do(lambda session: settings.change(session, **values))
        except Failure as failure:
            self.tell(failure)
            return False
        await self.changed()
        return True

    async def action_toggle_figures(self) -> None:
        """Figures on or off, on every screen."""
        if self.desk.is_open and await self.set(figures=not self.settings.figures):
            words = "Figures are shown again." if self.settings.figures else NO_FIGURES.format(key_of("app.figures"))
            self.say(words)

    # --- places

    @property
    def place(self) -> Place | None:
        """The place one is at, under whatever sheet lies over it."""
        from coach.tui.screens.place import Place

        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    async def action_go(self, name: str) -> None:
        """Go to a place, closing what lies over this one."""
        if not self.desk.is_open:
            return
        while len(self.screen_stack) > 1 and self.screen.is_modal:
            await self.pop_screen()
        place = self.place
        if place is None or place.scope != name:
            if place is not None and place.scope not in UNNUMBERED:
                self.came_from = place.scope
            await self.switch_screen(name)

    async def act(self, action: Action) -> None:
        """Do an action from anywhere: go to its place first where it has one."""
        if action.scope in dict(PLACES) and not action.call.startswith("app."):
            await self.action_go(action.scope)
        target = self if action.call.startswith("app.") else self.screen
        await target.run_action(action.call)

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action by its name; what cannot be done is told, whichever place or sheet the action belongs to."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Failure as failure:
            self.tell(failure)
            return True

    async def changed(self) -> None:
        """Something was changed: the place in view is drawn again now, the others when one goes there."""
        self.version += 1
        await self._follow_settings()
        if self.place is not None:
            await self.place.renew()

    def _tidy(self) -> None:
        if monotonic() - self.keys.last > tidying.QUIET:
            tidying.tidy()

    async def _look_again(self) -> None:
        """Follow changes made outside the app."""
        from coach.session.weeks import week

        try:
            moved = await self.desk.do(week.refresh)
        except Failure as failure:
            self.tell(failure)
            return
        if moved:
            await self.changed()
            self.say("The folder was changed outside; this is what it says now.")

    def _tell_working(self) -> None:
        """What takes longer says so, before the keys: nothing hangs silently."""
        for screen in self.screen_stack[-1:]:  # there is none while the app is closing
            for line in screen.query(KeyLine):
                line.tell_working(self.desk.working > SLOW)

    # --- words to the person

    def say(self, words: str, severity: Any = "information") -> None:
        """A short note, never markup (a `[` in it hung the app)."""
        if severity == self._said == "information":
            self.clear_notifications()  # the newest is enough; a warning stays its time
        self._said = severity
        self.notify(safe(words), severity=severity, markup=False, timeout=6)

    def tell(self, failure: Failure) -> None:
        """Tell of a failure: what happened, what was kept, what to do. Loud only where something was not saved or
        cannot be read; what merely does not fit now is said quietly, and the next key takes it away."""
        if failure.status in LOUD:
            self._said = "error"
            self.notify(safe(failure.as_text()), severity="error", markup=False, timeout=12)
        else:
            self.say(failure.as_text())
            self._told = monotonic()

    def _read(self, key: str) -> None:
        """A key was pressed: a quiet notice that could be read by now has been; esc takes a loud one away too."""
        calm = self._told and monotonic() - self._told > READ
        if calm or (key == "escape" and self._said == "error"):
            self._told, self._said = 0.0, ""
            self.clear_notifications()

    def action_command_palette(self) -> None:
        """Every action by name."""
        from coach.tui.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def action_explain(self) -> None:
        """Explain the screen in view."""
        from coach.tui.sheets.help import Help
        from coach.tui.sheets.sheet import Sheet

        if self.place is not None and not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen if isinstance(self.screen, Sheet) else self.place))

    async def action_undo(self) -> None:
        """Take the last change back."""
        from coach.session.weeks import week

        await self._step(week.undo, "Taken back", "There is nothing to take back.")

    async def action_redo(self) -> None:
        """Make the last change taken back again."""
        from coach.session.weeks import week

        await self._step(week.redo, "Made again", "There is nothing to make again.")

    async def _step(self, step: Callable[[Session], str | None], done: str, nothing: str) -> None:
        if not self.desk.is_open:
            return
        try:
            words = await self.desk.do(step)
        except Failure as failure:
            self.tell(failure)
            return
        if words is None:
            self.say(nothing)
            return
        await self.changed()
        self.say(f"{done}: {_of_change(words)}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command_palette":
            return self.desk.is_open and not self.screen.is_modal
        return True

    # --- leaving

    async def action_leave(self) -> None:
        """Leave; everything entered is saved, and what is typed is kept as a draft."""
        await self._leave(0)

    async def action_copy_or_leave(self) -> None:
        """ctrl+c: copy where something is selected, leave otherwise."""
        selected = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
            self.say("Copied.")
        else:
            await self._leave(0)

    async def action_quit(self) -> None:
        await self._leave(0)

    def _signalled(self, number: int) -> None:
        self.run_worker(self._end_by(number))

    async def _end_by(self, number: int) -> None:
        await self.keys.drain()  # what was typed just before the window went is typed all the same
        await self._leave(128 + number)

    def _window_gone(self) -> None:
        import signal

        self._signalled(signal.SIGHUP)

    def _handle_exception(self, error: Exception) -> None:
        # A private name, pinned by a test: Textual prints the values of its variables, which are the person's.
        if isinstance(error, WorkerFailed) and isinstance(error.error, Failure):
            self.tell(error.error)  # of work nobody waits for: what could not be done is told, and all else goes on
            return
        if self.fault is None:
            self.fault = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *_renderables: Any) -> None:
        """End after a fault of ours; what is told of it is told by whoever opened the app."""
        self._close_messages_no_wait()

    async def _leave(self, status: int) -> None:
        if self._leaving:
            return
        self._leaving = True
        await self.keep_draft()
        self.exit(return_code=status)

    async def keep_draft(self) -> None:
        """Have what is typed or tried and not entered on disk now."""
        if not self.desk.is_open:
            return
        from coach.tui.screens.place import Place
        from coach.tui.sheets.keeping import KeepingSheet

        for screen in dict.fromkeys((*self.screen_stack_of_places(), *self.screen_stack)):
            if isinstance(screen, Place | KeepingSheet):
                try:
                    await asyncio.wait_for(screen.keep_draft(), GIVE_UP)
                except (Failure, TimeoutError):
                    return  # the last one kept is under a second old

    def screen_stack_of_places(self) -> list[Screen[Any]]:
        """The places that have been gone to, whether in view or not."""
        return [screen for screen in self._installed_screens.values() if isinstance(screen, Screen)]


def _of_change(words: str) -> str:
    """What was taken back, in the words of the change itself, its days as days are written here."""
    told = re.sub(r"^((Undo|Redo): )+", "", one_line(words))
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: _day(found[0]), told)


def _day(written: str) -> str:
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def action_named(name: str) -> Action:
    """The action with that id."""
    return next(action for action in ACTIONS if action.id == name)
