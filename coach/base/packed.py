"""Reading what ships: in a checkout as plain files, in an installed program each one packed, under its name and `.gz`.

Packed it takes a third of the room, and unpacks in about a millisecond for 200 KB.
"""

from __future__ import annotations

import zlib
from pathlib import Path

PACKED = ".gz"
_GZIP = 31  # zlib's word for “with gzip's header”


def read_shipped(path: Path) -> bytes:
    """The bytes of a shipped file, plain or packed. Raises OSError as `path.read_bytes` does; `zlib.error` for a packed
    file that is damaged is given as OSError too."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        packed = path.with_name(path.name + PACKED)
        if not packed.is_file():
            raise
    try:
        return zlib.decompress(packed.read_bytes(), _GZIP)
    except zlib.error as error:
        raise OSError(0, f"damaged ({error})", str(packed)) from None


def shipped_lines(path: Path) -> list[str]:
    """The lines of a shipped text file without their ends. Raises as `read_shipped` does."""
    return read_shipped(path).decode("utf-8").removesuffix("\n").split("\n")


def is_shipped(path: Path) -> bool:
    """Whether the file is there, plain or packed."""
    return path.is_file() or path.with_name(path.name + PACKED).is_file()


def shipped_files(folder: Path, pattern: str) -> list[Path]:
    """The shipped files under `folder` that `pattern` names, sorted, each by its plain name."""
    plain = set(folder.glob(pattern))
    packed = {path.with_name(path.name.removesuffix(PACKED)) for path in folder.glob(pattern + PACKED)}
    return sorted(plain | packed)
