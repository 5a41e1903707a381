"""Where the app meets the session: one thread of its own, so that the screen never waits for a disk or a lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from coach.session.opening import Session

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """The open session. Everything asked of it is done in the order asked, one at a time."""

    def __init__(self, opener: Callable[[], Session]) -> None:
        self._opener = opener
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="coach-session")
        self._session: Session | None = None
        self._since: list[float] = []  # when what is waited for was asked

    @property
    def working(self) -> float:
        """Seconds since the oldest thing still waited for was asked; 0 where nothing is."""
        return monotonic() - self._since[0] if self._since else 0.0

    @property
    def is_open(self) -> bool:
        """Whether the folder has been opened yet."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The session; only asked for by screens that are shown after it is open."""
        if self._session is None:
            raise RuntimeError("the session is not open yet")
        return self._session

    async def open(self) -> None:
        """Open the folder. Raises the Failure of a folder that cannot be opened."""
        self._session = await asyncio.get_running_loop().run_in_executor(self._thread, self._opener)

    async def do(self, work: Callable[Concatenate[Session, P], T], *told: P.args, **named: P.kwargs) -> T:
        """Do a use case of the session's and give what it gives; a Failure comes out as it is."""
        job = partial(work, self.session, *told, **named)
        asked = monotonic()
        self._since.append(asked)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, job)
        finally:
            self._since.remove(asked)

    def close(self) -> None:
        """Let the thread end with what it has in hand."""
        self._thread.shutdown(wait=False)
