"""The nouns of the shelf: what `content/` holds, one dataclass a kind. `content/README.md` explains each in prose.

Every field is what a practitioner would say, in plain words. Ids are stable for ever; retired ones map to their
successor in `content/retired.toml`. Empty `families`, `situations` or `aims` mean: fits all.

The nouns stand in the modules of this package and can all be had from here. Making their classes takes a tenth of the
app's start, so each module is loaded when one of its nouns is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coach.model.shelf.asking import KnowledgeItem as KnowledgeItem
    from coach.model.shelf.asking import KnowledgeOption as KnowledgeOption
    from coach.model.shelf.asking import Obstacle as Obstacle
    from coach.model.shelf.asking import Question as Question
    from coach.model.shelf.asking import QuestionOption as QuestionOption
    from coach.model.shelf.asking import Target as Target
    from coach.model.shelf.market import GrowingRole as GrowingRole
    from coach.model.shelf.market import Indicator as Indicator
    from coach.model.shelf.market import Signal as Signal
    from coach.model.shelf.market import Worksheet as Worksheet
    from coach.model.shelf.market import WorksheetLine as WorksheetLine
    from coach.model.shelf.moves import Effect as Effect
    from coach.model.shelf.moves import Future as Future
    from coach.model.shelf.moves import MilestoneTemplate as MilestoneTemplate
    from coach.model.shelf.moves import MoveTemplate as MoveTemplate
    from coach.model.shelf.moves import ProjectMeasure as ProjectMeasure
    from coach.model.shelf.moves import ProjectStep as ProjectStep
    from coach.model.shelf.moves import ProjectTemplate as ProjectTemplate
    from coach.model.shelf.moves import Weights as Weights
    from coach.model.shelf.trades import Family as Family
    from coach.model.shelf.trades import Metric as Metric
    from coach.model.shelf.trades import Role as Role
    from coach.model.shelf.trades import Skill as Skill
    from coach.model.shelf.trades import SkillLevel as SkillLevel
    from coach.model.shelf.trades import TypicalTask as TypicalTask
    from coach.model.shelf.trades import WorkflowRecipe as WorkflowRecipe

FamilyId = Literal[
    "office",
    "customer",
    "marketing",
    "people",
    "finance-legal",
    "software-data",
    "product",
    "health",
    "education-public",
    "trades",
    "logistics-retail",
    "science",
]
Control = Literal["self", "ask"]
Bind = Literal["runs", "speeds", "exposed", "human", "any", "week"]
LedgerKind = Literal["cash", "capacity", "quality"]
SkillArea = Literal[
    "delegation",
    "description",
    "discernment",
    "diligence",
    "data",
    "redesign",
    "impact",
    "teaching",
    "depth",
    "delivery",
    "reliability",
    "people",
]

_NOUNS = {
    "asking": ("QuestionOption", "Question", "Target", "KnowledgeOption", "KnowledgeItem", "Obstacle"),
    "market": ("GrowingRole", "Signal", "Indicator", "WorksheetLine", "Worksheet"),
    "moves": (
        "Effect",
        "MilestoneTemplate",
        "MoveTemplate",
        "ProjectStep",
        "ProjectMeasure",
        "ProjectTemplate",
        "Weights",
        "Future",
    ),
    "trades": ("Family", "TypicalTask", "Role", "SkillLevel", "Skill", "WorkflowRecipe", "Metric"),
}
_MODULE_OF = {noun: module for module, nouns in _NOUNS.items() for noun in nouns}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> type:
        """A noun, from the module it stands in."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
