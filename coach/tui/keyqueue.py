"""Keys one at a time: each is handled in full, with the screen it leads to, before the next one is looked at.

Left alone, a key goes to whatever is in hand when it arrives, while the key before it may still be on its way to
opening another screen: of `1l` and a line of text typed in one go, the line was lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.events import Key, Paste
from textual.worker import WorkerError

if TYPE_CHECKING:
    from coach.tui.program import CoachApp

ENTERED = frozenset({"save", "answer", "enter", "mine"})  # groups of workers that belong to the key that set them off
LONGEST = 6.0  # seconds a key may take (a save waits 5 for the lock); then the next one has its turn all the same
LAST = 2.0  # seconds that what was typed last has to be handled in when the program is ended
AT_ONCE = ("ctrl+c", "ctrl+q", "ctrl+z")  # never held while the folder is being opened
_LOOK = 0.05  # seconds between looks whether what is waited for has gone
_ROUNDS = 2  # a key makes a message of the widget in hand, which makes its way up once more


class KeyQueue:
    """What was typed and not handled yet."""

    def __init__(self, app: CoachApp) -> None:
        self._app = app
        self._waiting: deque[Key | Paste] = deque()
        self._next: Key | Paste | None = None
        self._task: asyncio.Task[None] | None = None
        self._held = True
        self.last = 0.0  # when something was typed last, by the clock of `time.monotonic`

    @property
    def busy(self) -> bool:
        """Whether something typed is not handled yet."""
        return self._task is not None or self._next is not None or (bool(self._waiting) and not self._held)

    def takes(self, event: Key | Paste) -> bool:
        """Whether `event` has its turn now; if not it is kept, and comes again."""
        self.last = monotonic()
        if event is self._next:
            self._next = None
            return True
        if self._held and isinstance(event, Key) and event.key in AT_ONCE:
            return True
        if self._held or self.busy:
            again = Paste(event.text) if isinstance(event, Paste) else Key(event.key, event.character)
            self._waiting.append(again)
            return False
        return True

    def follow(self, target: DOMNode) -> None:
        """An event was handed to `target`: the next one waits until it has been handled."""
        self._task = asyncio.create_task(self._until_handled(target))

    async def drain(self) -> None:
        """Wait until what was typed has been handled, and not for long: the window may be going."""
        until = monotonic() + LAST
        while self.busy and monotonic() < until:
            await asyncio.sleep(_LOOK / 5)

    async def release(self) -> None:
        """There is something to type into, once the screen in view has drawn itself and has something in hand."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._handled(self._app.screen), LONGEST)
        self._held = False
        if self._task is None:
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting and self._next is None:
            self._next = self._waiting.popleft()
            self._app.post_message(self._next)

    async def _until_handled(self, target: DOMNode) -> None:
        try:
            await asyncio.wait_for(self._handled(target), LONGEST)
        except TimeoutError:
            pass
        finally:
            self._task = None
            if not self._held:
                self._go_on()

    async def _handled(self, target: DOMNode) -> None:
        for _ in range(_ROUNDS):
            for node in target.ancestors_with_self:
                await _idle(node)
        entered = [worker for worker in self._app.workers if worker.group in ENTERED and not worker.is_finished]
        if entered:
            with suppress(WorkerError):  # cancelled with its screen, or failed, which others tell of
                await self._app.workers.wait_for_complete(entered)
        screen: Any = None
        while screen is not self._app.screen:  # the screen it led to, drawn and with something in hand
            screen = self._app.screen
            await _idle(screen)
            await _idle(self._app)


async def _idle(node: DOMNode) -> None:
    """Wait until `node` has handled everything it was sent so far, or has gone. One just made has yet to start."""
    done = asyncio.Event()
    if not node.call_later(done.set):
        return
    started = False
    while not done.is_set() and (node.is_running or not started):
        started = started or node.is_running
        try:
            await asyncio.wait_for(done.wait(), _LOOK)
        except TimeoutError:
            continue
