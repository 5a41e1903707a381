"""The coin and the stopwatch: how the next item is to be done, how long it takes, how good it comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from coach.reports.answers.trials import LEAST_PAIRS, clock, result_words
from coach.session import Failure, safe
from coach.session.opening import Session
from coach.session.results import trials, workflows
from coach.session.results.trials import QUALITY_WORDS, Running, Toss
from coach.tui.actions import bindings, key_of
from coach.tui.entry import read_hours
from coach.tui.sheets.form import Form, Part
from coach.tui.sheets.sheet import Sheet

TICK = 1.0  # seconds between two looks at the watch
FORGOTTEN = "It has run for hours. If it was forgotten, give the item up ({}) and time another."


class Timing(Sheet[None]):
    """One item: the toss, the watch in hand, the quality. Closing leaves the watch running; it is on disk."""

    scope = "timing"
    ABOUT = """
A fair trial: pairs of the same kind of work, one done this way, one the usual way, and a coin says which comes first,
so that nobody picks the easy ones. The watch counts doing and, apart from it, checking and repairing; at the end you
say how good it came out.

The coin and the watch are on disk: closing this, or the computer, leaves the watch running. Nothing is counted of an
item that is given up.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("timing"),
        *(Binding(str(number), f"quality({number - 1})", show=False) for number in (1, 2, 3)),
    ]

    def __init__(self, title: str, toss: Toss, running: Running | None) -> None:
        super().__init__("A fair trial")
        self.flow_title, self.toss, self.running = title, toss, running
        self.said = ""

    def works(self, action: str) -> bool | str:
        """The keys of the watch as it is: none, running, standing still, stopped."""
        state = self.running.state if self.running is not None else "none"
        if action == "timing.go":
            return state != "stopped" and ("start" if state == "none" else "stop")
        if action == "timing.quality":
            return state == "stopped"
        if action == "timing.lap":
            return state in ("running", "paused")
        if action == "timing.hold":
            return state != "none" and ("pause" if state == "running" else "run on")
        return state != "none" if action == "timing.up" else super().works(action)

    def inside(self) -> ComposeResult:
        yield Static("", id="timing-words", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self.set_interval(TICK, self._look)

    async def _look(self) -> None:
        if self.running is not None and self.running.state == "running":
            self.running = await self.coach.desk.do(trials.running)
            self._draw()

    def _draw(self) -> None:
        toss, watch = self.toss, self.running
        with_it = watch.with_it if watch is not None else toss.with_it
        way = "this way" if with_it else "the usual way, without it"
        of = f" of {LEAST_PAIRS}" if toss.pair <= LEAST_PAIRS else ""
        parts: list[Content | str | tuple[str, str]] = [
            (safe(self.flow_title), "bold"),
            (f"\npair {toss.pair}{of}, {'second' if toss.second else 'first'} item\n\n", "$quiet"),
            "The coin says: do the next item ",
            (way, "bold $accent"),
            ".\nTake whichever item comes next; a hard one counts like an easy one.\n\n",
        ]
        if watch is None:
            parts.append((f"{key_of('timing.go')} starts the watch.", "bold"))
        else:
            parts += [(f"  {clock(watch.seconds)}  ", "bold reverse $accent"), " in all   "]
            if watch.state == "stopped":
                parts += ["stopped\n\n", ("How good did it come out?\n", "bold")]
                parts += [f"  {number}  {words}\n" for number, words in enumerate(QUALITY_WORDS, 1)]
            else:
                doing = "checking and repairing" if watch.checking else "doing"
                parts.append("paused" if watch.state == "paused" else doing)
                parts.append((f"   {clock(watch.checking_seconds)} of it checking", "$quiet"))
            if watch.long:
                parts += ["\n\n", (FORGOTTEN.format(key_of("timing.up")), "$accent")]
        if self.said:
            parts += ["\n\n", self.said]
        self.query_one("#timing-words", Static).update(Content.assemble(*parts))
        self.keys_changed()

    # --- keys

    async def _do(self, work: Callable[[Session], Running]) -> None:
        try:
            self.running = await self.coach.desk.do(work)
        except Failure as failure:
            self.coach.say(failure.as_text())
        self._draw()

    async def action_go(self) -> None:
        """Start the watch; or stop it: the item is done."""
        if self.running is None:
            self.said = ""
            name = self.toss.workflow_id
            await self._do(lambda session: trials.start(session, name))
        elif self.running.state != "stopped":
            await self._do(trials.stop)

    async def action_lap(self) -> None:
        """From doing to checking and repairing, and back."""
        if self.running is not None and self.running.state != "stopped":
            await self._do(trials.lap)

    async def action_hold(self) -> None:
        """Let the watch stand still, or run on."""
        if self.running is not None:
            await self._do(trials.pause if self.running.state == "running" else trials.go_on)

    def action_quality(self, quality: int) -> None:
        """How good it came out; the item is kept."""
        if self.running is not None and self.running.state == "stopped":
            self.run_worker(self._finish(quality), group="save")

    async def _finish(self, quality: int) -> None:
        name = self.toss.workflow_id
        if not await self.save("", trials.finish, quality):
            return
        self.running = None
        self.said = await self.coach.desk.do(_said, name)
        self.toss = await self.coach.desk.do(trials.toss, name)
        self._draw()

    def action_give_up(self) -> None:
        """Give the item up: nothing of it counts but that it was given up."""
        if self.running is not None:
            self.run_worker(self._give_up(), group="save")

    async def _give_up(self) -> None:
        if await self.save("Given up; the coin for the next item stays as it fell.", trials.abandon):
            self.running = None
            self._draw()


def _said(session: Session, name: str) -> str:
    return f"Kept. {result_words(trials.result(session, name), workflows.workflow_of(session, name))}"


class Record(Form):
    """A pair timed by other means."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "A pair timed by other means",
            (
                Part("with", "How long did one item take this way, checking and repair included?", "25m", most=20),
                Part("without", "And one of the same kind the usual way?", "40m", most=20),
            ),
            "Only pairs that were tossed for, or where you took whatever came next; else the trial flatters.",
        )
        self.name_of = name
        self.kept_as = f"pair of {self.name_of}"

    async def take(self, said: dict[str, str]) -> bool:
        """Add the pair."""
        times = {part: read_hours(said[part]) for part in ("with", "without")}
        for part, told in times.items():
            if told is None:
                return self.amiss(part, "A time as 25m, 0:25 or 1.5h.")
        one, other = (60 * (times[part] or 0) for part in ("with", "without"))
        return await self.save(
            f"Added to the trial. {key_of('app.undo')} takes it back.", trials.record, self.name_of, one, other
        )
