"""A second opinion: how a colleague sees five of the questions about the worker, beside the worker's own answers."""

from __future__ import annotations

from dataclasses import dataclass

from coach.model.measurement import PillarId

# What the form asks, the letters of its options, and its two fields; both its writer and its reader go by these.
ASKED = ("P1", "P2", "P3", "P4", "P5")
LETTERS = "abcdefgh"
BY, EXAMPLE = "Filled in by", "One example"


@dataclass(frozen=True, slots=True)
class Gap:
    """One question as both see it. `own` and `theirs` are option ids (`own` None: not answered), levels 0–4;
    `difference` is theirs less one's own, None where one's own is unknown."""

    question_id: str
    pillar: PillarId | None
    own: str | None
    theirs: str
    own_words: str
    their_words: str
    difference: float | None
    example: str = ""

    @property
    def vouches(self) -> bool:
        """Whether it confirms or exceeds one's own answer."""
        return self.difference is not None and self.difference >= 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one colleague answered, in the order of the questions; `left_open` are those they could not say."""

    by: str
    gaps: tuple[Gap, ...]
    left_open: tuple[str, ...]

    @property
    def vouched(self) -> tuple[str, ...]:
        """Ids of the questions in which they confirm or exceed one's own answer."""
        return tuple(gap.question_id for gap in self.gaps if gap.vouches)
