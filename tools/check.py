"""The checks beside the tests: linter, formatting, types, contracts between the floors, unused code, dependencies,
content.

All of them run, whatever the first ones say; the exit status is 1 where any found something. `./run --check`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("linter", [sys.executable, "-m", "ruff", "check", "--quiet", "."]),
    ("formatting", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("types", [sys.executable, "-m", "mypy"]),
    ("contracts between the floors", [str(SCRIPTS / "lint-imports"), "--no-logo"]),
    ("unused code", [sys.executable, str(ROOT / "tools" / "unused.py")]),
    ("dependencies", [str(SCRIPTS / "deptry"), ".", "--extend-exclude", "(content|tests|bench|tools)/"]),
    ("content", [sys.executable, str(ROOT / "tools" / "start.py"), "doctor"]),
)


def main() -> int:
    """Run every check; 1 where one of them failed."""
    failed = []
    with tempfile.TemporaryDirectory() as empty:
        # The content is checked with an empty career folder, never with one's own.
        surroundings = {**os.environ, "COACH_HOME": empty}
        for name, command in CHECKS:
            print(f"check: {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode:
                failed.append(name)
    for name in failed:
        print(f"check: {name} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
