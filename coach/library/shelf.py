"""The library: everything that ships in `content/`, and the worker's own overlay, loaded by kind when first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from coach.base.failures import Failure
from coach.library.kinds import KINDS
from coach.library.loading import Shelf, load_kind

if TYPE_CHECKING:
    from coach.library.occupations import Occupations
    from coach.model import shelf


class Library:
    """What the engine reads. Immutable in effect: a kind is read once and kept.

    `content` is the shipped folder, `overlay` the worker's own `content/` (items there replace shipped ones by id,
    new ones are added). A fault in a shipped file raises Failure `broken-content` when that kind is first needed; a
    fault in the overlay leaves that item out and is named in the kind's `problems`.
    """

    def __init__(self, content: Path, overlay: Path | None = None) -> None:
        self.content = content
        self.overlay = overlay if overlay is not None and overlay.is_dir() else None
        self._shelves: dict[str, Shelf] = {}
        self.derived: dict[str, object] = {}  # what floors above worked out from it; it goes when the library goes

    def load(self, name: str) -> Shelf:
        """One kind with its places and problems; never raises for a faulty item."""
        if name not in self._shelves:
            folders = [("content", self.content)]
            if self.overlay is not None:
                folders.append(("your content", self.overlay))
            self._shelves[name] = load_kind(KINDS[name], folders)
        return self._shelves[name]

    def _items(self, name: str) -> dict[str, object]:
        loaded = self.load(name)
        for problem in loaded.problems:
            if not problem.place.startswith("your content"):
                raise Failure("broken-content", place=problem.place, why=problem.what)
        return loaded.items

    @cached_property
    def occupations(self) -> Occupations:
        """The O*NET-SOC 2019 occupations with titles and published figures."""
        from coach.library.occupations import Occupations

        return Occupations.load(self.content / "occupations")

    @property
    def estimator_folder(self) -> Path:
        """Where the estimator's weights lie; the measuring floor loads them."""
        return self.content / "estimator"

    @property
    def families(self) -> dict[str, shelf.Family]:
        """Groups of trades, by id."""
        return cast("dict[str, shelf.Family]", self._items("families"))

    @property
    def roles(self) -> dict[str, shelf.Role]:
        """Starting points: a usual week in one kind of post, by id."""
        return cast("dict[str, shelf.Role]", self._items("roles"))

    @property
    def moves(self) -> dict[str, shelf.MoveTemplate]:
        """Steps a plan is made of, by id."""
        return cast("dict[str, shelf.MoveTemplate]", self._items("moves"))

    @property
    def targets(self) -> dict[str, shelf.Target]:
        """Work that hours can be moved to, by id."""
        return cast("dict[str, shelf.Target]", self._items("targets"))

    @property
    def projects(self) -> dict[str, shelf.ProjectTemplate]:
        """Stories that moves are told in, by id."""
        return cast("dict[str, shelf.ProjectTemplate]", self._items("projects"))

    @property
    def questions(self) -> dict[str, shelf.Question]:
        """What is asked, by id."""
        return cast("dict[str, shelf.Question]", self._items("questions"))

    @property
    def weights(self) -> dict[str, shelf.Weights]:
        """What a plan is chosen to raise, by aim."""
        return cast("dict[str, shelf.Weights]", self._items("weights"))

    @property
    def futures(self) -> dict[str, shelf.Future]:
        """Ways things may go, by id."""
        return cast("dict[str, shelf.Future]", self._items("futures"))

    @property
    def skills(self) -> dict[str, shelf.Skill]:
        """AI-multiplier skills with their levels, by id."""
        return cast("dict[str, shelf.Skill]", self._items("skills"))

    @property
    def knowledge(self) -> dict[str, shelf.KnowledgeItem]:
        """Short situations with answers and reasons, by id."""
        return cast("dict[str, shelf.KnowledgeItem]", self._items("knowledge"))

    @property
    def growing(self) -> dict[str, shelf.GrowingRole]:
        """Roles in demand, and two trades in one, by id."""
        return cast("dict[str, shelf.GrowingRole]", self._items("growing"))
