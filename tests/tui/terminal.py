"""A real pseudo-terminal with `coach` in it: keys, signals, exit statuses, and the screen as text."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from types import TracebackType
from typing import Any

import pyte

PATIENCE = 30.0  # seconds to wait for what must come; tests end as soon as it does
QUIET = 0.25  # seconds without output after which a screen is taken to stand still

ESC, ENTER, TAB, UP, DOWN, RIGHT = "\x1b", "\r", "\t", "\x1b[A", "\x1b[B", "\x1b[C"
CTRL_C, CTRL_G, CTRL_P = "\x03", "\x07", "\x10"


def pasted(text: str) -> str:
    """`text` as a terminal sends a paste."""
    return f"\x1b[200~{text}\x1b[201~"


class Terminal:
    """`python -m coach …` (or another `command`) in a window of its own. Use as a context manager."""

    def __init__(self, *words: str, size: tuple[int, int] = (80, 24), command: list[str] | None = None) -> None:
        self.columns, self.rows = size
        self.raw = b""
        self.status: int | None = None
        self._screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self._screen)
        run = command or [sys.executable, "-m", "coach", *words]
        self.pid, self._window = pty.fork()
        if self.pid == 0:  # the child: nothing but exec, whatever happens
            try:
                os.environ["TERM"] = "xterm-256color"
                os.execv(run[0], run)
            finally:
                os._exit(126)
        self.resize(self.columns, self.rows)
        self.modes = termios.tcgetattr(self._window)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.close()

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._window, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str | bytes, *, quiet: float = QUIET) -> None:
        """Type keys, then wait until the screen stands still."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            _, ready, _ = select.select([], [self._window], [], 0.01)
            if ready:
                data = data[os.write(self._window, data[:2048]) :]
            self._read(0)
        self.settle(quiet)

    def settle(self, quiet: float = QUIET) -> None:
        """Wait until nothing has been drawn for `quiet` seconds."""
        until = time.monotonic() + PATIENCE
        while self._read(quiet) and time.monotonic() < until:
            pass

    def wait_for(self, *words: str) -> None:
        """Wait until all of `words` are on the screen."""
        until = time.monotonic() + PATIENCE
        while not all(word in self.text for word in words):
            if time.monotonic() > until or (not self._read(0.2) and self._ended()):
                raise AssertionError(f"{words} did not come; the screen says:\n{self.text}")
        self.settle()

    def send(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def close(self) -> None:
        """Close the window, as a person does with its button: the program is told by SIGHUP and cannot draw."""
        if self._window >= 0:
            os.close(self._window)
            self._window = -1

    def wait(self) -> int:
        """Wait for the end; gives the exit status, 128 + n where a signal ended it unhandled as -n."""
        until = time.monotonic() + PATIENCE
        while not self._ended():
            if time.monotonic() > until:
                raise AssertionError(f"it did not end; the screen says:\n{self.text}")
            if self._window >= 0:
                self._read(0.05)
            else:
                time.sleep(0.05)
        if self._window >= 0:
            self._read(0.05)
        assert self.status is not None
        return self.status

    def stopped(self) -> bool:
        """Whether the program has stopped (SIGTSTP), waiting for it a while."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid and os.WIFSTOPPED(status):
                return True
            self._read(0.05)
        return False

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: its modes, the alternate screen left, mouse and paste modes off."""
        modes = termios.tcgetattr(self._window)
        left = self.raw.rfind(b"\x1b[?1049l") > self.raw.rfind(b"\x1b[?1049h")
        quiet = self.raw.rfind(b"\x1b[?1000l") > self.raw.rfind(b"\x1b[?1000h")
        shown = self.raw.rfind(b"\x1b[?25h") > self.raw.rfind(b"\x1b[?25l")
        return modes == self.modes and left and quiet and shown

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, trailing blanks taken off."""
        return [line.rstrip() for line in self._screen.display]

    def cells(self, row: int) -> list[Any]:
        """The cells of a line, each with its `data`, `reverse`, `underscore`, `bold`, `fg` and `bg`."""
        return [self._screen.buffer[row][column] for column in range(self.columns)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def _read(self, seconds: float) -> bool:
        if self._window < 0:
            return False
        ready, _, _ = select.select([self._window], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._window, 1 << 16)
        except OSError:
            return False
        self.raw += data
        # pyte takes the keyboard protocol's escapes for text
        self._stream.feed(data.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))
        return bool(data)

    def _ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None
