"""Drawing the shared visual language: `█` could run without you, `▓` speeds up, `░` not reached, in this order."""

from __future__ import annotations

from textual.content import Content

from coach.model.hours import class_hours
from coach.model.measurement import Exposure, Measurement, TaskMeasure
from coach.session import one_line
from coach.tui.words import SHORT, SHORTEST, TEXTURE, figure, number

ORDER = ("run", "speed", "rest")


def split(width: int, run: float, speed: float, rest: float) -> tuple[int, int, int]:
    """`width` cells shared out by three shares that add up to 1: largest remainder, so the sum is exact."""
    shares = (run, speed, rest)
    total = sum(shares)
    if total <= 0:
        return 0, 0, width
    exact = [width * share / total for share in shares]
    cells = [int(part) for part in exact]
    for place in sorted(range(3), key=lambda at: cells[at] - exact[at])[: width - sum(cells)]:
        cells[place] += 1
    return cells[0], cells[1], cells[2]


def bar(width: int, run: float, speed: float, rest: float) -> Content:
    """The stacked bar of the three classes, told apart by texture as well as colour. Under a reversed cursor it stays
    as it is: reversed, the fullest texture would look like the emptiest."""
    cells = split(width, run, speed, rest)
    return Content.assemble(
        *((TEXTURE[name] * many, f"not reverse ${name}") for name, many in zip(ORDER, cells, strict=True) if many)
    )


def task_bar(width: int, task: TaskMeasure) -> Content:
    """The bar of one task."""
    return bar(width, task.displaceable, task.augmentable, task.human)


def week_bar(width: int, measured: Measurement) -> Content:
    """The bar of a week, by hours."""
    return bar(width, measured.displaceable.value, measured.augmentable.value, measured.human.value)


def legend(measured: Measurement, width: int) -> Content:
    """`█ could run without you 14 h   ▓ speeds up 13 h   ░ not reached 13 h`: shorter, or one a line, as room asks."""
    shown = class_hours(measured)

    def parts(words: dict[str, str]) -> list[Content]:
        return [
            Content.assemble(
                (f"{TEXTURE[name]} ", f"${name}"),
                f"{words[name]} ",
                (f"{number(hours)} h", "bold"),
            )
            for name, hours in zip(ORDER, shown, strict=True)
        ]

    for words in (SHORT, SHORTEST):
        line = Content("   ").join(parts(words))
        if line.cell_length <= width:
            return line
    return Content("\n").join(parts(SHORT))


def scale(width: int, exposure: Exposure, reading: str = "usual") -> Content:
    """0 to 100 as a line: the figure of a reading as a mark, those of the two others as edges. The usual one has its
    band as a shade; the strict and the wide one have none, as no raters were asked by them alone."""
    last = width - 1
    figures = {"usual": exposure.value, "strict": exposure.strict, "wide": exposure.wide}
    at = {name: round(last * value) for name, value in figures.items()}
    edges = {place for name, place in at.items() if name != reading}
    low, high = (round(last * exposure.low), round(last * exposure.high)) if reading == "usual" else (1, 0)
    cells: list[tuple[str, str]] = []
    for cell in range(width):
        if cell == at[reading]:
            cells.append(("┃", "bold $accent"))
        elif cell in edges:
            cells.append(("╎", "$quiet"))
        elif low <= cell <= high:
            cells.append(("▒", "$speed"))
        else:
            cells.append(("─", "$rule"))
    return Content.assemble(*cells)


def clip(text: str, width: int) -> Content:
    """A person's words on one line in exactly `width` cells, never markup, never a raw escape."""
    if width <= 0:
        return Content("")
    return Content(one_line(text)).truncate(width, ellipsis=True, pad=True)


def told(text: str, note: Content | str, width: int, *, first: Content, look: str = "") -> Content:
    """A person's or a plan's words in full: `first` before them, `note` at the right end of the first line, the rest
    under one another."""
    aside = note if isinstance(note, Content) else Content.styled(note, "$quiet")
    indent, room = first.cell_length, aside.cell_length + (2 if aside else 0)
    fits = max(8, width - indent - room)
    lines = [line.rstrip().truncate(fits, pad=True).stylize(look) for line in Content(one_line(text)).wrap(fits)]
    drawn = [Content.assemble(first, lines[0], "  " if aside else "", aside)]
    drawn += [Content.assemble(" " * indent, line) for line in lines[1:]]
    return Content("\n").join(drawn)


def task_figures(task: TaskMeasure) -> Content:
    """The bar and figure of one task in a fixed width, so that columns line up."""
    return Content.assemble(task_bar(6, task), f" {figure(task.exposure):>11}")
