"""Prints how fast everything is, each figure beside its budget, as ratios measured in one run.

    ./run --bench [--runs N]

A ratio's floor (a bare Textual app, a bare interpreter) is measured in the same run and in turns with what is compared
to it, so that a busy machine slows both. What does not exist yet is left out. Exit status 1 where a budget is passed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.screens import NothingShown, time_and_memory, time_of, time_until  # noqa: E402 (the checkout has to be on the path first)

START = [sys.executable, str(ROOT / "tools" / "start.py")]
SAMPLE = "support-specialist"
FIRST_SCREEN = ("Week", "Exposure", "Plan")  # the line of places
ITS_FIGURES = ("could run without you",)


@dataclass(frozen=True)
class Row:
    """One budget: `measured` in seconds, as a ratio to `floor` where there is one, and its `budget` in the same.

    With `memory`, bytes stand for seconds.
    """

    what: str
    measured: float
    budget: float
    floor: float | None = None
    against: str = ""
    memory: bool = False

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        return (self.measured / self.floor if self.floor else self.measured) <= self.budget

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        amount = megabytes if self.memory else seconds
        if self.floor:
            figure, budget = f"{self.measured / self.floor:.2f} ×", f"{self.budget:g} ×"
            floor = f"{amount(self.floor)} {self.against}"
        else:
            figure, budget, floor = amount(self.measured), amount(self.budget), ""
        return self.what, floor, amount(self.measured), figure, f"≤ {budget}", "ok" if self.kept else "OVER"


def seconds(amount: float) -> str:
    """Seconds in the unit that reads best."""
    if amount < 0.001:
        return f"{amount * 1e6:.0f} µs"
    return f"{amount * 1e3:.3g} ms" if amount < 1 else f"{amount:.2f} s"


def megabytes(amount: float) -> str:
    """Bytes as people read them."""
    return f"{amount / 1024 / 1024:.0f} MB"


def median(figures: list[float]) -> float:
    """The middle one."""
    return sorted(figures)[len(figures) // 2]


def starts(runs: int, place: Path) -> list[Row]:
    """`--help` over a bare interpreter; the first screen and its figures over a bare Textual app."""
    surroundings = {**os.environ, "COACH_HOME": str(place / "career"), "TERM": "xterm-256color"}
    help_times, bare_python = [], []
    for _ in range(runs):
        bare_python.append(time_of([sys.executable, "-c", "pass"], surroundings))
        help_times.append(time_of([*START, "--help"], surroundings))
    rows = [Row("coach --help", median(help_times), 3.0, median(bare_python), "python -c pass")]

    returning(place / "career")
    bare_command = [sys.executable, str(ROOT / "bench" / "bare_app.py")]
    bare, first, figures = [], [], []
    try:
        for _ in range(runs + 1):
            bare += time_until(bare_command, [("bare-app-is-here",)], surroundings)
            painted, filled = time_until(START, [FIRST_SCREEN, ITS_FIGURES], surroundings)
            first.append(painted)
            figures.append(filled)
    except NothingShown as shown:
        print(f"bench: the app did not show its first screen; what it wrote:\n{shown}", file=sys.stderr)
        return rows
    # The first round warms the disk.
    floor = median(bare[1:])
    rows.append(Row("first screen", median(first[1:]), 1.5, floor, "bare Textual app"))
    rows.append(Row("its figures", median(figures[1:]), 2.2, floor, "bare Textual app"))
    return rows


def returning(folder: Path) -> None:
    """A career folder as somebody coming back has it: a week, and the plan made of it."""
    folder.mkdir(mode=0o700)
    profile = folder / "profile.toml"
    profile.write_bytes((ROOT / "profiles" / f"{SAMPLE}.toml").read_bytes())
    profile.chmod(0o600)
    subprocess.run([*START, "--home", str(folder), "plan"], stdout=subprocess.DEVNULL, check=True)


def years(runs: int, place: Path) -> list[Row]:
    """The app and a command on a folder of ten years over the same on a folder of one month."""
    from bench.decade import write_history

    folders = {months: write_history(place / f"{months}-months", months) for months in (1, 120)}
    found: dict[tuple[str, int], list[float]] = {}
    for _ in range(runs + 1):
        for months, folder in folders.items():
            surroundings = {**os.environ, "COACH_HOME": str(folder), "TERM": "xterm-256color"}
            shown, memory = time_and_memory(START, [FIRST_SCREEN, ITS_FIGURES], surroundings, linger=1.0)
            win = time_of([*START, "win", "one more result"], surroundings)
            for what, figure in (("home", shown[1]), ("memory", memory), ("win", win)):
                found.setdefault((what, months), []).append(figure)
    middle = {key: median(figures[1:]) for key, figures in found.items()}
    rows = [
        Row("home and its figures, ten years", middle["home", 120], 1.2, middle["home", 1], "one month"),
        Row("coach win as a command, ten years", middle["win", 120], 1.5, middle["win", 1], "one month"),
    ]
    if middle["memory", 1]:
        rows.append(Row("memory, ten years", middle["memory", 120], 1.5, middle["memory", 1], "one month", memory=True))
    return rows


def keys(place: Path) -> list[Row]:
    """From a key to its repaint, on the screen where that takes longest, after ten years."""
    from bench.keys import worst

    name, figure = worst(place / "120-months")
    return [Row(f"key to repaint, ten years, 95% ({name})", figure, 50e-3)]


BUDGETS = {
    "estimate": ("one estimate", 100e-6),
    "measure": ("measure of 40 tasks, none seen before", 5e-3),
    "one change": ("measuring again after one change", 0.3e-3),
    "plan": ("a plan over 40 tasks and every move", 150e-3),
    "content": ("all content loaded and validated", 200e-3),
    "one kind": ("its largest kind", 30e-3),
    "save, new folder": ("durable save of a change, new folder", 25e-3),
    "save": ("the same after ten years", 25e-3),
    "save, a result": ("durable save of a result, after ten years", 25e-3),
    "save, first year": ("the same within the first month", 25e-3),
}


def inside(place: Path) -> list[Row]:
    """What is called in the process itself. A part that is not there yet is left out."""
    from bench import inside as parts

    figures: dict[str, float] = {}
    measured: tuple[Callable[[], dict[str, float]], ...] = (
        parts.engine,
        parts.plan,
        parts.content,
        lambda: parts.save(place),
    )
    for part in measured:
        try:
            figures |= part()
        except ImportError as missing:
            print(f"bench: left out: {missing}", file=sys.stderr)
    return [Row(BUDGETS[name][0], figure, BUDGETS[name][1]) for name, figure in figures.items()]


def table(rows: list[Row]) -> str:
    """The rows in columns."""
    cells = [("what", "floor", "measured", "figure", "budget", ""), *(row.cells() for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)


def main() -> int:
    """Measure, print, and give 1 where a budget is passed."""
    parser = argparse.ArgumentParser(prog="./run --bench", description="How fast everything is, beside its budget.")
    parser.add_argument("--runs", type=int, default=7, help="rounds of what is started as a program (default 7)")
    runs: int = parser.parse_args().runs
    # the first round writes the bytecode, as the first start of a person's does; else each would compile all of it anew
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        os.environ["COACH_HOME"] = str(place / "career")
        rows = [*starts(runs, place), *years(runs, place), *keys(place), *inside(place)]
    print(table(rows))
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
