"""Files as blocks: read exactly as TOML reads them, written so that what did not change stays as it was."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.base import toml
from coach.storage.texts.blocks import document_of, parse, written
from coach.storage.texts.items import copied, same, with_ids
from tests.storage.texts.documents_strategy import documents

MINE = """\
# my week, by hand
schema = 1  # leave it

# who I am
[worker]
title = "Nurse"  # since 2011
  # nights only
hours_per_week = 30

# the big one
[[tasks]]
text = "see # patients"   # every day
hours = 16
[tasks.answers]
Q1 = "a"

[[tasks]]  # second
id = "notes"
hours = 2
text = '''on
several lines'''

['quoted key']
a = [
  1,  # one
]
"""

PIECES = [
    "a = 1",
    "tasks = [{id = 'x'}]",
    "[a]",
    "[[a]]",
    "[a.b]",
    "[[a.b]]",
    '["a"]',
    "[ 'a' . b ]",
    "x = 1",
    "y = [",
    "[1]",
    "]",
    '"""',
    "'''",
    'z = """',
    "# [c]",
    "  [c]  # remark",
    "[c]junk",
    "",
    "\r",
    "a.b = 2",
    "[d.e.f]",
    "g = {h = [1, 2]}",
]


def saved(document: dict[str, Any], text: str) -> str:
    blocks = parse(text, {})
    assert blocks is not None
    return written(document, blocks)


@settings(max_examples=60)
@given(documents)
def test_any_document_is_written_so_that_toml_reads_it_back(document: dict[str, Any]) -> None:
    text = written(document, [])
    assert same(tomllib.loads(text), document)
    blocks = parse(text, {})
    assert blocks is not None
    assert same(document_of(blocks), document)


@settings(max_examples=60)
@given(documents, documents)
def test_any_document_is_written_over_any_other(old: dict[str, Any], new: dict[str, Any]) -> None:
    text = saved(new, written(old, []))
    assert same(tomllib.loads(text), new)


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_blocks_say_what_toml_says_or_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = parse(text, {})
    assume(blocks is not None)
    assert blocks is not None
    assert document_of(blocks) == tomllib.loads(text)


def test_what_did_not_change_stays_to_the_letter() -> None:
    document = with_ids(tomllib.loads(MINE))
    document["answers"] = {"P1": "x"}
    text = saved(document, MINE)
    for line in MINE.splitlines():
        assert line in text.splitlines() or not line, line
    assert tomllib.loads(text) == document


def test_a_changed_key_keeps_its_remark_and_its_neighbours() -> None:
    document = tomllib.loads(MINE)
    document["schema"] = 2
    document["worker"]["title"] = "Head # nurse"
    document["worker"]["aim"] = "stay"
    del document["worker"]["hours_per_week"]
    text = saved(document, MINE)
    assert text.startswith("# my week, by hand\nschema = 2  # leave it\n\n# who I am\n[worker]\n")
    assert 'title = "Head # nurse"  # since 2011\n  # nights only\naim = "stay"\n' in text
    assert tomllib.loads(text) == document


def test_a_block_that_must_be_written_anew_keeps_the_remark_above_it() -> None:
    document = with_ids(tomllib.loads(MINE))
    document["tasks"][0]["hours"] = 17
    document["tasks"][1]["text"] = "one line"
    text = saved(document, MINE)
    assert "# the big one\n[[tasks]]\n" in text
    assert tomllib.loads(text) == document


def test_a_remark_at_the_top_stays_when_the_top_must_be_written_anew() -> None:
    assert saved({"a": [2]}, "# mine\na = [\n1]\n") == "# mine\na = [\n    2,\n]\n"


def test_a_change_in_a_table_within_a_table_is_written() -> None:
    document = with_ids(tomllib.loads(MINE))
    document["tasks"][0]["answers"]["Q1"] = "b"
    assert tomllib.loads(saved(document, MINE)) == document


def test_a_task_without_an_id_is_known_by_the_one_it_gets() -> None:
    document = with_ids(tomllib.loads('# first\n[[tasks]]\ntext = "see people"  # daily\nhours = 1\n'))
    text = saved(document, '# first\n[[tasks]]\ntext = "see people"  # daily\nhours = 1\n')
    assert text == '# first\n[[tasks]]\ntext = "see people"  # daily\nhours = 1\nid = "see-people"\n'


def test_tables_of_a_list_move_with_their_remarks() -> None:
    old = "# one\n[[t]]\nid = 'a'\n\n# two\n[[t]]\nid = 'b'\n"
    assert saved({"t": [{"id": "b"}, {"id": "a"}]}, old) == "# two\n[[t]]\nid = 'b'\n\n# one\n[[t]]\nid = 'a'\n"


def test_text_with_crlf_stays_crlf() -> None:
    assert tomllib.loads(written({"a": "one\r\ntwo", "t": {"b": "\r\n"}}, []))["a"] == "one\r\ntwo"


def test_a_short_list_of_tables_stays_readable() -> None:
    assert written({"tasks": [{"id": "a", "hours": 1.0}]}, []) == '[[tasks]]\nid = "a"\nhours = 1.0\n'


@pytest.mark.parametrize(
    "text",
    [
        "x = [\n[1]\n]",
        'x = """\n[a]\n"""',
        "[[a]]\n[b]\n[a.c]\nd = 1",
        "[a]\n[b]\n[a.c]",
    ],
)
def test_what_cannot_be_cut_is_left_to_be_read_as_one_piece(text: str) -> None:
    tomllib.loads(text)
    assert parse(text, {}) is None


@pytest.mark.parametrize("text", ["[a]\n[a]", "a = 1\n[a]", "[[a]]\n[a]\n", "a = 1\n[[a]]", "[a]\nb = 1\nb = 2", "]"])
def test_what_toml_refuses_is_no_row_of_blocks(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)
    assert parse(text, {}) is None


def test_known_blocks_are_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"entries": [{"id": f"e{number}", "text": "x" * 50} for number in range(200)]}
    blocks = parse(written(document, []), {})
    assert blocks is not None
    longer = copied(document)
    longer["entries"].append({"id": "new", "text": "y"})
    parsed = []
    loads = toml.loads

    def counted(text: str) -> dict[str, Any]:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr("coach.storage.texts.blocks.loads", counted)
    assert parse(written(longer, blocks), {block.text: block for block in blocks}) is not None
    assert parsed == ['[[entries]]\nid = "new"\ntext = "y"']
