"""An entry of the ledger in words: its sentence as it reads by now, and what it still needs."""

from __future__ import annotations

from textual.content import Content

from coach.model.ledger import KIND_NAMES
from coach.session import safe
from coach.session.ledger import Read

Part = Content | str | tuple[str, str]


def entry_words(read: Read) -> Content:
    """The sentence, what a reviewer would still ask for, and why it may count as another kind than it claims."""
    parts: list[Part] = [("AS IT READS NOW", "bold $quiet"), "\n", (safe(read.sentence), "bold"), "\n\n"]
    if read.missing:
        parts += [("A REVIEWER WOULD STILL ASK", "bold $quiet"), "\n"]
        parts += [f"• {safe(one)}\n" for one in read.missing]
    else:
        parts += [("Nothing is missing: it convinces as it is.", "$quiet"), "\n"]
    if read.why:
        parts += ["\n", (f"COUNTS AS {KIND_NAMES[read.counts_as].upper()}", "bold $quiet"), "\n"]
        parts += [f"{safe(why)}\n" for why in read.why]
    return Content.assemble(*parts).rstrip()
