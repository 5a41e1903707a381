"""Everything that can go wrong, in one catalogue: what happened, what was kept, what to do.

One exit status per kind. Commands print a failure, the app shows it, `--json` returns it; the words live here only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum


class Status(IntEnum):
    """Exit statuses, as documented in `coach help exit`."""

    FINE = 0
    BROKEN = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_SAVED = 4
    BUSY = 5
    FAULT = 70


@dataclass(frozen=True, slots=True)
class _Kind:
    status: Status
    what: str
    kept: str
    do: str


_CATALOGUE: dict[str, _Kind] = {
    "usage": _Kind(Status.USAGE, "{what}", "Nothing was changed.", "{do}"),
    "no-terminal": _Kind(
        Status.USAGE,
        "The app needs a terminal, and this is not one.",
        "Nothing was changed.",
        "Open it in a terminal window, or use the plain commands: coach assess --plain, coach measure, coach plan.",
    ),
    "dumb-terminal": _Kind(
        Status.USAGE,
        "This terminal (TERM={term}) cannot show the app.",
        "Nothing was changed.",
        "Use the plain commands: coach assess --plain, coach measure, coach plan (see coach --help).",
    ),
    "no-answers": _Kind(
        Status.USAGE,
        "There is nobody here to answer: stdin is no terminal, and no line came from it.",
        "Nothing was changed.",
        "Run it in a terminal window, or give answers, one a line: coach assess --plain --answers FILE.",
    ),
    "no-profile": _Kind(
        Status.USAGE,
        "There is no profile in {folder} yet.",
        "Nothing was changed.",
        "Run coach and type your week, or name a sample: coach measure support-specialist.",
    ),
    "unknown-sample": _Kind(
        Status.USAGE,
        "There is no sample called “{name}”.",
        "Nothing was changed.",
        "The samples are: {samples}.{hint} A path needs a / in it or ends in .toml.",
    ),
    "unknown-item": _Kind(Status.USAGE, "There is no {kind} called “{name}”.", "Nothing was changed.", "{hint}"),
    "missing-file": _Kind(
        Status.UNREADABLE, "{path} is not there.", "Nothing was changed.", "Check the path and try again."
    ),
    "unreadable": _Kind(
        Status.UNREADABLE,
        "{place}: {why}",
        "The file was left as it is.",
        "Correct that place in an editor, or bring an earlier copy back from backups/.",
    ),
    "unreadable-loose": _Kind(
        Status.UNREADABLE,
        "{place}: {why}",
        "The file was left as it is; nothing else was changed.",
        "Correct that place, or name another file, and try again.",
    ),
    "newer-loose": _Kind(
        Status.UNREADABLE,
        "{place}: written by a newer version of coach (schema {schema}, this one knows {known}).",
        "The file was left as it is; nothing else was changed.",
        "Update coach, then try again.",
    ),
    "newer": _Kind(
        Status.UNREADABLE,
        "{place}: written by a newer version of coach (schema {schema}, this one knows {known}).",
        "The file was left as it is; the folder is open for reading only.",
        "Update coach, then open it again.",
    ),
    "unreadable-copy": _Kind(
        Status.UNREADABLE,
        "{path}: {why}",
        "Your folder was left as it is.",
        "Bring back another copy, or look at what coach doctor says of the folder.",
    ),
    "newer-copy": _Kind(
        Status.UNREADABLE,
        "{path}: a copy made by a newer version of coach.",
        "Your folder was left as it is.",
        "Update coach, then bring it back again.",
    ),
    "no-encryption": _Kind(
        Status.USAGE,
        "Encrypted copies need the package pyrage, which is not installed.",
        "Nothing was changed.",
        "Install it beside coach (pip install 'coach-career[encrypt]', or pip install pyrage), then try again.",
    ),
    "wrong-passphrase": _Kind(
        Status.USAGE,
        "The passphrase does not open {path}, or the file is damaged.",
        "Your folder was left as it is.",
        "Try again; without its passphrase nobody can read an encrypted copy, coach included.",
    ),
    "not-saved": _Kind(
        Status.NOT_SAVED,
        "It could not be saved: {why}",
        "The files are as they were before.",
        "Make room or check permissions on {folder}, then try again.",
    ),
    "not-written": _Kind(
        Status.NOT_SAVED,
        "The answer could not be written: {why}",
        "What the command had to save is saved; only its answer is missing.",
        "Make room where the answer goes, or send it somewhere else, and ask again; coach history says what was saved.",
    ),
    "no-folder": _Kind(
        Status.NOT_SAVED,
        "There is no folder {folder} to write in.",
        "Nothing was written.",
        "Make the folder first, or name a place that is there.",
    ),
    "unfinished": _Kind(
        Status.NOT_SAVED,
        "The change is in the journal, but {file} could not be brought up to date: {why}",
        "Nothing is lost: the journal has it, and the next opening finishes it.",
        "Make room or check permissions on {folder}, then open it again.",
    ),
    "read-only": _Kind(
        Status.NOT_SAVED,
        "The career folder is open for reading only: {why}",
        "The files are as they were before.",
        "{do}",
    ),
    "conflict": _Kind(
        Status.NOT_SAVED,
        "{item} in {file} was changed outside meanwhile.",
        "The file keeps what it says now; your change is not in it.",
        "Look at the file, then make your change again.",
    ),
    "busy": _Kind(
        Status.BUSY,
        "Another coach is saving in {folder} and did not finish within {seconds:g} seconds.",
        "Nothing was changed.",
        "Try again in a moment.",
    ),
    "fault": _Kind(
        Status.FAULT,
        "coach stopped because of a fault of its own.",
        "Everything entered before it is saved; what was being typed is kept as a draft and will be there next time.",
        "{report}",
    ),
    "not-empty": _Kind(
        Status.USAGE,
        "{folder} holds something already, and {file} says otherwise.",
        "Nothing was changed.",
        "To put the backup in its place: coach import {file} --replace (coach undo takes it back). To look at it "
        "beside yours: coach --home ANOTHER import {file}.",
    ),
    "no-ai": _Kind(
        Status.USAGE,
        "AI is not allowed where you work, so there is no context pack to paste.",
        "Nothing was written.",
        "The step's own words are in coach plan; the worksheet coach shelf worksheets paste says what would change it.",
    ),
    "ai-rules-unknown": _Kind(
        Status.USAGE,
        "It is not known yet what your employer's rules on AI are, and a context pack is made to be pasted.",
        "Nothing was written.",
        "Say it once: ai_rules is none, approved or open, in profile.toml or the app's first questions; if nobody has "
        "told you, ask for it in writing.",
    ),
    "broken-content": _Kind(
        Status.UNREADABLE,
        "{place}: {why}",
        "Nothing was changed.",
        "Run coach doctor for everything that needs mending.",
    ),
    "no-content": _Kind(
        Status.UNREADABLE,
        "The content that ships with coach was not found beside it.",
        "Nothing was changed.",
        "Install coach again.",
    ),
}


# A loose file (one on the command line, or to be imported) asks for other words than one of the career folder.
_OF_A_LOOSE_FILE = {"unreadable": "unreadable-loose", "newer": "newer-loose"}
_TOLD_AS = {loose: code for code, loose in _OF_A_LOOSE_FILE.items()} | {"no-folder": "not-saved"}


class Failure(Exception):
    """Something a person needs to be told. `code` names its kind in the catalogue.

    Attributes: `what` happened, what was `kept`, what to `do`, and the exit `status` (see `Status`).
    """

    def __init__(self, code: str, **facts: object) -> None:
        kind = _CATALOGUE[code]
        self.code = _TOLD_AS.get(code, code)
        self.facts = facts
        self.status = int(kind.status)
        self.what = kind.what.format(**facts).strip()
        self.kept = kind.kept.format(**facts).strip()
        self.do = kind.do.format(**facts).strip()
        super().__init__(self.what)

    def as_json(self) -> dict[str, object]:
        """The failure in the shape every `--json` answer uses for one."""
        return {
            "schema": 1,
            "error": {"code": self.code, "what": self.what, "kept": self.kept, "do": self.do},
        }

    def as_text(self) -> str:
        """Three short lines for a person."""
        return "\n".join(line for line in (self.what, self.kept, self.do) if line)


@contextmanager
def of_a_loose_file() -> Iterator[None]:
    """Within it, a file that cannot be read is one outside the career folder, and is told about in words for that."""
    try:
        yield
    except Failure as failure:
        loose = _OF_A_LOOSE_FILE.get(failure.code)
        if loose is None:
            raise
        raise Failure(loose, **failure.facts) from None


def codes() -> tuple[str, ...]:
    """Every code in the catalogue, for tests and documentation."""
    return tuple(_CATALOGUE)


def usage(what: str, do: str = "See coach --help.") -> Failure:
    """A failure of use: a command or a value that cannot be taken as given."""
    return Failure("usage", what=what, do=do)


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The entry of `known` most like `word`, or None where nothing is near (for “did you mean”)."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else None
