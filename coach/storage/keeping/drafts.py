"""What is typed and not yet entered, kept on the disk so that a closed window loses nothing."""

from __future__ import annotations

from pathlib import Path

from coach.base.failures import Failure
from coach.base.text import slug
from coach.storage.keeping.atomic import discard, put


def draft_path(folder: Path, name: str) -> Path:
    """Where the draft called `name` is kept."""
    return folder / "drafts" / f"{slug(name)}.txt"


def read_draft(folder: Path, name: str) -> str | None:
    """The draft, or None where there is none that can be read."""
    try:
        return draft_path(folder, name).read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def write_draft(folder: Path, name: str, text: str) -> None:
    """Keep `text`, to the letter but for lone surrogates. On the disk when this returns; raises Failure `not-saved`."""
    try:
        put(draft_path(folder, name), text.encode("utf-8", "ignore"))
    except OSError as error:
        raise Failure("not-saved", why=f"{error.strerror or error}.", folder=folder) from None


def drop_draft(folder: Path, name: str) -> None:
    """Remove a draft; fine where there is none."""
    discard(draft_path(folder, name))
