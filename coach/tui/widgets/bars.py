"""Drawing the shared visual language: `█` could run without you, `▓` speeds up, `░` not reached, always in this order."""

from __future__ import annotations

from textual.content import Content

from coach.model.measurement import Band, Exposure, Measurement, TaskMeasure
from coach.session import one_line
from coach.tui.words import SHORT, TEXTURE, about, figure, number, percent

ORDER = ("run", "speed", "rest")


def split(width: int, run: float, speed: float, rest: float) -> tuple[int, int, int]:
    """`width` cells shared out by three shares that add up to 1: largest remainder, so the sum is exact."""
    shares = (run, speed, rest)
    total = sum(shares) or 1.0
    exact = [width * share / total for share in shares]
    cells = [int(part) for part in exact]
    for place in sorted(range(3), key=lambda at: cells[at] - exact[at])[: width - sum(cells)]:
        cells[place] += 1
    return cells[0], cells[1], cells[2]


def bar(width: int, run: float, speed: float, rest: float) -> Content:
    """The stacked bar of the three classes, told apart by texture as well as colour."""
    cells = split(width, run, speed, rest)
    return Content.assemble(
        *((TEXTURE[name] * many, f"${name}") for name, many in zip(ORDER, cells, strict=True) if many)
    )


def task_bar(width: int, task: TaskMeasure) -> Content:
    """The bar of one task."""
    return bar(width, task.displaceable, task.augmentable, task.human)


def week_bar(width: int, measured: Measurement) -> Content:
    """The bar of a week, by hours."""
    return bar(width, measured.displaceable.value, measured.augmentable.value, measured.human.value)


def legend(measured: Measurement) -> Content:
    """`█ could run without you 14 h   ▓ speeds up 13 h   ░ not reached 13 h`."""
    bands = (measured.displaceable, measured.augmentable, measured.human)
    parts: list[Content | str] = []
    for name, band in zip(ORDER, bands, strict=True):
        parts += [Content.styled(f"{TEXTURE[name]} ", f"${name}"), f"{SHORT[name]} "]
        parts += [Content.styled(f"{about(band.value * measured.hours)} h", "bold"), "   "]
    return Content.assemble(*parts[:-1])


def hours_range(band: Band, of: float) -> str:
    """A share as hours with its band: `14 h (9–18)`."""
    return f"{about(band.value * of)} h ({number(round(band.low * of))}–{number(round(band.high * of))})"


def scale(width: int, exposure: Exposure) -> Content:
    """0 to 100 as a line: the band as a shade, the value as a mark, strict and wide as edges."""
    last = width - 1
    at = {name: round(last * getattr(exposure, name)) for name in ("low", "high", "strict", "wide", "value")}
    cells: list[tuple[str, str]] = []
    for cell in range(width):
        if cell == at["value"]:
            cells.append(("┃", "bold $accent"))
        elif at["low"] <= cell <= at["high"]:
            cells.append(("▒", "$speed"))
        elif cell in (at["strict"], at["wide"]):
            cells.append(("╎", "$quiet"))
        else:
            cells.append(("─", "$rule"))
    return Content.assemble(*cells)


def clip(text: str, width: int) -> Content:
    """A person's words on one line in exactly `width` cells, never markup, never a raw escape."""
    if width <= 0:
        return Content("")
    return Content(one_line(text)).truncate(width, ellipsis=True, pad=True)


def percent_of(part: float) -> str:
    """A share as `34%`."""
    return f"{percent(part)}%"


def task_figures(task: TaskMeasure) -> Content:
    """The bar and figure of one task in a fixed width, so that columns line up."""
    return Content.assemble(task_bar(6, task), f" {figure(task.exposure):>11}")
