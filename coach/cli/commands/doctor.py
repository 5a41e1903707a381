"""`coach doctor`: check what ships and one's own folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from coach.cli.answering import note, put, put_json
from coach.cli.opening import Told
from coach.session import Status
from coach.session.doctor import Report, examine

DESCRIPTION = "Check the content that ships and your own folder. Exit status 1 where something needs mending."


def arguments(parser: ArgumentParser) -> None:
    """The command has no words of its own."""


def run(told: Told, options: Namespace) -> int:
    """Examine everything and tell what was found."""
    report = examine(told.folder)
    if told.json:
        put_json({"schema": 1, "ok": report.ok, **asdict(report)})
    else:
        put(_text(report))
        for problem in report.problems:
            note(problem)
    return int(Status.FINE if report.ok else Status.BROKEN)


def _text(report: Report) -> str:
    counts = ", ".join(f"{number} {kind}" for kind, number in report.content.items())
    if report.ok:
        many = len(report.doubts)
        things = "One thing above" if many == 1 else f"{many} things above"
        verdict = f"Nothing is broken. {things} may not be what you meant." if many else "Everything is in order."
    else:
        count = len(report.problems)
        verdict = "One thing needs mending." if count == 1 else f"{count} things need mending."
    lines = [f"Your folder   {report.folder}", f"Content       {report.content_dir}", f"              {counts}"]
    for place in report.places:
        lines.append(f"  {place.what:<16} {place.files:>5} {_size(place.bytes):>9}  {place.path}")
    return "\n".join([*lines, *report.protection, *report.notes, verdict])


def _size(size: int) -> str:
    return f"{size / 1024:,.0f} KB"
