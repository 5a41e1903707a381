"""`coach checkin`: two minutes a week, by flags or, on a terminal, question by question."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.asking import may_ask
from coach.cli.opening import Told
from coach.cli.parsing import hours
from coach.model.checkin import CONFIDENCES
from coach.reports.answers.months import checkin_json
from coach.session import Failure, usage
from coach.session.months.checkin import Answered, Asking, ask, check_in, correct
from coach.session.months.offering import offers, take
from coach.session.opening import Session, open_own

if TYPE_CHECKING:
    from collections.abc import Sequence

DESCRIPTION = (
    "Close the week in two minutes. Without flags, on a terminal, it asks; elsewhere it shows what it would ask. "
    "A week without a check-in is carried: there is nothing to make up for."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--done", metavar="STEP", nargs="+", action="extend", help="steps that are done: number or id")
    parser.add_argument("--smaller", metavar="STEP", nargs="+", action="extend", help="split 25 minutes off these")
    parser.add_argument(
        "--not-yet", metavar="STEP", nargs="+", action="extend", help="steps that wait (else: the rest)"
    )
    parser.add_argument("--hours", metavar="H", type=hours, help="hours on the plan since the last one")
    parser.add_argument("--result", metavar="TEXT", help="one result, for the ledger; - reads it")
    parser.add_argument("--obstacle", metavar="ID", nargs="+", action="extend", help="what got in the way")
    parser.add_argument("--words", metavar="TEXT", help="the same in your own words; - reads them")
    parser.add_argument("--confidence", metavar="N", type=int, help="how sure about next week: 0 not at all … 4 sure")
    parser.add_argument("--take", metavar="OFFER", help="take up what the last check-in offered")
    parser.add_argument(
        "--correct", metavar="ID", help="correct hours, words, confidence or obstacles of an earlier one"
    )


def run(told: Told, options: Namespace) -> int:
    """Keep a check-in, take an offer, ask, or show what would be asked."""
    if options.result == "-" and options.words == "-":
        raise usage("Only one text can be read from the pipe.", "Give the result or the words on the command line.")
    result, words = text_from(options.result), text_from(options.words)
    session = open_own(told.folder)
    notes(session.events)
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    if options.take is not None:
        return _taken(told, session, options.take)
    if options.correct is not None:
        return _corrected(told, session, options, words)
    given = {
        "done": options.done or (),
        "smaller": options.smaller or (),
        "not_yet": options.not_yet,
        "hours": options.hours,
        "result": result,
        "obstacles": options.obstacle or (),
        "words": words,
        "confidence": options.confidence,
    }
    if any(value not in (None, ()) for value in given.values()):
        answered = check_in(session, **given)
    elif may_ask(told):
        from coach.cli.commands.checkinasking import asked

        try:
            said = asked(session)
        except EOFError:
            said = {}
        if not any(value not in (None, []) for value in said.values()):
            note("\nNothing was said, so nothing is kept. It can wait.")
            return 0
        answered = check_in(session, **said)
    else:
        return _would_ask(told, session)
    _tell(told, answered)
    if answered.offers and may_ask(told):
        _offered(session, answered)
    return 0


def _corrected(told: Told, session: Session, options: Namespace, words: str | None) -> int:
    if options.done or options.smaller or options.not_yet or options.result:
        raise usage(
            "Steps and results are corrected where they stand.",
            "See coach done --undo and coach edit ledger; here --hours, --words, --confidence and --obstacle.",
        )
    new = correct(
        session,
        options.correct,
        hours=options.hours,
        words=words,
        confidence=options.confidence,
        obstacles=options.obstacle,
    )
    if told.json:
        put_json({"schema": 1, "checkin": checkin_json(new)})
    else:
        note(f"The check-in of {new.date.isoformat()} is corrected; coach undo takes it back.")
    return 0


def _taken(told: Told, session: Session, offer: str) -> int:
    words = take(session, offer)
    if told.json:
        put_json({"schema": 1, "taken": offer, "words": words})
    else:
        note(f"{words} It is saved; coach undo takes it back.")
    return 0


def _tell(told: Told, answered: Answered) -> None:
    if told.json:
        put_json(
            {
                "schema": 1,
                "checkin": checkin_json(answered.checkin),
                "hears": list(answered.hears),
                "offers": [asdict(one) for one in answered.offers],
                "carried": [{"id": step.id, "due": step.due.isoformat()} for step in answered.carried],
                "next_on": answered.next_on.isoformat() if answered.next_on else None,
                "added_to": answered.added_to.isoformat() if answered.added_to else None,
            }
        )
        return
    lines = [_kept(answered)]
    if answered.entry is not None:
        lines.append(f"In the ledger: {answered.entry.text}")
    lines += answered.hears
    if answered.carried:
        many = len(answered.carried)
        lines.append("A step moved on to the coming weeks." if many == 1 else f"{many} steps moved on, in their order.")
    for offer in answered.offers:
        lines.append(f"Offered: {offer.words}\n  coach checkin --take {offer.id}")
    if answered.next_on is not None:
        lines.append(f"The next one: from {answered.next_on.isoformat()}.")
    note("\n".join(lines))


def _kept(answered: Answered) -> str:
    """What is kept now, in one line."""
    said = answered.checkin
    told = [f"{len(said.done)} done"] if said.done else []
    told += [f"{len(said.smaller)} made smaller: 25 minutes of each stand alone now"] if said.smaller else []
    told += [f"{said.hours:g} h"] if said.hours is not None else []
    told += [f"in the way: {', '.join(said.obstacles)}"] if said.obstacles else []
    told += [f"how sure: {CONFIDENCES[said.confidence]}"] if said.confidence is not None else []
    words = f"Kept: {'; '.join(told)}." if told else "Kept."
    if answered.added_to is None:
        return words
    if answered.added_to == said.date:
        return f"{words} It is one with what you said earlier today: coach checkin --correct {said.id} changes it."
    return f"{words} This week had one already, of {answered.added_to.isoformat()}: this one adds to it."


def _offered(session: Session, answered: Answered) -> None:
    from coach.cli.asking import typed

    words = typed(f"Take one up? 1–{len(answered.offers)}, or enter for none: ")
    if words.isdecimal() and 1 <= int(words) <= len(answered.offers):
        chosen = answered.offers[int(words) - 1]
        if chosen in offers(session):
            note(f"{take(session, chosen.id)} It is saved.")


def _would_ask(told: Told, session: Session) -> int:
    asked = ask(session)
    if told.json:
        put_json(_asking_json(asked))
    else:
        put("\n".join(_asking_lines(asked)))
        note("Nothing was saved. Answer with flags: coach checkin --done STEP --hours H --obstacle ID --confidence N.")
    return 0


def _asking_lines(asked: Asking) -> Sequence[str]:
    lines = ["This week's steps:"]
    lines += [f"  {step.id}  {step.title}" for _move, step in asked.steps] or ["  none is open"]
    lines += ["What gets in the way:"]
    lines += [f"  {one.id:<16}{one.name}" for one in asked.obstacles]
    lines.append("How sure: " + ", ".join(f"{number} {words}" for number, words in enumerate(CONFIDENCES)))
    return lines


def _asking_json(asked: Asking) -> dict[str, Any]:
    return {
        "schema": 1,
        "asked": {
            "since": asked.since.isoformat() if asked.since else None,
            "weeks": asked.weeks,
            "paused_until": asked.paused_until.isoformat() if asked.paused_until else None,
            "steps": [{"id": step.id, "title": step.title, "due": step.due.isoformat()} for _, step in asked.steps],
            "obstacles": [{"id": one.id, "name": one.name} for one in asked.obstacles],
            "recall": [
                {"id": item.id, "situation": item.situation, "ask": item.ask, "options": [o.text for o in item.options]}
                for item in asked.recall
            ],
        },
    }
