"""Opening a session: one's own career folder, a file, a sample, or a sample in a throwaway folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from coach.base.dates import now_stamp, today
from coach.base.failures import Failure, nearest, of_a_loose_file
from coach.base.paths import named
from coach.base.toml import TomlFile, read_toml
from coach.library.places import content_dir, profiles_dir
from coach.library.shelf import Library
from coach.model.ledger import Entry
from coach.model.profile import Profile
from coach.storage.folder import CareerFolder, Saved
from coach.storage.kinds.entries import read_entries, with_entry
from coach.storage.kinds.profiles import read_profile, write_profile
from coach.storage.texts.items import copied, same

if TYPE_CHECKING:
    from coach.model.plan import Plan

T = TypeVar("T")

PlanRead = Literal["needed", "welcome", "later"]

PROFILE = "profile.toml"
PLAN = "plan.toml"
DEMO = "support-specialist"


class Session:
    """One worker, what ships, and the day. Everything a screen or a command works on.

    `profile` is None for a newcomer. `saves` is False for a path or a sample on the command line: nothing is written.
    Changes go through `save_profile`, `save_plan` and `save_entries`; each is on disk when it returns.
    """

    def __init__(self, library: Library, folder: CareerFolder | None, *, saves: bool, place: str) -> None:
        self.library = library
        self.folder = folder
        self.saves = saves
        self.place = place
        self.today: date = today()
        self.profile: Profile | None = None
        self.events: tuple[str, ...] = folder.notes if folder is not None else ()  # what opening found and did
        self.doubts: tuple[str, ...] = ()  # what the profile says and may not mean, each with its place
        self.profile_file: TomlFile | None = None  # where the profile was read from
        self.broken_plan: Failure | None = None  # why there is none, where it need not be read
        self._plan: Plan | None = None
        self._plan_waits = False  # to be read once somebody asks for it
        self.carried: date | None = None  # the day steps of missed weeks were last moved on
        self.moved_on = 0  # steps that a carry-forward of this session has moved
        self._documents: dict[str, TomlFile | None] = {}
        self._understood: dict[tuple[str, Callable[[TomlFile], Any]], tuple[TomlFile, Any]] = {}
        self._throwaway: tempfile.TemporaryDirectory[str] | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Everything to tell the person about what was opened."""
        return (*self.events, *self.doubts)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be saved, in words; None where it can."""
        return self.folder.read_only if self.folder is not None else None

    def load(self, *, plan: PlanRead = "needed") -> None:
        """Read the folder's profile and plan anew. Raises Failure naming file and line where one cannot be read.

        A plan that is only "welcome", or read "later" (when it is first asked for), and cannot be read is none: it is
        left as it is, told about among the events, and `broken_plan` says why.
        """
        if self.folder is None:
            return
        self._documents.clear()
        found = self._read(PROFILE)
        self.__dict__.pop("entries", None)
        self.profile = self._take_profile(found) if found is not None else None
        self.broken_plan = None
        self._plan_waits = plan == "later"
        if plan == "needed":
            self._plan = self._read_plan()
        elif plan == "welcome":
            self._try_plan()

    @property
    def plan(self) -> Plan | None:
        """The plan; None where there is none yet."""
        if self._plan_waits:
            self._plan_waits = False
            self._try_plan()
        return self._plan

    @plan.setter
    def plan(self, plan: Plan | None) -> None:
        self._plan, self._plan_waits = plan, False

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan, without reading it."""
        return self._plan is not None or (self._plan_waits and self.folder is not None and self.folder.has(PLAN))

    def _try_plan(self) -> None:
        try:
            self._plan = self._read_plan()
        except Failure as failure:
            if failure.code not in ("unreadable", "newer"):
                raise
            self._plan, self.broken_plan = None, failure
            self.events += (f"{failure.what} The plan is left as it is; coach doctor says more.",)

    def _read_plan(self) -> Plan | None:
        from coach.storage.kinds.plans import read_plan

        file = self._read(PLAN)
        return read_plan(file) if file is not None else None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The ledger of every year, oldest first."""
        if self.folder is None:
            return ()
        found: list[Entry] = []
        for year in sorted(self.folder.years("ledger")):
            self._read(f"ledger/{year}.toml")
            found.extend(self.understood(f"ledger/{year}.toml", read_entries) or ())
        return tuple(sorted(found, key=lambda entry: (entry.date, entry.id)))

    def entry_ids(self, like: str) -> set[str]:
        """The ids of results that are `like`, or begin with it. Years without the word are not read for that."""
        found = {entry.id for entry in self.profile.entries} if self.profile is not None else set()
        for year in self.folder.years("ledger") if self.folder is not None else ():
            name = f"ledger/{year}.toml"
            if self.folder is not None and self.folder.holds(name, like):
                self._read(name)
                found.update(entry.id for entry in self.understood(name, read_entries) or ())
        return {name for name in found if name.startswith(like)}

    def show_profile(self, file: TomlFile) -> None:
        """Take a profile from a file that is not in the folder; its warnings become notes."""
        self.profile = self._take_profile(file)

    def save_profile(self, what: str, profile: Profile) -> None:
        """Make `profile` the worker's and save it, `what` being the words for the journal."""
        self.save_together(what, profile=profile)

    def save_together(
        self,
        what: str,
        *,
        profile: Profile | None = None,
        plan: Plan | None = None,
        entry: Entry | None = None,
        documents: dict[str, dict[str, object]] | None = None,
    ) -> None:
        """Save several things as one change, which one undo takes back: a profile, a plan, a new result for the
        ledger, other whole documents. Raises the Failures of `save`, everything as it was."""
        if self.saves:
            wanted = dict(documents or {})
            if profile is not None:
                wanted[PROFILE] = self._written(profile)
            if plan is not None:
                from coach.storage.kinds.plans import write_plan

                wanted[PLAN] = write_plan(plan, self.document(PLAN) or None)
            if entry is not None:
                name = f"ledger/{entry.date.year}.toml"
                self.understood(name, read_entries)  # so that what cannot be read is named, not added to
                wanted[name] = with_entry(entry, self.document(name))
            self.save(what, wanted)
            self.__dict__.pop("entries", None)
            file = self._documents.get(PROFILE)
            if file is not None and (profile is not None or entry is not None):
                self.profile = self._take_profile(file)
        elif entry is not None or documents:
            raise _not_a_folder()
        elif profile is not None:
            self.profile = profile
        if plan is not None:
            self.plan = self._merged(plan)

    def save_plan(self, what: str, plan: Plan) -> None:
        """Make `plan` the worker's and save it."""
        self.save_together(what, plan=plan)

    def _merged(self, plan: Plan) -> Plan:
        """The plan just saved, with what others changed in it meanwhile: the file's, where it says more."""
        from coach.storage.kinds.plans import read_plan, write_plan

        file = self._documents.get(PLAN) if self.saves else None
        return plan if file is None or same(write_plan(plan, file.data), file.data) else read_plan(file)

    def save(self, what: str, documents: dict[str, dict[str, object]]) -> Saved:
        """Save whole documents; what others changed meanwhile is kept item by item. Raises Failure, files untouched."""
        if self.folder is None:
            raise _not_a_folder()
        # looking through earlier changes is a saver's business: whoever only looks does not load it
        from coach.storage.history import outside

        when = now_stamp(self.today)
        outside.note(self.folder, when)
        base = {name: (old.data if (old := self._base(name)) is not None else None) for name in documents}
        saved = self.folder.save(what, documents, base=base, when=when)
        self._documents |= saved.seen
        return saved

    def file(self, name: str) -> TomlFile | None:
        """A document of the folder as it was last read, with its places; None where there is none. Not to be
        changed."""
        return self._base(name) if self.folder is not None else None

    def understood(self, name: str, reader: Callable[[TomlFile], T]) -> T | None:
        """What `reader` makes of a document as it was last read; made once for as long as the document is the same.

        None where there is none. Raises what the reader raises.
        """
        file = self.file(name)
        if file is None:
            return None
        known = self._understood.get((name, reader))
        if known is None or known[0] is not file:
            known = file, reader(file)
            self._understood[name, reader] = known
        made: T = known[1]
        return made

    def document(self, name: str) -> dict[str, object]:
        """A document of the folder as it was last read, to be changed as one likes; empty where there is none."""
        found = self._base(name)
        document: dict[str, object] = copied(found.data) if found is not None else {}
        return document

    def _written(self, profile: Profile) -> dict[str, object]:
        """The profile's document, without the results that stand in the ledger."""
        old = self._documents.get(PROFILE)
        in_ledger = {entry.id for entry in self._recent()}
        own = tuple(entry for entry in profile.entries if entry.id not in in_ledger)
        return write_profile(replace(profile, entries=own), old.data if old is not None else None)

    def close(self) -> None:
        """Remove a throwaway folder; a folder of one's own stays."""
        if self._throwaway is not None:
            self._throwaway.cleanup()
            self._throwaway = None

    def _base(self, name: str) -> TomlFile | None:
        if name not in self._documents:
            self._read(name)
        return self._documents[name]

    def _read(self, name: str) -> TomlFile | None:
        found = self.folder.seen(name) if self.folder is not None else None
        self._documents[name] = found
        return found

    def _take_profile(self, file: TomlFile) -> Profile:
        read = read_profile(file)
        self.doubts = (*self.doubts, *(note for note in read.warnings if note not in self.doubts))
        self.profile_file = file
        return replace(read.profile, entries=(*read.profile.entries, *self._recent()))

    def _recent(self) -> tuple[Entry, ...]:
        """The ledger's entries of this year and the last: older evidence no longer counts in full."""
        found: list[Entry] = []
        for year in (self.today.year - 1, self.today.year):
            found.extend(self.understood(f"ledger/{year}.toml", read_entries) or ())
        return tuple(found)


def home_folder(told: Path | None) -> Path:
    """The career folder: as told, else COACH_HOME, else the platform's place for a person's data."""
    if told is not None:
        return named(told)
    chosen = os.environ.get("COACH_HOME", "").strip()
    if chosen:
        return named(chosen)
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False)


def open_own(told: Path | None = None, *, plan: PlanRead = "needed") -> Session:
    """A session on one's own folder, which need not exist yet; `profile` is None for a newcomer. `plan`: as for
    `Session.load`."""
    session = open_unread(told)
    session.load(plan=plan)
    return session


def open_unread(told: Path | None = None) -> Session:
    """A session on one's own folder with nothing read yet: for bringing back a folder that cannot be read."""
    path = home_folder(told)
    return Session(Library(content_dir(), path / "content"), CareerFolder.open(path), saves=True, place=str(path))


def open_named(name: str | None, told: Path | None = None, *, plan: PlanRead = "needed") -> Session:
    """The session a PROFILE on the command line means.

    With `/` in it or ending in `.toml` it is a path, else the name of a sample, else (None) one's own folder. With a
    path or a sample nothing is saved. Raises Failure `no-profile`, `missing-file`, `unreadable`, `unknown-sample`.
    """
    if name is None:
        session = open_own(told, plan=plan)
        if session.profile is None:
            raise Failure("no-profile", folder=session.place)
        return session
    if "/" in name or os.sep in name or name.endswith(".toml"):
        path = named(name)
        with of_a_loose_file():
            if os.path.isdir(path):
                path, name = path / PROFILE, f"{name.rstrip('/')}/{PROFILE}"
                if not os.path.exists(path):
                    raise Failure(
                        "unreadable", place=f"{path.parent}", why=f"a folder, and there is no {PROFILE} in it."
                    )
            return _shown(read_toml(path, name=name), name)
    return _shown(read_toml(_sample(name)), name)


def open_demo(name: str | None = None) -> Session:
    """A sample worker in a throwaway folder, saved there like one's own. `close` removes it."""
    sample = read_toml(_sample(name or DEMO))
    holder = tempfile.TemporaryDirectory(prefix="coach-demo-")
    folder = CareerFolder.open(Path(holder.name) / "career", create=True)
    session = Session(Library(content_dir()), folder, saves=True, place="a throwaway folder")
    session._throwaway = holder
    session.load()
    session.save_profile("a sample worker", read_profile(sample).profile)
    return session


def samples() -> tuple[str, ...]:
    """The names of the sample workers that ship."""
    return tuple(sorted(path.stem for path in profiles_dir().glob("*.toml")))


def _not_a_folder() -> Failure:
    return Failure("read-only", why="this is not a career folder.", do="Run coach on your own folder.")


def _shown(file: TomlFile, place: str) -> Session:
    session = Session(Library(content_dir()), None, saves=False, place=place)
    session.show_profile(file)
    return session


def _sample(name: str) -> Path:
    path = profiles_dir() / f"{name}.toml"
    if name not in samples():
        close = nearest(name, samples())
        hint = f" Did you mean {close}?" if close else ""
        raise Failure("unknown-sample", name=name, samples=", ".join(samples()), hint=hint)
    return path
