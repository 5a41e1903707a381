"""The rows of the Plan screen: by phase, and week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual.content import Content

from coach.model.plan import PHASE_NAMES, PHASES, Milestone, PhaseId, Plan, PlannedMove, Waiting
from coach.session import safe
from coach.session.plan.plans import Changed, Week
from coach.tui.actions import key_of
from coach.tui.drawing.bars import told
from coach.tui.drawing.moves import changes_figures
from coach.tui.widgets.rows import Row, heading
from coach.tui.words import count, day, duration, figures_shown, number

MARKS = {"open": "○", "done": "✓", "snoozed": "~", "dropped": "–"}
NOW = "▸"
BAR = 12
FIRST = 3  # steps of this week that stand on top; all of them stand in their phases
MOST_HOURS_DRAWN = 6.0  # a week of so many hours of steps fills the little bar of its line

Pairs = Sequence[tuple[PlannedMove, Milestone]]


def by_phase(
    plan: Plan, coming: Pairs, week: Week | None, today: date, dropped: Mapping[str, str], paused: date | None
) -> list[Row]:
    """This week first, the projects, the three phases with their moves and steps, what waits and why, what was left
    out by hand. `coming`: the open steps of this week, else of the coming days; `week`: this week, with all of its
    steps. `dropped`: the words of moves left out, by id."""
    rows: list[Row] = []
    if paused is not None:
        until = f"nothing is asked for until {day(paused)}; {key_of('plan.pause')} goes on before that"
        rows.append(_head("PAUSED", until))
    else:
        rows.append(_head(*_this_week(plan, coming, week)))
        rows += [_step(move, step, today, "now") for move, step in coming[:FIRST]]
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
        rows += [heading(""), _head("NOT NOW", f"looked at, and why each waits; {key_of('plan.back')} takes one up")]
        rows += [_waiting(one) for one in plan.not_now]
    if dropped:
        rows += [heading(""), _head("LEFT OUT BY YOU", f"{key_of('plan.back')} takes one back")]
        rows += [_plain(f"dropped/{name}", words, "") for name, words in dropped.items()]
    return rows


def _this_week(plan: Plan, coming: Pairs, week: Week | None) -> tuple[str, str]:
    """The heading of what stands first, with the steps and hours week by week shows for the same week."""
    if week is not None and any(step.due <= week.last for _move, step in coming):
        steps, took = len(week.steps), duration(week.hours)
        done = sum(step.state == "done" for _move, step in week.steps)
        finished = f", {done} done" if done else ""
        if len(coming) > FIRST:
            return "THIS WEEK", f"the first {FIRST} of {count(steps, 'step')}, {took} in all{finished}"
        return "THIS WEEK", f"{count(steps, 'step')}, {took}{finished}"
    if coming:
        return "THE COMING DAYS", f"{count(len(coming), 'step')}, {duration(sum(step.hours for _, step in coming))}"
    if week is not None and any(step.state == "done" for _move, step in week.steps):
        return "THIS WEEK", "nothing is left to do; enough for this week"
    ahead = next((step for _move, step in plan.milestones() if step.state in ("open", "snoozed")), None)
    return "THIS WEEK", f"no step; the next one is on {day(ahead.due)}" if ahead is not None else "nothing left to do"


def changed_words(changed: Changed) -> str:
    """What a change to the plan came to, in a sentence or two."""
    parts = [f"{count(len(changed.new), 'move')} new" if changed.new else ""]
    parts += [f"{count(len(changed.gone), 'move')} gone" if changed.gone else ""]
    parts += [f"{count(changed.moved, 'step')} on other days" if changed.moved else ""]
    said = ", ".join(part for part in parts if part)
    return said or "nothing in it is different"


def end_words(changed: Changed, plan: Plan) -> str:
    """Where the plan ends now, if it is not where it did; else nothing."""
    if not changed.weeks:
        return ""
    by = count(abs(changed.weeks), "week")
    return f" The plan ends {day(plan.last_day)} now, {by} {'later' if changed.weeks > 0 else 'sooner'}."


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
    took = number(round(sum(move.hours_in for move in moves), 1))
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
        note = "  ".join(one for one in (whose, good, f"{duration(move.hours_in):>6}") if one)
        return told(move.title, note, width, first=Content(" "), look="bold")

    return Row(f"move/{move.id}", draw)


def _of(move: PlannedMove) -> Row:
    return Row(None, lambda width: told(move.title, "", width, first=Content(" "), look="$quiet"))


def _step(move: PlannedMove, step: Milestone, today: date, kind: str) -> Row:
    def draw(width: int) -> Content:
        mark = NOW if kind == "now" and step.state == "open" else MARKS[step.state]
        note = f"{_when(step, today):>10}  {duration(step.took):>6}"
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
