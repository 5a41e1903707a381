"""Exports: each written from the same objects the screens show, after what could harm was taken out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.library.families import family_of
from coach.model.plan import Milestone, PlannedMove
from coach.model.shelf import Skill, WorkflowRecipe
from coach.planning.rules import trade_rules
from coach.reports.brief import manager_brief
from coach.reports.context import context_pack
from coach.reports.drill import drill_page
from coach.reports.formats.html import html
from coach.reports.formats.markdown import markdown
from coach.reports.formats.page import Page
from coach.reports.formats.resume import resume_json
from coach.reports.formats.tables import ledger_csv, tasks_csv
from coach.reports.full import full_report
from coach.reports.handover import handover_cards
from coach.reports.leaving import BY_ID, Choice, fit_to_leave
from coach.reports.names import like_names, nameless_id, own_sentences
from coach.reports.results import in_period
from coach.reports.review import review_pack, to_fill
from coach.reports.subject import Subject
from coach.session.exports.calendars import calendar
from coach.session.exports.everything import everything
from coach.session.measuring import measurement
from coach.session.months.kept import checkins, drills
from coach.session.opening import Session
from coach.session.plan.plans import current_plan
from coach.session.questions.opinion import form

WHATS = ("report", "review", "brief", "handover", "drill", "context", "opinion")
FORMATS = ("md", "html", "ics", "json", "resume", "csv")
A_YEAR = timedelta(days=364)
# What is written in which form; the first of each is what one gets without saying more.
FITTING: dict[str, tuple[str, ...]] = {
    "report": ("md", "html", "json", "ics", "csv", "resume"),
    "review": ("md", "html", "csv", "resume"),
    "brief": ("md", "html"),
    "handover": ("md", "html"),
    "drill": ("md", "html"),
    "context": ("md",),
    "opinion": ("md",),
}
PRIVATE = ("report", "drill")  # what is written for the worker alone
NO_MANAGER = ("self_employed", "laid_off", "returning")
EVERY = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. `what` and `form` are of `WHATS` and `FORMATS`; None is what usually goes with the other.

    `chosen` are ids of what may leave although it could harm (`coach.reports.leaving.CHOICES`), or “all”. `milestone`
    and `workflow` name what a context pack and a handover card are about. `titles`: None as the settings say.
    """

    what: str | None = None
    form: str | None = None
    chosen: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    milestone: str | None = None
    workflow: str | None = None
    titles: bool | None = None
    alarm: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: its text, and messages to the worker: what was left out, what would fill a gap, how private
    it is. `document` is the text as data, where it is JSON."""

    what: str
    form: str
    text: str
    messages: tuple[str, ...]
    document: Mapping[str, Any] | None = None


def export(session: Session, wish: Wish) -> Export:
    """Write what is asked for. Nothing is saved but a first plan, in one's own folder.

    Raises a usage Failure for a combination there is not, a name there is not, or a context pack that the rules on AI
    do not allow; `no-profile` where there is nobody to write about.
    """
    what, kind = _settled(wish)
    chosen = _chosen(wish.chosen)
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    if what == "report" and kind == "json":
        document = everything(session)
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        told = "It holds everything you wrote: keep it private. coach import takes it back."
        return Export(what, kind, text, (told,), document)
    if what == "opinion":
        told = "It says nothing about you but that you ask. Read the answer in with coach opinion FILE."
        return Export(what, kind, form(session), (told,))
    whole = _subject(session, wish)
    # A drill is about being ready to leave: asking for it chooses that much, and nothing else of it.
    subject, left = fit_to_leave(whole, {*chosen, "search"} if what == "drill" else chosen)
    left = tuple(choice for choice in left if choice.id in concerns(what, kind))
    if kind == "ics":
        made = calendar(session, whole, subject, titles=wish.titles, alarm=wish.alarm)
        hidden = ("Every entry is called “Focus time”; --titles puts the steps' own words in.",)
        return Export(what, kind, made.text, _left_out(left) if made.named else hidden)
    if kind == "resume":
        document = resume_json(subject)
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        return Export(what, kind, text, (*_left_out(left), *_gaps(subject)), document)
    if kind == "csv":
        shown = nameless_id(whole, people="names" not in chosen)
        if what == "review":
            entries = in_period(subject) if wish.since or wish.until else subject.entries
            text = ledger_csv(entries, _allowed(chosen, whole), shown)
            return Export(what, kind, text, (*_left_out(left), *_gaps(subject)))
        return Export(what, kind, tasks_csv(subject.profile, subject.measured, shown), _left_out(left))
    page = _page(what, wish, whole, subject)
    text = html(page) if kind == "html" else markdown(page)
    more = (*_gaps(subject),) if what in ("review", "drill", "report") else ()
    more += _doubtful(subject, page) if "names" not in chosen else ()
    private = ("It is marked private: it is written for you.",) if what in PRIVATE else ()
    return Export(what, kind, text, (*_left_out(left), *more, *private))


# What of the list a form could have said at all: only that is named as left out.
_RESULTS = ("names", "private", "unproven", "hours", "cost", "raw", "evidence")
CONCERNS: dict[str, tuple[str, ...]] = {
    "report": tuple(BY_ID),
    "review": _RESULTS,
    "brief": ("names", "search"),
    "handover": ("names", "hours"),
    "drill": _RESULTS,
    "context": tuple(BY_ID),
    "ics": ("names", "search", "private"),
    "resume": _RESULTS,
    "csv": ("names", "exposure"),
}


def concerns(what: str, kind: str) -> tuple[str, ...]:
    """The ids of what could be in such a form and stays out unless chosen."""
    return CONCERNS[what if what == "review" or kind not in CONCERNS else kind]


def _settled(wish: Wish) -> tuple[str, str]:
    """What is written and in which form, where only one of the two was said, or none."""
    for told, known, name in ((wish.what, WHATS, "report"), (wish.form, FORMATS, "format")):
        if told is not None and told not in known:
            raise usage(f"There is no {name} “{one_line(told, 40)}”.", f"It is one of: {', '.join(known)}.")
    what = wish.what or "report"
    kind = wish.form or (FITTING[what][0] if wish.what else "json")
    if kind not in FITTING[what]:
        raise usage(f"The {what} is not written as {kind}.", f"It comes as: {', '.join(FITTING[what])}.")
    return what, kind


def _chosen(told: Iterable[str]) -> frozenset[str]:
    names = {name.strip().lower() for name in told if name.strip()}
    if EVERY in names:
        return frozenset(BY_ID)
    for name in sorted(names - set(BY_ID)):
        near = nearest(name, list(BY_ID))
        hint = f"Did you mean {near}? " if near else ""
        raise usage(
            f"There is nothing called “{one_line(name, 40)}” to put in.", f"{hint}Known: {', '.join(BY_ID)}, all."
        )
    return frozenset(names)


def _allowed(chosen: frozenset[str], subject: Subject) -> frozenset[str]:
    masked = subject.profile.worker.record_rules in ("masked", "none")
    return chosen - {"raw"} if masked else chosen


def _subject(session: Session, wish: Wish) -> Subject:
    profile = session.profile
    assert profile is not None
    until = wish.until or session.today
    since = wish.since or until - A_YEAR
    if since > until:
        raise usage(f"{since} is after {until}.", "Write the earlier day after --since.")
    library = session.library
    family = family_of(profile.worker, library)
    measured = measurement(session)
    held = drills(session)
    return Subject(
        profile=profile,
        today=session.today,
        since=since,
        until=until,
        plan=current_plan(session) if profile.tasks else None,
        measured=measured if profile.tasks else None,
        signs=measured.pressure if measured is not None else (),
        entries=session.entries if session.folder is not None else profile.entries,
        checkins=checkins(session),
        drill=held[-1] if held else None,
        rules=trade_rules(profile.worker, family, library),
        skills=cast("Mapping[str, Skill]", _shelf(session, "skills")),
        moves=library.moves,
        recipes=cast("Mapping[str, WorkflowRecipe]", _shelf(session, "workflows")),
    )


def _shelf(session: Session, kind: str) -> Mapping[str, object]:
    return session.library.load(kind).items


def _page(what: str, wish: Wish, whole: Subject, subject: Subject) -> Page:
    plain: dict[str, Callable[[Subject], Page]] = {
        "report": full_report,
        "review": review_pack,
        "brief": manager_brief,
        "drill": drill_page,
    }
    if what == "brief" and whole.profile.worker.situation in NO_MANAGER:
        raise usage("A brief is for a manager, and there is none to give it to.",
                    "coach export --what report has your plan, and --what drill what to have ready.")  # fmt: skip
    if what in plain:
        return plain[what](subject)
    if what == "handover":
        page = handover_cards(subject, wish.workflow)
        if wish.workflow is not None and not page.parts:
            known = [flow.id for flow in subject.profile.workflows] + list(subject.recipes)
            near = nearest(wish.workflow, known)
            hint = f"Did you mean {near}?" if near else "See coach shelf workflows for the recipes."
            raise Failure("unknown-item", kind="workflow", name=one_line(wish.workflow, 80), hint=hint)
        return page
    move, step = _step(whole, subject, wish.milestone)
    _may_paste(subject)
    return context_pack(subject, move, step)


def _may_paste(subject: Subject) -> None:
    """Raises Failure where the rules on AI do not allow a context pack, or nobody has said what they are."""
    rules = subject.profile.worker.ai_rules
    if rules == "none":
        raise Failure("no-ai")
    if rules is None:
        raise Failure("ai-rules-unknown")


def _step(whole: Subject, subject: Subject, told: str | None) -> tuple[PlannedMove, Milestone]:
    """The step meant, as it may leave; by its id or its number in the written plan, the next open one where none is
    named."""
    plan = whole.plan
    pairs = plan.milestones() if plan is not None else ()
    if told is None:
        may = {step.id for _, step in (subject.plan.milestones() if subject.plan is not None else ())}
        name = next((step.id for _, step in pairs if step.state == "open" and step.id in may), "")
    elif told.isdecimal() and 1 <= int(told) <= len(pairs):
        name = pairs[int(told) - 1][1].id
    else:
        name = told
    for move, step in subject.plan.milestones() if subject.plan is not None else ():
        if step.id == name:
            return move, step
    if any(step.id == name for _, step in pairs):
        raise usage("That step stays with you: it is your own, or makes you ready to leave.",
                    "Choose another, or add --with search,private.")  # fmt: skip
    near = nearest(name, [step.id for _, step in pairs])
    hint = f"Did you mean {near}?" if near else "See coach plan for the steps and their numbers."
    raise Failure("unknown-item", kind="milestone", name=one_line(told or "the next one", 80), hint=hint)


def _left_out(left: tuple[Choice, ...]) -> tuple[str, ...]:
    if not left:
        return ()
    words = "; ".join(choice.words for choice in left)
    return (f"Left out: {words}.", f"To put any of it in: --with {','.join(choice.id for choice in left)}")


def _doubtful(subject: Subject, page: Page) -> tuple[str, ...]:
    """What may be a name and stands in what was written."""
    text = markdown(page)
    found = [name for name in like_names(own_sentences(subject)) if name in text]
    if not found:
        return ()
    shown = ", ".join(f"“{one_line(name, 40)}”" for name in found[:5])
    return (f"May be a name, and stands there as you wrote it: {shown}. Change your words where it is one.",)


def _gaps(subject: Subject) -> tuple[str, ...]:
    told = to_fill(subject)
    return (told,) if told else ()
