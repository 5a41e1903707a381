"""What is offered while one types: occupations for a title, tasks people often have for the entry row."""

from __future__ import annotations

from coach.session.opening import Session
from coach.session.weeks import starting, week
from coach.tui.drawing.weekwords import matched_words
from coach.tui.widgets.offers import Offer
from coach.tui.words import number

MOST_OCCUPATIONS, MOST_TASKS = 5, 4


def occupations(session: Session, query: str) -> list[Offer]:
    """Occupations that go by any title like `query`."""
    found = week.find_occupations(session, query, MOST_OCCUPATIONS)
    return [Offer(matched_words(one.title, one.matched), one.code, one.code) for one in found]


def tasks_to_offer(session: Session, typed: str) -> list[Offer]:
    """Everyday phrases that go on from what is typed; with nothing typed, what one's role often does that is not in
    the week yet, with usual hours."""
    if typed:
        found = week.suggestions(session, typed, MOST_TASKS)
        return [Offer(one, value=one) for one in found if one != typed]
    usual = starting.usual_tasks(session, MOST_TASKS)
    return [Offer(text, f"often {number(amount)} h", text, amount) for text, amount in usual]
