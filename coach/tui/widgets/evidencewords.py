"""Each kind of evidence in full: what it says, who says so, when, how sure, and what it does not say."""

from __future__ import annotations

from textual.content import Content

from coach.model.shelf import GrowingRole, Indicator
from coach.session import safe
from coach.session.evidence import Fact
from coach.session.sources import Source

Part = Content | str | tuple[str, str]
STANDING = {"primary": "first-hand", "secondary": "second-hand"}


def fact_words(fact: Fact) -> Content:
    """A signal with its source, date, status and caveat; one that is old says so."""
    one = fact.signal
    parts: list[Part] = [(safe(one.text), "bold"), "\n\n"]
    if fact.old:
        parts += [("Published more than a year ago: things may have moved since.", "$accent"), "\n\n"]
    elif fact.old is None:
        parts += [("The day it was published is not known.", "$accent"), "\n\n"]
    parts += _said("ABOUT", one.period) + _said("SOURCE", one.source) + _said("PUBLISHED", one.published)
    status = f"{one.status}, {STANDING[one.standing]}, confidence {one.confidence}"
    return Content.assemble(*parts, *_said("STATUS", status), *_said("READ IT WITH CARE", one.caveat)).rstrip()


def indicator_words(one: Indicator) -> Content:
    """A sign: how to look, where, when it counts as seen, and what then."""
    return Content.assemble(
        (safe(one.name), "bold"),
        "\n\n",
        *_said("LOOK", one.look),
        *_said("WHERE, IN THE US", one.where_us),
        *_said("WHERE, ELSEWHERE", one.where_else),
        *_said("SEEN WHEN", one.seen_when),
        *_said("THEN", one.then),
    ).rstrip()


def role_words(one: GrowingRole) -> Content:
    """A role that is wanted, with its caveat."""
    return Content.assemble(
        (safe(one.name), "bold"),
        "\n\n",
        safe(one.does),
        "\n\n",
        *_said("WHERE", ", ".join(one.sectors)),
        *_said("DEMAND", one.demand),
        *_said("READ IT WITH CARE", one.caveat),
    ).rstrip()


def source_words(one: Source) -> Content:
    """A source: what its figures measure, how to cite it, licence, whom it describes, and its notes."""
    return Content.assemble(
        (safe(one.name), "bold"),
        "\n\n",
        *_said("MEASURES", one.measures),
        *_said("ABOUT", one.population),
        *_said("SOURCE", f"{one.citation} ({one.year})"),
        *_said("LICENCE", one.licence),
        *_said("READ IT WITH CARE", "\n".join(one.notes)),
    ).rstrip()


def _said(head: str, words: str) -> list[Part]:
    return [(head, "bold $quiet"), "\n", safe(words), "\n\n"] if words else []
