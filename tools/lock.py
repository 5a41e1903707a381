"""Writes the locks in requirements/: exact versions with hashes, for Python 3.11 and newer.

Needs uv. The ranges are pyproject.toml's; what is already pinned stays as it is unless `--upgrade` is given. The
files name versions and hashes only: where packages come from is the business of each machine's own settings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11"
HEAD = {
    "run": "# Exact versions of everything coach runs with. Written by `make lock`; `./run` installs from it.\n",
    "test": "# All of run.txt at the same versions, and what the tests and checks need. Written by `make lock`.\n",
    "release": "# What makes the list of parts at a release. Written by `make lock`; `make sbom` installs from it.\n",
    "rebuild": "# What content/rebuild.py needs. Written by `make lock`; `make content` installs from it.\n",
}


def resolve(uv: str, target: Path, *words: str) -> str:
    """Have uv resolve pyproject.toml into `target`; gives what it wrote."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST, "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--output-file", str(target), *words]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return target.read_text(encoding="utf-8")


def write(level: str, text: str) -> None:
    """Write one lock under its heading."""
    (ROOT / "requirements" / f"{level}.txt").write_text(HEAD[level] + text, encoding="utf-8")


def main(extra: list[str]) -> int:
    """Write the locks; `extra` goes to uv (`--upgrade`, `--upgrade-package NAME`)."""
    uv = shutil.which("uv")
    if not uv:
        print("lock: uv is needed to write the locks, and was not found. Nothing was changed.", file=sys.stderr)
        return 2
    folder = ROOT / "requirements"
    run = folder / "run.txt"
    write("run", resolve(uv, run, "pyproject.toml", *extra))
    within = ("--constraints", str(run))
    write("test", resolve(uv, folder / "test.txt", "pyproject.toml", "--group", "dev", *within, *extra))
    write("release", resolve(uv, folder / "release.txt", "--group", "pyproject.toml:release", *extra))
    with tempfile.TemporaryDirectory() as place:
        # uv keeps what its output file pins: each of the two parts of this lock starts from the whole of it.
        parts = []
        for name, words in (("rebuild", ()), ("rebuild-alone", ("--no-deps",))):
            part = Path(place) / f"{name}.txt"
            if (folder / "rebuild.txt").exists():
                shutil.copy(folder / "rebuild.txt", part)
            parts.append(resolve(uv, part, "--group", f"pyproject.toml:{name}", *words, *extra))
    write("rebuild", "".join(parts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
