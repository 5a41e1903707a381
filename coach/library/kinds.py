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
    noun: type[Any]
    files: str
    table: str
    key: str = "id"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("families", shelf.Family, "families.toml", "families"),
        Kind("roles", shelf.Role, "roles/*.toml", "roles"),
        Kind("skills", shelf.Skill, "skills/*.toml", "skills"),
        Kind("workflows", shelf.WorkflowRecipe, "workflows/*.toml", "workflows"),
        Kind("moves", shelf.MoveTemplate, "moves/*.toml", "moves"),
        Kind("targets", shelf.Target, "targets.toml", "targets"),
        Kind("projects", shelf.ProjectTemplate, "projects/*.toml", "projects"),
        Kind("metrics", shelf.Metric, "metrics/*.toml", "metrics"),
        Kind("growing", shelf.GrowingRole, "growing/*.toml", "growing"),
        Kind("signals", shelf.Signal, "signals/*.toml", "signals"),
        Kind("watch", shelf.Indicator, "watch.toml", "watch"),
        Kind("knowledge", shelf.KnowledgeItem, "knowledge/*.toml", "knowledge"),
        Kind("questions", shelf.Question, "questions.toml", "questions"),
        Kind("weights", shelf.Weights, "objective.toml", "weights", key="aim"),
        Kind("worksheets", shelf.Worksheet, "worksheets.toml", "worksheets"),
        Kind("futures", shelf.Future, "futures.toml", "futures"),
    )
}
