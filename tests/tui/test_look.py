"""The shared visual language: textures, figures, contrast."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import Theme

from coach.model.measurement import Exposure
from coach.tui.drawing.bars import bar, clip, scale, split, told
from coach.tui.theme import THEMES
from coach.tui.words import about, duration, figure, hours

share = st.floats(0, 1)


@given(st.integers(0, 200), share, share, share)
def test_a_bar_is_as_long_as_it_should_be_and_in_one_order(width: int, run: float, speed: float, rest: float) -> None:
    assert sum(split(width, run, speed, rest)) == width
    drawn = bar(width, run, speed, rest).plain
    assert len(drawn) == width
    assert drawn == "".join(sorted(drawn, key="█▓░".index))


@given(st.integers(2, 150), share, share, share)
def test_a_scale_marks_the_value_within_its_band(width: int, one: float, two: float, three: float) -> None:
    low, value, high = sorted((one, two, three))
    drawn = scale(width, Exposure(value, low, high, low, high)).plain
    assert len(drawn) == width
    assert drawn.count("┃") == 1


@given(st.text(max_size=80), st.integers(1, 60))
def test_clipped_words_fill_their_cells_exactly(words: str, width: int) -> None:
    assert clip(words, width).cell_length == width


@given(st.text(alphabet="ab [/]é漢", max_size=120), st.integers(30, 90))
def test_words_told_in_full_lose_no_letter_and_keep_their_width(words: str, width: int) -> None:
    drawn = told(words, "Fri 27 Nov", width, first=clip("▸ ", 2))
    assert all(line.cell_length <= width for line in drawn.split("\n"))
    kept = drawn.plain.replace("Fri 27 Nov", "").replace("▸", "")
    assert [one for one in kept if not one.isspace()] == [one for one in words if not one.isspace()]


@pytest.mark.parametrize(("value", "words"), [(0.75, "45 min"), (1.5, "1 h 30"), (2, "2 h"), (0.2, "12 min")])
def test_durations_as_people_say_them(value: float, words: str) -> None:
    assert duration(value) == words


def test_figures_show_their_band_and_no_false_precision() -> None:
    assert figure(Exposure(0.522, 0.371, 0.669, 0.3, 0.7)) == "52 (37–67)"
    assert (hours(14.0), hours(0.25)) == ("14 h", "0.25 h")
    assert (about(13.7), about(3.3)) == ("14", "3.5")


def _contrast(one: str, other: str) -> float:
    def light(name: str) -> float:
        def channel(value: int) -> float:
            part = value / 255
            return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

        colour = Color.parse(name)
        return 0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b)

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [one for one in THEMES if not one.ansi], ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(theme: Theme) -> None:
    quiet, cursor = theme.variables["quiet"], theme.variables["cursor-row"]
    grounds = [theme.background, theme.surface, theme.panel, cursor]
    for ground in grounds:
        for text in (theme.foreground, theme.accent):
            assert _contrast(str(text), str(ground)) >= 4.5, (text, ground)
    for ground in (theme.background, theme.surface, cursor):
        assert _contrast(quiet, str(ground)) >= 4.5, (quiet, ground)
    assert _contrast(str(theme.error), str(theme.background)) >= 4.5
    assert _contrast(theme.variables["on-accent"], str(theme.accent)) >= 4.5
    assert _contrast(theme.variables["speed"], str(theme.background)) >= 3, "bars are no text; their texture tells them"
