"""Tests the questions about a task against public data, and writes docs/answers.md.

python content/building/answers.py --sources DIR [--cache DIR]
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[1]


def build(sources: Path, content: Path, cache: Path | None = None) -> None:
    """Write docs/answers.md beside `content`. Takes minutes. FileNotFoundError where a source is missing."""
    from content.building.answers_fit import Proxies, items, together, vague
    from content.building.answers_heldout import sayings
    from content.building.answers_page import page

    found = sayings(sources, content, cache)
    proxies = Proxies(sources, found.public.codes)
    questions = tomllib.loads((content / "questions.toml").read_text(encoding="utf-8"))["questions"]
    shifts = {
        question["id"]: [option["exposed"] for option in question["options"]]
        for question in questions
        if question["id"] in ("E1", "E2", "E3", "E4")
    }
    text = page(items(found, proxies), together(found, proxies), vague(found, content), shifts, len(found.folds))
    (content.parent / "docs" / "answers.md").write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str] | None = None) -> int:
    """Build from the command line; exit status 0, or 2 where a source or a package is missing."""
    parser = argparse.ArgumentParser(description="Test the questions about a task against public data.")
    parser.add_argument("--sources", type=Path, required=True, help="folder with the public data files")
    parser.add_argument("--cache", type=Path, help="folder for held-out outputs and sentence vectors made before")
    chosen = parser.parse_args(arguments)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    sys.path.insert(0, str(CONTENT.parent))
    try:
        build(chosen.sources, CONTENT, chosen.cache)
    except (FileNotFoundError, ModuleNotFoundError) as missing:
        print(f"answers: {missing}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
