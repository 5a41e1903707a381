"""What Home says: the week, the steps, where one stands, what changed, the year. Drawn from what the session tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from coach.model.measurement import PILLAR_NAMES, Measurement, Pillar
from coach.session import one_line, safe
from coach.tui.actions import key_of
from coach.tui.drawing.bars import clip, legend, told, week_bar
from coach.tui.drawing.changewords import in_short
from coach.tui.widgets.rows import Row
from coach.tui.words import UNKNOWN, amount, count, day, duration, figure, figures_shown, full_day, number

if TYPE_CHECKING:
    from coach.model.checkin import Attribution
    from coach.model.ledger import Amount, Entry, EntryKind
    from coach.model.plan import Milestone, Plan
    from coach.session.months.today import Nudge

KINDS: dict[EntryKind, str] = {
    "cash": "cash",
    "capacity": "capacity",
    "quality": "quality",
    "unsorted": "not sorted yet",
}
MOST_CHANGES = 3
MOST_DONE = 2
GAP = 3  # cells between two columns of pillars
LABEL = 16  # cells of the name of a kind of result


def week(measured: Measurement, width: int) -> Content:
    """The week as a bar with its figure; with figures off, its hours only."""
    head = ("YOUR WEEK", "bold $quiet")
    if not figures_shown():
        return Content.assemble(
            head,
            f"   {number(measured.hours)} h in {count(len(measured.tasks), 'task')}",
            (f"   figures are off: {key_of('app.figures')}", "$quiet"),
        ).truncate(width)
    return Content.assemble(
        head,
        f"   {number(measured.hours)} h",
        ("   exposure ", "$quiet"),
        figure(measured.exposure),
        "\n",
        week_bar(width, measured),
        "\n",
        legend(measured, width),
    )


def standing(measured: Measurement, plan: Plan | None, width: int, *, tight: bool) -> Content:
    """The pillars; one nobody spoke of yet is unknown, never zero. `tight`: in as few lines as there can be."""
    pillars = [pillar for pillar in measured.position.pillars if pillar.applies]
    if not figures_shown() or not pillars:
        return Content("")
    known = sum(pillar.known for pillar in pillars)
    note = f"   {known} of {len(pillars)} known" if known else "   not known yet; nothing is assumed"
    following = _next(measured, plan)
    told_next = f"   next: {', '.join(following)}" if following else ""
    head = Content.assemble(("WHERE YOU STAND", "bold $quiet"), (note, "$quiet"))
    beside = Content.assemble(head, (told_next, "$quiet"))
    lines = [beside if beside.cell_length <= width else head]
    known_first = sorted(pillars, key=lambda pillar: not pillar.known) if tight else pillars
    lines += _columns(known_first, width, tight=tight)
    if following and not tight and beside.cell_length > width:
        lines.append(Content.assemble(("next: ", "$quiet"), ", ".join(following)).truncate(width))
    return Content("\n").join(lines)


def changed(found: Attribution | None, width: int, *, tight: bool) -> Content:
    """What moved the figures since they were last measured: the most telling causes."""
    if found is None:
        return Content("")
    causes = [one for one in found.causes if in_short(one) or not figures_shown()][: MOST_CHANGES - tight]
    if not causes:
        return Content("")
    lines = [Content.assemble(("WHAT CHANGED", "bold $quiet"), (f"   since {full_day(found.since)}", "$quiet"))]
    for one in causes:
        words = f"{one.words[:1].upper()}{one.words[1:]}" + (" (news)" if one.news else "")
        note = in_short(one)
        room = width - len(note) - (2 if note else 0)
        if tight:
            lines.append(Content.assemble(clip(words, room), "  " if note else "", (note, "$quiet")))
        else:
            lines.append(told(words, note, width, first=Content("  ")))
    return Content("\n").join(lines)


def year(entries: Sequence[Entry], worth: dict[EntryKind, dict[str, Amount]], width: int, *, tight: bool) -> Content:
    """What was logged this year: each kind with what it comes to, or its latest result; kinds are never added."""
    head = ("THIS YEAR", "bold $quiet")
    if not entries:
        note = f"   no result logged yet; {key_of('home.log')} logs one in a line"
        return Content.assemble(head, (note, "$quiet")).truncate(width)
    from coach.session.results.ledger import as_read  # not for the first paint

    kinds = {one.id: as_read(one).counts_as for one in entries}
    lines = [Content.assemble(head, (f"   {count(len(entries), 'result')} logged", "$quiet"))]
    for kind, name in KINDS.items():
        of_kind = sorted((one for one in entries if kinds[one.id] == kind), key=lambda one: one.date, reverse=True)
        units = worth.get(kind, {})
        if not of_kind and not units:
            continue
        said = " · ".join(
            f"at least {amount(one.at_least, unit)}, likely {amount(one.likely, unit)}" for unit, one in units.items()
        )
        words = safe(said) if said else one_line(of_kind[0].text)
        more = f"and {len(of_kind) - 1} more" if not said and len(of_kind) > 1 else ""
        first = Content.styled(f"{name:<{LABEL}}", "$quiet")
        if tight:
            room = width - LABEL - (len(more) + 2 if more else 0)
            lines.append(Content.assemble(first, clip(words, room), f"  {more}" if more else ""))
        else:
            lines.append(told(words, more, width, first=first))
    return Content("\n").join(lines)


def step(one: Milestone, if_then: str, screen: Screen[None]) -> Row:
    """A step: its words, its day and how long; with its if-then where there is room."""

    def draw(width: int) -> Content:
        note = f"{day(one.due)}  {duration(one.hours):>6}"
        first = Content.styled("▸ ", "$accent")
        if screen.has_class("-tight"):
            return Content.assemble(first, clip(one.title, width - len(note) - 4), "  ", (note, "$quiet"))
        line = told(one.title, note, width, first=first)
        if not if_then or not screen.has_class("-high"):
            return line
        return Content.assemble(line, "\n", told(if_then, "", width, first=Content("  "), look="$quiet"))

    return Row(one.id, draw)


def done_this_week(plan: Plan, today: date, screen: Screen[None]) -> list[Row]:
    """The latest steps closed since Monday."""
    monday = today - timedelta(days=today.weekday())
    closed = [one for _move, one in plan.milestones() if one.state == "done" and one.done_on and one.done_on >= monday]
    closed.sort(key=lambda one: one.done_on or today, reverse=True)
    return [_done(one.title, screen) for one in closed[:MOST_DONE]]


def _done(words: str, screen: Screen[None]) -> Row:
    def draw(width: int) -> Content:
        first = Content.styled("✓ ", "$accent")
        if screen.has_class("-tight"):
            return Content.assemble(first, clip(words, width - 2).stylize("$quiet"))
        return told(words, "", width, first=first, look="$quiet")

    return Row(None, draw)


def nudge(one: Nudge, screen: Screen[None]) -> Row:
    """Something that may be worth a moment; enter goes there."""

    def draw(width: int) -> Content:
        first = Content.styled("· ", "$accent")
        if screen.has_class("-tight"):
            return Content.assemble(first, clip(one.words, width - 2).stylize("$quiet"))
        return told(one.words, "", width, first=first, look="$quiet")

    return Row(nudge_id(one), draw)


def nudge_id(one: Nudge) -> str:
    """The id of a suggestion's row."""
    return f"nudge/{one.id}"


def _columns(pillars: list[Pillar], width: int, *, tight: bool) -> list[Content]:
    """The pillars beside one another, each column as wide as its longest name asks; in words where there is room."""
    shapes = ((3, False), (2, True), (2, False)) if tight else ((2, True),)
    for columns, in_words in shapes:
        rows = -(-len(pillars) // columns)
        parts = [pillars[at : at + rows] for at in range(0, len(pillars), rows)]
        cells = [_column(part, in_words=in_words) for part in parts]
        if sum(column[0].cell_length for column in cells) + GAP * (len(cells) - 1) <= width:
            beside = [[column[at] for column in cells if at < len(column)] for at in range(rows)]
            return [Content(" " * GAP).join(line) for line in beside]
    return _column(pillars, in_words=True)


def _column(pillars: list[Pillar], *, in_words: bool) -> list[Content]:
    names = max(len(PILLAR_NAMES[pillar.id]) for pillar in pillars) + 2
    cells = [_pillar(pillar, names, in_words=in_words) for pillar in pillars]
    width = max(one.cell_length for one in cells)
    return [one.pad_right(width - one.cell_length) for one in cells]


def _pillar(pillar: Pillar, names: int, *, in_words: bool) -> Content:
    name = f"{PILLAR_NAMES[pillar.id]:<{names}}"
    if not pillar.known:
        return Content.assemble(name, (UNKNOWN, "$quiet"), " " * 3)
    level = round(pillar.level)
    dots = "●" * level + "○" * (4 - level)
    shown = (" shown" if pillar.shown else " claimed") if in_words else "✓" if pillar.shown else ""
    return Content.assemble(name, (dots, "$accent"), (shown, "$quiet"))


def _next(measured: Measurement, plan: Plan | None) -> list[str]:
    """The two pillars that the plan's open steps raise most."""
    if plan is None or not any(one.state == "open" for _move, one in plan.milestones()):
        return []
    now = {pillar.id: pillar.level if pillar.known else 0.0 for pillar in measured.position.pillars}
    rises = sorted(
        (
            (now.get(one.id, 0.0) - one.level, PILLAR_NAMES[one.id])
            for one in plan.expected.position.pillars
            if one.known
        ),
        key=lambda pair: pair[0],
    )
    return [name for rise, name in rises if rise < -0.5][:2]
