"""Run by test_processes: saves entries one after the other and says each on stdout once it is saved.

python -m tests.storage.keeping.writer FOLDER NAME COUNT
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from tests.storage.harness import add_entry


def main(path: Path, name: str, count: int) -> None:
    folder = CareerFolder.open(path)
    for number in range(count):
        try:
            add_entry(folder, f"{name}-{number}")
        except Failure as failure:
            if failure.code != "busy":
                raise
            os.write(1, b"busy\n")
            continue
        # one system call, so that an end at any moment leaves whole lines
        os.write(1, f"e{name}-{number}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
