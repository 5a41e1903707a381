"""`coach assess` on screen: on the questions where there is a week, on the week where there is none yet."""

from __future__ import annotations

from pathlib import Path

from tests.tui.terminal import Terminal


def test_who_has_a_week_is_asked_about_it(throwaway_places: Path) -> None:
    career = throwaway_places / "career"
    career.mkdir(mode=0o700)
    (career / "profile.toml").write_text('[worker]\ntitle = "Nurse"\n[[tasks]]\ntext = "nursing notes"\nhours = 9\n')
    with Terminal("assess") as terminal:
        terminal.wait_for("Why we ask:")
        terminal.type("q")
        assert terminal.wait() == 0
        assert terminal.restored


def test_a_newcomer_tells_their_week_first(throwaway_places: Path) -> None:
    with Terminal("assess") as terminal:
        terminal.wait_for("What do you do?")
        terminal.type("\x03")
        assert terminal.wait() == 0
        assert terminal.restored
