"""Everything as one JSON document, a private backup, and back to the documents of a career folder without loss.

`profile`, `impacts` (the ledger), `checkins` and `measurements` are the tables of the folder's files to the letter, so
they are what comes back. `plan` is for reading; what comes back is in `documents`, with the settings and whatever else
a file says that has no place above. Days are ISO 8601 text. docs/schema/export.json describes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from coach.base.failures import Failure
from coach.base.toml import TomlFile
from coach.reports.answers.shapes import SCHEMA, export_json
from coach.session.opening import PLAN, PROFILE, Session
from coach.session.settings import FILE as SETTINGS
from coach.storage.around.examining import KINDS
from coach.storage.around.inventory import DEEPEST
from coach.storage.kinds.checkins import read_checkins, write_checkins
from coach.storage.kinds.entries import read_entries, write_entries
from coach.storage.kinds.measurements import read_snapshots, write_snapshots
from coach.storage.kinds.plans import read_plan, write_plan
from coach.storage.kinds.profiles import read_profile, write_profile
from coach.storage.texts.items import Document, with_ids

# Kind of year file → the key of the backup its main tables stand under, and what the file calls them.
ROWS = {"ledger": ("impacts", "entries"), "checkins": ("checkins", "checkins"), "measurements": ("measurements",) * 2}
LARGEST_OWN = 1_000_000  # bytes of one file of one's own content


def everything(session: Session) -> dict[str, Any]:
    """The whole folder as one document; of a path or a sample the profile alone.

    Raises Failure `no-profile`, or `unreadable` naming file and line: a backup that leaves something out is none.
    """
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    documents = dict(_documents(session))
    profile = documents.pop(PROFILE, None) or _plain(canonical(PROFILE, write_profile(session.profile)))
    rows: dict[str, list[Any]] = {key: [] for key, _ in ROWS.values()}
    for name in sorted(documents):
        kind, _, year = name.partition("/")
        if kind in ROWS:
            key, table = ROWS[kind]
            of_year = [row for row in documents[name].get(table, []) if str(row.get("date", ""))[:4] == year[:4]]
            rows[key] += of_year
            rest = [row for row in documents[name].pop(table, []) if row not in of_year]
            documents[name] |= {table: rest} if rest else {}  # of another year, by hand: it stays in this file
            if documents[name].keys() <= {"schema"}:
                del documents[name]
    told = export_json(profile, session.plan, rows["impacts"], rows["checkins"], rows["measurements"])
    return told | {"documents": documents, "content": dict(_own_content(session))}


def documents_of(data: Mapping[str, Any], called: str) -> dict[str, Document]:
    """The documents of a career folder in a backup, checked as its files are, and as its files say them.

    `called` is what messages call the backup. Raises Failure `unreadable` naming the part and what is wrong there, or
    `newer` for one of a newer coach.
    """
    schema = data.get("schema", SCHEMA)
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA:
        raise Failure("newer", place=f"{called}:1", schema=schema, known=SCHEMA)
    if not isinstance(data.get("profile"), dict):
        raise Failure("unreadable", place=f"{called}:1", why="there is no profile in it; is it an export of coach?")
    found: dict[str, Document] = {}
    rest = data.get("documents", {})
    if not isinstance(rest, dict) or not all(isinstance(one, dict) for one in rest.values()):
        raise Failure("unreadable", place=f"{called}, documents", why="a document is not a table.")
    for name, document in rest.items():
        if not _is_document(name):
            raise Failure("unreadable", place=f"{called}, documents", why=f"{name} is no file of a career folder.")
        found[name] = dict(document)
    for kind, (key, table) in ROWS.items():
        for name, many in _by_year(data.get(key, []), kind, f"{called}, {key}").items():
            held = found.get(name, {"schema": SCHEMA})
            of_other_years = held.get(table, [])
            found[name] = {**held, table: [*(of_other_years if isinstance(of_other_years, list) else ()), *many]}
    found[PROFILE] = dict(data["profile"])
    return {name: canonical(name, document, f"{called}, ") for name, document in found.items()}


def content_of(data: Mapping[str, Any], called: str) -> dict[str, str]:
    """The files of one's own content in a backup: name below `content/` → text."""
    told = data.get("content", {})
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise Failure("unreadable", place=f"{called}, content", why="a file of your own content is not text.")
    for name in told:
        parts = name.split("/")
        plain = all(part not in ("", ".", "..") and part == part.strip() and "\\" not in part for part in parts)
        if not plain or "\0" in name or not name.endswith((".toml", ".tsv")) or len(parts) > DEEPEST:
            raise Failure("unreadable", place=f"{called}, content", why="a name in it is no file of one's own content.")
    return dict(told)


def _documents(session: Session) -> Iterator[tuple[str, Document]]:
    """Every document of the folder in its settled form, as JSON holds it."""
    if session.folder is None or not session.folder.exists():
        return
    names = [PROFILE, PLAN, SETTINGS]
    names += [f"{kind}/{year}.toml" for kind in KINDS for year in session.folder.years(kind)]
    for name in names:
        document = session.document(name)
        if document:
            yield name, _plain(canonical(name, document))


def canonical(name: str, document: Document, prefix: str = "") -> Document:
    """A document as coach writes it: schema first, an id wherever one is needed, days as days. What coach does not
    know in it stays."""
    file = TomlFile(prefix + name, document, "")
    kind = name.partition("/")[0]
    if name == PROFILE:
        written = write_profile(read_profile(file).profile, document)
    elif name == PLAN:
        written = write_plan(read_plan(file), document)
    elif kind == "ledger":
        written = write_entries(read_entries(file), document)
    elif kind == "checkins":
        year = read_checkins(file)
        written = write_checkins(year.checkins, year.drills, document)
    elif kind == "measurements":
        written = write_snapshots(read_snapshots(file), document)
    else:
        written = with_ids(document)
    return {"schema": written.get("schema", SCHEMA)} | {key: one for key, one in written.items() if key != "schema"}


def _by_year(rows: Any, kind: str, place: str) -> dict[str, list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Failure("unreadable", place=place, why="not a list of tables.")
    found: dict[str, list[Any]] = {}
    for number, row in enumerate(rows, 1):
        try:
            year = date.fromisoformat(str(row.get("date"))).year
        except ValueError:
            raise Failure("unreadable", place=f"{place}, number {number}", why="date is not a day.") from None
        found.setdefault(f"{kind}/{year:04}.toml", []).append(row)
    return found


def _is_document(name: str) -> bool:
    if name in (PROFILE, PLAN, SETTINGS):
        return True
    kind, _, file = name.partition("/")
    year = file.removesuffix(".toml")
    return kind in KINDS and file.endswith(".toml") and len(year) == 4 and year.isascii() and year.isdigit()


def _own_content(session: Session) -> Iterator[tuple[str, str]]:
    folder = session.folder.path / "content" if session.folder is not None else None
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".toml", ".tsv") and path.is_file() and not path.is_symlink():
            with suppress(OSError, UnicodeDecodeError):  # not what coach reads either; the doctor names it
                if path.stat().st_size <= LARGEST_OWN:
                    yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def written_content(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write files of one's own content that are not there yet; gives the names of those that are, and differ."""
    from coach.storage.keeping.atomic import make_folder, stage

    other = []
    for name, text in sorted(files.items()):
        path = folder / "content" / name
        try:
            if path.exists() or path.is_symlink():
                if path.read_bytes() != text.encode():
                    other.append(name)
                continue
            make_folder(path.parent)
            stage(path, text.encode()).replace(path)
        except OSError as error:
            raise Failure("not-saved", why=f"{error.strerror or error}.", folder=folder) from None
    return tuple(other)


def _plain(value: Any) -> Any:
    """A TOML value as JSON has it: days and times as ISO 8601 text, what is no number as text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
