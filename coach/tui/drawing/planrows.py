"""The rows of the Plan screen: by phase, and week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from coach.model.plan import PHASE_NAMES, PHASES, Milestone, PhaseId, Plan, PlannedMove, Waiting
from coach.session import safe
from coach.session.plan.plans import Week
from coach.tui.drawing.bars import told
from coach.tui.drawing.moves import changes_figures
from coach.tui.widgets.rows import Row, heading
from coach.tui.words import count, day, duration, figures_shown, number

MARKS = {"open": "○", "done": "✓", "snoozed": "~", "dropped": "–"}
NOW = "▸"
BAR = 12
MOST_HOURS_DRAWN = 6.0  # a week of so many hours of steps fills the little bar of its line

Pairs = Sequence[tuple[PlannedMove, Milestone]]


def by_phase(plan: Plan, this_week: Pairs, today: date, dropped: Mapping[str, str], paused: date | None) -> list[Row]:
    """This week first, the projects, the three phases with their moves and steps, what waits and why, what was left
    out by hand. `dropped`: the words of moves left out, by id."""
    rows: list[Row] = []
    if paused is not None:
        rows.append(_head("PAUSED", f"nothing is asked for until {day(paused)}; z goes on before that"))
    elif this_week:
        took = sum(step.hours for _move, step in this_week)
        rows.append(_head("THIS WEEK", f"{count(len(this_week), 'step')}, about {duration(took)}"))
        rows += [_step(move, step, today, "now") for move, step in this_week]
    else:
        rows.append(_head("THIS WEEK", "nothing is left to do; enough for this week"))
    if plan.projects:
        rows += [heading(""), _head("PROJECTS", "moves that feed on each other, told as one story")]
        rows += [_plain(f"project/{one.id}", one.title, "") for one in plan.projects]
    for phase in PHASES:
        moves = plan.phase(phase)
        if moves:
            rows += [heading(""), _head(PHASE_NAMES[phase].upper(), _weeks(plan, phase))]
            for move in moves:
                rows.append(_move(move))
                rows += [_step(move, step, today, "step") for step in move.milestones]
    if plan.not_now:
        rows += [heading(""), _head("NOT NOW", "looked at, and why each waits; r takes one up")]
        rows += [_waiting(one) for one in plan.not_now]
    if dropped:
        rows += [heading(""), _head("LEFT OUT BY YOU", "r takes one back")]
        rows += [_plain(f"dropped/{name}", words, "") for name, words in dropped.items()]
    return rows


def by_week(weeks: Sequence[Week], today: date) -> list[Row]:
    """Week by week: its days, its hours as a little bar, its steps; a week away says so."""
    rows: list[Row] = []
    for week in weeks:
        if rows:
            rows.append(heading(""))
        rows.append(_week_head(week, week.first <= today <= week.last))
        above = ""
        for move, step in week.steps:
            if move.id != above and len(move.milestones) > 1:
                rows.append(_of(move))
            above = move.id
            rows.append(_step(move, step, today, f"week{week.number}"))
    return rows


def dropped_words(plan: Plan, titles: Mapping[str, str]) -> dict[str, str]:
    """What was left out by hand and is not in the plan's own rows: its words by id. `titles`: those of the shelf."""
    shown = {step.id for _move, step in plan.milestones()} | {move.move for move in plan.moves}
    found = {}
    for name in plan.dropped:
        if name not in shown:
            move = name.partition(":")[0]
            found[name] = _of_template(titles.get(move, move.replace("-", " ")))
    return found


def _of_template(title: str) -> str:
    words = title.replace("“{task}”", "a task of yours").replace("{task}", "a task of yours")
    return words.replace("{hours}", "some").replace("{week}", "your").replace("{title}", "you")


def _weeks(plan: Plan, phase: PhaseId) -> str:
    """`weeks 1–3 · 6 h`: from the first to the last due day of its steps."""
    moves = plan.phase(phase)
    dues = [step.due for move in moves for step in move.milestones if step.state != "dropped"]
    took = number(round(sum(move.hours for move in moves), 1))
    if not dues:
        return f"{took} h"
    first, last = (max(1, (due - plan.start) // timedelta(days=7) + 1) for due in (min(dues), max(dues)))
    return f"{f'weeks {first}–{last}' if first != last else f'week {first}'} · {took} h"


def _week_head(week: Week, here: bool) -> Row:
    def draw(width: int) -> Content:
        name = f"WEEK {week.number}"
        days = f"{day(week.first)} to {day(week.last)}" if width >= 70 else f"from {day(week.first)}"
        look = "bold $accent" if here else "bold $quiet"
        now = "   this week" if here else ""
        if week.away is not None:
            why = f", {safe(week.away)}" if week.away else ""
            return Content.assemble((name, look), (f"   {days}{now}   away{why}", "$quiet"))
        full = min(BAR, round(BAR * week.hours / MOST_HOURS_DRAWN)) if week.hours else 0
        bar = Content.assemble(("━" * full, "$accent"), ("─" * (BAR - full), "$rule"))
        hours = f"  {duration(week.hours)}" if week.hours else "  no steps"
        if width < 70:
            return Content.assemble((f"{name:<8}", look), (f" {days}{hours}{now}", "$quiet"))
        return Content.assemble((f"{name:<8}", look), (f" {days:<24} ", "$quiet"), bar, (f"{hours}{now}", "$quiet"))

    return Row(None, draw)


def _head(name: str, note: str) -> Row:
    def draw(width: int) -> Content:
        line = Content.assemble((name, "bold $quiet"), (f"   {note}", "$quiet"))
        return line if line.cell_length <= width else told(note, "", width, first=Content.styled(f"{name}   ", "bold"))

    return Row(None, draw)


def _move(move: PlannedMove) -> Row:
    def draw(width: int) -> Content:
        good = ""
        if width >= 60 and figures_shown() and changes_figures(move):
            good = f"good in {move.readings.good}/{move.readings.of}"
        whose = "yours" if move.own else "rests" if move.rests else "ask" if move.control == "ask" else ""
        note = "  ".join(one for one in (whose, good, f"{duration(move.hours):>6}") if one)
        return told(move.title, note, width, first=Content(" "), look="bold")

    return Row(f"move/{move.id}", draw)


def _of(move: PlannedMove) -> Row:
    return Row(None, lambda width: told(move.title, "", width, first=Content(" "), look="$quiet"))


def _step(move: PlannedMove, step: Milestone, today: date, kind: str) -> Row:
    def draw(width: int) -> Content:
        mark = NOW if kind == "now" and step.state == "open" else MARKS[step.state]
        note = f"{_when(step, today):>10}  {duration(step.hours):>6}"
        if step.state == "dropped":
            note = "left out"
        look = "$quiet" if step.state in ("done", "dropped") else ""
        indent = " " if kind == "now" else "   "
        lines = [told(step.title, note, width, first=Content.assemble(indent, (mark, "$accent"), " "), look=look)]
        if step.state == "done" and step.evidence:
            lines.append(told(step.evidence, "", width, first=Content.styled(f"{indent}  shown by ", "$quiet")))
        return Content("\n").join(lines)

    return Row(f"{kind}/{step.id}", draw)


def _when(step: Milestone, today: date) -> str:
    if step.state == "done" and step.done_on is not None:
        return day(step.done_on)
    if step.state == "snoozed" and step.snoozed_until is not None:
        return f"from {day(step.snoozed_until)}"
    return f"{'since ' if step.state == 'open' and step.due < today else ''}{day(step.due)}"


def _waiting(one: Waiting) -> Row:
    title, mark, why = one.why.partition(". ")
    if not mark:
        return _plain(f"wait/{one.id}", one.why, "")

    def draw(width: int) -> Content:
        head = told(title, "", width, first=Content(" "))
        return Content("\n").join([head, told(why, "", width, first=Content("   "), look="$quiet")])

    return Row(f"wait/{one.id}", draw)


def _plain(name: str, words: str, note: str) -> Row:
    return Row(name, lambda width: told(words, note, width, first=Content(" ")))
