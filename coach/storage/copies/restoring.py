"""Making a career folder what a copy of it says, so that whatever stops it leaves the old folder or the new one.

Under the lock:

1. the copy is verified whole, and that every file of it can be put where it belongs;
2. the folder as it is now is kept as `backups/folder.<moment>.zip`: bringing that back undoes this;
3. the verified copy is put into the folder as `restoring.zip`. *From here on it is brought back*;
4. each file of it is put in place, what coach kept beside goes, then `restoring.zip` goes.

What stops after 3 is finished by the next opening or save: each step of 4 can be made any number of times.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coach.base.failures import Failure
from coach.storage.around.inventory import DAMAGED, PENDING, Held, linked, survey
from coach.storage.copies.archive import Unpacked, pack, unpack
from coach.storage.keeping.atomic import discard, make_folder, stage, sweep, sync_folder

_REPLACED = frozenset(
    {"profile", "plan", "settings", "ledger", "check-ins", "measurements", "journal", "drafts", "own content"}
)


def restore(folder: Path, raw: bytes, copy: Unpacked, when: str) -> Path | None:
    """Steps 2 to 4 for a verified copy: `raw` are its bytes, `copy` is what they hold. `when` is the moment.

    Gives the copy of the folder as it was, None where there was nothing to keep. Raises Failure `not-saved` or OSError
    where nothing was touched, `unfinished` where the next opening goes on with it.
    """
    _check_places(folder, copy)
    kept = _keep(folder, when)
    _put(folder / PENDING, raw)
    try:
        finish(folder)
    except OSError as error:
        raise Failure("unfinished", file=folder, why=f"{error.strerror or error}.", folder=folder) from None
    return kept


def finish(folder: Path) -> str:
    """Step 4, from wherever it was stopped. Gives words for the person. Raises OSError: it is to be tried again."""
    waiting = folder / PENDING
    try:
        with open(waiting, "rb") as file:
            copy = unpack(file.read(), PENDING)
    except Failure as failure:
        os.replace(waiting, folder / DAMAGED)
        return f"A copy that was being brought back is set aside as {DAMAGED}: {failure.what}"
    parents = {folder}
    for name, content in copy.files.items():
        path = Path(os.path.realpath(folder / name))
        if path.parent not in parents:
            sweep(path.parent)  # of what stopped this before
            parents.add(path.parent)
        if not _says(path, content):
            make_folder(path.parent)
            _replace(path, content)
    for held in _kept_by_coach(folder):
        if held.what in _REPLACED and held.name not in copy.files:
            path = folder / held.name
            os.unlink(path)
            parents.add(path.parent)
    for parent in parents:
        sync_folder(parent)
    os.unlink(waiting)
    sync_folder(folder)
    return "A copy that was being brought back when coach was stopped has been brought back."


def _check_places(folder: Path, copy: Unpacked) -> None:
    for name in copy.files:
        path = folder / name
        above = path.parent
        while not os.path.lexists(above):
            above = above.parent
        if os.path.isdir(path) or not os.path.isdir(above):
            in_the_way = path if os.path.isdir(path) else above
            raise Failure("not-saved", why=f"{in_the_way} is in the way of {name}.", folder=folder)


def _keep(folder: Path, when: str) -> Path | None:
    packed = pack(folder, None, backups=False)
    if not packed.files:
        return None
    moment = f"{datetime.fromisoformat(when):%Y-%m-%dT%H%M%S}"
    kept, number = folder / "backups" / f"folder.{moment}.zip", 2
    while os.path.lexists(kept):
        kept, number = kept.with_name(f"folder.{moment}-{number}.zip"), number + 1
    make_folder(kept.parent)
    _put(kept, packed.raw)
    return kept


def _put(path: Path, raw: bytes) -> None:
    _replace(path, raw)
    sync_folder(path.parent)


def _replace(path: Path, raw: bytes) -> None:
    temp = stage(path, raw)
    try:
        os.replace(temp, path)
    except BaseException:
        discard(temp)
        raise


def _says(path: Path, content: bytes) -> bool:
    with suppress(OSError), open(path, "rb") as file:
        return file.read() == content
    return False


def _kept_by_coach(folder: Path) -> list[Held]:
    found = []
    for held in survey(folder):
        found += linked(folder, held) if held.what == "own folder" and held.link is not None else [held]
    return found
