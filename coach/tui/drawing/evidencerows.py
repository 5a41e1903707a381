"""The rows of Evidence, and what each opens, by its id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from coach.session import evidence
from coach.session.evidence import Evidence, Fact
from coach.session.months.watching import Renewal, Watched
from coach.session.plan.directions import Way
from coach.tui.drawing.bars import told
from coach.tui.drawing.evidencewords import (
    METHOD,
    STATES,
    WAY_KINDS,
    fact_words,
    method_words,
    renewal_words,
    role_words,
    source_words,
    watched_words,
    way_words,
)
from coach.tui.widgets.rows import Row, heading
from coach.tui.words import day, full_day

_CUTS = re.compile(r"\blaid off\b|\bjob cuts\b|\bcuts in\b|\broles would go\b")


def words_of(
    known: Evidence, watched: Sequence[Watched], due: Sequence[Renewal], ways: Sequence[Way], skills: Mapping[str, str]
) -> dict[str, Content]:
    """What each row opens, by the row's id."""
    return {
        **{f"watch/{one.indicator.id}": watched_words(one) for one in watched},
        **{f"due/{one.kind}/{one.id}": renewal_words(one) for one in due},
        **{f"fact/{one.signal.id}": fact_words(one) for one in known.facts},
        **{f"way/{one.id}": way_words(one, skills) for one in ways},
        **{f"role/{one.id}": role_words(one) for one in known.growing},
        **{f"method/{name}": method_words(name) for name, _title, _parts in METHOD},
        **{f"source/{one.id}": source_words(one) for one in known.sources},
    }


def rows_of(
    known: Evidence, watched: Sequence[Watched], due: Sequence[Renewal], ways: Sequence[Way], today: date
) -> list[Row]:
    """Signs to look for, what is worth a fresh look, ways on and what is wanted, facts, the method, the sources. Counts
    of cuts come last of the facts: they say least about anybody's own trade, and are read first where they stand first.
    """
    rows = [_head("SIGNS TO LOOK FOR YOURSELF", "ten minutes each; enter tells how, and notes what you saw")]
    rows += [_row(f"watch/{one.indicator.id}", one.indicator.name, _looked(one, today)) for one in watched]
    if due:
        rows += [heading(""), _head("WORTH A FRESH LOOK", "counted in full so far")]
        rows += [_row(f"due/{one.kind}/{one.id}", one.words, day(one.on)) for one in due]
    if ways:
        rows += [heading(""), _head("WAYS ON", "the nearest to what you already do first, each with its bridge")]
        rows += [_row(f"way/{one.id}", one.name, WAY_KINDS[one.kind]) for one in ways]
    elif known.growing:
        rows += [heading(""), _head("ROLES THAT ARE WANTED", "")]
        rows += [_row(f"role/{one.id}", one.name, "two trades in one" if one.fusion else "") for one in known.growing]
    others = [fact for fact in known.facts if not _counts_cuts(fact)]
    for name, facts in (
        (f"COUNTED OR MEASURED: {known.family_name.upper()}", [fact for fact in others if fact.own]),
        ("ABOUT EVERY TRADE", [fact for fact in others if not fact.own]),
        ("COUNTS OF CUTS", [fact for fact in known.facts if _counts_cuts(fact)]),
    ):
        if facts:
            rows += [heading(""), _head(name, "")]
            rows += [_row(f"fact/{one.signal.id}", one.signal.text, _age(one)) for one in facts]
    rows += [heading(""), _head("HOW IT IS DONE", "")]
    rows += [_row(f"method/{name}", title, "") for name, title, _parts in METHOD]
    rows += [heading(""), _head("WHERE OUR FIGURES ARE FROM", "")]
    rows += [_row(f"source/{one.id}", one.name, str(one.year)) for one in known.sources]
    return rows


def _looked(one: Watched, today: date) -> str:
    looked = one.looked
    if looked is None or looked.on is None:
        return "not looked yet"
    when = day(looked.on) if looked.on.year == today.year else full_day(looked.on)
    return f"{STATES[looked.state]} {when}" + (", a quarter ago" if one.due else "")


def _counts_cuts(fact: Fact) -> bool:
    return _CUTS.search(fact.signal.text) is not None


def _age(fact: Fact) -> str:
    """Over a year old, or the year it is of: a year alone does not say that it is under a year old."""
    by = evidence.published_by(fact.signal)
    return "no date" if by is None else "over a year old" if fact.old else str(by.year)


def _head(name: str, note: str) -> Row:
    def draw(width: int) -> Content:
        line = Content.assemble((name, "bold $quiet"), (f"   {note}" if note else "", "$quiet"))
        return line if line.cell_length <= width else Content.styled(name, "bold $quiet")

    return Row(None, draw)


def _row(name: str, text: str, note: str) -> Row:
    return Row(name, lambda width: told(text, note, width, first=Content("  ")))
