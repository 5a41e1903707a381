"""The second opinion on paper: the page a colleague fills, and how the two views compare, both ways and kindly.

The page says nothing about the worker but that they ask: no name, no exposure, no answers of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill as wrap

from coach.model.measurement import PILLAR_NAMES
from coach.model.opinion import ASKED, BY, EXAMPLE, LETTERS, Gap, Opinion
from coach.model.shelf import Question
from coach.reports.answers.text import WIDTH

INTRO = (
    "Somebody you work with would like to know how their work looks from where you stand. It takes ten minutes. Put an "
    "x between the brackets that come nearest to what you have seen yourself, one for each question. Where you cannot "
    "say, leave it empty: that is an answer too. Kindness helps less here than one example. It goes back to your "
    "colleague and to nobody else."
)
# The questions and options P1–P5 of content/questions.toml, said about somebody else; the options keep their order.
WORDS: dict[str, tuple[str, dict[str, str]]] = {
    "P1": (
        "Think of the last six months. What could your colleague show that their work changed?",
        {
            "did": "What they did: tasks, cases, hours, thanks",
            "touched": "A figure the team is judged on, which their work touches",
            "before_after": "Before and after, for one piece of work",
            "agreed": "Before and after, agreed by whoever owns that figure",
        },
    ),
    "P2": (
        "Your colleague found a better way of working. What became of the last one you know of?",
        {
            "none_yet": "I could not name one yet",
            "use_it": "They use it themselves",
            "timed": "They compared it with the old way, checking and repairs included",
            "taught": "Others use it because they were shown by your colleague",
        },
    ),
    "P3": (
        "How is your colleague's work checked before it reaches you or others?",
        {
            "read_over": "Read over, if there is time",
            "from_memory": "For the same points each time, from memory",
            "written_check": "By a written check, with a note of what it catches",
            "shared_check": "By a check that others use too, gone over again after errors",
        },
    ),
    "P4": (
        "Your colleague is away for a month. What can a stand-in with AI not put right?",
        {
            "nothing_much": "Nothing much",
            "slower": "It all works, slower at first",
            "one_stalls": "One customer, set of data or process stalls",
            "several_stall": "Several groups stall, and your colleague is known as the owner",
        },
    ),
    "P5": (
        "What is the largest thing you saw your colleague carry in the last year?",
        {
            "parts": "Parts of things, which others checked",
            "whole_pieces": "Whole pieces, to someone else's brief",
            "problem_to_use": "A problem, taken with help to a result that is in use",
            "chose_delivered": "They chose it, delivered it and kept it working",
        },
    ),
}


def form_text(questions: Mapping[str, Question]) -> str:
    """The page to print or send: plain text, P1–P5 about “your colleague”, a name and one example each."""
    parts = ["A SECOND OPINION, on one page", wrap(INTRO, WIDTH), f"{BY} (name or initials):"]
    for name in ASKED:
        ask, options = WORDS[name]
        lines = [wrap(f"{name}  {ask}", WIDTH, subsequent_indent="    ")]
        for letter, option in zip(LETTERS, questions[name].options, strict=False):
            lines.append(wrap(f"    [ ] {letter}  {options.get(option.id, option.text)}", WIDTH))
        parts.append("\n".join([*lines, f"    {EXAMPLE}, in your words:"]))
    return "\n\n".join(parts) + "\n"


def opinion_text(opinion: Opinion, *, kept: bool = True) -> str:
    """What both see alike and where they differ: where the colleague sees more first, then alike, then less.

    `kept`: what confirms the worker's own answers is kept as vouched for; else it is said what could be.
    """
    order = sorted(opinion.gaps, key=lambda gap: -(gap.difference if gap.difference is not None else 0.5))
    parts = [f"How {opinion.by} sees it, beside your own answers"]
    parts += ["\n".join(_gap(gap)) for gap in order]
    if opinion.left_open:
        many = "question" if len(opinion.left_open) == 1 else "questions"
        parts.append(
            wrap(
                f"They left {len(opinion.left_open)} {many} empty. What nobody beside you can see is worth showing.",
                WIDTH,
            )
        )
    vouched = len(opinion.vouched)
    if vouched and not kept:
        told = "answers is confirmed and would count" if vouched == 1 else "answers are confirmed and would count"
        parts.append(wrap(f"{vouched} of your {told} in full for a year, once you keep it as vouched for.", WIDTH))
    elif vouched:
        told = "answers now counts" if vouched == 1 else "answers now count"
        parts.append(wrap(f"{vouched} of your {told} in full for a year, vouched for by {opinion.by}.", WIDTH))
    parts.append(
        wrap(
            "Two views of one week are bound to differ: each sees what passes their own desk. What lies below your "
            "answer changes nothing here; ask for one example, and then stop talking.",
            WIDTH,
        )
    )
    return "\n\n".join(parts)


def _gap(gap: Gap) -> list[str]:
    name = PILLAR_NAMES[gap.pillar].capitalize() if gap.pillar else gap.question_id
    theirs = WORDS[gap.question_id][1].get(gap.theirs, gap.their_words)
    if gap.difference is None:
        lead, own = "you have not answered this one yet", ""
    elif gap.difference > 0:
        lead, own = "they see more than you say of yourself", gap.own_words
    elif gap.difference < 0:
        lead, own = "you know of more than has reached them so far", gap.own_words
    else:
        lead, own = "you say the same", ""
    lines = [wrap(f"{name}: {lead}", WIDTH), _line("they", theirs)]
    if own:
        lines.append(_line("you", own))
    if gap.example:
        lines.append(_line("example", f"“{gap.example}”"))
    return lines


def _line(who: str, text: str) -> str:
    return wrap(f"  {who + ':':<9}{text}", WIDTH, subsequent_indent=" " * 11)
