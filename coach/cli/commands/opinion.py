"""`coach opinion`: a one-page form for a colleague, and back in: where two views differ, told kindly."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from coach.cli.answering import note, notes, put, put_json
from coach.cli.asking import may_ask, typed
from coach.cli.opening import Told
from coach.model.opinion import Opinion
from coach.reports.opinion import opinion_text
from coach.session import named, usage
from coach.session.content import open_content
from coach.session.exports.importing import CAP, decoded, read_import
from coach.session.exports.writing import write_private
from coach.session.opening import open_named
from coach.session.questions.opinion import form, keep_opinion, read_opinion

DESCRIPTION = (
    "A second opinion. Without words: a page to print or send, on which a colleague answers five questions about your "
    "work; it says nothing about you. With FILE, the page filled in: how both see it. What confirms your own answer "
    "can be kept as vouched for; what lies below changes nothing."
)


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="the page filled in; - reads it from stdin")
    parser.add_argument("--vouch", action="store_true", help="keep what confirms your answers as vouched for")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the empty page there")


def run(told: Told, options: Namespace) -> int:
    """Write the page, or read one that came back."""
    if options.file is None:
        return _write_form(told, options)
    if options.output is not None:
        raise usage("-o writes the empty page.", "Leave FILE out for that.")
    from_stdin = options.file == "-"
    text = decoded(sys.stdin.buffer.read(CAP + 1), "stdin") if from_stdin else read_import(named(options.file))
    session = open_named(None, told.folder)
    notes(session.events)
    opinion = read_opinion(session, text)
    kept: tuple[str, ...] = ()
    if options.vouch:
        kept = keep_opinion(session, opinion)
    if told.json:
        put_json(_json(opinion, kept))
        return 0
    put(opinion_text(opinion, kept=options.vouch))
    if options.vouch or not opinion.vouched:
        return 0
    if may_ask(told):
        if typed("Keep these as vouched for? [y/N] ").lower() in ("y", "yes"):
            many = len(keep_opinion(session, opinion))
            note(f"Kept: {many} of your answers now count in full for a year. coach undo takes it back.")
        else:
            note("Nothing was kept.")
    else:
        note("Nothing was kept. With --vouch these are kept as vouched for.")
    return 0


def _write_form(told: Told, options: Namespace) -> int:
    if options.vouch:
        raise usage("--vouch needs the page filled in.", "Write: coach opinion FILE --vouch.")
    page = form(open_content())
    if options.output in (None, "-"):
        if told.json:
            put_json({"schema": 1, "form": page})
        else:
            put(page)
        return 0
    path = named(options.output)
    write_private(path, page)
    if told.json:
        put_json({"schema": 1, "file": str(path)})
    else:
        note(f"Written to {path}. When it comes back: coach opinion {path}")
    return 0


def _json(opinion: Opinion, kept: tuple[str, ...]) -> dict[str, object]:
    return {
        "schema": 1,
        "by": opinion.by,
        "gaps": [asdict(gap) | {"vouches": gap.vouches} for gap in opinion.gaps],
        "left_open": list(opinion.left_open),
        "kept": list(kept),
    }
