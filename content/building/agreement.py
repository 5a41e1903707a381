"""How far two people agree on our phrases; writes content/agreement/README.md. Needs nothing but Python.

python content/building/agreement.py
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONTENT = Path(__file__).resolve().parents[1]

HEAD = """# A second judgement of our phrases

Written by `content/building/agreement.py`; the figures are measured from the files when it runs.

Every phrase in `content/phrases` carries the judgement of whoever wrote it: E0, E1 or E2 by the exposure rubric, T0–T4
by the automation rubric. A fifth of the phrases, drawn from all fields, was judged again by someone who had not written
them and could not see the first judgement, from the written rubric and the phrase alone. Those judgements are
`second.tsv`; where the two differ both stand.

Both judges worked on this project from one rubric. People with less in common would agree less: the figures say how
repeatable the judgement is, not that it is right.
"""
TAIL = """
*Runs* is what the measurement uses: exposed (E1 or E2) and T3 or T4. T alone is the least sure of the three judgements;
the split into “could mostly run without you” is called an assumption for that reason too.
"""


@dataclass(frozen=True)
class Pair:
    """One phrase judged twice: (E, T) by its writer, (E, T) by the second judge."""

    field: str
    phrase: str
    first: tuple[str, str]
    second: tuple[str, str]


def pairs(content: Path) -> tuple[list[Pair], int]:
    """The phrases judged twice, and how many there are in all. KeyError where a second judgement has no phrase."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for path in sorted((content / "phrases").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            phrase, exposure, level = line.split("\t")
            first[path.stem, phrase] = (exposure, level)
    found = []
    for line in (content / "agreement" / "second.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        field, phrase, exposure, level = line.split("\t")
        found.append(Pair(field, phrase, first[field, phrase], (exposure, level)))
    return found, len(first)


def kappa(one: Sequence[object], two: Sequence[object]) -> float:
    """Cohen's κ: agreement beyond chance, 1 where all agree; 1 too where both gave one and the same answer only."""
    agreed = sum(first == second for first, second in zip(one, two, strict=True)) / len(one)
    often, again = Counter(one), Counter(two)
    chance = sum(often[label] * again[label] for label in often) / len(one) ** 2
    return 1.0 if chance == 1.0 else (agreed - chance) / (1.0 - chance)


def figures(found: Sequence[Pair]) -> dict[str, tuple[float, float]]:
    """By what is judged: κ and the plain share of agreement, 0–1."""
    views = {
        "exposed or not": lambda judged: judged[0] != "E0",
        "E0, E1 or E2": lambda judged: judged[0],
        "runs: exposed and T3–T4": lambda judged: judged[0] != "E0" and judged[1] >= "T3",
        "T0 to T4": lambda judged: judged[1],
    }
    made = {}
    for name, view in views.items():
        one, two = [view(pair.first) for pair in found], [view(pair.second) for pair in found]
        made[name] = (kappa(one, two), sum(a == b for a, b in zip(one, two, strict=True)) / len(one))
    return made


def page(content: Path) -> str:
    """The text of README.md."""
    found, total = pairs(content)
    fields = len({pair.field for pair in found})
    lines = [
        HEAD,
        f"{len(found):,} of {total:,} phrases ({len(found) / total:.0%}), from {fields} fields.\n",
        "| judged | Cohen's κ | same answer |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {agreed:.3f} | {share:.1%} |" for name, (agreed, share) in figures(found).items()]
    return "\n".join(lines) + "\n" + TAIL


def main() -> int:
    """Write the page."""
    (CONTENT / "agreement" / "README.md").write_text(page(CONTENT), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
