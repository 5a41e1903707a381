"""`coach watch`: signs to look for oneself, with when one last looked; and what is due to be renewed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, notes, put, put_json, text_from
from coach.cli.opening import Told
from coach.reports.answers.months import STATES, day_of
from coach.session import usage
from coach.session.months.watching import Watched, looked, renewals, watch
from coach.session.opening import open_named

DESCRIPTION = "Signs to look for yourself, ten minutes each, with what you found; and evidence due to be renewed."


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("sign", metavar="SIGN", nargs="?", help="the one you looked at")
    parser.add_argument("found", metavar="FOUND", nargs="?", help="seen, not_seen or not_looked")
    parser.add_argument("--saw", metavar="TEXT", help="what you saw; - reads it")


def run(told: Told, options: Namespace) -> int:
    """List the signs, show one, or note that one looked."""
    saw = text_from(options.saw) or ""
    session = open_named(None, told.folder)
    notes(session.events)
    if options.found is not None:
        found = looked(session, options.sign, options.found, saw)
        if told.json:
            put_json({"schema": 1, "sign": options.sign, "state": found.state, "saw": found.saw})
        else:
            note(f"Noted: {options.sign}, {STATES[found.state]}.")
        return 0
    if saw:
        raise usage("What was found?", "Say it after the sign: coach watch SIGN seen --saw TEXT.")
    signs = [one for one in watch(session) if options.sign in (None, one.indicator.id)]
    if not signs:
        raise usage(f"There is no sign “{options.sign}”.", "See coach watch for all of them.")
    renew = renewals(session) if options.sign is None else ()
    if told.json:
        put_json(
            {
                "schema": 1,
                "signs": [_json(one) for one in signs],
                "renewals": [
                    {"kind": one.kind, "id": one.id, "words": one.words, "on": one.on.isoformat(), "over": one.over}
                    for one in renew
                ],
            }
        )
        return 0
    lines = [_line(one) for one in signs]
    if options.sign is not None:
        lines = [_whole(signs[0])]
    if renew:
        lines += ["", "Worth a fresh look", *(f"  {day_of(one.on)}  {one.words}" for one in renew)]
    put("\n".join(lines))
    return 0


def _line(one: Watched) -> str:
    if one.looked is None or one.looked.on is None:
        state = "not looked yet"
    else:
        state = f"{STATES[one.looked.state]}, {day_of(one.looked.on)}"
        state += f": {one.looked.saw}" if one.looked.saw else ""
    return f"{one.indicator.id:<24}{state}{' (a quarter ago)' if one.due and one.looked else ''}"


def _whole(one: Watched) -> str:
    sign = one.indicator
    parts = [f"{sign.name}: {_line(one).removeprefix(sign.id).strip()}", sign.look]
    parts += [f"In the US: {sign.where_us}", f"Elsewhere: {sign.where_else}"]
    return "\n\n".join([*parts, f"It counts as seen when: {sign.seen_when}", f"Then: {sign.then}"])


def _json(one: Watched) -> dict[str, object]:
    found = one.looked
    return {
        "id": one.indicator.id,
        "name": one.indicator.name,
        "state": found.state if found else "not_looked",
        "on": found.on.isoformat() if found and found.on else None,
        "saw": found.saw if found else None,
        "due": one.due,
    }
