"""Words several reports share: days, amounts, the plan without its figures, a result as a sentence others may read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from coach.base.dates import DAYS, MONTH_NAMES, MONTHS
from coach.measure.ledger import worth
from coach.model.ledger import Entry
from coach.model.plan import Milestone, Plan, PlannedMove
from coach.model.profile import Profile
from coach.planning.wording import for_stories, halves, in_stories
from coach.planning.wording import quoted as quoted
from coach.reports.answers.text import hours

_NUMBER = re.compile(r"[-+]?\d+(?:[ ,'’]\d{3})*(?:[.,]\d+)?")
_FEWEST = 0.05  # a change smaller than this is not told in words: it may be chance
PER = {"once": "", "week": " a week", "month": " a month", "year": " a year"}


def long_day(day: date) -> str:
    """A day in full: `2 December 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def day_of(day: date, today: date) -> str:
    """A day in a list: `Wed 2 Dec`, with its year where that is not this one's."""
    told = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return told if day.year == today.year else f"{told} {day.year}"


def period(since: date, until: date) -> str:
    """A period in words: `October 2026`, `3 March 2025 to 2 March 2026`."""
    if (
        since.day == 1
        and (until + timedelta(days=1)).day == 1
        and (until.year, until.month) == (since.year, since.month)
    ):
        return f"{MONTH_NAMES[since.month - 1]} {since.year}"
    return f"{long_day(since)} to {long_day(until)}"


def minutes(step: Milestone) -> str:
    """How long a step takes: `25 min`, `1.5 h`."""
    return f"{max(5, round(step.hours * 60 / 5) * 5)} min" if step.hours < 1.0 else f"{hours(step.hours)} h"


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if not text or text.endswith((".", "!", "?", "”")) else f"{text}."


def listed(things: tuple[str, ...] | list[str]) -> str:
    """Things in a sentence: `a, b and c`."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def quiet_answer(plan: Plan, profile: Profile | None = None) -> str:
    """What the plan is about in two sentences, with none of the week's figures; in one where no `profile` says whether
    anything has to be hurried."""
    if not plan.moves:
        return "There is no step to take with the hours you can give; an hour a week would do."
    titles = [quoted(project.title) for project in plan.projects]
    about = ""
    if titles:
        of = plan.hours_planned
        about = f", {for_stories(in_stories(plan.projects, plan.moves), of, plan.projects)}: {listed(titles)}"
    told = f"The plan takes {hours(plan.hours_planned)} hours over {plan.horizon_weeks} weeks{about}."
    return f"{told} {unhurried(profile)}" if profile is not None else told


def leaving(move: PlannedMove) -> str:
    """The hours a week that a move would have leave work that could run alone, to the half hour."""
    low, high = halves(move.gain.hours_low), halves(move.gain.hours_high)
    if high <= 0.0:
        return "less than half an hour a week leaves work that could run alone"
    span = hours(low) if low == high else f"{hours(low)} to {hours(high)}"
    return f"{span} h a week leave work that could run alone"


def nearest(plan: Plan) -> Milestone | None:
    """The open step to begin with: the nearest, or the story's where one of that is due as soon."""
    still_open = [(move, step) for move, step in plan.milestones() if step.state == "open"]
    if not still_open:
        return None
    soonest = still_open[0][1]
    for project in plan.projects:
        for move, step in still_open:
            if move.id in project.moves and step.due <= soonest.due:
                return step
    return soonest


def unhurried(profile: Profile) -> str:
    """That nothing has to be hurried; where somebody has been given dates, that only those cannot wait."""
    if profile.worker.situation in ("laid_off", "notice"):
        return "Only the dates in your papers cannot wait; nothing else has to be hurried."
    return "Nothing in it has to be hurried."


def about(value: float) -> str:
    """An amount rounded to two figures, for others: 9,000; 12,500 becomes 12,000. Never rounded up."""
    if value <= 0:
        return "0"
    size = 1.0
    while value / size >= 100:
        size *= 10
    while value / size < 10:
        size /= 10
    rounded = int(value / size + 1e-9) * size
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:.2g}"


def change_in_words(before: str | None, after: str | None) -> str | None:
    """How far one figure moved from another, rounded to five points: `down by about 35%`. None where the two are no
    figures of one kind, or the change is too small to speak of."""
    if not before or not after:
        return None
    one, two = _NUMBER.search(before), _NUMBER.search(after)
    if one is None or two is None or _unit(before, one[0]) != _unit(after, two[0]):
        return None
    first, second = _number(one[0]), _number(two[0])
    if first <= 0 or second < 0:
        return None
    moved = (second - first) / first
    if abs(moved) < _FEWEST:
        return None
    if moved >= 1.0:
        return f"at about {second / first:.1f} times what it was"
    return f"{'up' if moved > 0 else 'down'} by about {5 * round(abs(moved) * 20)}%"


def result_sentence(entry: Entry) -> str:
    """A result as one sentence somebody else may read: what changed, by how much, by doing what."""
    told = entry.text.strip().rstrip(".")
    if entry.index is not None:
        told += f", to {entry.index:g} where it was 100 before"
    elif entry.ratio:
        told += f", {entry.ratio}"
    elif entry.baseline and entry.result:
        told += f", from {entry.baseline} to {entry.result}"
    elif entry.result:
        told += f", to {entry.result}"
    if entry.period:
        told += f" ({entry.period})"
    if entry.how:
        told += f", by {entry.how.strip().rstrip('.')}"
    return f"{told[:1].upper()}{told[1:]}."


def netted(entry: Entry) -> Entry:
    """The entry with its amounts after its cost, which is then no longer named; what comes each week or month becomes
    what comes in a year. One without a cost stays as it is."""
    if not entry.cost:
        return entry
    since = entry.since or entry.date
    amount = worth(entry, since, since + timedelta(days=364))
    if amount is None:
        return replace(entry, cost=None)
    return replace(
        entry,
        at_least=max(0.0, amount.at_least),
        likely=max(0.0, amount.likely),
        per="once" if entry.per == "once" else "year",
        attribution=None,
        confidence=None,
        cost=None,
    )


def amount_words(entry: Entry) -> str:
    """What a result was worth, rounded, at least and likely; empty where it carries no amount.

    Cash is told only where a budget line moved. One's own share is in it, or how sure it is; never both.
    """
    if entry.kind == "cash" and not entry.budget_line:
        return ""
    net = netted(entry)
    share = net.attribution if net.attribution is not None else net.confidence if net.confidence is not None else 1.0
    least, likely = share * (net.at_least or 0.0), share * (net.likely or net.at_least or 0.0)
    if likely <= 0:
        return ""
    unit = f" {net.unit}" if net.unit else ""
    if least <= 0:
        return f"likely {about(likely)}{unit}{PER[net.per]}"
    told = f"at least {about(least)}{unit}"
    if about(likely) != about(least):
        told += f", likely {about(likely)}{unit}"
    return told + PER[net.per]


def _unit(text: str, number: str) -> str:
    return " ".join(text.replace(number, "").lower().split())


def _number(text: str) -> float:
    plain = re.sub(r"[ '’](?=\d{3})|,(?=\d{3}(?:\D|$))", "", text).replace(",", ".")
    return float(plain)
