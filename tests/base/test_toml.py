"""TOML read with a cap and with places: everything a file can do wrong is a Failure that names it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.base import toml
from coach.base.failures import Failure
from coach.base.toml import parse_toml, read_toml
from coach.base.tomlplaces import find_line

TEXT = """\
schema = 1
list = [
  1,
]

[worker]  # who
title = "Nurse"
"quoted key" = 1
dotted.key = 2

[worker.more]
deep = true

[[tasks]]
text = "one"

[[tasks]]
text = "two"
answers = { Q1 = "a" }
[tasks.more]
x = 1
[[tasks.steps]]
y = 1
[[tasks.steps]]
y = 2

[ 'other one' . inner ]
z = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 1),
        (("list",), 2),
        (("worker",), 6),
        (("worker", "title"), 7),
        (("worker", "quoted key"), 8),
        (("worker", "dotted", "key"), 9),
        (("worker", "more", "deep"), 12),
        (("worker", "missing"), 6),
        (("tasks", 0), 14),
        (("tasks", 0, "text"), 15),
        (("tasks", 1, "text"), 18),
        (("tasks", 1, "hours"), 17),
        (("tasks", 1, "answers", "Q1"), 19),
        (("tasks", 1, "more", "x"), 21),
        (("tasks", 1, "steps", 1, "y"), 25),
        (("other one", "inner", "z"), 28),
        (("nowhere",), None),
    ],
)
def test_places(path: tuple[str | int, ...], line: int | None) -> None:
    assert find_line(TEXT, path) == line
    place = parse_toml(TEXT.encode(), "profile.toml").place(*path)
    assert place == (f"profile.toml:{line}" if line else "profile.toml")


def test_a_line_of_text_that_looks_like_a_key_is_no_trouble() -> None:
    assert find_line("text = '''\n\"c\\q\" = 1\n'''\nlast = 1\n", ("last",)) == 4


def test_a_key_with_a_dot_in_quotes_is_one_key() -> None:
    assert find_line('["a.b"]\nc = 1\n"d.e" = 2\n', ("a.b", "c")) == 2
    assert find_line('["a.b"]\nc = 1\n"d.e" = 2\n', ("a.b", "d.e")) == 3
    assert find_line("['a#b']\nc = 1\n", ("a#b", "c")) == 2
    assert find_line('["a\\u0062"]\n"c\\"" = 1\n', ("ab", 'c"')) == 2


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a = 1\nb = \n", "x.toml:2: not valid TOML: "),
        (b"a = 1\n[b\n", "x.toml:2: not valid TOML: "),
        (b'a = """', "x.toml:1: not valid TOML: "),
        (b"a = 1\na = 2\n", "x.toml:2: not valid TOML: "),
        (b"ok = 1\n\xff = 2\n", "x.toml:2: not UTF-8 text."),
        (b"\0\0\0", "x.toml:1: not valid TOML: "),
        (b"a = " + b"[" * 5000, "x.toml:1: brackets nested too deep."),
        (b"a = 1\nb = " + b"9" * 5000, "x.toml:2: a number of too many digits."),
        (b"a = 1\nb = [\n" + b"[" * 5000, "x.toml:3: brackets nested too deep."),
        (b"a = 2026-02-30", "x.toml:1: not valid TOML: "),
    ],
)
def test_what_cannot_be_read_is_named(raw: bytes, words: str) -> None:
    with pytest.raises(Failure) as caught:
        parse_toml(raw, "x.toml")
    assert caught.value.code == "unreadable"
    assert caught.value.what.startswith(words)
    assert caught.value.what.endswith(".")


@given(st.binary(max_size=60) | st.text("[]{}=\"'#.\n\r ab1-:T\\u", max_size=60).map(str.encode))
def test_any_bytes_are_data_or_a_failure(raw: bytes) -> None:
    try:
        file = parse_toml(raw, "x.toml")
    except Failure as failure:
        assert failure.code == "unreadable"  # noqa: PT017 - either way is right
        return
    assert file.data == tomllib.loads(raw.removeprefix(b"\xef\xbb\xbf").decode())
    for key in file.data:
        find_line(file.text, (key,))


def test_a_byte_order_mark_is_no_matter() -> None:
    file = parse_toml(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n", "x.toml")
    assert file.data == {"a": 1, "b": 2}
    assert file.place("b") == "x.toml:2"


def test_a_file_over_the_cap_is_named_and_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml, "CAP", 10)
    (tmp_path / "x.toml").write_bytes(b"a = 1 #" + b"x" * 100)
    with pytest.raises(Failure, match=r"x.toml:1: over .* more than coach reads"):
        read_toml(tmp_path / "x.toml")
    (tmp_path / "x.toml").write_bytes(b"a = 1 # 10")
    assert read_toml(tmp_path / "x.toml").data == {"a": 1}


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        read_toml(tmp_path / "x.toml")
    assert (caught.value.code, caught.value.status) == ("missing-file", 3)
    (tmp_path / "folder").mkdir()
    with pytest.raises(Failure, match=r"^plan.toml: a folder, and no file\.$"):
        read_toml(tmp_path / "folder", name="plan.toml")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("a = 1")
    (tmp_path / "x.toml").chmod(0)
    with pytest.raises(Failure, match="Permission denied"):
        read_toml(tmp_path / "x.toml")
