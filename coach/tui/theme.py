"""Colours: one accent and a quiet palette, dark and light, high contrast, and the terminal's own.

Beyond Textual's names there are: `quiet` for secondary text, `rule` for lines, and `run`, `speed`, `rest` for the three
classes of work, which also differ in texture. Red is for lost data only. Every text colour keeps 4.5:1 on its ground.

What the terminal's own colours come to is not ours to know: that theme writes text in the terminal's default
foreground on its default ground only, marks by bold and reverse, and uses a colour where nothing is to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

DEFAULT = "coach-dark"
READABLE = 4.5  # the contrast text needs on its ground (WCAG 2.1, 1.4.3)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours a theme is made of. `ground` `raised` `panel` and `cursor` are written on; `speed` is no text."""

    ground: str
    raised: str
    panel: str
    text: str
    quiet: str
    rule: str
    accent: str
    on_accent: str
    speed: str
    cursor: str
    alert: str


NAMES = tuple(field.name for field in fields(Palette))

DARK = Palette(
    ground="#14171b",
    raised="#1b1f25",
    panel="#2b323b",
    text="#d8dce2",
    quiet="#98a2b0",
    rule="#39414c",
    accent="#7cc7bd",
    on_accent="#0c1614",
    speed="#579a92",
    cursor="#232a32",
    alert="#ff8f8f",
)
LIGHT = Palette(
    ground="#fcfbf8",
    raised="#f3f1eb",
    panel="#dcd9d0",
    text="#20242a",
    quiet="#51575f",
    rule="#c9c5ba",
    accent="#0b5f57",
    on_accent="#ffffff",
    speed="#2f7f77",
    cursor="#e9eeea",
    alert="#a3141c",
)
CONTRAST = Palette(
    ground="#000000",
    raised="#000000",
    panel="#3a3a3a",
    text="#ffffff",
    quiet="#d6d6d6",
    rule="#9a9a9a",
    accent="#ffd866",
    on_accent="#000000",
    speed="#e0b23c",
    cursor="#30300f",
    alert="#ffb3b3",
)
ANSI = Palette(
    ground="ansi_default",
    raised="ansi_default",
    panel="ansi_default",
    text="ansi_default",
    quiet="ansi_default",
    rule="ansi_bright_black",
    accent="ansi_default",
    on_accent="ansi_default",
    speed="ansi_cyan",
    cursor="ansi_default",
    alert="ansi_default",
)
# text and the grounds it is written on, in this app; a test computes the contrast of each, in every theme
WRITTEN = (
    *((ink, ground) for ground in ("ground", "raised", "panel", "cursor") for ink in ("text", "quiet", "accent")),
    ("alert", "ground"),
    ("alert", "panel"),
    ("on_accent", "accent"),
)


def theme_of(name: str, palette: Palette, *, dark: bool, ansi: bool = False) -> Theme:
    """Textual's theme of a palette."""
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=palette.accent,
        secondary=palette.speed,
        accent=palette.accent,
        success=palette.accent,
        warning=palette.accent,
        error=palette.alert,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.raised,
        panel=palette.panel,
        boost=palette.raised,
        text_alpha=1.0,
        variables={
            **(BUILTIN_THEMES["ansi-dark"].variables if ansi else {}),
            "quiet": palette.quiet,
            "rule": palette.rule,
            "run": "ansi_cyan" if ansi else palette.accent,
            "speed": palette.speed,
            "rest": palette.quiet,
            "cursor-row": palette.cursor,
            "cursor-style": "reverse" if ansi else "none",
            "on-accent": palette.on_accent,
            "border": palette.rule if ansi else palette.accent,
            "border-blurred": palette.rule,
            "block-cursor-background": palette.cursor,
            "block-cursor-foreground": palette.text,
            "block-cursor-text-style": "reverse" if ansi else "none",
            "block-cursor-blurred-background": palette.ground,
            "block-cursor-blurred-foreground": palette.text,
            "block-hover-background": palette.cursor,
            "input-cursor-background": palette.accent,
            "input-cursor-foreground": palette.on_accent,
            "input-cursor-text-style": "reverse" if ansi else "none",
            "input-selection-background": palette.panel,
            "input-selection-foreground": palette.text,
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.quiet,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.ground,
            "scrollbar-background-hover": palette.ground,
            "scrollbar-background-active": palette.ground,
            "scrollbar-corner-color": palette.ground,
        },
    )


THEMES = (
    theme_of("coach-dark", DARK, dark=True),
    theme_of("coach-light", LIGHT, dark=False),
    theme_of("coach-contrast", CONTRAST, dark=True),
    theme_of("coach-ansi", ANSI, dark=True, ansi=True),
)

THEME_WORDS = {
    "coach-dark": "dark",
    "coach-light": "light",
    "coach-contrast": "high contrast",
    "coach-ansi": "the terminal's own colours",
}


def own_theme(name: str, said: Mapping[str, object]) -> tuple[Theme, tuple[tuple[str, str], ...]]:
    """A theme of a person's own, over the dark or light one, and what in it was passed over or is hard to read: the
    key it is about, and words. Never fails: what is no colour stays as the theme below has it."""
    light = said.get("dark") is False
    base = LIGHT if light else DARK
    colours = {key: getattr(base, key) for key in NAMES}
    doubts: list[tuple[str, str]] = []
    for key, value in said.items():
        if key in NAMES:
            try:
                if not isinstance(value, str) or Color.parse(value).ansi is not None:
                    raise ColorParseError("")
                colours[key] = Color.parse(value).rgb and value
            except ColorParseError:
                doubts.append((key, f'{key} is no colour like "#7cc7bd"; it stays as usual.'))
        elif key not in ("dark", "schema"):
            doubts.append((key, f"themes have no “{key}”; they have {', '.join(NAMES)} and dark."))
    for ink, ground in WRITTEN:
        reached = contrast(colours[ink], colours[ground])
        if reached < READABLE:
            doubts.append(
                (ink, f"{ink} on {ground} has a contrast of {reached:.1f}:1; text is easy to read from 4.5:1.")
            )
    return theme_of(name, Palette(**colours), dark=not light), tuple(doubts)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1–21 (WCAG 2.1, relative luminance)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parsed = Color.parse(colour)
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parsed.r / 255, parsed.g / 255, parsed.b / 255)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
