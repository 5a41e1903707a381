"""What lies between the app and the terminal: whether there is one, signals, odd bytes, a window that went away.

Standard library only at import: the plain `coach` command asks `check_terminal` before anything of Textual is loaded.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from coach.session import Failure

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from textual.driver import Driver

# Textual handles none of these but SIGINT, and that with status 0: a closed window or `kill` ended the program at
# once, the terminal left raw and the draft lost.
ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT") if hasattr(signal, name)
)


def check_terminal() -> None:
    """Raise Failure `no-terminal` or `dumb-terminal` where the app could not be shown or typed into.

    Without this the app hangs at full load when stdin is no terminal, and fills a dumb one with escapes.
    """
    for stream in (sys.__stdin__, sys.__stdout__):
        try:
            there = stream is not None and stream.isatty()
        except ValueError:  # closed
            there = False
        if not there:
            raise Failure("no-terminal")
    term = os.environ.get("TERM", "")
    if term == "dumb":
        raise Failure("dumb-terminal", term=term)


def on_signals(loop: AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Have `leave(signal number)` called, inside `loop`, for every signal that should end the app in an orderly way."""
    for number in ENDING_SIGNALS:
        loop.add_signal_handler(number, leave, int(number))


MOST_PASTED = 100_000  # characters of one paste that reach the app; it is told of one more, and no further
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Keyboard:
    """Decodes what comes from the terminal. Never fails on a byte, and says when the window has gone.

    Textual decodes strictly: one invalid byte ended the app with status 0 and the draft lost (its issue 6456). It
    also takes an escape inside a paste for keys, which then act; and 5 MB pasted took it 5–8 seconds and 200 MB.
    So pastes are cleaned and cut here, before they are parsed.
    """

    def __init__(self, errors: str = "replace") -> None:
        from codecs import getincrementaldecoder

        self._inner = getincrementaldecoder("utf-8")(errors)
        self._pasting = False
        self._pasted = 0
        self._held = ""
        self._before = ""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of `data`. Raises EOFError for no data: the terminal can be read no more."""
        if not data and not final:
            raise EOFError("the terminal has gone")
        text = self._inner.decode(data, final)
        parts = []
        while text:
            taken = self._paste(text) if self._pasting else self._keys(text)
            parts.append(taken[0])
            text = taken[1]
        if final:
            parts.append(self._body(self._held))
        return "".join(parts)

    def _keys(self, text: str) -> tuple[str, str]:
        """What goes on as it is, to the beginning of a paste, and what is left after it. Nothing is held back: half a
        mark may be the escape key; so the mark is looked for across what went on before."""
        at = (self._before + text).find(PASTE_BEGINS)
        if at < 0:
            self._before = (self._before + text)[-len(PASTE_BEGINS) + 1 :]
            return text, ""
        end = at + len(PASTE_BEGINS) - len(self._before)
        self._before, self._pasting, self._pasted, self._held = "", True, 0, ""
        return text[:end], text[end:]

    def _paste(self, text: str) -> tuple[str, str]:
        """The body of a paste, to its end, and what is left after it. What may be half of its end is held back."""
        body, found, rest = (self._held + text).partition(PASTE_ENDS)
        self._held = ""
        if found:
            self._pasting = False
            return self._body(body) + PASTE_ENDS, rest
        for length in range(min(len(PASTE_ENDS) - 1, len(body)), 0, -1):
            if body.endswith(PASTE_ENDS[:length]):
                body, self._held = body[:-length], body[-length:]
                break
        return self._body(body), ""

    def _body(self, text: str) -> str:
        kept = _NO_TEXT.sub("", text)[: max(0, MOST_PASTED + 1 - self._pasted)]
        self._pasted += len(kept)
        return kept


class _Screenful:
    """The terminal as a file to draw on: straight to the descriptor, and quiet once the window has gone.

    Through a buffered stream a write to a closed window killed the writing thread, filled its queue and hung the
    exit; what stayed in the buffer turned the exit status into 120.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._gone = False

    def write(self, text: str) -> int:
        rest = memoryview(text.encode("utf-8", "replace"))
        while rest and not self._gone:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [], 1.0)
            except OSError:
                self._gone = True
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor


def driver_class(gone: Callable[[], None]) -> type[Driver] | None:
    """Textual's own driver for this platform with the cures above, or None where that is not the Linux one.

    `gone` is called inside the app's loop when the terminal can be read no more.
    """
    try:
        from textual.drivers import linux_driver
    except ImportError:
        return None

    # A private name, pinned by tests/tui/test_terminal.py: where Textual renames it, that test says so.
    linux_driver.getincrementaldecoder = lambda _encoding: Keyboard  # type: ignore[attr-defined, assignment]

    class TerminalDriver(linux_driver.LinuxDriver):
        """Draws on stdout, and says so when the window goes away."""

        def __init__(self, *told: Any, **named: Any) -> None:
            super().__init__(*told, **named)
            # Textual draws on stderr; `coach 2>log` should draw on the terminal all the same
            out = sys.__stdout__
            self._file = _Screenful(out.fileno() if out is not None else 1)  # type: ignore[assignment]
            # Textual's handlers for these run in the midst of whatever the app does, and could wait for a lock the
            # app holds; inside the loop they take their turn
            self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
            self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

        def run_input_thread(self) -> None:
            try:
                super().run_input_thread()
            except (EOFError, OSError):
                # the signal that tells of it may be ignored (nohup), or come later
                self._loop.call_soon_threadsafe(gone)

    return TerminalDriver
