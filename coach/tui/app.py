"""Opening the app: what the `coach` command calls. Light, so that nothing is loaded before it is needed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.session import Failure
from coach.tui.terminal import check_terminal

if TYPE_CHECKING:
    from coach.session.opening import Session
    from coach.tui.program import CoachApp


def run(opener: Callable[[], Session], *, first: str | None = None, home: Path | None = None) -> int:
    """Show the app until the person leaves it; gives the process's exit status.

    `opener` is called on another thread after the first paint. `first` names the place to open on (`week`, `plan` …);
    without it one starts on Week until there is a plan, and on Home from then on. `home` is the career folder where
    another than the usual one was named: the first paint has its colours. 0 after leaving, 128 + n after a signal, a
    failure's own status where the folder could not be opened (its words on stderr), 70 after a fault in the app.
    Raises Failure where there is no terminal to show it on.
    """
    check_terminal()
    for stale in ("COLUMNS", "LINES"):
        os.environ.pop(stale, None)  # exported by some shells; Textual would believe them over the window
    gc.disable()  # until the first paint; measured as a fifth of the start
    from coach.session.early import looks
    from coach.tui.program import CoachApp

    app = CoachApp(opener, first=first, early=looks(home))
    app.run()
    failure = app.failure if app.fault is None else _fault(app, app.fault)
    if failure is None:
        return app.return_code or 0
    print(failure.as_text(), file=sys.stderr)
    return failure.status


def _fault(app: CoachApp, error: BaseException) -> Failure:
    """What to tell of a fault of ours, and where the report lies."""
    from coach.session.crash import keep_report
    from coach.tui.crash import report

    place = app.place
    text = report(error, place=place.scope if place is not None else "", size=(app.size.width, app.size.height))
    path = keep_report(app.desk.session if app.desk.is_open else None, text)
    where = f"A report without anything of yours lies in {path}; please send it to whoever makes coach."
    return Failure("fault", report=where if path is not None else "No report could be written.")


__all__ = ["Failure", "run"]
