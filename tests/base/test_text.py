"""Text made harmless: what a terminal would obey goes, what people write stays."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.base.text import fresh_id, one_line, safe, slug, unbroken

ANY = st.text(st.characters(), max_size=40)  # surrogates too


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]52;c;aGk=\x07", ""),
        ("\x9b31mred", "red"),
        ("a\x00b\x7fc\x85d", "abcd"),
        ("a\u202eb\u2066c\u200fd\u061ce\ufefff", "abcdef"),
        ("a\u2028b\u2029c", "abc"),
        ("lone \ud800 and \udfff", "lone  and "),
        ("tab\tand\nline", "tab\tand\nline"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("👩\u200d⚕️ می\u200cخواهم naïve 日本", "👩\u200d⚕️ می\u200cخواهم naïve 日本"),
        ("[/] [link=http://a b] [red]", "[/] [link=http://a b] [red]"),
    ],
)
def test_what_goes_and_what_stays(text: str, left: str) -> None:
    assert safe(text) == left


@given(ANY)
def test_safe_text_has_nothing_to_obey_and_is_the_same_made_safe_again(text: str) -> None:
    made = safe(text)
    assert safe(made) == made
    made.encode("utf-8")
    for letter in made:
        assert letter in "\t\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(letter) not in ("RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI")


@given(ANY, st.integers(1, 30))
def test_one_line_is_one_line_of_that_length_without_double_space(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not re.search(r"\s\s|[\n\t]", line)
    assert one_line(line, limit) == line


def test_one_line_folds_and_cuts() -> None:
    assert one_line("  a \n\t b\r\nc ") == "a b c"
    assert one_line("ab cd", 3) == "ab"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Answer tier-1 tickets!", "answer-tier-1-tickets"),
        ("Über Größe & Café", "uber-groe-cafe"),
        ("日本語", "item"),
        ("", "item"),
        ("--", "item"),
        ("\ud800", "item"),
        ("x" * 60, "x" * 48),
        ("a" * 47 + " b", "a" * 47),
    ],
)
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


@given(ANY)
def test_a_slug_is_an_id_and_its_own_slug(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 48
    assert slug(slug(text)) == slug(text)


@given(st.lists(st.sampled_from(["mail", "Mail", "mail 2", "mail-2", "phone"]), max_size=8))
def test_fresh_ids_are_never_taken(texts: list[str]) -> None:
    taken: set[str] = set()
    for text in texts:
        name = fresh_id(text, taken)
        assert name not in taken
        taken.add(name)


def test_repeated_ids_count_from_two() -> None:
    assert fresh_id("Mail", set()) == "mail"
    assert fresh_id("Mail", {"mail"}) == "mail-2"
    assert fresh_id("Mail", {"mail", "mail-2"}) == "mail-3"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ctrl \x1b[2J\x1b]0;own\x07 chars", "ctrl  chars"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x9b31mred\x9bm", "red"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\device", "device"),
        ("\x1b(0box", "box"),
        ("never closed \x1b]0;title", "never closed title"),
        ("\x1b\x1b[2J[2J", "[2J"),
        ("an [array] and ]0;", "an [array] and ]0;"),
    ],
)
def test_an_escape_sequence_goes_whole(text: str, left: str) -> None:
    assert safe(text) == left
    assert safe(left) == left


def test_an_id_has_no_litter_of_escapes() -> None:
    assert slug("ctrl \x1b[2J chars") == "ctrl-chars"


def test_words_of_one_line() -> None:
    assert unbroken("a\nb\n\tc") == "a b c"
    assert unbroken("two  spaces") == "two  spaces"
