"""Taking things back: a private backup, and a ledger that was looked at in a spreadsheet.

Nothing is overwritten unasked, and whatever is taken in can be undone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from coach.base.failures import Failure, of_a_loose_file
from coach.base.text import fresh_id, one_line, slug
from coach.base.toml import TomlFile
from coach.base.tomlplaces import deepest_line, longest_number_line
from coach.model.ledger import Entry
from coach.model.opinion import BY
from coach.reports.formats.tables import unguarded
from coach.session.exports.everything import canonical, content_of, documents_of, written_content
from coach.session.opening import Session
from coach.storage.around.examining import KINDS
from coach.storage.kinds.entries import read_entries, write_entries
from coach.storage.texts.items import Document

CAP = 128 * 1024 * 1024  # bytes; a hundred years stay below
_NUMBERS = ("weeks", "at_least", "likely", "cost", "attribution", "confidence", "margin", "index")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in. `files` are the documents of the folder that changed, `removed` those that went, `left` the
    files of one's own content that stand there differently and were left as they are. `entries` counts results added
    and `known` those that were there already.
    """

    kind: Literal["backup", "ledger"]
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    entries: int = 0
    known: int = 0


def read_import(path: Path) -> str:
    """The text of a file to import. Raises Failure `missing-file` or `unreadable`."""
    try:
        with path.open("rb") as file:
            raw = file.read(CAP + 1)
    except FileNotFoundError:
        raise Failure("missing-file", path=path) from None
    except IsADirectoryError:
        raise Failure("unreadable-loose", place=path, why="a folder, and no file.") from None
    except OSError as error:
        raise Failure("unreadable-loose", place=path, why=f"{error.strerror or error}.") from None
    return decoded(raw, str(path))


def decoded(raw: bytes, called: str) -> str:
    """Bytes of a file to import as text. Raises Failure `unreadable`."""
    if len(raw) > CAP:
        line = raw.count(b"\n", 0, CAP) + 1
        why = f"over {CAP // 1024 // 1024} MB by this line, more than coach takes in."
        raise Failure("unreadable-loose", place=f"{called}:{line}", why=why)
    try:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Failure("unreadable-loose", place=f"{called}:{line}", why="not UTF-8 text.") from None


def take_in(session: Session, text: str, called: str, *, replace: bool = False) -> Imported:
    """Take in a backup (JSON) or a ledger (CSV), by what the text is.

    A backup goes into an empty folder; over a folder that holds something it goes only with `replace`, as one change
    that undo takes back. Of a ledger the results that are not there yet are added. Raises Failure `unreadable` naming
    the place, `not-empty`, and those of a save; nothing is changed then.
    """
    start = text.lstrip()[:1]
    if start == "{":
        return _backup(session, _parsed(text, called), called, replace)
    first = text.lstrip().partition("\n")[0]
    if "," in first and {"text", "date"} <= set(next(csv.reader([first]), [])):
        return _ledger(session, text, called)
    hint = " A second opinion filled in is read by coach opinion." if BY.lower() in text.lower() else ""
    raise Failure(
        "unreadable-loose", place=f"{called}:1", why=f"neither an export of coach (JSON) nor its ledger (CSV).{hint}"
    )


def _parsed(text: str, called: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{called}:{error.lineno}"
        raise Failure("unreadable-loose", place=place, why=f"not valid JSON: {error.msg}.") from None
    except RecursionError:
        place = f"{called}:{deepest_line(text)}"
        raise Failure("unreadable-loose", place=place, why="brackets nested too deep.") from None
    except ValueError:
        place = f"{called}:{longest_number_line(text)}"
        raise Failure("unreadable-loose", place=place, why="a number of too many digits.") from None
    if not isinstance(data, dict):
        raise Failure("unreadable-loose", place=f"{called}:1", why="not an export of coach.")
    return data


def _backup(session: Session, data: Mapping[str, Any], called: str, replace: bool) -> Imported:
    with of_a_loose_file():
        documents = documents_of(data, called)
        content = content_of(data, called)
    here = {name: document for name in _names(session) if (document := session.document(name))}
    wanted: dict[str, Document] = {**{name: {} for name in here if name not in documents}, **documents}
    settled = {name: canonical(name, document) for name, document in here.items()}
    changed = {name: document for name, document in wanted.items() if settled.get(name, {}) != document}
    if here and changed and not replace:
        raise Failure("not-empty", folder=session.place, file=called)
    if changed:
        session.save(f"everything from {one_line(Path(called).name, 80)}", changed)
        session.load()
    folder = session.folder
    left = written_content(folder.path, content) if folder is not None and content else ()
    gone = tuple(name for name, document in changed.items() if not document)
    return Imported("backup", tuple(sorted(set(changed) - set(gone))), gone, left)


def _names(session: Session) -> list[str]:
    folder = session.folder
    if folder is None or not folder.exists():
        return []
    years = [f"{kind}/{year}.toml" for kind in KINDS for year in folder.years(kind)]
    return ["profile.toml", "plan.toml", "settings.toml", *years]


def _ledger(session: Session, text: str, called: str) -> Imported:
    rows = csv.DictReader(text.splitlines(keepends=True))
    taken = {entry.id for entry in session.entries}
    known, new, line = 0, list[Entry](), 2
    for row in rows:
        place, line = f"{called}:{line}", rows.line_num + 1  # a cell may go over several lines
        table = _table(row, place)
        if table["id"] in taken:
            known += 1
            continue
        table["id"] = fresh_id(table["id"] or table["text"], taken)
        taken.add(table["id"])
        with of_a_loose_file():
            new += read_entries(TomlFile(place, {"entries": [table]}, ""))
    documents = {}
    for year in sorted({entry.date.year for entry in new}):
        name = f"ledger/{year}.toml"
        held = [entry for entry in session.entries if entry.date.year == year]
        added = [entry for entry in new if entry.date.year == year]
        documents[name] = write_entries([*held, *added], session.document(name))
    if documents:
        session.save(f"{len(new)} results from {one_line(Path(called).name, 80)}", documents)
        session.load()
    return Imported("ledger", tuple(documents), entries=len(new), known=known)


def _table(row: Mapping[str | None, Any], place: str) -> dict[str, Any]:
    """One row as the table of an entry: what is empty is left out."""
    names = {each.name for each in fields(Entry)}
    found: dict[str, Any] = {}
    for name, cell in row.items():
        if name not in names or not isinstance(cell, str):
            continue
        words = unguarded(cell).strip()
        if name == "public":
            if words.lower() not in _YES:
                raise Failure("unreadable-loose", place=place, why="public is yes or no.")
            found[name] = _YES[words.lower()]
        elif words and name in _NUMBERS:
            try:
                found[name] = float(words.replace(",", "."))
            except ValueError:
                raise Failure("unreadable-loose", place=place, why=f"{name} is no number.") from None
        elif words or name == "id":
            found[name] = words
    if not found.get("text"):
        raise Failure("unreadable-loose", place=place, why="text is empty.")
    found["id"] = slug(found["id"]) if found.get("id") else ""
    return found
