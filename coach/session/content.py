"""A session on what ships alone, for what needs nobody's week: estimating, finding an occupation, naming sources."""

from __future__ import annotations

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.session.opening import Session


def open_content() -> Session:
    """No worker, no folder, nothing saved; works whatever state one's own folder is in."""
    return Session(Library(content_dir()), None, saves=False, place="what ships with coach")
