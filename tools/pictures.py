"""Makes the pictures in docs/pictures/, one of each screen, from the real app on a sample worker. `make pictures`.

The worker is the sample support specialist with ten months behind them. Nothing is random: the same program gives the
same pictures.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from coach.session.opening import Session

SIZE = (110, 36)
MONTHS = 10
DAY = "2026-11-23"
LONGEST_WAIT = 20.0  # seconds
# The typeface the export names lies on another machine: the picture must ask nothing of anybody.
FONT_FACES = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
# what the pictures are called, and the keys that lead from the one before to it
SHOTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("home", ("1",)),
    ("week", ("2", "escape")),
    ("exposure", ("3",)),
    ("question", ("i",)),
    ("whatif", ("escape", "4", *["left"] * 8, "down", "down", "down", *["right"] * 4)),
    ("plan", ("x", "5")),
    ("plan-by-week", ("t",)),
    ("ledger", ("t", "6")),
    ("progress", ("7",)),
    ("evidence", ("8",)),
    ("search", ("slash", *"refund")),
    ("settings", ("escape", "comma")),
)


def lived_in() -> Session:
    """A session on a throwaway folder with ten months of use behind it: results worded, a way of working timed."""
    from bench.decade import write_history
    from coach.session.opening import home_folder, open_own
    from coach.session.plan.plans import current_plan, rebuild
    from coach.session.results import ledger, trials, workflows
    from coach.session.weeks import week

    write_history(home_folder(None), MONTHS, date.fromisoformat(DAY))
    session = open_own()
    week.set_facts(session, record_rules="free", hours_per_week=40)
    way = workflows.add_workflow(session, "Draft from the macro, check, send", tool="the approved assistant")
    workflows.guard(session, way.id, "Two of ten are read in full before they leave")
    workflows.teach(session, way.id, 2)
    for minutes in (9, 11, 8, 12, 10, 9):
        trials.record(session, way.id, minutes, minutes + 5)
    first, second = session.entries[-1], session.entries[-2]
    freed = {"kind": "capacity", "at_least": 60, "likely": 90, "unit": "h", "per": "year"}
    ledger.change_entry(session, first.id, **freed, use="calls to customers who left")  # type: ignore[arg-type]
    better = {"kind": "quality", "baseline": "9 h to a first reply", "result": "5 h to a first reply"}
    ledger.change_entry(session, second.id, **better, period="June and July", validated_by="Ana, team lead")
    current_plan(session)
    rebuild(session)
    return session


async def shoot(folder: Path) -> None:
    """Open the app, go from picture to picture by keys, and keep what it shows."""
    from coach.tui.program import CoachApp

    session = lived_in()
    app = CoachApp(lambda: session)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(int(LONGEST_WAIT / 0.1)):
            await pilot.pause(0.1)
            if app.desk.is_open and len(app.screen_stack) > 1:
                break
        for name, keys in SHOTS:
            app.clear_notifications()
            await pilot.press(*keys)
            await _still(app, pilot)
            picture = FONT_FACES.sub("", app.export_screenshot(title="coach"))
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8")


async def _still(app: Any, pilot: Any) -> None:
    """Wait until everything the keys set off is done and drawn."""
    for _ in range(4):
        while app.keys.busy:
            await pilot.pause(0.01)
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)


def main() -> int:
    """Write every picture."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, COACH_HOME=str(Path(home) / "career"), COACH_TODAY=DAY, LC_ALL="C.UTF-8")
        asyncio.run(shoot(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
