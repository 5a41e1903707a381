"""Earlier states of the documents, from the journal: what a folder said after each change, and what a hand changed.

A journal line holds what every item was before it. Taking lines back from the newest on gives the documents as they
were, and where a hand has changed an item since, what the journal says wins: an earlier state is what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coach.storage.history.undoing import edits_by_file
from coach.storage.keeping.journal import JournalLine
from coach.storage.texts.items import ORDER, Clash, Document, Edit, apply, copied, diff, inverse


def documents_after(lines: Sequence[JournalLine], n: int, now: Mapping[str, Document]) -> dict[str, Document]:
    """The documents that changed since line `n`, as they were right after it (0: before the first line).

    `lines` are the whole journal, oldest first; `now` says what the documents are (missing ones are empty).
    """
    found: dict[str, Document] = {}
    for line in reversed([line for line in lines if line.n > n]):
        for name, edits in edits_by_file(line).items():
            document = found.get(name, now.get(name, {}))
            found[name] = forced(document, inverse(edits))
    return {name: document for name, document in found.items() if document != now.get(name, {})}


def by_hand(lines: Sequence[JournalLine], now: Mapping[str, Document]) -> dict[str, list[Edit]]:
    """What somebody else has changed in the documents since the journal's last line about it: edits from what the
    journal says to what is there. Of a file the journal did not make, only items it has written before."""
    edits: dict[str, list[Edit]] = {}
    for line in lines:
        for name, some in edits_by_file(line).items():
            edits.setdefault(name, []).extend(some)
    found = {}
    for name, said in edits.items():
        document = now.get(name, {})
        if document:
            changed = diff(_expected(said, document), document)
            if changed:
                found[name] = changed
    return found


def forced(document: Document, edits: Iterable[Edit]) -> Document:
    """The document with what `edits` say in it, whatever stands there now."""
    wanted = list(edits)
    try:
        return apply(document, wanted)
    except Clash:
        pass
    for edit in wanted:
        held = {one.item: one.after for one in diff({}, document)}
        key, _, inner = edit.item.partition("/")
        try:
            if inner == ORDER:
                ids = [table["id"] for table in document.get(key) or []]
                document = apply(document, [Edit(edit.item, ids, edit.after, edit.follows)])
            else:
                before = held.get(edit.item) if inner else document.get(key)
                document = apply(document, [Edit(edit.item, before, edit.after, edit.follows)])
        except (Clash, KeyError, TypeError):
            continue  # a hand has made something else of this key altogether: that stays
    return document


def _expected(said: list[Edit], document: Document) -> Document:
    """What the journal says the document is."""
    made = said[0].before is None and said[0].item == "schema"
    if made:
        try:
            return apply({}, said)
        except Clash:
            pass  # hand edits were saved over earlier: then only the last word on each item is known
    last: dict[str, Edit] = {}
    for edit in said:
        key = edit.item.partition("/")[0]
        if "/" not in edit.item:
            last = {item: one for item, one in last.items() if not item.startswith(f"{key}/")}
        elif key in last:
            del last[key]
        if not edit.item.endswith(f"/{ORDER}"):
            last[edit.item] = edit
    return forced(copied(document), last.values())
