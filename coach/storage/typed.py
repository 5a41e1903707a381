"""A document put in place as somebody typed it, comments and all, where it says what is there already, or where what
is there cannot be read and is being mended."""

from __future__ import annotations

import os

from coach.base.failures import Failure
from coach.base.toml import parse_toml
from coach.storage.folder import CareerFolder
from coach.storage.keeping import backups
from coach.storage.keeping.atomic import discard, stage, sync_folder
from coach.storage.texts.documents import Documents
from coach.storage.texts.items import same


def put_as_typed(folder: CareerFolder, name: str, text: str, when: str) -> bool:
    """Make the file `text`, to the letter, at the moment `when`; a copy of what it said stays in `backups/`.

    False, and nothing done, where the file says something else that can be read: then it is to be merged, not replaced.
    Raises Failure `busy`, `read-only` or `not-saved`.
    """
    if folder.read_only is not None:
        raise Failure("read-only", why=folder.read_only, do="See coach doctor.")
    wanted = parse_toml(text.encode(), name)
    documents = Documents(folder.path)
    with folder.alone():
        path = documents.path(name)
        try:
            now = documents.load(name)
            if now.raw is None or not same(now.file.data, wanted.data):
                return False
        except Failure:
            pass  # it cannot be read, which is what is being mended
        raw = path.read_bytes()
        if raw == text.encode():
            return True
        temp = stage(path, text.encode())
        try:
            backups.keep(folder.path, name, path, raw, when, _number(folder, name))
            os.replace(temp, path)
        except BaseException:
            discard(temp)
            raise
        sync_folder(path.parent)
    return True


def _number(folder: CareerFolder, name: str) -> int:
    """The number of a backup that takes no other's place, not even that of a save at the same moment."""
    lines = folder.history()
    newest = lines[-1].n if lines else 0
    return max([newest, *(each.n + 1 for each in backups.listed(folder.path) if each.name == name)])
