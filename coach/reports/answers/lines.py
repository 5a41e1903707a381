"""Lines of plain text of at most `WIDTH` columns: paragraphs, bullets, labels with their text beside them."""

from __future__ import annotations

from textwrap import wrap

from coach.reports.answers.text import WIDTH

LABEL = 14  # columns before the text of a labelled line


def hung(lead: str, text: str) -> str:
    """`text` after `lead`, wrapped, further lines under the text."""
    under = " " * len(lead)
    return "\n".join(wrap(text, WIDTH, initial_indent=lead, subsequent_indent=under, break_on_hyphens=False))


def paragraph(text: str) -> str:
    """The text, wrapped."""
    return hung("", text)


def bullet(text: str) -> str:
    """The text as one of a list."""
    return hung("- ", text)


def labelled(label: str, text: str, width: int = LABEL) -> str:
    """The text beside its label; nothing where there is no text."""
    return hung(f"{label:<{width}}", text) if text else ""


def ended(text: str) -> str:
    """The text with a full stop where it ends without any mark, inside or outside of quotation marks."""
    return text if text.rstrip("”’").endswith((".", "!", "?", "…")) else f"{text}."
