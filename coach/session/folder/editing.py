"""Editing a file of one's own by hand, on a copy: checked when it comes back, and saved as a change like any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.base.dates import now_stamp
from coach.base.failures import Failure, nearest
from coach.base.text import one_line
from coach.base.toml import parse_toml
from coach.session.folder.checking import check
from coach.session.noticing import noticed
from coach.session.opening import PLAN, PROFILE, Session
from coach.storage.folder import CareerFolder
from coach.storage.keeping.drafts import draft_path
from coach.storage.texts.items import same
from coach.storage.typed import put_as_typed

_YEARLY = ("ledger", "checkins", "measurements")
_OTHER = {"profile": PROFILE, "week": PROFILE, "plan": PLAN, "settings": "settings.toml"}
_YEAR = re.compile(r"(ledger|checkins|measurements)(?:[/ ](\d{4}))?(?:\.toml)?")
_EMPTY = "schema = 1\n"


@dataclass(frozen=True, slots=True)
class Editing:
    """A file on its way through an editor: its `name`, the copy at `path`, what the file said when it began.

    `resumed`: the copy holds what was typed the last time and not saved.
    """

    name: str
    path: Path
    before: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class Edited:
    """What came of it: words for what changed ("" where nothing did), doubts about what was understood."""

    words: str
    doubts: tuple[str, ...] = ()


def begin(session: Session, what: str = "profile") -> Editing:
    """Put a copy of a file where an editor can have it: `profile`, `plan`, `settings`, `ledger`, `checkins` or
    `measurements` (this year's, or `ledger/2025`). What was kept of the last try comes first.

    Raises Failure `unknown-item`, `read-only`, `not-saved`.
    """
    folder = _folder(session)
    name = _name(session, what)
    before = _text(folder, name)
    draft = folder.draft(_draft(name))
    folder.keep_draft(_draft(name), draft if draft is not None else before)
    return Editing(name, draft_path(folder.path, _draft(name)), before, draft is not None and draft != before)


def finish(session: Session, editing: Editing) -> Edited:
    """Check the copy as it came back from the editor and save what differs, item by item: what others changed
    meanwhile stays. The copy goes once it is saved; before that it is kept, whatever happens.

    Raises Failure `unreadable` naming the file and the line, `conflict`, or another of a save.
    """
    folder = _folder(session)
    text = folder.draft(_draft(editing.name))
    if text is None:
        raise Failure("missing-file", path=editing.path)
    file = parse_toml(text.encode("utf-8"), editing.name)
    doubts = check(file)
    when = now_stamp(session.today)
    if text == editing.before:
        drop(session, editing)
        return Edited("", doubts)
    base = _readable(editing)
    if base is not None and not same(base, file.data):
        there = folder.read(editing.name) is not None
        folder.save(
            f"edited {editing.name}", {editing.name: file.data}, base={editing.name: base if there else None}, when=when
        )
    elif not put_as_typed(folder, editing.name, text, when):
        raise Failure("conflict", item="something", file=folder.path / editing.name)
    put_as_typed(folder, editing.name, text, when)
    drop(session, editing)
    try:
        session.load()
        if editing.name == PROFILE:
            doubts = (*doubts, *noticed(session))
    except Failure as failure:  # another file, which this edit was not about
        doubts = (*doubts, failure.what)
    return Edited(f"{editing.name} is saved.", doubts)


def drop(session: Session, editing: Editing) -> None:
    """Give the copy up: what was typed and not saved is gone."""
    _folder(session).drop_draft(_draft(editing.name))


def names(session: Session) -> tuple[str, ...]:
    """What can be edited: every file there is, by the name `begin` takes."""
    folder = _folder(session)
    years = [f"{kind}/{year}" for kind in _YEARLY for year in folder.years(kind)]
    return ("profile", "plan", "settings", *years)


def _name(session: Session, what: str) -> str:
    told = what.strip().lower()
    yearly = _YEAR.fullmatch(told)
    if yearly is not None:
        return f"{yearly[1]}/{yearly[2] or session.today.year}.toml"
    name = _OTHER.get(told.removesuffix(".toml"))
    if name is None:
        known = names(session)
        close = nearest(told, known)
        hint = f"Did you mean {close}?" if close else f"There are: {', '.join(known)}."
        raise Failure("unknown-item", kind="file", name=one_line(what, 60), hint=hint)
    return name


def _text(folder: CareerFolder, name: str) -> str:
    """What the file says, to the letter; also where it cannot be read as TOML: then it is there to be mended."""
    try:
        return (folder.path / name).read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return _EMPTY
    except OSError as error:
        raise Failure("unreadable", place=name, why=f"{error.strerror or error}.") from None


def _readable(editing: Editing) -> dict[str, Any] | None:
    """What the file said when the editing began; None where it could not be read as TOML."""
    try:
        return parse_toml(editing.before.encode("utf-8"), editing.name).data
    except Failure:
        return None


def _draft(name: str) -> str:
    return f"edit {name}"


def _folder(session: Session) -> CareerFolder:
    if session.folder is None:
        raise Failure("read-only", why="this is not a career folder.", do="Run coach on your own folder.")
    if session.folder.read_only is not None:
        raise Failure("read-only", why=session.folder.read_only, do="See coach doctor.")
    return session.folder
