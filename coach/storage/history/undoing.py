"""Which changes can be taken back and which can be made again, read from the journal."""

from __future__ import annotations

from coach.storage.keeping.journal import JournalLine
from coach.storage.texts.items import Edit


def done_and_undone(lines: list[JournalLine]) -> tuple[list[JournalLine], list[JournalLine]]:
    """The changes that stand, and those taken back that can be made again; the newest of each last."""
    done: list[JournalLine] = []
    undone: list[JournalLine] = []
    for line in lines:
        if line.undoes and done and done[-1].id == line.undoes:
            undone.append(done.pop())
        elif line.redoes and undone and undone[-1].id == line.redoes:
            done.append(undone.pop())
        else:
            done.append(line)
            undone.clear()
    return done, undone


def edits_by_file(line: JournalLine) -> dict[str, list[Edit]]:
    """The edits of a change, by the file they are in."""
    edits: dict[str, list[Edit]] = {}
    for each in line.edits:
        edits.setdefault(each.file, []).append(each.edit)
    return edits
