"""Checks across the shelf: ids that lead nowhere, placeholders nobody fills in, brands and filler in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from coach.base.failures import nearest
from coach.library.loading import Problem
from coach.library.shelf import Library

# Which fields of a kind name items of which other kind.
REFERENCES: dict[str, dict[str, str]] = {
    "roles": {"measures": "metrics", "family": "families"},
    "skills": {"prerequisites": "skills"},
    "workflows": {"skills": "skills", "measures": "metrics", "family": "families"},
    "moves": {"requires": "moves", "skills": "skills", "workflows": "workflows", "families": "families"},
    "projects": {"moves": "moves", "family": "families"},
    "metrics": {"families": "families"},
    "growing": {"skills": "skills", "bridge": "moves", "families": "families"},
    "signals": {"families": "families", "beside": "signals"},
    "knowledge": {"skill": "skills"},
    "obstacles": {},
}
_FILLED = {"{task}", "{hours}", "{week}", "{title}"}
PLACEHOLDERS = {
    "moves": {*_FILLED, "{request}"},
    "projects": {*_FILLED, "{cluster}", "{start}", "{after 4 weeks}"},
    "obstacles": {"{step}"},
}
_WEEKS = re.compile(r"\{after \d+ weeks?\}")  # as many weeks as one likes
FILLER = re.compile(
    r"\b(leverag\w+|synerg\w+|unlock(?:s|ing)? (?:your|the|new)|empower\w*|seamless\w*|cutting-edge|game-chang\w+"
    r"|delve\w*|holistic\w*|streamlin\w+|best practices?|deep dives?|in today's|at risk of|future-proof\w*)\b",
    re.IGNORECASE,
)
# What a message somebody is to send as theirs cannot know: a day of a month, a year, a count of what has been. Counts
# of what one proposes (twelve tickets, two weeks) are the proposal, and a time of day is one to change.
_MONTH = "January|February|March|April|June|July|August|September|October|November|December|Christmas|Easter"
_MANY = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|(?:a|one) hundred|half|a third|a quarter|a fifth)"
)
_FACT = re.compile(
    rf"\b(?:{_MONTH}|May(?= \d)|(?<=in )May)\b|\b\d+(?:st|nd|rd|th)\b|\b(?:19|20)\d\d\b"
    rf"|(?<!one in )\b(?!one of\b){_MANY} of (?:my|our|this|last|the last|(?!one\b){_MANY})\b"
    rf"|\bof (?:(?:my|our|your|this)|the last)(?: \w+){{0,3}} {_MANY}\b(?=.*\b{_MANY} (?:were|was|came|had|waited))"
    rf"|\bsince (?:{_MONTH}|\d|Monday)|\blast (?:week|month|quarter|year|time)\b|(?<![\d:])\b\d+\b(?!:\d)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def check_shelf(library: Library) -> Iterator[Problem]:
    """Every fault across items that were valid one by one, with place, what is wrong and what may be meant."""
    for kind, links in REFERENCES.items():
        loaded = library.load(kind)
        for name, item in loaded.items.items():
            place = loaded.places[name]
            for field_name, other in links.items():
                yield from _dangling(library, place, name, field_name, getattr(item, field_name), other)
            yield from _deeper(library, kind, place, item)
            yield from _words(kind, place, name, item)


def _dangling(library: Library, place: str, name: str, field_name: str, value: Any, other: str) -> Iterator[Problem]:
    known = library.load(other).items
    for one in (value,) if isinstance(value, str) else tuple(value):
        if one not in known:
            close = nearest(one, list(known))
            hint = f"Did you mean “{close}”?" if close else ""
            yield Problem(place, f"“{name}” names “{one}” in {field_name}; {other} has no such entry.", hint)


def _deeper(library: Library, kind: str, place: str, item: Any) -> Iterator[Problem]:
    if kind == "moves":
        for effect in item.effects:
            if effect.to not in (None, "unassigned"):
                yield from _dangling(library, place, item.id, "effects", effect.to, "targets")
            if effect.skill is not None:
                yield from _dangling(library, place, item.id, "effects", effect.skill, "skills")
            if effect.question is not None:
                yield from _dangling(library, place, item.id, "effects", effect.question, "questions")
                yield from _option(library, place, item.id, effect.question, effect.option)
            if effect.share is not None and not 0.0 <= effect.share[0] <= effect.share[1] <= 0.6:
                yield Problem(place, f"“{item.id}” shifts a share of {effect.share}; shares are 0 to 0.6, low first.")
        if not item.milestones:
            yield Problem(place, f"“{item.id}” has no milestones, so it could never be closed.")
    elif kind == "projects":
        for step in item.steps:
            if step.move not in item.moves:
                yield Problem(place, f"a step of “{item.id}” names “{step.move}”, which is not among its moves.")
        for fact in unsendable(item.first_step):
            hint = "Write {start}, {after 4 weeks} or a gap: __."
            yield Problem(place, f"the first step of “{item.id}” says “{fact}”: nobody's but its reader's.", hint)
        for measure in item.measures:
            yield from _dangling(library, place, item.id, "measures", measure.metric, "metrics")
    elif kind == "skills" and [one.level for one in item.levels] != [0, 1, 2, 3, 4]:
        yield Problem(place, f"“{item.id}” has to have the levels 0 to 4, in order.")
    elif kind == "knowledge" and sum(one.right for one in item.options) != 1:
        yield Problem(place, f"“{item.id}” has to have exactly one right answer.")


def _option(library: Library, place: str, name: str, question: str, option: str | None) -> Iterator[Problem]:
    found = library.load("questions").items.get(question)
    if found is not None and option not in [one.id for one in found.options]:
        known = ", ".join(one.id for one in found.options)
        yield Problem(place, f"“{name}” answers {question} with “{option}”; its options are {known}.")


def _words(kind: str, place: str, name: str, item: Any) -> Iterator[Problem]:
    for text in strings(item):
        filler = FILLER.search(text)
        if filler and kind != "signals":
            yield Problem(place, f"“{name}” says “{filler.group(0)}”; say what happens instead.")
        if kind in PLACEHOLDERS:
            for found in _PLACEHOLDER.findall(text):
                if _WEEKS.sub("{after 4 weeks}", found) not in PLACEHOLDERS[kind]:
                    yield Problem(place, f"“{name}” has {found}, which nothing fills in.")


def unsendable(message: str) -> Iterator[str]:
    """What in a message, written for whoever may send it, only one of them could know: days, years, counts of what has
    been."""
    return (found[0] for found in _FACT.finditer(_PLACEHOLDER.sub("", message)))


def strings(item: Any) -> Iterator[str]:
    """Every text in an item, however deep."""
    if isinstance(item, str):
        yield item
    elif is_dataclass(item) and not isinstance(item, type):
        for one in fields(item):
            yield from strings(getattr(item, one.name))
    elif isinstance(item, dict):
        for value in item.values():
            yield from strings(value)
    elif isinstance(item, tuple | list):
        for value in item:
            yield from strings(value)
