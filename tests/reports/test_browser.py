"""Every report of every sample in a real browser: no request, no complaint, nothing to scroll sideways, readable."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.session.exports.exporting import FITTING, Wish, export
from coach.session.opening import open_named, samples
from tests.reports.browser import Browser, found

PROGRAM = found()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine: reports are not looked at in a browser"),
]
PAGES = [what for what, forms in FITTING.items() if "html" in forms]
# For every piece of text its colour and the first ground behind it that is not see-through.
CONTRASTS = """
(() => {
  const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * linear(c[0] / 255) + 0.7152 * linear(c[1] / 255) + 0.0722 * linear(c[2] / 255);
  const parts = s => s.match(/[\\d.]+/g).map(Number);
  const low = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || ["STYLE", "SCRIPT"].includes(element.tagName)) continue;
    let behind = element;
    while (behind && parts(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const ground = light(parts(getComputedStyle(behind || document.body).backgroundColor));
    const ink = light(parts(getComputedStyle(element).color));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return low;
})()
"""
CUT = """
[...document.querySelectorAll("table, tr, li, figure, blockquote")]
  .filter(one => getComputedStyle(one).breakInside !== "avoid").length
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None
    browser = Browser(PROGRAM, tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()


def page(tmp_path: Path, name: str, what: str) -> Path:
    chosen = ("all",) if what == "report" else ()
    path = tmp_path / f"{what}.html"
    path.write_text(export(open_named(name), Wish(what=what, form="html", chosen=chosen)).text, encoding="utf-8")
    return path


def complaints(browser: Browser) -> list[Any]:
    told = [one["entry"] for one in browser.events("Log.entryAdded")]
    return [*told, *browser.events("Runtime.exceptionThrown"), *browser.events("Runtime.consoleAPICalled")]


@pytest.mark.parametrize("what", PAGES)
@pytest.mark.parametrize("name", samples())
def test_a_report_in_a_browser(browser: Browser, tmp_path: Path, name: str, what: str) -> None:
    path = page(tmp_path, name, what)
    for width in (400, 1200):
        for dark in (False, True):
            browser.open(path, width, dark=dark)
            wide = browser.value("document.documentElement.scrollWidth")
            assert wide <= width, f"scrolls sideways at {width}"
            assert browser.value(CONTRASTS) == []
            asked = [one["request"]["url"] for one in browser.events("Network.requestWillBeSent")]
            assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
            assert complaints(browser) == []


@pytest.mark.parametrize("name", samples())
def test_a_report_on_paper(browser: Browser, tmp_path: Path, name: str) -> None:
    for what in PAGES:
        path = page(tmp_path, name, what)
        browser.open(path, 800, dark=True, printed=True)
        assert browser.value(CUT) == 0, "rows, steps and pictures are kept whole"
        assert browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert browser.value(CONTRASTS) == []
        for size in ((8.27, 11.69), (8.5, 11)):
            told = browser.ask("Page.printToPDF", paperWidth=size[0], paperHeight=size[1], preferCSSPageSize=False)
            pdf = base64.b64decode(told["data"])
            assert pdf.startswith(b"%PDF")
            sheets = pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page/")
            if what == "brief":
                assert sheets == 1, "the manager gets one sheet"
            else:
                assert sheets >= 1
