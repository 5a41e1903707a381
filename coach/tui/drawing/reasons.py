"""What a figure rests on, what would change it, and what others published. Drawn for a sheet or a side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from textual.content import Content

from coach.model.measurement import Measurement, Published, Reason, TaskMeasure
from coach.session import safe
from coach.tui.actions import key_of
from coach.tui.drawing.bars import ORDER
from coach.tui.words import CLASSES, TEXTURE, figure, figures_shown, hours, percent

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Part = Content | str | tuple[str, str]


class Index(Protocol):
    """What the library knows of a published index."""

    @property
    def name(self) -> str: ...
    @property
    def measures(self) -> str: ...
    @property
    def limits(self) -> str: ...


def task_reasons(task: TaskMeasure) -> Content:
    """One task: its figure and classes, what they rest on with the direction and size, what would change them."""
    parts: list[Part] = [(safe(task.text), "bold"), (f"   {hours(task.hours)}", "$quiet"), "\n\n"]
    if figures_shown():
        parts += _figures(task)
    sure = "Most raters judge tasks worded like this alike." if task.sure else "Raters would differ on this one."
    parts += [(sure, "$quiet"), "\n\n", ("IT RESTS ON", "bold $quiet"), "\n", *_reasons(task.reasons)]
    if task.would_change:
        parts += ["\n", ("IT WOULD CHANGE MOST WITH", "bold $quiet"), "\n", *_reasons(task.would_change)]
    sources = sorted({reason.source for reason in task.reasons if reason.source})
    if sources:
        parts += ["\n", ("Source: " + safe("; ".join(sources)) + ".", "$quiet")]
    return Content.assemble(*parts)


def _figures(task: TaskMeasure) -> list[Part]:
    exposure = task.exposure
    parts: list[Part] = [
        "exposure ",
        (figure(exposure), "bold $accent"),
        (f"   strict {percent(exposure.strict)}, wide {percent(exposure.wide)}", "$quiet"),
        "\n",
    ]
    for name, share in zip(ORDER, (task.displaceable, task.augmentable, task.human), strict=True):
        parts += [(f"{TEXTURE[name]} ", f"${name}"), (f"{percent(share):>3}%  ", "bold"), CLASSES[name], "\n"]
    return parts


def _reasons(reasons: tuple[Reason, ...]) -> list[Part]:
    lines: list[Part] = []
    for reason in reasons:
        if not figures_shown():
            way = "more" if reason.effect > 0 else "less" if reason.effect < 0 else "either way"
            lines += [safe(reason.text), (f"   {way} within AI's reach\n", "$quiet")]
            continue
        points = percent(reason.effect)
        mark = f"{points:+4d} " if points else "   · "
        lines += [(mark.replace("-", "−"), "$accent"), " ", safe(reason.text), "\n"]
    return lines


def _published(one: Published) -> str:
    """`Eloundou and others, Science: published 2024, data of 2023.`, from a source that names its year."""
    years = _YEAR.findall(one.source)
    if not years:
        return f"{one.source}, {one.year}."
    told = f"published {years[-1]}" + (f", data of {one.year}" if int(years[-1]) != one.year else "")
    where = _YEAR.sub("", one.source).replace(" ()", "").replace("  ", " ").replace(" ,", ",").strip(" ,")
    return f"{where}: {told}."


def others(measured: Measurement, indices: Mapping[str, Index]) -> Content:
    """Each published figure with its year, population, and what it measures; then what is typical."""
    if not figures_shown():
        return Content(f"Figures are off. {key_of('app.figures')} shows them again, those of others too.")
    parts: list[Part] = []
    for one in measured.published:
        index = indices.get(one.index)
        name = (index.name if index else one.index).removesuffix(" (β)")
        parts += [(safe(name), "bold"), "   ", (f"{one.value:.2f}", "bold $accent")]
        parts += [(" on a scale of 0 to 1", "$quiet"), "\n"]
        if index:
            parts += [index.measures, "\n"]
        parts += [(f"{one.population}. {_published(one)} {one.licence}.", "$quiet"), "\n"]
        if index and index.limits:
            parts += [(index.limits, "$quiet"), "\n"]
        parts.append("\n")
    if not measured.published:
        parts += [
            "No published figure is held for your occupation, or none was picked yet: ",
            f"{key_of('go.week')}, then {key_of('week.title')}.\n\n",
        ]
    typical = measured.typical
    if typical is not None:
        parts += [
            ("Typical, by our own estimate", "bold"),
            "   ",
            (str(percent(typical.value)), "bold $accent"),
            "\nThe same estimate over the public tasks of your occupation. Your week comes out higher than ",
            f"{round(typical.percentile)} of 100 occupations. Only our own figures are ranked against each other.\n\n",
        ]
    parts.append(("These measure different things on different scales: they are not averaged or compared.", "$quiet"))
    return Content.assemble(*parts)
