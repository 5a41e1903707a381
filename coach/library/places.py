"""Where the shipped content and the sample profiles are: a checkout first, then the installed package.

The checkout comes first because an editable install may leave a stale copy of the content in site-packages.
"""

from __future__ import annotations

from pathlib import Path

from coach.base.failures import Failure

_PACKAGE = Path(__file__).resolve().parent.parent


def content_dir() -> Path:
    """The folder `content/`: the checkout's, else the one inside the installed package.

    Raises Failure `no-content` where neither is there.
    """
    return _find("content")


def profiles_dir() -> Path:
    """The folder `profiles/` of the sample workers, found in the same way as `content_dir`."""
    return _find("profiles")


def _find(name: str) -> Path:
    checkout = _PACKAGE.parent
    # Both marks are asked for: a folder that merely happens to be called content/ is not ours.
    if (checkout / "pyproject.toml").is_file() and (checkout / "content").is_dir():
        beside = checkout / name
        if beside.is_dir():
            return beside
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    raise Failure("no-content")
