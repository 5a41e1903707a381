"""From a key to its repaint, on every screen, in a real pseudo-terminal, on a folder of ten years.

    python -m bench.keys [--months 120]

A key is pressed when the screen stands still; its time ends with the last of what it made the app write. Prints the
95th percentile of each screen, and of going from place to place.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.screens import COLUMNS, ESCAPES, ROWS  # noqa: E402 (the checkout has to be on the path first)

START = [sys.executable, str(ROOT / "tools" / "start.py")]
PLACES = {
    "Home": "1", "Week": "2", "Exposure": "3", "What if": "4", "Plan": "5", "Ledger": "6", "Progress": "7",
    "Evidence": "8", "Settings": ",",
}  # fmt: skip
PRESSES = 40  # keys measured on each screen
STILL = 0.04  # seconds without output: the repaint of a key is over
LONG_STILL = 1.2  # the same after going to a place, which reads and measures
PATIENCE = 20.0


class _App:
    """The app in a window of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._window, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._program = subprocess.Popen(
            START, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environment), start_new_session=True
        )
        os.close(theirs)

    def until_still(self, still: float) -> tuple[float | None, float | None, bytes]:
        """Seconds until the first and the last of what is written from now on, until nothing is for `still`."""
        begun = time.perf_counter()
        first = last = None
        written = b""
        while True:
            ready, _, _ = select.select([self._window], [], [], still if last else PATIENCE)
            if not ready:
                return first, last, written
            try:
                written += os.read(self._window, 1 << 16)
            except OSError:
                return first, last, written
            last = time.perf_counter() - begun
            first = first or last

    def timed(self, key: str, still: float) -> tuple[float, float] | None:
        """Press a key; seconds until the first and the last of its repaint. None where it changed nothing."""
        begun = time.perf_counter()
        os.write(self._window, key.encode())
        ready, _, _ = select.select([self._window], [], [], 1.0)
        if not ready:
            return None
        waited = time.perf_counter() - begun
        first, last, _written = self.until_still(still)
        return waited + (first or 0.0), waited + (last or 0.0)

    def end(self) -> None:
        """Close the window."""
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()
        os.close(self._window)


def key_times(folder: Path) -> dict[str, list[float]]:
    """Seconds from each key to the end of its repaint, by screen; `going`: to the first of a place's repaint."""
    app = _App({**os.environ, "COACH_HOME": str(folder), "TERM": "xterm-256color"})
    times: dict[str, list[float]] = {"going": []}
    try:
        written = b""
        while b"YOUR WEEK" not in ESCAPES.sub(b"", written):
            _first, _last, more = app.until_still(LONG_STILL)
            written += more
        for name, key in PLACES.items():
            going = app.timed(key, LONG_STILL)
            if going is not None:
                times["going"].append(going[0])
            found = times.setdefault(name, [])
            for at in range(PRESSES):
                pressed = app.timed("j" if at < PRESSES // 2 else "k", STILL)
                if pressed is not None:
                    found.append(pressed[1])
    finally:
        app.end()
    return {name: found for name, found in times.items() if found}


def percentile(figures: list[float], share: float = 0.95) -> float:
    """The figure that `share` of them do not pass."""
    return sorted(figures)[min(len(figures) - 1, int(share * len(figures)))]


def worst(folder: Path) -> tuple[str, float]:
    """The screen whose 95th percentile is highest, and that."""
    found = {name: percentile(figures) for name, figures in key_times(folder).items() if name != "going"}
    name = max(found, key=lambda each: found[each])
    return name, found[name]


def main() -> None:
    """Print every screen's."""
    parser = argparse.ArgumentParser(prog="python -m bench.keys", description="From a key to its repaint.")
    parser.add_argument("--months", type=int, default=120)
    months: int = parser.parse_args().months
    from bench.decade import write_history

    with tempfile.TemporaryDirectory() as place:
        folder = write_history(Path(place) / "career", months)
        for name, figures in key_times(folder).items():
            middle = sorted(figures)[len(figures) // 2]
            high = percentile(figures)
            print(f"{name:<10} 95%: {high * 1e3:5.1f} ms   median {middle * 1e3:5.1f} ms   {len(figures)} keys")


if __name__ == "__main__":
    main()
