"""Results of a period as parts of a report: by kind, each a sentence with its amount and who can confirm it."""

from __future__ import annotations

from coach.measure.ledger import counts_as
from coach.model.ledger import Entry, EntryKind
from coach.reports.formats.page import Bullets, Para, Part, kept, part
from coach.reports.subject import Subject
from coach.reports.wording import amount_words, day_of, ended, period, result_sentence

ORDER: tuple[EntryKind, ...] = ("cash", "quality", "capacity", "unsorted")
HEADINGS: dict[EntryKind, str] = {
    "cash": "Money: revenue, or a budget line that fell",
    "quality": "Quality, service and safety",
    "capacity": "Time put to another use",
    "unsorted": "Also",
}


def in_period(subject: Subject) -> tuple[Entry, ...]:
    """The entries of the period looked at, newest first."""
    found = [entry for entry in subject.entries if subject.since <= entry.date <= subject.until]
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.id), reverse=True))


def by_kind(entries: tuple[Entry, ...]) -> dict[EntryKind, list[Entry]]:
    """The entries under the kind they count as."""
    found: dict[EntryKind, list[Entry]] = {kind: [] for kind in ORDER}
    for entry in entries:
        found[counts_as(entry)[0]].append(entry)
    return {kind: many for kind, many in found.items() if many}


def results(subject: Subject) -> Part | None:
    """What came of it, in the full report: the results of the period, and the steps done in it."""
    lines = by_kind(in_period(subject))
    inner = tuple(
        part(HEADINGS[kind], Bullets(tuple(result_line(one) for one in many))) for kind, many in lines.items()
    )
    steps = [step for _, step in subject.plan.milestones() if step.state == "done"] if subject.plan else []
    done = tuple(
        f"{step.title} ({day_of(step.done_on or step.due, subject.today)})"
        for step in steps
        if subject.since <= (step.done_on or step.due) <= subject.until
    )
    weeks = [one for one in subject.checkins if subject.since <= one.date <= subject.until]
    stood = tuple(dict.fromkeys(one.words for one in weeks if one.words))
    told = part("Steps done", Bullets(done))
    met = part("What got in the way, in your words", Bullets(stood))
    return (
        part(
            "What came of it",
            Para(period(subject.since, subject.until), "quiet") if inner or done else None,
            parts=kept(*inner, told, met),
            fresh=True,
        )
        if inner or done or stood
        else None
    )


def result_line(entry: Entry) -> str:
    """A result with its amount, what it was used for, who confirms it, and whether it still holds."""
    told = result_sentence(entry)
    amount = amount_words(entry)
    if amount:
        told += f" That is {amount}."
    if entry.kind == "capacity" and entry.use:
        told += f" The time went to {ended(entry.use)}"
    told += proof_words(entry)
    if entry.sustained_until is not None:
        told += f" It holds until {day_of(entry.sustained_until, entry.date)}."
    return told


def proof_words(entry: Entry) -> str:
    """Who stands behind it and where the evidence lies, as a sentence; empty where nobody does yet."""
    told = []
    if entry.validated_by:
        told.append(f"confirmed by {entry.validated_by}")
    if entry.proof_with:
        told.append(f"the proof lies with {entry.proof_with}")
    if entry.evidence:
        told.append("evidence on request" if entry.evidence == "on request" else f"evidence: {entry.evidence}")
    if not told:
        return ""
    words = "; ".join(told)
    return f" {words[:1].upper()}{words[1:]}."
