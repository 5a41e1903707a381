"""The settings as the app lives by them: theme, motion, dates, numbers, figures, keys."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.color import Color as Told
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from coach.model.settings import Settings
from coach.tui import theme, words
from coach.tui.action import use_keys
from coach.tui.actions import checked_keys

if TYPE_CHECKING:
    from coach.session.early import Looks
    from coach.session.themes import OwnTheme
    from coach.tui.program import CoachApp


class Colourless(LineFilter):
    """No colour at all, for NO_COLOR: what a ground of its own told is told by reverse.

    Textual turns colours into greys there, and still sends them.
    """

    def __init__(self, app: CoachApp) -> None:
        super().__init__()
        self._app = app
        self._known: dict[tuple[Style, str], Style] = {}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without their colours."""
        return [Segment(text, self._plain(style), control) for text, style, control in segments]

    def _plain(self, style: Style | None) -> Style | None:
        if style is None:
            return None
        name = self._app.theme
        plain = self._known.get((style, name))
        if plain is None:
            plain = self._known[style, name] = Style(
                bold=style.bold,
                italic=style.italic,
                underline=style.underline,
                reverse=bool(style.reverse) != self._marked(style.bgcolor),
                meta=style.meta,
            )
        return plain

    def _marked(self, ground: Told | None) -> bool:
        if ground is None or ground.triplet is None:
            return False
        variables = self._app.theme_variables
        marks = {Color.parse(variables[name]).rgb for name in ("cursor-row", "accent", "input-cursor-background")}
        return tuple(ground.triplet) in marks


def wants_no_colour() -> bool:
    """Whether the person asked all programs for no colour (https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def without_colour(app: CoachApp) -> None:
    """Put our filter in the place of Textual's, if the person wants no colour."""
    app._filters[:] = [one for one in app._filters if not isinstance(one, (Monochrome, NoColor))]
    if wants_no_colour():
        app._filters.append(Colourless(app))


def early(app: CoachApp, looks: Looks) -> None:
    """The looks for the first paint, before the folder is opened. Nothing is told of what is wrong in them."""
    if looks.own and looks.theme is not None and looks.theme not in theme.THEME_WORDS:
        app.register_theme(theme.own_theme(looks.theme, looks.own)[0])
    if looks.theme is not None and looks.theme in app.available_themes:
        app.theme = looks.theme
    _move(app, looks.motion)


def use(
    app: CoachApp, settings: Settings, own: tuple[OwnTheme, ...] = (), where: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Live by these settings from now on; words about what of them could not be followed.

    `own` are the person's themes, `where` names file and line of a key they chose, by action id.
    """
    notes: list[str] = []
    for one in own:
        made, doubts = theme.own_theme(one.name, one.said)
        app.register_theme(made)
        if one.name == settings.theme:
            notes += [f"{one.at(key)}: {why}" for key, why in doubts]
    if settings.theme in app.available_themes:
        if app.theme != settings.theme:
            app.theme = settings.theme
    else:
        notes.append(f"There are no colours called “{settings.theme}”; the usual ones are shown.")
        app.theme = theme.DEFAULT
    _move(app, settings.motion)
    words.use(dates=settings.dates, numbers=settings.numbers, figures=settings.figures)
    keys, doubts_of_keys = checked_keys(settings.keys)
    notes += [f"{(where or {}).get(action, 'settings.toml')}: {why}" for action, why in doubts_of_keys]
    use_keys(keys)
    app.set_keymap(dict(keys))
    return tuple(notes)


def _move(app: CoachApp, motion: bool) -> None:
    app.animation_level = "none" if not motion or os.environ.get("TEXTUAL_ANIMATIONS") == "none" else "full"
