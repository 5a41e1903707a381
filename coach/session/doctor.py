"""The doctor: reads everything that ships and everything in the folder, and says what is wrong and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure
from coach.base.packed import shipped_files, shipped_lines
from coach.base.toml import TomlFile
from coach.library.checking import check_shelf
from coach.library.kinds import KINDS
from coach.library.places import content_dir
from coach.library.retired import check_retired
from coach.library.shelf import Library
from coach.measure.meter import load_estimator
from coach.session.opening import home_folder
from coach.storage.entries import read_entries
from coach.storage.examining import foreign_copies
from coach.storage.folder import CareerFolder
from coach.storage.plans import read_plan
from coach.storage.profiles import read_profile

COUNTED = ("roles", "questions", "skills", "workflows", "moves", "projects", "metrics", "signals", "knowledge")


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor found: `problems` need mending, `notes` are worth knowing; `content` counts what ships."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    content_dir: str
    folder: str
    content: dict[str, int]

    @property
    def ok(self) -> bool:
        """Whether nothing needs mending."""
        return not self.problems


def examine(told: Path | None = None) -> Report:
    """Check the shipped content, the worker's own content and every file of the career folder. Changes nothing but
    what opening the folder repairs (and says so in the notes)."""
    path = home_folder(told)
    library = Library(content_dir(), path / "content")
    problems: list[str] = []
    notes: list[str] = []
    counts = _content(library, problems)
    _folder(path, problems, notes)
    return Report(tuple(problems), tuple(notes), str(library.content), str(path), counts)


def _content(library: Library, problems: list[str]) -> dict[str, int]:
    counts = {"occupations": 0}
    try:
        counts["occupations"] = len(library.occupations)
        load_estimator(str(library.estimator_folder)).estimate("answer tickets")
    except (OSError, ValueError, LookupError) as error:
        problems.append(f"content: the figures cannot be read ({error}). Install coach again.")
    for name in KINDS:
        loaded = library.load(name)
        problems.extend(str(problem) for problem in loaded.problems)
        if name in COUNTED:
            counts[name] = len(loaded.items)
    problems.extend(str(problem) for problem in (*check_shelf(library), *check_retired(library)))
    counts["phrases"] = _phrases(library.content / "phrases", problems)
    return counts


def _phrases(folder: Path, problems: list[str]) -> int:
    count = 0
    for path in shipped_files(folder, "*.tsv"):
        for number, line in enumerate(shipped_lines(path)[1:], 2):
            cells = line.split("\t")
            judged = len(cells) == 3 and cells[1] in ("E0", "E1", "E2") and cells[2] in ("T0", "T1", "T2", "T3", "T4")
            if judged and cells[0].strip():
                count += 1
            else:
                problems.append(f"content/phrases/{path.name}:{number}: not “phrase, E0–E2, T0–T4” between tabs.")
    return count


def _folder(path: Path, problems: list[str], notes: list[str]) -> None:
    try:
        folder = CareerFolder.open(path)
    except Failure as failure:
        problems.append(failure.what)
        return
    if not folder.exists():
        notes.append(f"There is no career folder at {path} yet.")
        return
    notes.extend(folder.notes)
    if folder.read_only:
        notes.append(f"Open for reading only: {folder.read_only}")
    notes.extend(foreign_copies(path))
    for name, check in _documents(folder, notes):
        try:
            file = folder.read(name)
            if file is not None:
                check(file)
        except Failure as failure:
            problems.append(failure.what)
    try:
        folder.history()
    except Failure as failure:
        problems.append(failure.what)


def _documents(folder: CareerFolder, notes: list[str]) -> list[tuple[str, Callable[[TomlFile], object]]]:
    """Every document of the folder with what reads it."""

    def profile(file: TomlFile) -> None:
        notes.extend(read_profile(file).warnings)

    ledgers = [(f"ledger/{year}.toml", read_entries) for year in folder.years("ledger")]
    return [("profile.toml", profile), ("plan.toml", read_plan), *ledgers]
