"""`coach sources`: where the published figures come from, and under which licences."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from textwrap import indent, wrap

from coach.cli.answering import put, put_json
from coach.cli.opening import Told
from coach.session.content import open_content
from coach.session.sources import Source, sources

DESCRIPTION = "Where the published figures come from: whom they describe, which year, under which licence."
WIDTH = 88


def arguments(parser: ArgumentParser) -> None:
    """The command has no words of its own."""


def run(told: Told, options: Namespace) -> int:
    """Name every source."""
    found = sources(open_content())
    if told.json:
        put_json({"schema": 1, "sources": [asdict(source) for source in found]})
    else:
        put("\n\n".join(_text(source) for source in found))
    return 0


def _text(source: Source) -> str:
    about = f"{source.year}, {source.licence}" + (f". {source.population}" if source.population else "")
    paragraphs = [about, source.measures, source.citation, *source.notes]
    body = "\n".join("\n".join(wrap(words, WIDTH - 2)) for words in paragraphs if words)
    return f"{source.name}\n{indent(body, '  ')}"
