"""Driving the app without a terminal, on a career folder of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from textual.pilot import Pilot

from coach.session.opening import Session, open_own
from coach.tui.program import CoachApp

Act = Callable[["Driver"], Awaitable[None]]


class Driver:
    """The app and its pilot, with what tests ask most."""

    def __init__(self, app: CoachApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, then wait until what they set off is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text into whatever is in hand."""
        await self.press(*["space" if one == " " else one for one in text])

    async def settle(self) -> None:
        """Wait for the session's thread and for what follows from it."""
        for _ in range(4):
            while self.app.keys.busy:
                await self.pilot.pause(0.01)
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        await self.pilot.pause(0.02)

    @property
    def session(self) -> Session:
        """The open session."""
        return self.app.desk.session

    @property
    def place(self) -> str:
        """The place one is at."""
        place = self.app.place
        return place.scope if place is not None else ""

    def words(self, selector: str) -> str:
        """What a widget of the screen shows, without style."""
        return str(self.app.screen.query_one(selector).render())


def drive(act: Act, opener: Callable[[], Session] = open_own, *, size: tuple[int, int] = (80, 24)) -> None:
    """Open the app, do `act`, leave."""

    async def go() -> None:
        app = CoachApp(opener)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            while app.place is None:
                await pilot.pause(0.01)
            await driver.settle()
            await act(driver)

    _run(go())


def _run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)
