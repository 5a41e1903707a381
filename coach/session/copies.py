"""Copies of the whole career folder in one file, and bringing one back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.session.opening import Session


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy that was brought back: from `file`, with so many `files`; `kept` is the copy of the folder as it was
    before (None where there was nothing), and bringing that one back undoes it. `as_of` is the moment of the newest
    change in it, ISO 8601, or None. `notes` are things worth knowing."""

    file: Path
    files: int
    kept: Path | None
    as_of: str | None
    notes: tuple[str, ...] = ()


def is_encrypted(path: Path) -> bool:
    """Whether the copy at `path` needs a passphrase. Raises Failure `missing-file` or `unreadable`."""
    raise NotImplementedError


def restore_from(session: Session, path: Path, passphrase: str | None = None) -> Restored:
    """Make the career folder what the copy at `path` says (written by `backup`, or kept by an earlier restore).

    Everything in the copy is verified before anything is touched; the folder as it is now is kept as a copy in
    `backups/` first. Raises Failure: `missing-file`, `unreadable`, `newer`, `usage` (a passphrase is missing or wrong),
    `no-encryption`, `busy`, `read-only`, `not-saved`.
    """
    raise NotImplementedError
