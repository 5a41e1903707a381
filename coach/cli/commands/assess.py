"""`coach assess`: the questions, on screen or, with --plain, a line at a time on any terminal and from a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from coach.cli.answering import note, notes, put_json
from coach.cli.opening import Told, Unwritten
from coach.session import Failure, named, one_line, safe, usage

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.session.questions.assess import Assessment, Prompt

DESCRIPTION = (
    "From your title to a plan: your week, four picks, then questions, the most telling first. On screen, or with "
    "--plain a line at a time on any terminal. Everything is saved as you answer; next time it goes on from there."
)
KEYS = "At any question: b goes back, s skips, ? says why it is asked, p shows the plan, q leaves."
GOES_ON = "Going on where it stopped."
STOPPED = "Stopped. Everything you answered is saved; coach assess --plain goes on from here."
ENDED = "The answers end here. Everything is saved; coach assess --plain goes on from here."
LONGEST_LINE = 16_000  # bytes of one line; what is beyond them is left out
WIDEST, NARROWEST = 88, 24


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--plain", action="store_true", help="line by line: for screen readers and any terminal")
    parser.add_argument("--answers", metavar="FILE", help="take the answers from FILE, one a line; - is stdin")


def run(told: Told, options: Namespace) -> int:
    """Open the app on its questions, or ask them line by line."""
    if not (options.plain or options.answers or told.json):
        return _on_screen(told)
    out = sys.stderr if told.json else sys.stdout
    with ExitStack() as held:
        if options.answers not in (None, "-"):
            return _asked(told, _Lines(held.enter_context(_opened(options.answers)), out, typed=False))
        typed = options.answers is None and sys.stdin.isatty()
        if typed and told.no_input:
            raise usage("These are questions, and --no-input asks none.", "Leave it out, or name --answers FILE.")
        return _asked(told, _Lines(sys.stdin.buffer, out, typed=typed))


def _on_screen(told: Told) -> int:
    from coach.tui.app import run as run_app

    def opener() -> Session:
        from coach.session.opening import open_own

        return open_own(told.folder)

    return run_app(opener, first="questions", home=told.folder)


class _Lines:
    """Where answers come from: a person typing, or lines of a file, which are shown as if they were typed."""

    def __init__(self, source: BinaryIO, out: TextIO, *, typed: bool) -> None:
        self.out = out
        self.typed = typed
        self._source = source
        self._ahead: str | None = None

    def any_there(self) -> bool:
        """Whether there is a line to come; one who types is taken at their word."""
        if not self.typed and self._ahead is None:
            self._ahead = self._next()
        return self.typed or self._ahead is not None

    def answer(self) -> str | None:
        """The next line; None where there are no more."""
        self.write("> ")
        line, self._ahead = self._ahead if self._ahead is not None else self._next(), None
        if not self.typed or line is None:
            self.write(f"{safe(line) if line else ''}\n")
        return line

    def say(self, *lines: str) -> None:
        """Tell something, wrapped to the terminal; only words and line ends, nothing that moves a cursor."""
        width = max(NARROWEST, min(WIDEST, get_terminal_size().columns - 1))
        for line in lines:
            lead = len(line) - len(line.lstrip(" "))
            under = " " * (lead + (3 if line.lstrip(" ")[:1].isdigit() else 0))
            told = fill(safe(line).strip(), width, initial_indent=" " * lead, subsequent_indent=under)
            self.write(told + "\n")

    def write(self, text: str) -> None:
        """Write as it is, now. Raises Unwritten where that cannot be done."""
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritten(error) from None

    def _next(self) -> str | None:
        while True:
            raw = self._source.readline(LONGEST_LINE)
            if not raw:
                return None
            while not raw.endswith(b"\n") and (more := self._source.readline(LONGEST_LINE)):
                if more.endswith(b"\n"):
                    raw = raw + b"\n"
            line = one_line(raw.decode("utf-8", errors="replace"), LONGEST_LINE)
            if self.typed or not line.startswith("#"):  # a file of answers may say what it answers
                return line


def _asked(told: Told, lines: _Lines) -> int:
    """Put one prompt after the other until the plan was told, the lines end, or somebody leaves."""
    if not lines.any_there():
        raise Failure("no-answers")
    from coach.session.opening import open_own
    from coach.session.questions.assess import Assessment

    session = open_own(told.folder)
    notes(session.events)
    if session.read_only:
        raise Failure("read-only", why=session.read_only, do="coach doctor says more.")
    assessment = Assessment(session, _read)
    try:
        _converse(assessment, lines)
    except KeyboardInterrupt:
        lines.write("\n")
        note(STOPPED)
        raise
    if told.json:
        put_json(_json(assessment))
    return 0


def _converse(assessment: Assessment, lines: _Lines) -> None:
    lines.say(KEYS, *([GOES_ON] if assessment.begun else []), *assessment.opening)
    shown: Prompt | None = None
    while (prompt := assessment.prompt) is not None:
        if prompt is not shown:
            _put(prompt, lines)
        shown = prompt
        line = lines.answer()
        if line is None:
            note(ENDED)
            return
        lines.say(*assessment.say(line))


def _put(prompt: Prompt, lines: _Lines) -> None:
    lines.say("", *prompt.lines, prompt.ask)
    lines.say(*(f"  {number}. {words}" for number, words in enumerate(prompt.options, 1)))


def _read(line: str) -> tuple[str, float | None]:
    from coach.tui.entry import read_task  # reads a typed task as the app does; nothing of the screen comes with it

    typed = read_task(line)
    return typed.text, typed.hours


def _opened(path: str) -> BinaryIO:
    try:
        return named(path).open("rb")
    except FileNotFoundError:
        raise Failure("missing-file", path=path) from None
    except OSError as error:
        raise Failure("unreadable-loose", place=path, why=f"{error.strerror or error}.") from None


def _json(assessment: Assessment) -> dict[str, Any]:
    session, plan = assessment.session, assessment.session.plan
    profile = session.profile
    first = next((step for _, step in plan.milestones() if step.state == "open"), None) if plan is not None else None
    return {
        "schema": 1,
        "finished": assessment.finished,
        "at": assessment.prompt.step if assessment.prompt is not None else None,
        "title": profile.worker.title if profile is not None else None,
        "tasks": len(profile.tasks) if profile is not None else 0,
        "hours": profile.listed_hours if profile is not None else 0.0,
        "open_questions": assessment.open_questions,
        "first_step": None
        if first is None
        else {"id": first.id, "title": first.title, "due": first.due.isoformat(), "hours": first.hours},
    }
