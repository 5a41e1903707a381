"""A document put in place as somebody typed it, comments and all, where it says what is there already, or where what
is there cannot be read and is being mended."""

from __future__ import annotations

import os

from coach.base.failures import Failure
from coach.base.toml import parse_toml
from coach.storage.folder import CareerFolder
from coach.storage.keeping import backups
from coach.storage.keeping.atomic import discard, make_folder, stage, sync_folder
from coach.storage.texts.documents import Documents
from coach.storage.texts.items import same


def put_as_typed(folder: CareerFolder, name: str, text: str, when: str) -> bool:
    """Make the file `text`, to the letter, at the moment `when`; a copy of what it said stays in `backups/`.

    False, and nothing done, where the file says something else that can be read: then it is to be merged, not replaced.
    Raises Failure `busy`, `read-only` or `not-saved`.
    """
    if folder.read_only is not None:
        raise Failure("read-only", why=folder.read_only, do="See coach doctor.")
    wanted = parse_toml(text.encode("utf-8"), name)
    documents = Documents(folder.path)
    with folder.alone():
        path = documents.path(name)
        try:
            now = documents.load(name)
            if now.raw is None or not same(now.file.data, wanted.data):
                return False
        except Failure:
            pass  # it cannot be read, which is what is being mended
        lines = folder.history()
        raw = path.read_bytes()
        if raw == text.encode("utf-8"):
            return True
        make_folder(path.parent)
        temp = stage(path, text.encode("utf-8"))
        try:
            backups.keep(folder.path, name, path, raw, when, lines[-1].n if lines else 0)
            os.replace(temp, path)
        except BaseException:
            discard(temp)
            raise
        sync_folder(path.parent)
    return True
