"""Builds content/occupations: occupations with their published figures, related ones, titles and the search index.

From the public sources: `build(sources, content)`. After an edit of everyday.tsv, with no sources needed:
`refresh(content)`, or `python -m content.building.occupations`. Both write the same bytes from the same input.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

from content.building.spreadsheets import table
from content.building.titles import write_titles

Figures = dict[str, float]

FIGURES = ("eloundou-human", "microsoft-applicability", "ilo-2025")
_RELATED_TIERS = {"Primary-Short": 0, "Primary-Long": 1}


def build(sources: Path, content: Path) -> None:
    """Write every generated file of `content`/occupations from the public sources.

    Reads everyday.tsv, which is written by hand, and writes occupations.tsv, related.tsv, titles.tsv, words.tsv and
    titles.index. Leaves figures.toml and typical.tsv alone. Raises FileNotFoundError or ValueError where a source is
    missing or has changed its shape.
    """
    folder = content / "occupations"
    onet = sources / "onet_30_1"
    titles = {row["O*NET-SOC Code"]: row["Title"] for row in table(onet / "Occupation Data.xlsx", "O*NET-SOC Code")}
    zones = {row["O*NET-SOC Code"]: row["Job Zone"] for row in table(onet / "Job Zones.xlsx", "O*NET-SOC Code")}
    human = eloundou(sources / "eloundou" / "occ_level.csv")
    applicability = microsoft(sources / "microsoft" / "soc_ai_applicability_scores.csv")
    ilo = ilo_by_soc(sources)

    lines = ["\t".join(("code", "title", "job_zone", *FIGURES, "ilo-2025-groups"))]
    for code in sorted(titles):
        groups = ilo.get(code[:7], ())
        lines.append(
            "\t".join(
                (
                    code,
                    titles[code],
                    zones.get(code, ""),
                    _figure(human.get(code)),
                    _figure(applicability.get(code[:7])),
                    _figure(fmean(groups) if groups else None),
                    str(len(groups) or ""),
                )
            )
        )
    _write(folder / "occupations.tsv", lines)
    _write(folder / "related.tsv", _related(onet / "Related Occupations.xlsx", set(titles)))

    reported = _grouped(onet / "Sample of Reported Titles.xlsx", "Reported Job Title")
    alternate = _grouped(onet / "Alternate Titles.xlsx", "Alternate Title")
    write_titles(folder, titles, reported, alternate)


def refresh(content: Path) -> None:
    """Rewrite titles.tsv and the search index after an edit of everyday.tsv, from what is already in `content`."""
    folder = content / "occupations"
    titles: dict[str, str] = {}
    for line in (folder / "occupations.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        code, title, *_ = line.split("\t")
        titles[code] = title
    reported: dict[str, list[str]] = {}
    alternate: dict[str, list[str]] = {}
    for line in (folder / "titles.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        code, _, second, third = line.split("\t")
        reported[code] = second.split("|") if second else []
        alternate[code] = third.split("|") if third else []
    write_titles(folder, titles, reported, alternate)


def eloundou(path: Path) -> Figures:
    """Human β by O*NET-SOC 2019 code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["O*NET-SOC Code"]: float(row["human_rating_beta"]) for row in csv.DictReader(file)}


def microsoft(path: Path) -> Figures:
    """AI applicability by SOC 2018 detailed code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["SOC Code"]: float(row["ai_applicability_score"]) for row in csv.DictReader(file)}


def ilo_by_soc(sources: Path) -> dict[str, list[float]]:
    """The 2025 mean scores of all distinct ISCO-08 unit groups that match a SOC 2018 code, by that code.

    The rule and its limits stand in figures.toml.
    """
    scores: dict[str, float] = {}
    for row in table(sources / "ilo" / "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx", "label4d"):
        if row["ISCO_08"]:
            scores[row["ISCO_08"].zfill(4)] = float(row["mean_score_2025"])
    isco: dict[str, set[str]] = defaultdict(set)
    for row in table(sources / "crosswalk" / "isco08toBLS.xlsx", "2010 SOC Code"):
        isco[row["2010 SOC Code"]].add(row["ISCO-08 Code"].zfill(4))
    found: dict[str, set[str]] = defaultdict(set)
    for row in table(sources / "crosswalk" / "soc_2010_to_2018_crosswalk.xlsx", "2010 SOC Code"):
        found[row["2018 SOC Code"]] |= {group for group in isco[row["2010 SOC Code"]] if group in scores}
    return {soc: [scores[group] for group in sorted(groups)] for soc, groups in sorted(found.items()) if groups}


def _related(path: Path, known: set[str]) -> list[str]:
    rows: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in table(path, "O*NET-SOC Code"):
        tier = _RELATED_TIERS.get(row["Relatedness Tier"])
        if tier is not None and row["Related O*NET-SOC Code"] in known:
            rows[row["O*NET-SOC Code"]].append((tier, int(row["Index"]), row["Related O*NET-SOC Code"]))
    return [
        "code\trelated",
        *(f"{code}\t{' '.join(other for *_, other in sorted(rows[code]))}" for code in sorted(rows)),
    ]


def _grouped(path: Path, column: str) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for row in table(path, "O*NET-SOC Code"):
        grouped[row["O*NET-SOC Code"]].append(row[column])
    return grouped


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Build from the sources folder given as the only argument; without one, refresh after an edit of everyday.tsv."""
    content = Path(__file__).resolve().parent.parent
    if arguments:
        build(Path(arguments[0]), content)
    else:
        refresh(content)
    for path in sorted((content / "occupations").iterdir()):
        print(f"{path.name:20} {path.stat().st_size:>9,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
