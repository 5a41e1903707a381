"""Each kind of evidence in full: what it says, who says so, when, how sure, and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from coach.model.shelf import GrowingRole, Indicator
from coach.session import safe
from coach.session.evidence import Fact
from coach.session.months.watching import Renewal, Watched
from coach.session.plan.directions import Way
from coach.session.sources import Source
from coach.tui.actions import key_of
from coach.tui.words import duration, full_day

Part = Content | str | tuple[str, str]
STANDING = {"primary": "first-hand", "secondary": "second-hand"}
STATES = {"seen": "seen", "not_seen": "not seen", "not_looked": "not looked at"}
WAY_KINDS = {
    "growing": "a role in demand",
    "fusion": "two trades in one",
    "related": "an occupation next door",
    "same_job": "the same job elsewhere",
}
NO_CHANCES = "Nothing here says anything about anybody's chances: what is wanted near you, you count yourself."
METHOD: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "exposure",
        "What exposure is, and is not",
        (
            ("IT IS", "What human raters of 2023 would on average say of your tasks: 0 where a language model does not "
             "help, ½ where software built around one could at least halve the time, 1 where it could do so alone."),
            ("IT IS NOT", "A share of time, a forecast of jobs, a view of what your employer will do, or a judgement "
             "of you. A task may be exposed and grow."),
            ("THE RANGE", "Eighty in a hundred: what raters would say of these very tasks lies in it that often, "
             "checked on weeks of occupations the estimate never saw."),
        ),
    ),
    (
        "estimate",
        "How words become a figure",
        (
            ("FROM", "15,454 public tasks that people labelled by one rubric, and a bank of everyday phrases we judged "
             "ourselves. No figure of yours is sent anywhere: it is computed here, in plain code."),
            ("YOUR ANSWERS", "Move a task where public data say they do, or by our judgement; each says which."),
            ("UNSURE", "Text that names nothing definite, or another language, is noticed: its range is wider."),
        ),
    ),
    (
        "classes",
        "Could mostly run without you, speeds up, not reached",
        (
            ("THE SPLIT", "The first is the chance that a task is exposed and that raters think a system could do most "
             "of it; the second exposed and not that; the third neither. It is a stated assumption: what could be done "
             "is not what anyone will let it do."),
        ),
    ),
    (
        "plan",
        "How the plan is chosen",
        (
            ("WHAT COUNTS", "Pillars raised, hours you control that move to work only you can do, and readiness where "
             "signs are seen, weighed by your aim. The weights are our judgement."),
            ("GOOD IN 27 OF 30", "Each move is valued again under the strict and the wide reading, at both ends of its "
             "range, and in futures such as fast adoption, roll-back or outsourcing: in so many it is still worth it."),
        ),
    ),
)  # fmt: skip


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


def watched_words(one: Watched) -> Content:
    """A sign: what was found when last looked, then how to look, where, when it counts as seen, and what then."""
    looked = one.looked
    parts: list[Part] = []
    if looked is not None and looked.on is not None:
        saw = f"{STATES[looked.state]} on {full_day(looked.on)}" + (f": {safe(looked.saw)}" if looked.saw else "")
        parts += [("WHEN YOU LAST LOOKED", "bold $quiet"), "\n", saw, "\n\n"]
    return Content.assemble(*parts, indicator_words(one.indicator))


def indicator_words(one: Indicator) -> Content:
    """How to look for a sign, where, when it counts as seen, and what then."""
    return Content.assemble(
        (safe(one.name), "bold"),
        "\n\n",
        *_said("LOOK", one.look),
        *_said("WHERE, IN THE US", one.where_us),
        *_said("WHERE, ELSEWHERE", one.where_else),
        *_said("SEEN WHEN", one.seen_when),
        *_said("THEN", one.then),
    ).rstrip()


def renewal_words(one: Renewal) -> Content:
    """What asks to be shown or looked at again, and where."""
    when = f"since {full_day(one.on)}" if one.over else f"by {full_day(one.on)}"
    questions, ledger = key_of("week.questions"), key_of("go.ledger")
    where = f"the questions ({questions})" if one.kind == "answer" else f"the ledger ({ledger})"
    note = "It counted in full for a year; said again, it does so again."
    return Content.assemble((safe(one.words), "bold"), f"\n\n{when}, in {where}.\n\n", (note, "$quiet"))


def way_words(way: Way, skills: Mapping[str, str]) -> Content:
    """A way on: what it is, what one has for it, what is to learn, and the bridge as moves."""
    parts: list[Part] = [(safe(way.name), "bold"), (f"   {WAY_KINDS[way.kind]}", "$quiet"), "\n\n"]
    parts += [safe(way.does), "\n\n"] if way.does else []
    parts += _said("WHAT YOU HAVE FOR IT", " ".join(way.why))
    parts += _said("STILL TO LEARN OR TO SHOW", ", ".join(skills.get(one, one).lower() for one in way.skills))
    if way.bridge:
        steps = (
            f"▸ {step.title} ({duration(step.hours)}{', to be asked for' if step.control == 'ask' else ''})"
            for step in way.bridge
        )
        parts += _said("THE WAY THERE", "\n".join(steps))
    parts += _said("WHERE", ", ".join(way.sectors)) + _said("DEMAND", way.demand)
    parts += _said("READ IT WITH CARE", way.caveat)
    return Content.assemble(*parts, (NO_CHANCES, "$quiet"))


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


def method_words(name: str) -> Content:
    """One page of the method, by its name."""
    _name, title, parts = next(one for one in METHOD if one[0] == name)
    told = [part for head, words in parts for part in _said(head, words)]
    where = ("docs/method.md has all of it, docs/validation.md how well it does.", "$quiet")
    return Content.assemble((title, "bold"), "\n\n", *told, where)


def _said(head: str, words: str) -> list[Part]:
    return [(head, "bold $quiet"), "\n", safe(words), "\n\n"] if words else []
