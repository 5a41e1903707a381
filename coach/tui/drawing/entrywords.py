"""An entry of the ledger in words: what it comes to, its sentence as it reads by now, and what it still needs."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from coach.model.ledger import KIND_NAMES, Amount, EntryKind
from coach.session import safe
from coach.session.results.ledger import Read
from coach.tui.words import amount

Part = Content | str | tuple[str, str]
SHORT_KINDS: dict[EntryKind, str] = {**KIND_NAMES, "quality": "quality", "unsorted": "not sorted"}


def choices(chosen: str | None, names: Mapping[str, str]) -> str:
    """What can be chosen, all of it in view: `● cash   ○ capacity`."""
    return "   ".join(f"{'●' if name == chosen else '○'} {words}" for name, words in names.items())


def entry_words(read: Read, worth: Amount | None = None) -> Content:
    """What it comes to this year, the sentence, what a reviewer would still ask for, and why it may count as another
    kind than it claims."""
    parts: list[Part] = []
    if worth is not None:
        parts += [("at least ", "$quiet"), (safe(amount(worth.at_least, worth.unit)), "bold $accent")]
        parts += [(", likely ", "$quiet"), (safe(amount(worth.likely, worth.unit)), "bold $accent")]
        parts += [(f" in {read.entry.date.year}", "$quiet"), "\n"]
        parts += [(f"{safe(note)}\n", "$quiet") for note in worth.notes]
        parts.append("\n")
    parts += [("AS IT READS NOW", "bold $quiet"), "\n", (safe(read.sentence), "bold"), "\n\n"]
    if read.missing:
        parts += [("A REVIEWER WOULD STILL ASK", "bold $quiet"), "\n"]
        parts += [f"• {safe(one)}\n" for one in read.missing]
    else:
        parts += [("Nothing is missing: it convinces as it is.", "$quiet"), "\n"]
    if read.why:
        parts += ["\n", (_counts(read).upper(), "bold $quiet"), "\n"]
        parts += [f"{safe(why)}\n" for why in read.why]
    if read.overlaps:
        parts += ["\n", ("CLAIMED ELSEWHERE TOO", "bold $quiet"), "\n"]
        parts += [f"{safe(one)}\n" for one in read.overlaps]
    return Content.assemble(*parts).rstrip()


def _counts(read: Read) -> str:
    """As what it counts; where that is not what it is entered as, both."""
    counts = f"counts as {KIND_NAMES[read.counts_as]}"
    return counts if read.counts_as == read.entry.kind else f"entered as {KIND_NAMES[read.entry.kind]}, {counts}"
