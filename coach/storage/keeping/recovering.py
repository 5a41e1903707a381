"""Finishing what an interrupted save left: lines the journal has and the files have not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coach.base.failures import Failure
from coach.storage.around.inventory import pending
from coach.storage.keeping.journal import Journal, JournalLine
from coach.storage.keeping.saving import Moved, Pending, finish
from coach.storage.texts.documents import Documents, stamp_of
from coach.storage.texts.items import Clash, Document, Edit, apply, same


@dataclass(frozen=True, slots=True)
class Recovered:
    """The number of the newest change, words for the person, and whether the files have all the journal has."""

    n: int
    notes: tuple[str, ...] = ()
    complete: bool = True


def recover(folder: Path, documents: Documents, journal: Journal) -> Recovered:
    """Finish bringing a copy back, then roll unfinished lines forward into the files, under the lock.

    Safe to do any number of times. A file that cannot be read now is left, and so is the mark: its lines are looked
    at again next time. Raises OSError where the journal itself cannot be read or mended.
    """
    notes = [_finished(folder)] if pending(folder) else []
    survey = journal.survey()
    if survey.marked and not survey.tails:
        return Recovered(survey.n, tuple(notes))
    notes += [
        f"The end of journal/{year}.jsonl was torn by an interrupted save; it is set aside in journal/torn-{year}.txt. "
        "Nothing that was called saved is missing."
        for year in journal.set_aside(survey)
    ]
    survey = journal.survey()
    lines = journal.unfinished(survey)
    newest = max([survey.n, *(line.n for line in lines)])
    complete = True
    for name in dict.fromkeys(each.file for line in lines for each in line.edits):
        try:
            notes += _bring_up(folder, documents, name, lines)
        except Failure as failure:
            notes.append(f"An unfinished change waits for {name}: {failure.what}")
            complete = False
        except (OSError, Moved) as error:
            notes.append(
                f"An unfinished change waits for {name}, which could not be written ({str(error) or 'in use'})."
            )
            complete = False
    if complete:
        journal.mark_done(newest)
    return Recovered(newest, tuple(notes), complete)


def _bring_up(folder: Path, documents: Documents, name: str, lines: list[JournalLine]) -> list[str]:
    path = documents.path(name)
    stamp = stamp_of(path)
    now = documents.load(name)
    document, left, last = now.document, [], lines[-1]
    for chain in _chains(name, lines):
        document, fits = _advanced(document, chain)
        if not fits:
            left.append(chain[-1].item)
    notes = [f"{item} in {name} was changed by hand after an interrupted save; it stays as it is." for item in left]
    if document is not now.document:
        new = documents.prepared(name, document, now)
        finish(folder, documents, [Pending(name, path, now, new, stamp)], last.when, last.n)
        notes.append(f"A save of {name} that was interrupted ({last.what}) has been finished.")
    return notes


def _chains(name: str, lines: list[JournalLine]) -> list[list[Edit]]:
    """The edits of each item of a file, oldest first."""
    chains: dict[str, list[Edit]] = {}
    for line in lines:
        for each in line.edits:
            if each.file == name:
                chains.setdefault(each.edit.item, []).append(each.edit)
    return list(chains.values())


def _advanced(document: Document, chain: list[Edit]) -> tuple[Document, bool]:
    """The document with an item where its last edit put it, from wherever in the chain it is; False if nowhere."""
    last = chain[-1]
    for edit in reversed(chain):
        step = Edit(last.item, edit.before, last.after, last.follows)
        try:
            after = apply(document, [step])
        except Clash:
            continue
        return (document if same(after, document) else after), True
    return document, False


def _finished(folder: Path) -> str:
    # needed once in a folder's life, if ever: what reads copies is loaded only then
    from coach.storage.copies import restoring

    return restoring.finish(folder)
