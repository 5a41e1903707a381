"""Plain TOML: whatever it reads, it reads as the standard library does, and what that refuses it leaves alone."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.base.plaintoml import read_plain

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = '''\
# a remark
schema = 1
empty = []
more = [ 1, -2.50, true,
  2026-11-02, ]

[[tasks]]
text = "one # two"  # a remark
words = ["a", "b",
  "c",]
told = """
first "line"
second"""
answers = { Q1 = "a", Q2 = { deep = [0.5, 1] } }
rows = [
  { a = 1, b = "x" },
  { a = 2, b = "y" },
]
[tasks.more]
on = 2026-11-02
[[tasks.steps]]
y = false
[[tasks.steps]]
y = 2

[[tasks]]
text = ""
[tasks.more]
x = 1

[deep.in.there]
x = 1
'''
LEFT_ALONE = (
    'a = "with \\" in it"',
    "a = 'literal'",
    'a = """b\\u00e9"""',
    '"quoted key" = 1',
    "a.b = 1",
    "a = 1_000",
    "a = 1e3",
    "a = 0x10",
    "a = inf",
    "a = +1",
    "a = 2026-11-02T10:00:00",
    "a = 2026-11-02 10:00:00",
    "a = 10:00:00",
    "a = [[1], [2]]",
    'a = ["b", 1]',
    "a = {}",
    "a = 1\r\nb = 2",
    "[a.b]\n[a]",
)
FAULTY = (
    "a = 1\na = 2",
    "a = { b = 1, b = 2 }",
    "a = { b = 1, }",
    "a = { b = 1,\n c = 2 }",
    "a = [,]",
    "a = [1,,2]",
    "a = [1 2]",
    'a = ["b" "c"]',
    'a = "b" c = "d"',
    'a = "b',
    'a = "b\nc"',
    'a = "b\x00c"',
    "# \x01",
    "a = 01",
    "a = 1.",
    "a = ١",  # a digit, but none of TOML's
    "a = 2026-02-30",
    "a = truex",
    "a = nothing",
    "a",
    "= 1",
    "[a",
    "[[a]",
    "[a]]",
    "[a]\n[a]",
    "[a]\n[[a]]",
    "[[a]]\n[a]",
    "a = 1\n[a.b]",
    "a = []\n[[a]]",
    "a = [{ b = 1 }]\n[[a]]",
    "a = [{ b = 1 }]\n[a.c]",
    "a = { b = 1 }\n[a.c]",
    "[a]\nb = 1\n[a.b.c]",
    "[[a.b]]\n[[a]]",
    "[a]\n[a.b]\n[[a.b]]",
)


def test_everything_plain() -> None:
    read = read_plain(EVERYTHING)
    assert repr(read) == repr(tomllib.loads(EVERYTHING))
    assert read is not None
    assert read["more"][3] == date(2026, 11, 2)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_not_plain_is_left_to_the_standard_library(text: str) -> None:
    tomllib.loads(text)
    assert read_plain(text) is None


@pytest.mark.parametrize("text", FAULTY)
def test_faults_are_left_to_the_standard_library(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert read_plain(text) is None


def test_what_is_nested_deep_is_left_alone() -> None:
    assert read_plain("a = " + "{ b = " * 5000 + "1" + " }" * 5000) is None


def test_what_ships_is_plain_and_reads_the_same() -> None:
    # the one file of weights is written with exponents
    files = [path for path in ROOT.glob("content/**/*.toml") if path.parent.name != "estimator"]
    files += ROOT.glob("profiles/*.toml")
    assert len(files) > 50
    for path in files:
        text = path.read_text(encoding="utf-8")
        read = read_plain(text)
        assert read is not None, path
        assert repr(read) == repr(tomllib.loads(text)), path


PIECES = st.sampled_from([*EVERYTHING.splitlines(keepends=True), *(f"{line}\n" for line in (*LEFT_ALONE, *FAULTY))])
LETTERS = "\"'[]{}=,.#\\\n\r\t -+_0aeéT:1"


@given(st.lists(PIECES, max_size=12), st.lists(st.tuples(st.integers(0, 500), st.sampled_from(LETTERS)), max_size=4))
def test_spoilt_texts_are_read_as_by_the_standard_library_or_left_alone(
    pieces: list[str], spoilt: list[tuple[int, str]]
) -> None:
    _hold_against("".join(pieces), spoilt)


def test_everything_spoilt_anywhere() -> None:
    chance = random.Random(7)
    for at in range(len(EVERYTHING)):
        _hold_against(EVERYTHING, [(at, chance.choice(LETTERS))])
        _hold_against(EVERYTHING[:at] + EVERYTHING[at + 1 :], [])


def _hold_against(text: str, spoilt: list[tuple[int, str]]) -> None:
    for at, letter in spoilt:
        text = text[:at] + letter + text[at:]
    read = read_plain(text)
    if read is not None:
        assert repr(read) == repr(tomllib.loads(text))
