"""How long a program takes until words stand on its screen, in a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROWS, COLUMNS = 40, 120
LONGEST_WAIT = 30.0  # seconds; a program that shows nothing by then has failed
# What a terminal obeys rather than shows: CSI, OSC and other strings, two-character escapes.
ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


class NothingShown(Exception):
    """The words never came; holds what the program wrote instead."""


def time_until(command: Sequence[str], marks: Sequence[Sequence[str]], environment: Mapping[str, str]) -> list[float]:
    """Seconds from starting `command` until, for each of `marks`, all of its words have been written.

    The program is then ended. Raises NothingShown where it ends, or nothing comes, before that.
    """
    return time_and_memory(command, marks, environment)[0]


def time_and_memory(
    command: Sequence[str], marks: Sequence[Sequence[str]], environment: Mapping[str, str], *, linger: float = 0.0
) -> tuple[list[float], float]:
    """Like `time_until`; and the most memory the program held, in bytes (0 where the system does not say), when it
    has been left alone for `linger` seconds more."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    begun = time.perf_counter()
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environment), start_new_session=True
    )
    os.close(theirs)
    written = b""
    times: list[float] = []
    try:
        while len(times) < len(marks):
            ready, _, _ = select.select([ours], [], [], max(0.0, begun + LONGEST_WAIT - time.perf_counter()))
            try:
                got = os.read(ours, 1 << 16) if ready else b""
            except OSError:  # the other side has gone
                got = b""
            now = time.perf_counter()
            if not got:
                raise NothingShown(ESCAPES.sub(b"", written).decode(errors="replace")[-2000:])
            written += got
            shown = ESCAPES.sub(b"", written)
            while len(times) < len(marks) and all(word.encode() in shown for word in marks[len(times)]):
                times.append(now - begun)
        until = time.perf_counter() + linger
        while (left := until - time.perf_counter()) > 0 and select.select([ours], [], [], left)[0]:
            os.read(ours, 1 << 16)
        memory = _peak(program.pid)
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()
        os.close(ours)
    return times, memory


def _peak(pid: int) -> float:
    """The most memory a process has held, in bytes; 0 where /proc does not say."""
    try:
        found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) * 1024.0 if found else 0.0


def time_of(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds a program takes from start to end, its output thrown away. Raises where it fails."""
    begun = time.perf_counter()
    subprocess.run(command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun
