"""A second opinion: a colleague's answers to five questions about one's work, beside one's own.

The colleague fills a page of plain text (`form`). What confirms or exceeds the worker's own
answer is kept as vouched for and then counts in full; what lies below is shown and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType

from coach.base.failures import Failure
from coach.base.text import one_line, safe
from coach.measure.ledger import vouches
from coach.model.opinion import ASKED, BY, EXAMPLE, LETTERS, Gap, Opinion
from coach.model.profile import Profile
from coach.model.shelf import Question
from coach.reports.opinion import form_text
from coach.session.opening import Session

LONGEST = 20_000
LONGEST_NAME = 80
_HEADING = re.compile(r"^\s*(P\d{1,2})\b[.:)]?\s*(.*)$")
_BOX = re.compile(r"^\s*\[([^\]]*)\]\s*(\w+)\b")
_FIELD = re.compile(rf"^\s*({BY}|{EXAMPLE})\b[^:]*:(.*)$", re.IGNORECASE)
_EMPTY = frozenset("_.-–— ")


@dataclass(frozen=True, slots=True)
class _Filled:
    by: str
    marks: dict[str, str]
    examples: dict[str, str]


def form(session: Session) -> str:
    """The page to print or send; it says nothing about the worker but that they ask."""
    return form_text(session.library.questions)


def read_opinion(session: Session, text: str) -> Opinion:
    """The opinion in a filled form, and nothing saved yet.

    Raises Failure `unreadable` naming the line where a question or a box is not one of the form's, where two boxes of
    a question are marked, where nobody's name stands on it, or where nothing is marked at all.
    """
    profile = _profile(session)
    questions = {name: session.library.questions[name] for name in ASKED}
    filled = _filled(text, questions)
    gaps = tuple(_gap(questions[name], profile, filled) for name in ASKED if name in filled.marks)
    return Opinion(filled.by, gaps, tuple(name for name in ASKED if name not in filled.marks))


def keep_opinion(session: Session, opinion: Opinion) -> tuple[str, ...]:
    """Save what the opinion vouches for; the ids of the questions it now stands behind. One's own options stay."""
    profile = _profile(session)
    answers = dict(profile.answers)
    for gap in opinion.gaps:
        own = answers.get(gap.question_id)
        if gap.vouches and own is not None and own.option == gap.own:
            answers[gap.question_id] = replace(own, vouched_by=opinion.by, on=session.today)
    kept = tuple(name for name in opinion.vouched if answers.get(name) != profile.answers.get(name))
    if kept:
        session.save_profile("a second opinion", replace(profile, answers=MappingProxyType(answers)))
    return kept


def _gap(question: Question, profile: Profile, filled: _Filled) -> Gap:
    levels = {option.id: option.level for option in question.options}
    words = {option.id: option.text for option in question.options}
    theirs = filled.marks[question.id]
    answer = profile.answers.get(question.id)
    own = answer.option if answer is not None and answer.option in levels else None
    mine, yours = levels.get(own) if own else None, levels[theirs]
    return Gap(
        question_id=question.id,
        pillar=question.pillar,
        own=own,
        theirs=theirs,
        own_words=words[own] if own else "",
        their_words=words[theirs],
        difference=yours - mine if mine is not None and yours is not None else None,
        example=filled.examples.get(question.id, ""),
    )


def _filled(text: str, questions: dict[str, Question]) -> _Filled:
    marks: dict[str, str] = {}
    marked_on: dict[str, int] = {}
    examples: dict[str, str] = {}
    by, by_line, current = "", 1, None
    for number, line in enumerate(safe(text[:LONGEST]).splitlines(), 1):
        field = _FIELD.match(line)
        heading = _HEADING.match(line)
        box = _BOX.match(line)
        if field is not None:
            said = one_line(field[2], 300).strip("_.-–— ")
            if field[1].lower() == BY.lower():
                by, by_line = said[:LONGEST_NAME], number
            elif current is not None and said:
                examples[current] = said
        elif heading is not None:
            current = heading[1]
            if current not in questions:
                raise _fault(number, f"{current} is no question of the form; it asks {ASKED[0]} to {ASKED[-1]}.")
        elif box is not None and not _EMPTY.issuperset(box[1]):
            if current is None:
                raise _fault(number, "a box is marked before the first question.")
            option = _option(questions[current], box[2], number)
            if current in marks:
                raise _fault(number, f"{current} has two marks, here and on line {marked_on[current]}; leave one.")
            marks[current], marked_on[current] = option, number
    if not marks:
        raise _fault(1, "nothing is marked. Put an x between the brackets: [x].")
    if not vouches(by):
        raise _fault(by_line, f"nobody else's name stands behind “{BY}:”; a name or initials will do.")
    return _Filled(by, marks, examples)


def _option(question: Question, letter: str, number: int) -> str:
    place = LETTERS.find(letter.lower()) if len(letter) == 1 else -1
    if not 0 <= place < len(question.options):
        last = LETTERS[len(question.options) - 1]
        raise _fault(number, f"“{one_line(letter, 20)}” is no answer to {question.id}; they are a to {last}.")
    return question.options[place].id


def _fault(line: int, why: str) -> Failure:
    return Failure("unreadable", place=f"the form, line {line}", why=why)


def _profile(session: Session) -> Profile:
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    return session.profile
