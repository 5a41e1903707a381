"""The notice-day drill on one page: what would be at hand if work ended tomorrow, written on a calm day.

Never more than what is the worker's own: nothing in it asks them to take anything of an employer's.
"""

from __future__ import annotations

from datetime import date

from coach.model.checkin import Contact, Drill
from coach.reports.answers.text import hours
from coach.reports.formats.page import Bullets, Page, Para, Part, Table, kept, part
from coach.reports.results import by_kind, in_period, result_line
from coach.reports.review import to_fill
from coach.reports.subject import Subject
from coach.reports.wording import day_of, ended, long_day

FIVE = 5
LONG_AGO = 90  # days after which a call is worth making
MINE = (
    "Yours: your contract and its changes, pay slips, tax papers, certificates, appraisals handed to you, references.",
    "Yours: your own results in your own words, as ratios or an index, without names or figures of your employer's.",
    "Not yours: files, code, customer lists, mail, plans. Leave them, whatever you had to do with them.",
    "In doubt: ask for it in writing while you are still there, from whoever may say yes.",
)
LOOK_UP = (
    "How long the notice is, on both sides, and from which day it counts (your contract).",
    "Within how many days a dismissal can be contested, and with whom (your country's law; a union or adviser knows).",
    "Within how many days to register with the public job service, and what is lost if it is later.",
    "Until when insurance, phone, mail address and access to pay slips last.",
    "What was promised and is not yet paid: leave, overtime, bonus, expenses.",
)


def drill_page(subject: Subject) -> Page:
    """The page, from the last drill held and the ledger; what is missing says how to fill it."""
    drill = subject.drill
    held = (
        f"Held last on {long_day(drill.date)}. "
        if drill is not None
        else "It has not been held yet; thirty minutes do. "
    )
    return Page(
        title="If work ended tomorrow",
        lead=f"{held} It is easier on a calm day, and those who have done it think about it less.",
        parts=kept(_cv(subject), _keep(drill), _deadlines(drill), _runway(drill), _people(drill, subject.today)),
        marked="Private: keep it at home, with your own papers",
        foot=(f"Written by coach on {long_day(subject.today)}. Next time: in a quarter, before its end.",),
    )


def _cv(subject: Subject) -> Part:
    groups = by_kind(in_period(subject))
    lines = tuple(result_line(one) for entries in groups.values() for one in entries)
    empty = f"No line yet that somebody stands behind and that you would show. {to_fill(subject)}"
    told = f"{subject.profile.worker.title}. What changed through this work:" if lines else empty
    return part("CV lines that break no confidence", Para(told), Bullets(lines))


def _keep(drill: Drill | None) -> Part:
    own = Para(ended(drill.keep)) if drill is not None and drill.keep else None
    return part("What may be kept", own, Bullets(MINE))


def _deadlines(drill: Drill | None) -> Part:
    if drill is not None and drill.deadlines:
        return part("Deadlines", Para(ended(drill.deadlines)))
    return part("Deadlines", Para("None noted yet. Look these up once; they hardly change:"), Bullets(LOOK_UP))


def _runway(drill: Drill | None) -> Part:
    if drill is not None and drill.runway_months is not None:
        told = f"About {hours(drill.runway_months)} months, as of {long_day(drill.date)}."
    else:
        told = (
            "Not worked out, or not kept here, which is fine. Money you can reach, divided by what a plain month takes,"
            " "
            "is the number of months; write it on paper if you like."
        )
    return part("Runway", Para(told))


def _people(drill: Drill | None, today: date) -> Part:
    people = drill.people if drill is not None else ()
    title = "Five people who can say what you do well"
    if not people:
        told = (
            "Nobody noted yet. Write down five from beyond your team, when you last spoke, and what each has said of "
            "your work; coach keeps initials if you like. Then ring the one you would most like to hear from."
        )
        return part(title, Para(told))
    order = sorted(people, key=lambda one: (one.last or date.min, one.name))
    rows = tuple((one.name, day_of(one.last, today) if one.last else "not known", _next(one, today)) for one in order)
    missing = FIVE - len(people)
    told = f"{missing} more would make five." if missing > 0 else ""
    return part(title, Table("Longest ago first", ("who", "last spoke", "now"), rows), Para(told))


def _next(one: Contact, today: date) -> str:
    if one.last is None:
        return "worth a call"
    return "worth a call" if (today - one.last).days > LONG_AGO else ""
