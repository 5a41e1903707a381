"""The HTML of a report: one file that asks for nothing, readable by anybody, with the figures of the measurement."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from coach.reports.answers.shapes import measurement_json
from coach.reports.formats.html import html
from coach.reports.formats.markdown import markdown
from coach.reports.formats.page import Bar, Bullets, Code, Page, Para, Quote, Step, Steps, Table, kept, part
from coach.reports.formats.style import DARK, LIGHT, READABLE, WRITTEN, stylesheet
from coach.session.exports.exporting import Wish, export
from coach.session.measuring import measurement
from coach.session.opening import open_named, samples
from tests.reports.planted import first_to_share, planted

HOSTILE = "<script>alert(1)</script> [x](http://a.b) **b** `c` | # & \x1b[31m\x9b \u202e <img src=x onerror=y> \"'"


class Seen(HTMLParser):
    """What stands in a page: its tags with attributes, its text, and whether tags close as they opened."""

    VOID = frozenset({"meta", "link", "line", "rect", "circle", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(text)
        assert self.open == [], "a tag was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words += f"{data} "


def whole(name: str) -> str:
    return export(open_named(name), Wish(what="report", form="html", chosen=("all",))).text


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK, {**LIGHT, "ground": "#ffffff", "raised": "#f6f5f1"}])
def test_words_are_readable_on_every_ground(palette: dict[str, str]) -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    for ink, ground in WRITTEN:
        assert contrast(palette[ink], palette[ground]) >= READABLE, (ink, ground)


def test_the_stylesheet_writes_in_no_other_colour() -> None:
    """So that the test above covers every word: text is set in the named colours alone."""
    inks = set(re.findall(r"(?<![-\w])color:\s*([^;]+);", stylesheet()))
    assert inks == {"var(--text)", "var(--quiet)", "var(--accent)"}
    grounds = set(re.findall(r"background(?:-color)?:\s*([^;]+);", stylesheet()))
    assert grounds == {"var(--ground)", "var(--raised)", "#fff"}


@pytest.mark.parametrize("name", samples())
def test_it_asks_a_network_for_nothing_and_runs_nothing(name: str) -> None:
    text = whole(name)
    seen = Seen(text)
    tags = {tag for tag, _ in seen.tags}
    assert tags.isdisjoint({"script", "iframe", "object", "embed", "img", "video", "audio", "form", "base"})
    for tag, attributes in seen.tags:
        for attribute, value in attributes.items():
            assert not attribute.startswith("on"), f"{tag} {attribute}"
            if attribute in ("src", "href", "action", "data", "xlink:href"):
                assert value == "data:,"
    assert "http" not in re.sub(r"http-equiv", "", text)
    assert "@import" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {"#hatch", "#dots"}
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", samples())
def test_pictures_have_words_and_headings_go_down_one_by_one(name: str) -> None:
    seen = Seen(whole(name))
    pictures = [attributes for tag, attributes in seen.tags if tag == "svg"]
    assert sum("aria-label" in one for one in pictures) > 5
    for one in pictures:
        assert one.get("aria-hidden") == "true" or (one.get("role") == "img" and one.get("aria-label"))
    levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1
    assert [attributes["lang"] for tag, attributes in seen.tags if tag == "html"] == ["en"]
    for tag, attributes in seen.tags:
        assert tag != "th" or attributes.get("scope") == "col"


@pytest.mark.parametrize("name", samples())
def test_the_figures_are_those_of_measure(name: str) -> None:
    """Every figure `coach measure --json` gives of the week stands in the report, rounded as everywhere."""
    session = open_named(name)
    found = measurement(session)
    assert found is not None
    told = measurement_json(found)
    words = " ".join(Seen(whole(name)).words.split())
    exposure = told["exposure"]
    band = f"{100 * exposure['value']:.0f} ({100 * exposure['low']:.0f}–{100 * exposure['high']:.0f})"
    assert f"Exposure {band}, strict reading {100 * exposure['strict']:.0f}" in words
    for key in ("displaceable", "augmentable", "human"):
        hours = {end: f"{round(told[key][end] * told['hours'], 1):g}" for end in ("value", "low", "high")}
        assert f"{hours['value']} h {hours['low']}–{hours['high']} h" in words, key
    for task in told["tasks"]:
        one = task["exposure"]
        figures = f"{100 * one['value']:.0f} ({100 * one['low']:.0f}–{100 * one['high']:.0f})"
        assert f"{task['text']} {task['hours']:g} {figures}" in words
    standing = told["position"]
    if standing["known"]:
        assert f"{100 * standing['value']:.0f} ({100 * standing['low']:.0f}–" in words
    for one in told["published"]:
        assert f"{one['index']} {one['value']:.2f} {one['year']}" in words


@pytest.mark.parametrize("name", samples())
def test_markdown_comes_in_the_same_order(name: str) -> None:
    session = open_named(name)
    texts = [export(session, Wish(what="report", form=form, chosen=("all",))).text for form in ("html", "md")]
    headings = [re.findall(r"<h[23]>(.*?)</h[23]>", texts[0]), re.findall(r"^#{2,3} (.*)$", texts[1], re.MULTILINE)]
    plain = [[re.sub(r"\\|&#x27;|&quot;|Project \d: |['\"]", "", one) for one in many] for many in headings]
    assert plain[0] == plain[1]
    order = ["Your week", "Rules first", "The plan at a glance", "Skills, in order", "The first step"]
    assert [one for one in plain[0] if one in order] == order


def hostile_page() -> Page:
    table = Table(HOSTILE, (HOSTILE, "b"), ((Bar((("run", 0.5),), HOSTILE, HOSTILE), HOSTILE),))
    steps = Steps((Step(HOSTILE, HOSTILE, HOSTILE),))
    blocks = (Para(HOSTILE), Bullets((HOSTILE,)), Quote(HOSTILE), Code(f"```\n{HOSTILE}\n~~~"), table, steps)
    return Page(HOSTILE, HOSTILE, kept(part(HOSTILE, *blocks, over=HOSTILE)), HOSTILE, (HOSTILE,))


def test_what_somebody_typed_is_never_markup() -> None:
    text = html(hostile_page())
    seen = Seen(text)
    assert {"script", "img"}.isdisjoint({tag for tag, _ in seen.tags})
    assert not any(name.startswith("on") for _, attributes in seen.tags for name in attributes)
    assert "<script>alert(1)</script>" in seen.words, "it is shown letter by letter"
    assert not [letter for letter in text if letter in "\x1b\x9b\u202e"]


def test_markdown_of_what_somebody_typed_is_words_too() -> None:
    text = markdown(hostile_page())
    outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", text)
    assert not re.search(r"(?<!\\)<script", outside)
    assert not re.search(r"(?<!\\)\[x(?<!\\)\]\(", outside)
    assert not [letter for letter in text if letter in "\x1b\x9b\u202e"]
    (row,) = [line for line in text.splitlines() if line.startswith("| ") and "alert" in line][1:]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3, "a bar typed in a cell makes no column"
    opened = [line for line in text.splitlines() if line.startswith("```")]
    assert opened[0] == "````text"
    for typed in ("# not a heading", "- not a list", "1. not a number", "+ no", "> quoted", "=== line"):
        line = markdown(Page("t", typed, ()))
        assert f"\n{typed}" not in line


def test_a_report_with_nothing_in_it_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "career"
    folder.mkdir()
    (folder / "profile.toml").write_text('[worker]\ntitle = "Glazier"\n')
    from coach.session.opening import open_own

    session = open_own(folder)
    for what in ("report", "review", "brief", "handover", "drill"):
        text = export(session, Wish(what=what, form="md")).text
        assert "coach" in text, what
        assert "None" not in text.replace("None but", "").replace("None noted", "")
        assert "{" not in text


def test_done_steps_and_results_stand_in_the_report(tmp_path: Path) -> None:
    from coach.session.plan.plans import mark_done

    session = planted(tmp_path / "career")
    step = mark_done(session, first_to_share(session))
    text = export(session, Wish(what="report", form="md")).text
    assert "[x] Sat 21 Nov" in text or "Steps done" in text
    assert step.title.split(" ")[0] in text.split("What came of it")[1]
    assert "Fewer claims come back" in text
    early = Wish(what="report", form="md", since=session.today, until=session.today)
    assert "Fewer claims come back" not in export(session, early).text
