"""Writes requirements/run.txt and requirements/test.txt: exact versions with hashes, for Python 3.11 and newer.

Needs uv. The ranges are pyproject.toml's; what is already pinned stays as it is unless `--upgrade` is given. Both
files name versions and hashes only: where packages come from is the business of each machine's own settings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11"
HEAD = {
    "run": "# Exact versions of everything coach runs with. Written by `make lock`; `./run` installs from it.\n",
    "test": "# All of run.txt at the same versions, and what the tests and checks need. Written by `make lock`.\n",
}


def write(uv: str, level: str, more: list[str], extra: list[str]) -> None:
    """Resolve one lock from pyproject.toml and write it, with its heading."""
    path = ROOT / "requirements" / f"{level}.txt"
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--output-file", str(path), *more, *extra, "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    path.write_text(HEAD[level] + path.read_text(encoding="utf-8"), encoding="utf-8")


def main(extra: list[str]) -> int:
    """Write both locks; `extra` goes to uv (`--upgrade`, `--upgrade-package NAME`)."""
    uv = shutil.which("uv")
    if not uv:
        print("lock: uv is needed to write the locks, and was not found. Nothing was changed.", file=sys.stderr)
        return 2
    write(uv, "run", [], extra)
    write(uv, "test", ["--group", "dev", "--constraints", "requirements/run.txt"], extra)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
