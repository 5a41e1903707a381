"""Somebody who presses keys, clicks, pastes and pulls at the window, in no order anyone would think of."""

from __future__ import annotations

import random
from collections.abc import Callable

from textual.events import Paste

from coach.session.opening import Session, open_own
from tests.tui.driving import Driver, drive

KEYS = [
    *"12345678jkgGnedatipvsoxrzwmblcuUyf,EhH",
    *("slash", "question_mark", "left_square_bracket", "right_square_bracket", "enter", "escape", "tab", "shift+tab"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "space", "backspace", "delete"),
    *("shift+left", "ctrl+p", "ctrl+g", "ctrl+o", "ctrl+t", "ctrl+r", "ctrl+l"),
]  # all but those that leave: q, ctrl+c, and `.`, after which enter leaves; nor is the footer clicked on
OFTEN = {"enter": 5, "down": 5, "escape": 4, "j": 4}
WEIGHTS = [OFTEN.get(key, 1) for key in KEYS]
SIZES = [(80, 24), (60, 20), (120, 40), (61, 19), (200, 50), (30, 8), (5, 2)]
PASTES = [
    "4 answer mail\n3 stand-up\n",
    "[bold]x[/] [link=x]",
    "12",
    "\x1b[31mred\x07",
    "2026-12-24",
    "9" * 60,
    "ﷺ" * 30,
]


def let_loose(seed: int, presses: int, opener: Callable[[], Session] = open_own) -> None:
    """Do `presses` things chosen by `seed`. Fails, with the last of them, where the app does."""
    chance = random.Random(seed)
    done: list[str] = []

    async def act(driver: Driver) -> None:
        app = driver.app
        for _ in range(presses):
            what = chance.random()
            if what < 0.02:
                size = chance.choice(SIZES)
                done.append(f"window {size}")
                await driver.pilot.resize_terminal(*size)
            elif what < 0.05:
                done.append(f"paste {chance.choice(PASTES)!r}")
                app.post_message(Paste(chance.choice(PASTES)))
            elif what < 0.08:
                spot = chance.randrange(app.size.width), chance.randrange(max(1, app.size.height - 1))
                done.append(f"click {spot}")
                await driver.pilot.click(offset=spot)
            else:
                (key,) = chance.choices(KEYS, WEIGHTS)
                done.append(key)
                await driver.pilot.press(key)
            assert app.fault is None, f"seed {seed} broke it with {done[-30:]}: {app.fault!r}"
            assert app.is_running, f"seed {seed} left it with {done[-30:]}"
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert app.fault is None, f"seed {seed}: {app.fault!r}"

    drive(act, opener, size=chance.choice(SIZES[:5]))
