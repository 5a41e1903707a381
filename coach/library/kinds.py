"""Which kinds of content there are: for each, its noun, its files and the table its items stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coach.model import shelf


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content. `files` is a glob below `content/`; `table` the array of tables its items stand in;
    `key` the field that names an item."""

    name: str
    noun_name: str
    files: str
    table: str
    key: str = "id"

    @property
    def noun(self) -> type[Any]:
        """The dataclass of an item, made when it is first needed."""
        noun: type[Any] = getattr(shelf, self.noun_name)
        return noun


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("families", "Family", "families.toml", "families"),
        Kind("roles", "Role", "roles/*.toml", "roles"),
        Kind("skills", "Skill", "skills/*.toml", "skills"),
        Kind("workflows", "WorkflowRecipe", "workflows/*.toml", "workflows"),
        Kind("moves", "MoveTemplate", "moves/*.toml", "moves"),
        Kind("targets", "Target", "targets.toml", "targets"),
        Kind("projects", "ProjectTemplate", "projects/*.toml", "projects"),
        Kind("metrics", "Metric", "metrics/*.toml", "metrics"),
        Kind("growing", "GrowingRole", "growing/*.toml", "growing"),
        Kind("signals", "Signal", "signals/*.toml", "signals"),
        Kind("watch", "Indicator", "watch.toml", "watch"),
        Kind("knowledge", "KnowledgeItem", "knowledge/*.toml", "knowledge"),
        Kind("questions", "Question", "questions.toml", "questions"),
        Kind("weights", "Weights", "objective.toml", "weights", key="aim"),
        Kind("worksheets", "Worksheet", "worksheets.toml", "worksheets"),
        Kind("futures", "Future", "futures.toml", "futures"),
        Kind("obstacles", "Obstacle", "obstacles.toml", "obstacles"),
    )
}
