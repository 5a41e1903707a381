"""Makes the figures and weights that ship in content/ from public sources.

python content/rebuild.py --sources DIR [--only occupations|estimator|answers] [--quick] [--cache DIR]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

CONTENT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run the builds asked for; exit status 0, or 2 where a source or a package is missing."""
    parser = argparse.ArgumentParser(description="Make content/occupations and content/estimator from public sources.")
    parser.add_argument("--sources", type=Path, required=True, help="folder with the public data files")
    parser.add_argument("--only", choices=("occupations", "estimator", "answers"), help="build one part only")
    parser.add_argument("--quick", action="store_true", help="keep the calibration as it is and measure nothing")
    parser.add_argument("--cache", type=Path, help="folder for sentence vectors made before")
    parser.add_argument("--content", type=Path, default=CONTENT, help="folder to write to (default: this one)")
    chosen = parser.parse_args(arguments)
    # One thread: sums are made in one order, so that the same input gives the same bytes.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    sys.path.insert(0, str(CONTENT.parent))
    try:
        if chosen.only in (None, "occupations"):
            from content.building import occupation_labels, occupations

            occupations.build(chosen.sources, chosen.content)
            occupation_labels.build(chosen.sources, chosen.content)
        if chosen.only in (None, "estimator"):
            from content.building import estimator

            estimator.build(chosen.sources, chosen.content, chosen.cache, measured=not chosen.quick)
        if chosen.only == "answers" or (chosen.only is None and not chosen.quick):
            from content.building import answers

            answers.build(chosen.sources, chosen.content, chosen.cache)
    except (FileNotFoundError, ModuleNotFoundError) as missing:
        print(f"rebuild: {missing}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
