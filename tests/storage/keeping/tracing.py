"""Run by test_tracing: has the kernel end an operation, or fail it, at each of its system calls in turn, by strace.

python -m tests.storage.keeping.tracing OPERATION FOLDER KIND [EVERY]

KIND is KILL, EIO, ENOSPC or EINTR. EVERY: only every so many points. Prints {"points", "before", "after", "wrong"}.
Where strace cannot be used here it prints {"cannot": why}.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from tests.storage.harness import add_entry, entries, snapshot, started, temps
from tests.storage.keeping.test_faults import OPERATIONS

# What may fail on a file system; memory and signals failing would say nothing about the folder.
ON_FILES = (
    "openat open read pread64 write pwrite64 fsync close rename renameat link linkat unlink unlinkat mkdir mkdirat "
    "ftruncate flock newfstatat fstat stat lstat lseek getdents64 readlink chmod"
).split()
_SET_PTRACER, _ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
_NAME = re.compile(r"^(\w+)\(", re.MULTILINE)
Point = tuple[str, int]


def traced(path: Path, name: str, inject: str | None, log: Path) -> tuple[int, str]:
    """Do an operation in a child under strace. Gives its exit code and what it said of the outcome."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYBODY, 0, 0, 0)
        os.close(reads)
        os.kill(os.getpid(), signal.SIGSTOP)
        said = outcome_of(path, name)
        with suppress(OSError):  # the fault may have been meant for this very call
            os.write(writes, said.encode())
        os._exit(0)
    os.close(writes)
    os.waitpid(child, os.WUNTRACED)
    words = ["strace", "-qq", "-o", str(log), *(["-e", f"inject={inject}"] if inject else []), "-p", str(child)]
    tracer = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            raise RuntimeError((tracer.stderr.read() if tracer.stderr else "").strip() or "strace ended")
        time.sleep(0.001)
    os.kill(child, signal.SIGCONT)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    tracer.communicate()
    with open(reads, encoding="utf-8") as said:
        return ended, said.read()


def outcome_of(path: Path, name: str) -> str:
    """What an operation says came of it."""
    try:
        saved = OPERATIONS[name](CareerFolder.open(path))
    except Failure as failure:
        return failure.code
    assert saved is not None
    return "saved"


def points(log: Path, kind: str) -> list[Point]:
    """Each system call of a traced run: its name and which of that name it is."""
    count: Counter[str] = Counter()
    found = []
    for name in _NAME.findall(log.read_text()):
        count[name] += 1
        if kind == "KILL" or name in ON_FILES:
            found.append((name, count[name]))
    return found


def main(name: str, root: Path, kind: str, every: int) -> dict[str, Any]:
    """Go through all points; see above."""
    start, log = root / "start", root / "log"
    started(start)
    before = snapshot(start)
    shutil.copytree(start, root / "after")
    assert outcome_of(root / "after", name) == "saved"  # also loads what is loaded when first needed
    after = snapshot(root / "after")
    shutil.copytree(start, root / "traced")
    try:
        ended, said = traced(root / "traced", name, None, log)
    except (OSError, RuntimeError) as error:
        return {"cannot": str(error)}
    assert (ended, said) == (0, "saved")
    report: dict[str, Any] = {"points": 0, "before": 0, "after": 0, "wrong": []}
    for call, number in points(log, kind)[::every]:
        path = root / "c"
        shutil.copytree(start, path)
        what = "signal=KILL" if kind == "KILL" else f"error={kind}"
        ended, said = traced(path, name, f"{call}:{what}:when={number}", log)
        here = f"{kind} at {call} {number}: {said or ended}"
        if ended not in (0, -signal.SIGKILL):
            report["wrong"].append(f"{here}: an exception that nothing caught")
        report["wrong"] += [f"{here}: {wrong}" for wrong in wrongs(path, before, after, said)]
        report["before" if snapshot(path) == before else "after"] += 1
        report["points"] += 1
        shutil.rmtree(path)
    return report


def wrongs(path: Path, before: dict[str, bytes], after: dict[str, bytes], said: str) -> list[str]:
    """What is wrong with a folder an operation was stopped in; opens it, and saves once more."""
    found = [
        f"{file} is torn" for file, raw in snapshot(path).items() if raw not in (before.get(file), after.get(file))
    ]
    folder = CareerFolder.open(path)
    now = snapshot(path)
    wanted = {"saved": [after], "unfinished": [after], "": [before, after]}.get(said, [before])
    if now not in wanted:
        found.append("lost, mixed or called failed and done all the same")
    if temps(path):
        found.append("temp files left")
    copytree = path.with_name("next")
    shutil.copytree(path, copytree)
    add_entry(CareerFolder.open(copytree), "next")
    if "enext" not in entries(CareerFolder.open(copytree)):
        found.append(f"the next save did not work, {folder.notes}")
    shutil.rmtree(copytree)
    return found


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int((sys.argv[4:] or ["1"])[0]))))
