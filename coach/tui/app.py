"""Opening the app: what the `coach` command calls. Light, so that nothing is loaded before it is needed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.session import Failure
from coach.tui.terminal import check_terminal

if TYPE_CHECKING:
    from coach.session.opening import Session

CRASHED = 1


def run(opener: Callable[[], Session], *, first: str | None = None) -> int:
    """Show the app until the person leaves it; gives the process's exit status.

    `opener` is called on another thread after the first paint. `first` names the place to open on (`week`, `plan` …);
    without it one starts on Week until there is a plan, and on Home from then on. 0 after leaving, 128 + n after a
    signal, a failure's own status where the folder could not be opened (its words on stderr), 1 after a fault in the
    app. Raises Failure where there is no terminal to show it on.
    """
    check_terminal()
    for stale in ("COLUMNS", "LINES"):
        os.environ.pop(stale, None)  # exported by some shells; Textual would believe them over the window
    gc.disable()  # until the first paint; measured as a fifth of the start
    from coach.tui.program import CoachApp

    app = CoachApp(opener, first=first)
    app.run()
    if app.failure is not None:
        print(app.failure.as_text(), file=sys.stderr)
        return app.failure.status
    status = app.return_code or 0
    if status == CRASHED:
        print(
            "coach stopped because of a fault of its own. Everything entered before it is saved; what was being typed\n"
            "is kept as a draft and will be there next time. Please report the lines above.",
            file=sys.stderr,
        )
    return status


__all__ = ["Failure", "run"]
