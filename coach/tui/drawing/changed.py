"""Before and after: exposure, the three classes, the pillars. Both are measured; nothing is worked out here."""

from __future__ import annotations

from textual.content import Content

from coach.model.hours import class_hours, class_hours_beside, range_hours
from coach.model.measurement import PILLAR_NAMES, Band, Exposure, Measurement, Pillar
from coach.tui.actions import key_of
from coach.tui.drawing.bars import ORDER
from coach.tui.words import SHORT, SHORTEST, TEXTURE, UNKNOWN, count, figure, figures_shown, number, percent

NO_FIGURES = "Your answers are in, and your plan rests on them. Figures are off: {} shows what changed."
Part = Content | str | tuple[str, str]


def week_change(before: Measurement, after: Measurement) -> Content:
    """Exposure with its band, and the hours of the three classes with theirs, before → after."""
    if not figures_shown():
        return Content(NO_FIGURES.format(key_of("app.figures")))
    parts: list[Part] = [_exposure(before, after, "exposure                 "), "\n"]
    for name, was, now in zip(ORDER, _hours(before), _hours(after), strict=True):
        parts += [(f"{TEXTURE[name]} ", f"${name}"), f"{SHORT[name]:<23}", f"{was} → ", (now, "bold"), "\n"]
    # what is said of the range is what its figures show, as they are rounded
    points = _shown_width(before.exposure) - _shown_width(after.exposure)
    surer = round(_width(before.displaceable) * before.hours - _width(after.displaceable) * after.hours)
    if points > 0:
        note = f"The range is {count(points, 'point')} narrower. A range holds in 8 cases of 10."
    elif points == 0 and surer > 0:
        note = f"What could run without you is {surer} h surer; the range of exposure is as wide as before."
    elif points < 0:
        note = "The range is wider: your answers say something else than the words do, and both are taken seriously."
    elif figure(before.exposure) != figure(after.exposure):
        note = "Your answers moved the figure; its range is as wide as before."
    else:
        note = "The figure and its range are as before."
    return Content.assemble(*parts, "\n", (note, "$quiet"))


def _shown_width(exposure: Exposure) -> int:
    return percent(exposure.high) - percent(exposure.low)


def _width(band: Band | Exposure) -> float:
    return band.high - band.low


def position_change(before: Measurement, after: Measurement) -> Content:
    """Every pillar that applies, before → after; unknown is shown as unknown."""
    if not figures_shown():
        return Content(NO_FIGURES.format(key_of("app.figures")))
    was = {pillar.id: pillar for pillar in before.position.pillars}
    lines = []
    for pillar in after.position.pillars:
        if pillar.applies:
            old = was.get(pillar.id)
            shown = level(old) if old is not None else Content.styled(UNKNOWN, "$quiet")
            lines.append(Content.assemble(f"{PILLAR_NAMES[pillar.id]:<22}", shown.pad_right(4 - shown.cell_length)))
            moved = old is None or (old.known, round(old.level)) != (pillar.known, round(pillar.level))
            if moved:
                lines[-1] = Content.assemble(lines[-1], "  →  ", level(pillar), (_standing(pillar), "$quiet"))
    note = "What you say is claimed and counts half; a result in the ledger that someone confirms shows it in full."
    return Content.assemble(Content("\n").join(lines), "\n\n", (note, "$quiet"))


def signs_seen(after: Measurement) -> Content:
    """How many signs were seen: signs, not scores."""
    seen = sum(sign.state == "seen" for sign in after.pressure)
    unseen = sum(sign.state == "not_seen" for sign in after.pressure)
    unknown = sum(sign.state == "not_looked" for sign in after.pressure)
    note = "Signs change no figure of yours. They bring steps forward that are worth having in any case: no more."
    return Content.assemble(
        (f"{seen} seen", "bold"), f"   {unseen} not seen   {unknown} not looked at\n\n", (note, "$quiet")
    )


def what_if_lines(
    before: Measurement, after: Measurement, unassigned: float, width: int, *, grown: float = 0.0
) -> Content:
    """The difference of a what-if: the classes on the left, exposure and the pillars that move on the right. `grown`:
    hours the week is longer, which came from nowhere."""
    longer = f"{number(grown)} h more a week than before" if grown else ""
    if not figures_shown():
        return Content(longer or f"{UNKNOWN} {number(unassigned)} h not assigned yet")
    words = SHORT if width >= 76 else SHORTEST
    was_hours, then, free = class_hours_beside(before, after, unassigned)
    left: list[Content] = []
    for name, was, now in zip(ORDER, was_hours, then, strict=True):
        left.append(
            Content.assemble(
                (f"{TEXTURE[name]} ", f"${name}"),
                f"{words[name]:<{22 if words is SHORT else 12}}",
                f"{number(was) + ' h':>6} → ",
                (f"{number(now) + ' h':<7}", "bold"),
            )
        )
    at = 33 if words is SHORT else 23
    if grown:
        left.append(Content(f"{'+ longer than your week' if words is SHORT else '+ longer':<{at}}{number(grown)} h"))
    else:
        left.append(Content(f"{'· not assigned yet':<{at}}{number(free)} h"))
    column = 44 if words is SHORT else 30
    exposure = _exposure(before, after, "exposure  ")
    if exposure.cell_length > width - column:
        exposure = _exposure(before, after, "exposure  ", short=True)
    right = [exposure, *pillars_moved(before, after)]
    if len(right) > len(left):
        more = len(right) - len(left) + 1
        right = [*right[: len(left) - 1], Content.styled(f"and {count(more, 'other pillar')}", "$quiet")]
    rows = []
    for at, line in enumerate(left):
        beside = right[at].truncate(max(1, width - column), ellipsis=True) if at < len(right) else Content("")
        rows.append(Content.assemble(line.truncate(column, pad=True), beside))
    return Content("\n").join(rows)


def pillars_moved(before: Measurement, after: Measurement) -> list[Content]:
    """The pillars that differ, each on a line."""
    was = {pillar.id: pillar for pillar in before.position.pillars}
    moved = []
    for pillar in after.position.pillars:
        old = was.get(pillar.id)
        if pillar.applies and old is not None and (old.known, round(old.level)) != (pillar.known, round(pillar.level)):
            moved.append(Content.assemble(f"{PILLAR_NAMES[pillar.id]}  ", level(old), " → ", level(pillar)))
    return moved


def level(pillar: Pillar) -> Content:
    """`●●○○`, or `·` where nothing is known."""
    if not pillar.known:
        return Content.styled(UNKNOWN, "$quiet")
    full = round(pillar.level)
    return Content.styled("●" * full + "○" * (4 - full), "$accent")


def _standing(pillar: Pillar) -> str:
    return "" if not pillar.known else "  shown" if pillar.shown else "  claimed"


def _exposure(before: Measurement, after: Measurement, name: str, *, short: bool = False) -> Content:
    was = str(percent(before.exposure.value)) if short else figure(before.exposure)
    return Content.assemble(name, f"{was} → ", (figure(after.exposure), "bold $accent"))


def _hours(measured: Measurement) -> list[str]:
    """Each class as `14 h (9–20)`: the hours add up to those of the week."""
    told = []
    bands = (measured.displaceable, measured.augmentable, measured.human)
    for band, shown in zip(bands, class_hours(measured), strict=True):
        low, high = range_hours(band, shown, measured.hours)
        told.append(f"{number(shown)} h ({number(low)}–{number(high)})")
    return told
