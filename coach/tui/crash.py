"""What is kept of a fault of ours: which lines of the program, which versions. Never a value, which is private."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import walk_tb

from coach import __version__

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("textual", "rich", "pydantic", "tomli-w", "platformdirs", "python-dateutil")
_HEAD = """\
A fault of coach's own. This file says where in the program it happened. No name, task, result, note or file name of
yours is in it; read it before you send it all the same.
"""


def report(error: BaseException, *, place: str, size: tuple[int, int]) -> str:
    """The report: kinds of errors and the lines of the program they passed, without their messages or any value."""
    lines = [
        _HEAD,
        f"coach {__version__}, Python {platform.python_version()}, {sys.platform}",
        ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        f"terminal {os.environ.get('TERM', '?')}, {size[0]}×{size[1]}, screen {place or '?'}",
        "",
    ]
    seen: set[int] = set()
    fault: BaseException | None = error
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        lines.append(f"{type(fault).__module__}.{type(fault).__qualname__}")
        for frame, number in walk_tb(fault.__traceback__):
            lines.append(f"  {_shown(frame.f_code.co_filename)}:{number} in {frame.f_code.co_name}")
        fault = fault.__cause__ or fault.__context__
    return "\n".join(lines) + "\n"


def _shown(path: str) -> str:
    """A source file without the folders above it, which may name a person."""
    try:
        return str(Path(path).resolve().relative_to(_ROOT)) if "site-packages" not in path else _behind(path)
    except ValueError:
        return Path(path).name


def _behind(path: str) -> str:
    return path.rpartition("site-packages")[2].lstrip("/\\")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not there"
