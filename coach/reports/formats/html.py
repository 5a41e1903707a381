"""A page as HTML in one file: inline style and pictures, no script, and nothing it could ask a network for."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from coach.base.text import safe
from coach.reports.formats.page import (
    Bar,
    Block,
    Bullets,
    Cell,
    Code,
    Facts,
    Legend,
    Page,
    Para,
    Part,
    Quote,
    Steps,
    Table,
    Timeline,
)
from coach.reports.formats.style import stylesheet

LEGEND = (("run", "could mostly run without you"), ("speed", "speeds up with you"), ("rest", "not reached"))
PHASES = ("rest", "speed", "run")
STATES = {"open": "", "done": "done, ", "set aside": "set aside, "}
# Told apart by texture as well as by colour: solid, hatched, dotted.
_PATTERNS = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="dot" cx="1.6" cy="1.6" r="0.9"/></pattern></defs></svg>'
)
# Said to the browser too: whatever got in here, it loads nothing and runs nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def html(page: Page) -> str:
    """The whole file; ends with one newline."""
    marked = f'<p class="marked">{_words(page.marked)}</p>' if page.marked else ""
    lead = f'<p class="lead">{_words(page.lead)}</p>' if page.lead else ""
    body = "\n".join(line for one in page.parts for line in _part(one, 2))
    foot = "".join(f"<p>{_words(line)}</p>" for line in page.foot)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="robots" content="noindex, noarchive">
<meta name="referrer" content="no-referrer">
<title>{_words(page.title)}</title>
<link rel="icon" href="data:,">
<style>
{stylesheet()}</style>
</head>
<body{' class="dense"' if page.dense else ""}>
{_PATTERNS}
<main>
<header>
{marked}
<h1>{_words(page.title)}</h1>
{lead}
</header>
{body}
{f'<footer class="foot">{foot}</footer>' if foot else ""}
</main>
</body>
</html>
"""


def _part(one: Part, level: int) -> Iterator[str]:
    yield '<section class="fresh">' if one.fresh else "<section>"
    if one.over:
        yield f'<p class="over">{_words(one.over)}</p>'
    yield f"<h{level}>{_words(one.title)}</h{level}>"
    for block in one.blocks:
        yield _block(block)
    for inner in one.parts:
        yield from _part(inner, min(level + 1, 4))
    yield "</section>"


def _block(block: Block) -> str:
    match block:
        case Para(text=text, look=look):
            return f'<p class="{look}">{_words(text)}</p>' if look != "plain" else f"<p>{_words(text)}</p>"
        case Bullets(items=items, numbered=numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_words(one)}</li>" for one in items) + f"</{tag}>"
        case Quote(text=text):
            return f"<blockquote>{_words(text)}</blockquote>"
        case Code(text=text):
            return f"<pre>{escape(safe(text))}</pre>"
        case Facts(pairs=pairs):
            told = "".join(f"<dt>{_words(label)}</dt><dd>{_words(text)}</dd>" for label, text in pairs if text)
            return f"<dl>{told}</dl>"
        case Steps():
            return _steps(block)
        case Table():
            return _table(block)
        case Timeline():
            return _timeline(block)
        case Legend():
            keys = "".join(f"<li>{_swatch(look)}{_words(told)}</li>" for look, told in LEGEND)
            return f'<ul class="legend">{keys}</ul>'


def _steps(block: Steps) -> str:
    lines = []
    for step in block.items:
        done = f'<span class="done">Done when: {_words(step.done_when)}</span>' if step.done_when else ""
        lines.append(
            f'<li><span class="when">{STATES[step.state]}{_words(step.when)}</span>'
            f"<span>{_words(step.text)}{done}</span></li>"
        )
    return f'<ol class="steps">{"".join(lines)}</ol>'


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_class(place, table)}>{_words(name)}</th>' for place, name in enumerate(table.head)
    )
    rows = []
    for row in table.rows:
        cells = "".join(
            f'<td data-label="{_words(name)}"{_class(place, table)}>{_cell(cell)}</td>'
            for place, (name, cell) in enumerate(zip(table.head, row, strict=True))
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        f"<table><caption>{_words(table.caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _class(place: int, table: Table) -> str:
    return ' class="right"' if place in table.right else ""


def _cell(cell: Cell) -> str:
    return f"{_words(cell.label)}{_bar(cell)}" if isinstance(cell, Bar) else _words(cell)


def _bar(bar: Bar) -> str:
    told, at = [], 0.0
    for look, share in bar.parts:
        told.append(_stretch(look, at, 100 * share))
        at += 100 * share
    return f'<svg class="bar" role="img" aria-label="{_words(bar.words)}">{"".join(told)}</svg>'


def _stretch(look: str, at: float, width: float) -> str:
    if width <= 0:
        return ""
    place = f'x="{at:.2f}%" width="{width:.2f}%" height="100%"'
    over = {"speed": "hatch", "rest": "dots"}.get(look)
    return f'<rect class="{look}" {place}/>' + (f'<rect fill="url(#{over})" {place}/>' if over else "")


def _swatch(look: str) -> str:
    return f'<svg aria-hidden="true" focusable="false">{_stretch(look, 0, 100)}</svg>'


def _timeline(line: Timeline) -> str:
    told = [
        f'<rect class="{PHASES[place % 3]}" x="{100 * since:.2f}%" y="{12 * place}" '
        f'width="{max(0.8, 100 * (until - since)):.2f}%" height="7" rx="1"/>'
        for place, (_, since, until) in enumerate(line.spans)
    ]
    told.append('<line class="line" x1="0" y1="50" x2="100%" y2="50"/>')
    told += [
        f'<circle class="mark{" full" if done else ""}" cx="{min(99.0, max(1.0, 100 * at)):.2f}%" cy="50" r="4.5"/>'
        for at, done in line.marks
    ]
    names = "".join(
        f'<li><svg aria-hidden="true" focusable="false"><rect class="{PHASES[place % 3]}" width="100%" height="100%"/>'
        f"</svg>{_words(name)}</li>"
        for place, (name, _, _) in enumerate(line.spans)
    )
    return (
        f'<figure class="timeline"><svg role="img" aria-label="{_words(line.words)}">{"".join(told)}</svg>'
        f'<figcaption><div class="ends"><span>{_words(line.ends[0])}</span><span>{_words(line.ends[1])}</span></div>'
        f'<ul class="legend">{names}</ul></figcaption></figure>'
    )


def _words(text: str) -> str:
    return escape(" ".join(safe(text).split()), quote=True)
