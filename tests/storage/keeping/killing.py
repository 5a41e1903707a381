"""Run by test_faults: ends a process at every call of an operation in turn, by fork, and looks at what is left.

python -m tests.storage.keeping.killing OPERATION FOLDER     prints {"points", "before", "after", "wrong"}
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from coach.storage.folder import CareerFolder
from tests.storage.harness import Faults, add_entry, entries, snapshot, started, temps
from tests.storage.keeping.test_faults import OPERATIONS


def main(name: str, root: Path) -> None:
    operation = OPERATIONS[name]
    start = root / "start"
    started(start)
    before = snapshot(start)
    shutil.copytree(start, root / "after")
    operation(CareerFolder.open(root / "after"))
    after = snapshot(root / "after")
    report = {"points": 0, "before": 0, "after": 0, "wrong": []}
    while True:
        at = report["points"] + 1
        path = root / f"at-{at}"
        shutil.copytree(start, path)
        child = os.fork()
        if child == 0:
            with Faults(path, "KILL", at).on():
                operation(CareerFolder.open(path))
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ended not in (0, 9):
            report["wrong"].append(f"{at}: exit status {ended}")
        for file, raw in snapshot(path).items():
            if raw not in (before.get(file), after.get(file)):
                report["wrong"].append(f"{at}: {file} is torn")
        folder = CareerFolder.open(path)
        now = snapshot(path)
        if now not in (before, after) or (ended == 0 and now != after):
            report["wrong"].append(f"{at}: lost or mixed after opening, {folder.notes}")
        if temps(path):
            report["wrong"].append(f"{at}: temp files left")
        add_entry(folder, "next")
        if "enext" not in entries(folder):
            report["wrong"].append(f"{at}: the next save did not work")
        shutil.rmtree(path)
        if ended == 0:
            break
        report["before" if now == before else "after"] += 1
        report["points"] = at
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
