"""Makes the pictures in docs/pictures/ from the real app, on a sample worker. `make pictures`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZE = (110, 36)
PLACES = ("week", "plan")
DAY = "2026-11-23"
LONGEST_WAIT = 20.0  # seconds
# The typeface the export names lies on another machine: the picture must ask nothing of anybody.
FONT_FACES = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


async def shoot(folder: Path) -> None:
    """Open the app on a sample, go to each place, and keep what it shows."""
    from coach.session.opening import open_demo
    from coach.session.plans import current_plan
    from coach.tui.program import CoachApp

    session = open_demo("support-specialist")
    current_plan(session)
    app = CoachApp(lambda: session)
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(int(LONGEST_WAIT / 0.1)):
            await pilot.pause(0.1)
            if app.desk.is_open and len(app.screen_stack) > 1:
                break
        for name in PLACES:
            await app.action_go(name)
            await app.workers.wait_for_complete()
            await pilot.pause(1.0)
            picture = FONT_FACES.sub("", app.export_screenshot(title="coach"))
            (folder / f"{name}.svg").write_text(picture, encoding="utf-8")
    session.close()


def main() -> int:
    """Write every picture."""
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, COACH_HOME=str(Path(home) / "career"), COACH_TODAY=DAY)
        asyncio.run(shoot(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
