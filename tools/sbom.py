"""The list of all parts of a release, as CycloneDX, in dist/: what coach runs with, as requirements/run.txt pins it.

The same bytes each time. Run by `make sbom`, in an environment of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write the list; gives the exit status of the tool that makes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    target = ROOT / "dist" / f"{project['name']}-{project['version']}.cdx.json"
    target.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements/run.txt"]
    command += ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(target)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if not status:
        print(f"written: {target.relative_to(ROOT)}")
    return status


if __name__ == "__main__":
    sys.exit(main())
