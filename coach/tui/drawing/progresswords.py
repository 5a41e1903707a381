"""The Progress page in words and charts: what is drawn is also said in figures, and with figures off in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from coach.model.checkin import CONFIDENCES, Attribution, CheckIn, Figures, Moved, Snapshot
from coach.model.measurement import PILLAR_NAMES
from coach.model.plan import Outcome
from coach.session import one_line, safe
from coach.session.months.lookback import Lookback, Stood
from coach.tui.drawing.changewords import NAMES, in_short, signed
from coach.tui.widgets.chart import Point, chart, levels
from coach.tui.words import (
    UNKNOWN,
    count,
    duration,
    figure,
    figures_shown,
    full_day,
    hours,
    month,
    number,
    percent,
)

Part = Content | str | tuple[str, str]
TOLD = {
    "checkin": "check-in",
    "entry": "result",
    "milestone": "step done",
    "measurement": "measured",
    "drill": "drill",
    "job": "job",
    "away": "away",
    "sign": "sign",
}
NAME = 20  # cells of a pillar's name


def head(back: Lookback, width: int) -> Content:
    """What it all came to, in a line: since when, check-ins, hours, our own error; as much of it as fits."""
    facts = [f"since {month(back.since)}"]
    facts += [count(back.checkins, "check-in")] if back.checkins else []
    facts += [f"{hours(round(back.hours, 1))} put in"] if back.hours else []
    facts += [f"steps {number(round(back.pace, 1))} × our guess"] if back.pace is not None else []
    line = Content.styled("PROGRESS", "bold $quiet")
    for fact in facts:
        longer = Content.assemble(line, "  ", fact)
        if longer.cell_length > width:
            break
        line = longer
    return line


def exposure(back: Lookback, width: int, height: int, today: date) -> Content:
    """Exposure over time: the line with its range as a shade, and the first and last figure in words."""
    told = [*((one.date, one.figures) for one in back.snapshots), *([(today, back.now)] if back.now else [])]
    told = [(on, one) for on, one in told if one.hours > 0]
    if not told:
        return Content("")
    (first_on, first), (_last_on, last) = told[0], told[-1]
    words = f"   {figure(last.exposure)} now"
    if len(told) > 1 and first_on != today:
        words += f", {figure(first.exposure)} in {month(first_on)}"
    title = Content.assemble(("EXPOSURE", "bold $quiet"), words).truncate(width)
    points = [Point(on, one.exposure.value, one.exposure.low, one.exposure.high) for on, one in told]
    if first_on == today or height < 4:
        note = "The first measurement. From the second on this is a line over time." if first_on == today else ""
        return Content.assemble(title, (f"\n{note}" if note and height > 1 else "", "$quiet"))
    return Content.assemble(title, "\n", chart(points, width, height - 1, until=today))


def standing(back: Lookback, width: int, today: date) -> Content:
    """Each pillar over time, then and now, in one or two columns."""
    if not back.levels:
        return Content("")
    since = min((steps[0][0] for steps in back.levels.values() if steps), default=today)
    columns = 2 if width >= 72 else 1
    cell = (width - 2 * (columns - 1)) // columns
    arrow = cell - NAME - 13 >= 10  # room for then and now as well
    strip = max(0, min(24, cell - NAME - (13 if arrow else 6))) if since < today else 0
    cells = []
    for name, steps in back.levels.items():
        if name in back.apart or not steps:
            cells.append(Content.assemble(f"{PILLAR_NAMES[name]:<{NAME}}", ("doesn't apply", "$quiet")))
            continue
        then, now = steps[0][1], steps[-1][1]
        drawn = levels(steps, strip, since=since, until=today) if strip > 3 else Content("")
        moved = f"{_level(then)} → " if arrow and since < today and then != now else ""
        cells.append(
            Content.assemble(
                f"{PILLAR_NAMES[name]:<{NAME}}",
                drawn,
                "  " if drawn else "",
                (moved, "$quiet"),
                (_level(now), "$accent" if now is not None else "$quiet"),
            )
        )
    rows = -(-len(cells) // columns)
    lines = []
    for at in range(rows):
        pair = [cells[at + rows * column] for column in range(columns) if at + rows * column < len(cells)]
        lines.append(Content("  ").join([one.truncate(cell, pad=True) for one in pair]))
    title: list[Part] = [("WHERE YOU STAND", "bold $quiet")]
    if strip > 3:
        title.append((f"   since {month(since)}; {UNKNOWN} unknown", "$quiet"))
    return Content.assemble(Content.assemble(*title).truncate(width), "\n", Content("\n").join(lines))


def compared(found: Attribution, stood: Sequence[Stood] = ()) -> Content:
    """Two days side by side, with the pillars that moved, then every cause with its part."""
    parts: list[Part] = [(f"{full_day(found.since)} → {full_day(found.until)}", "bold"), "\n\n"]
    if figures_shown():
        for one in found.figures:
            if one.figure in NAMES:
                parts += [f"{NAMES[one.figure]:<29}", _moved(one), "\n"]
        parts += [part for one in stood for part in (stood_words(one), "\n")]
        parts.append("\n")
    causes = [cause for cause in found.causes if in_short(cause) or not figures_shown()]
    if causes:
        parts += [("WHAT MOVED IT", "bold $quiet"), "\n"]
    elif stood:
        parts += ["What was not known before has no difference; what is known now stands above.", "\n"]
    else:
        parts += ["Nothing that would show moved between these days.", "\n"]
    for cause in causes:
        parts += ["▸ ", f"{one_line(cause.words)[:1].upper()}{one_line(cause.words)[1:]}", "\n"]
        moved = [f"{signed(name, cause.moved(name))} {words}" for name, words in NAMES.items()]
        moved = [words for words in moved if not words.startswith(" ")]
        if figures_shown():
            parts += [("  " + " · ".join(moved), "$quiet"), "\n"]
        if cause.news:
            parts += [("  news: it was so before, and was told since", "$quiet"), "\n"]
    if len(causes) > 1 and figures_shown():
        parts += [
            "\n",
            ("The parts add up to the whole; each counts as much as on average, whichever was first.", "$quiet"),
        ]
    for note in found.notes:
        parts += ["\n", (safe(note), "$quiet")]
    return Content.assemble(*parts)


def stood_words(one: Stood) -> Content:
    """`outcome link        · → ●●●○`."""
    was = f"{_level(one.before)} → "
    look = "$accent" if one.after is not None else "$quiet"
    return Content.assemble(f"{PILLAR_NAMES[one.pillar]:<29}", (was, "$quiet"), (_level(one.after), look))


def checkin_words(one: CheckIn, titles: dict[str, str], obstacles: dict[str, str]) -> Content:
    """A check-in in full."""
    parts: list[Part] = [(full_day(one.date), "bold"), "\n"]
    for mark, steps in (("✓", one.done), ("½", one.smaller), ("○", one.not_yet)):
        parts += [f"\n{mark} {one_line(titles.get(step, step))}" for step in steps]
    facts = [f"{hours(one.hours)} put in"] if one.hours is not None else []
    facts += [f"next week: {CONFIDENCES[one.confidence]}"] if one.confidence is not None else []
    facts += [f"in the way: {', '.join(obstacles.get(name, name) for name in one.obstacles)}"] if one.obstacles else []
    parts += [f"\n{fact}" for fact in facts]
    if one.result:
        parts += ["\n\n", ("result  ", "$quiet"), one_line(one.result)]
    if one.words:
        parts += ["\n\n", ("for yourself  ", "$quiet"), one_line(one.words)]
    if len(parts) == 2:
        parts.append("\nNothing was said, and that is fine.")
    return Content.assemble(*parts)


def snapshot_note(one: Snapshot) -> str:
    """What a measurement said, for the end of its row."""
    return figure(one.figures.exposure)


def outcome_note(one: Outcome) -> str:
    """How long a closed move took against our guess."""
    if not one.actual_hours or not one.guessed_hours:
        return "no hours told"
    return f"{duration(one.actual_hours)}, we guessed {duration(one.guessed_hours)}"


def no_figures(figures: Figures | None) -> str:
    """What stands in the place of the charts with figures off."""
    return "Figures are off; what you did, and what changed, is below in words." if figures is not None else ""


def _level(level: int | None) -> str:
    return UNKNOWN if level is None else "●" * level + "○" * (4 - level)


def _moved(one: Moved) -> str:
    in_hours = one.figure.endswith("_hours")

    def shown(value: float | None) -> str:
        if value is None:
            return "not known"
        return hours(round(value, 1)) if in_hours else str(percent(value))

    difference = "" if one.difference is None else signed(one.figure, one.difference) or "as it was"
    if one.before is None and one.after is None:
        return "nothing was known of it on either day"
    return f"{shown(one.before):>7} → {shown(one.after):<7} {difference}".rstrip()
