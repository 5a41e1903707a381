"""Every text can be read on its ground, in every theme, as it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import ColorType
from rich.segment import Segment
from textual.theme import Theme

from coach.session.opening import Session, open_demo
from coach.session.plan import plans
from coach.tui.actions import PLACES
from coach.tui.program import CoachApp
from coach.tui.theme import CONTRAST, DARK, LIGHT, READABLE, THEMES, WRITTEN, contrast
from tests.tui.driving import Driver, drive

PALETTES = {"coach-dark": DARK, "coach-light": LIGHT, "coach-contrast": CONTRAST}

WORDS = "●○◆▸✓‹›■□"  # signs that are read; bars, lines, braille and scroll bars are looked at, their texture tells them
UNNUMBERED = ("settings", "questions", "checkin")


def planned() -> Session:
    session = open_demo("support-specialist")
    plans.current_plan(session)
    return session


def drawn(app: CoachApp) -> Iterator[Segment]:
    """Every piece of the screen that has something to read in it."""
    for strip in app.screen._compositor.render_strips(app.screen.size):
        for segment in strip:
            if any(letter.isalnum() or letter in WORDS for letter in segment.text):
                yield segment


@pytest.mark.parametrize("palette", PALETTES)
def test_every_pair_of_a_palette_reaches_what_text_needs(palette: str) -> None:
    for ink, ground in WRITTEN:
        reached = contrast(getattr(PALETTES[palette], ink), getattr(PALETTES[palette], ground))
        assert reached >= READABLE, (ink, ground, round(reached, 2))


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#336699", "#336699") == 1


async def _look(driver: Driver, found: set[tuple[str, str, str]]) -> None:
    app = driver.app
    for name in (*dict(PLACES), *UNNUMBERED):
        await app.action_go(name)
        await driver.settle()
        _collect(app, found)
        for key in ("enter", "question_mark", "slash") if name in ("plan", "week", "exposure") else ():
            await driver.press(key)
            _collect(app, found)
            await driver.press("escape")
            if app.screen.is_modal:
                await driver.press("escape")
    app.say("A note to read.")
    app.notify("What went wrong.", severity="error", markup=False)
    await driver.settle()
    _collect(app, found)
    await driver.press("ctrl+p")
    await driver.settle()
    _collect(app, found)


def _collect(app: CoachApp, found: set[tuple[str, str, str]]) -> None:
    for segment in drawn(app):
        style = segment.style
        assert style is not None
        assert not style.dim, segment
        fore, back = style.color, style.bgcolor
        if style.reverse:
            fore, back = back, fore
        assert fore is not None, segment
        assert back is not None, segment
        if fore.type is ColorType.TRUECOLOR and back.type is ColorType.TRUECOLOR:
            assert fore.triplet is not None
            assert back.triplet is not None
            found.add((fore.triplet.hex, back.triplet.hex, segment.text.strip()[:30]))
        else:
            found.add((fore.name, back.name, segment.text.strip()[:30]))


@pytest.mark.parametrize("theme", [one for one in THEMES if not one.ansi], ids=lambda theme: theme.name)
def test_every_text_on_every_screen_can_be_read(theme: Theme) -> None:
    found: set[tuple[str, str, str]] = set()

    async def act(driver: Driver) -> None:
        driver.app.theme = theme.name
        await driver.settle()
        await _look(driver, found)

    drive(act, planned, size=(120, 40))
    assert len(found) > 100
    poor = {(fore, back): text for fore, back, text in found if contrast(fore, back) < READABLE}
    assert poor == {}


def test_the_terminals_own_colours_write_in_its_default_on_its_default_only() -> None:
    found: set[tuple[str, str, str]] = set()

    async def act(driver: Driver) -> None:
        driver.app.theme = "coach-ansi"
        await driver.settle()
        await _look(driver, found)

    drive(act, planned, size=(120, 40))
    odd = {(fore, back): text for fore, back, text in found if (fore, back) != ("default", "default")}
    assert odd == {}, "what another colour comes to is the terminal's to know"
