"""The four quick picks about the worker, as they are put line by line: what is asked, its answers, and why."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """One of the four quick picks: what is asked, its answers (value, words), and why."""

    ask: str
    answers: tuple[tuple[str, str], ...]
    why: str


FACTS: dict[str, Fact] = {
    "situation": Fact(
        "How do you work at the moment?",
        (
            ("employed", "Employed"),
            ("self_employed", "Self-employed"),
            ("notice", "On notice"),
            ("laid_off", "Laid off; the week I told is the last usual one"),
            ("returning", "Returning after a time away"),
        ),
        "Steps differ: deadlines and references for one, customers and prices for another.",
    ),
    "aim": Fact(
        "What do you want from the next months?",
        (
            ("stay", "To stay and grow where I am"),
            ("move_inside", "To move to other work inside"),
            ("leave", "To go elsewhere"),
            ("get_ready", "To be ready, whatever comes"),
        ),
        "The plan is chosen for what you want; the same week makes another plan for another aim.",
    ),
    "ai_rules": Fact(
        "What does your employer, or your biggest customer, say about AI at work?",
        (
            ("none", "It is not allowed"),
            ("approved", "Approved tools only"),
            ("open", "I may choose"),
        ),
        "Nothing in a plan goes against such a rule. Where AI is not allowed, no step needs it.",
    ),
    "record_rules": Fact(
        "May you write down figures about the work, for yourself?",
        (
            ("free", "Yes"),
            ("masked", "Ratios and indices only"),
            ("none", "No figures at all"),
        ),
        "A baseline is kept in figures, as an index, or in words only: the plan says it your way.",
    ),
}
