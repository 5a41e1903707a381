"""Colours: one accent and a quiet palette, dark and light, high contrast, and the terminal's own.

Beyond Textual's names there are: `quiet` for secondary text, `rule` for lines, and `run`, `speed`, `rest` for the three
classes of work, which also differ in texture. Red is for lost data only. Every text colour keeps 4.5:1 on its ground.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DEFAULT = "coach-dark"


def _theme(
    name: str,
    *,
    ground: str,
    raised: str,
    panel: str,
    text: str,
    quiet: str,
    rule: str,
    accent: str,
    on_accent: str,
    speed: str,
    cursor: str,
    alert: str,
    dark: bool,
    ansi: bool = False,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=accent,
        secondary=speed,
        accent=accent,
        success=accent,
        warning=accent,
        error=alert,
        foreground=text,
        background=ground,
        surface=raised,
        panel=panel,
        boost=raised,
        text_alpha=1.0,
        variables={
            **(BUILTIN_THEMES["ansi-dark"].variables if ansi else {}),
            "quiet": quiet,
            "rule": rule,
            "run": accent,
            "speed": speed,
            "rest": quiet,
            "cursor-row": cursor,
            "on-accent": on_accent,
            "border": accent,
            "border-blurred": rule,
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": ground if not ansi else "ansi_default",
            "block-cursor-blurred-foreground": text,
            "block-hover-background": cursor,
            "input-cursor-background": accent,
            "input-cursor-foreground": on_accent,
            "input-cursor-text-style": "none",
            "input-selection-background": panel,
            "input-selection-foreground": text,
            "scrollbar": rule,
            "scrollbar-hover": quiet,
            "scrollbar-active": accent,
            "scrollbar-background": ground,
            "scrollbar-background-hover": ground,
            "scrollbar-background-active": ground,
            "scrollbar-corner-color": ground,
        },
    )


THEMES = (
    _theme(
        "coach-dark",
        ground="#14171b",
        raised="#1b1f25",
        panel="#2b323b",
        text="#d8dce2",
        quiet="#8d97a5",
        rule="#39414c",
        accent="#7cc7bd",
        on_accent="#0c1614",
        speed="#579a92",
        cursor="#232a32",
        alert="#ff8f8f",
        dark=True,
    ),
    _theme(
        "coach-light",
        ground="#fcfbf8",
        raised="#f3f1eb",
        panel="#dcd9d0",
        text="#20242a",
        quiet="#5b626c",
        rule="#c9c5ba",
        accent="#0b655d",
        on_accent="#ffffff",
        speed="#2f7f77",
        cursor="#e9eeea",
        alert="#a3141c",
        dark=False,
    ),
    _theme(
        "coach-contrast",
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
        alert="#ff9d9d",
        dark=True,
    ),
    _theme(
        "coach-ansi",
        ground="ansi_default",
        raised="ansi_default",
        panel="ansi_bright_black",
        text="ansi_default",
        quiet="ansi_default",
        rule="ansi_bright_black",
        accent="ansi_cyan",
        on_accent="ansi_black",
        speed="ansi_cyan",
        cursor="ansi_bright_black",
        alert="ansi_red",
        dark=True,
        ansi=True,
    ),
)

THEME_WORDS = {
    "coach-dark": "dark",
    "coach-light": "light",
    "coach-contrast": "high contrast",
    "coach-ansi": "the terminal's own colours",
}
