"""Makes content/occupations/labels.tsv: how the public labels of an occupation's own tasks come out on average."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

NAME = "labels.tsv"
CORE = 2.0  # a core task weighs two, any other one, as in the published occupation figures

Averages = tuple[float, float, float]


def averages(rows: list[tuple[str, float, Averages]]) -> dict[str, Averages]:
    """By occupation, the weighted mean of (exposed, E1, exposed and T3–T4); rows are code, weight and the three."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for code, weight, values in rows:
        found = sums[code]
        found[3] += weight
        for place, value in enumerate(values):
            found[place] += weight * value
    return {code: (one / count, two / count, three / count) for code, (one, two, three, count) in sums.items()}


def read_rows(sources: Path) -> list[tuple[str, float, Averages]]:
    """Each publicly labelled task: its occupation's code, its weight, and whether it is exposed, E1, exposed and T3–T4.

    Human labels say what is exposed and what is E1; GPT-4's two runs, averaged, say T3–T4.
    """
    second = {_place(row): row["gpt4_automation"] for row in _table(sources / "automation_gpt4_human_labels.tsv")}
    rows = []
    for row in sorted(_table(sources / "full_labelset.tsv"), key=_place):
        exposed, alone = float(row["human_labels"] in ("E1", "E2")), float(row["human_labels"] == "E1")
        high = sum(level >= "T3" for level in (row["gpt4_automation"], second[_place(row)])) / 2
        weight = CORE if row["Task Type"] == "Core" else 1.0
        rows.append((row["O*NET-SOC Code"], weight, (exposed, alone, exposed * high)))
    return rows


def build(sources: Path, content: Path) -> None:
    """Write `content`/occupations/labels.tsv, in percent, from `sources`/eloundou.

    Raises FileNotFoundError where a source is missing.
    """
    found = averages(read_rows(sources / "eloundou"))
    lines = ["code\tp_exposed %\tp_alone %\tp_runs %"]
    lines += [
        f"{code}\t" + "\t".join(f"{100 * value:.0f}" for value in values) for code, values in sorted(found.items())
    ]
    (content / "occupations" / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _place(row: dict[str, str]) -> tuple[str, int]:
    return row["O*NET-SOC Code"], int(float(row["Task ID"]))
