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
from coach.session.folder.checking import dangling
from coach.session.folder.forgetting import old_demos
from coach.session.noticing import strangers
from coach.session.opening import home_folder
from coach.storage.around.inventory import sizes, survey
from coach.storage.around.surroundings import at_rest, disk_of, others, synced
from coach.storage.folder import CareerFolder
from coach.storage.kinds.checkins import read_checkins
from coach.storage.kinds.entries import read_entries
from coach.storage.kinds.measurements import read_snapshots
from coach.storage.kinds.plans import read_plan
from coach.storage.kinds.profiles import read_profile
from coach.storage.kinds.settings import read_settings

COUNTED = ("roles", "questions", "skills", "workflows", "moves", "projects", "metrics", "signals", "knowledge")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of the worker's lies: `what` it is, its `path`, how many `files` and `bytes`."""

    what: str
    path: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the doctor found.

    `problems` need mending; `notes` are worth knowing, and `doubts` those of them about things in one's files that were
    understood and may not be meant. `protection` says who can get at the folder, `content` counts what ships, `places`
    are where every byte of the worker's lies.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    content_dir: str
    folder: str
    content: dict[str, int]
    protection: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()

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
    doubts: list[str] = []
    counts = _content(library, problems)
    _folder(path, library, problems, notes, doubts)
    protection, places = (_protection(path), _places(path, problems)) if path.is_dir() else ((), ())
    return Report(
        tuple(problems), (*notes, *doubts), str(library.content), str(path), counts, protection, places, tuple(doubts)
    )


def _protection(path: Path) -> tuple[str, ...]:
    real = path.resolve()
    return (*others(real), *synced(real), at_rest(disk_of(real)))


def _places(path: Path, problems: list[str]) -> tuple[Place, ...]:
    """Each kind of thing in the folder, and what links in it lead to; what an interrupted demo left."""
    try:
        found = survey(path)
    except OSError as error:
        problems.append(f"{error.filename or path}: {error.strerror or error}.")
        return ()
    where = {held.what: str(path / held.name.partition("/")[0]) for held in found}
    places = [
        Place(what or "not coach's", where[what] if what else str(path), *counted)
        for what, counted in sizes(found).items()
    ]
    links = [Place(f"{held.name} leads to", str(held.link), 1, 0) for held in found if held.link is not None]
    return (*places, *links, *(Place("demo", str(demo), 0, 0) for demo in old_demos()))


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


def _folder(path: Path, library: Library, problems: list[str], notes: list[str], doubts: list[str]) -> None:
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
    for name, check in _documents(folder, library, doubts):
        try:
            file = folder.read(name)
            if file is not None:
                check(file)
        except Failure as failure:
            problems.append(failure.what)
    try:
        problems.extend(folder.journal_faults())
    except Failure as failure:
        problems.append(failure.what)


def _documents(
    folder: CareerFolder, library: Library, doubts: list[str]
) -> list[tuple[str, Callable[[TomlFile], object]]]:
    """Every document of the folder with what reads it."""

    def profile(file: TomlFile) -> None:
        read = read_profile(file)
        doubts.extend((*read.warnings, *dangling(read.profile), *strangers(read.profile, file, library)))

    def settings(file: TomlFile) -> None:
        doubts.extend(read_settings(file)[1])

    readers: dict[str, Callable[[TomlFile], object]] = {
        "ledger": read_entries,
        "checkins": read_checkins,
        "measurements": read_snapshots,
    }
    by_year = [(f"{kind}/{year}.toml", reader) for kind, reader in readers.items() for year in folder.years(kind)]
    return [("profile.toml", profile), ("plan.toml", read_plan), ("settings.toml", settings), *by_year]
