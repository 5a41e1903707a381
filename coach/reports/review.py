"""The review pack: what changed through this work, for the person who weighs it, by kind, with its evidence."""

from __future__ import annotations

from coach.reports.formats.page import Bullets, Page, Para, kept, part
from coach.reports.results import HEADINGS, by_kind, in_period, result_line
from coach.reports.subject import Subject
from coach.reports.wording import amount_words, listed, long_day, period

WORDS = {"cash": "money", "quality": "quality, service and safety", "capacity": "time put to another use",
         "unsorted": "other things"}  # fmt: skip


def review_pack(subject: Subject) -> Page:
    """Results of the period as sentences, grouped by kind; never added up across kinds or currencies."""
    groups = by_kind(in_period(subject))
    count = sum(map(len, groups.values()))
    parts = tuple(
        part(HEADINGS[kind], Bullets(tuple(result_line(one) for one in entries))) for kind, entries in groups.items()
    )
    amounts = any(amount_words(one) for entries in groups.values() for one in entries)
    reading = part(
        "How to read the figures",
        Para(
            "Amounts are rounded down, told after costs, and only my share of them is counted. The kinds are not added "
            "together: freed time is no money, and quality needs none."
            if amounts
            else ""
        ),
    )
    return Page(
        title=f"What changed: {period(subject.since, subject.until)}",
        lead=_lead(subject, [WORDS[kind] for kind in groups], count),
        parts=kept(*parts, reading),
        foot=(f"{subject.profile.worker.title}, {long_day(subject.today)}",),
    )


def _lead(subject: Subject, kinds: list[str], count: int) -> str:
    if not count:
        return (
            "There is no result in this period yet that somebody else stands behind and that you have marked public. "
            f"{to_fill(subject)}"
        )
    things = "One result" if count == 1 else f"{count} results"
    return (
        f"{things} that somebody other than me stands behind, in {listed(kinds)}. Each can be looked into; ask for the "
        "evidence you want to see."
    )


def to_fill(subject: Subject) -> str:
    """What would put more into it, in words to the worker; empty where nothing waits."""
    told = []
    if subject.unshown:
        many = "result is" if subject.unshown == 1 else "results are"
        told.append(f"{subject.unshown} {many} not marked public: open the ledger and mark those you would show.")
    if subject.unready:
        many = "has" if subject.unready == 1 else "have"
        told.append(f"{subject.unready} {many} nobody behind it yet: name who would confirm it, or where proof lies.")
    if not told and not in_period(subject):
        told.append("Note one with coach win --public “…”, then say in the ledger how it was before and who confirms.")
    return " ".join(told)
