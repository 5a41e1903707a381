"""The edges of reading and writing documents, each found by a small fault that no other test had noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Literal

import pytest

from coach.base.failures import Failure
from coach.base.toml import TomlFile, parse_toml
from coach.storage.texts.codec import table_of, unknown_keys, validated
from coach.storage.texts.dated import dated
from coach.storage.texts.items import Edit, apply, cleaned, diff, inverse, same, with_ids


@dataclass(frozen=True)
class Inner:
    """A thing in a thing."""

    id: str
    level: Literal["low", "high"] = "low"
    do: str = "inner"


@dataclass(frozen=True)
class Line:
    """A thing with the names of all that is shown in a line of its own, and with words of any length."""

    text: str = ""
    title: str = ""
    employer: str = ""
    industry: str = ""
    seniority: str = ""
    goal: str = ""
    name: str = ""
    tool: str = ""
    words: str = ""


@dataclass(frozen=True)
class Thing:
    """A thing with a field of every kind."""

    name: str
    many: tuple[Inner, ...] = ()
    by_name: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    number: float | None = None
    count: int = 3
    flag: bool = False
    day: date | None = None
    schema: int = 1


def read(text: str) -> Thing:
    """A thing from a text."""
    file = parse_toml(text.encode(), "x.toml")
    return validated(Thing, file.data, file)


def refused(text: str) -> str:
    """The words with which a text is refused."""
    with pytest.raises(Failure) as caught:
        read(text)
    return caught.value.what


def test_defaults_are_left_out_unless_the_old_table_says_them_or_they_name_the_kind() -> None:
    thing = Thing(name="a", many=(Inner(id="x"),))
    assert table_of(thing) == {"name": "a", "many": [{"id": "x", "do": "inner"}], "schema": 1}
    old = {"count": 3, "flag": False, "name": "b", "mine": 1, "many": [{"level": "low", "id": "x", "own": 2}]}
    assert table_of(thing, old) == {
        "count": 3,
        "flag": False,
        "name": "a",
        "mine": 1,
        "many": [{"level": "low", "id": "x", "own": 2, "do": "inner"}],
        "schema": 1,
    }
    assert list(table_of(thing, old)) == ["count", "flag", "name", "mine", "many", "schema"]


def test_a_list_or_table_that_is_empty_now_goes_and_one_that_was_empty_stays() -> None:
    gone = Thing(name="a")
    assert "many" not in table_of(gone, {"name": "a", "many": [{"id": "x"}]})
    assert table_of(gone, {"name": "a", "many": []})["many"] == []
    assert "by_name" not in table_of(gone, {"name": "a", "by_name": {"k": 1}})
    assert table_of(gone, {"name": "a", "by_name": {}})["by_name"] == {}
    assert table_of(Thing(name="a", flag=False), {"name": "b", "flag": True})["flag"] is False


def test_the_order_of_a_table_by_name_stays_and_numbers_stay_as_they_were_written() -> None:
    thing = Thing(name="a", by_name=MappingProxyType({"new": 1, "b": 2, "a": 3}), number=16.0)
    table = table_of(thing, {"name": "a", "by_name": {"a": 3, "gone": 1, "b": 9}, "number": 16})
    assert list(table["by_name"].items()) == [("a", 3), ("b", 2), ("new", 1)]
    assert repr(table["number"]) == "16"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "x.toml: name is missing."),
        ("name = 3\n", "x.toml:1: name must be text, in quotes, not 3."),
        (f"name = {'9' * 60}\n", f"x.toml:1: name must be text, in quotes, not {'9' * 40}."),
        ("name = true\n", "x.toml:1: name must be text, in quotes, not true."),
        ("name = []\n", "x.toml:1: name must be text, in quotes, not a list."),
        ("name = {}\n", "x.toml:1: name must be text, in quotes, not a table."),
        ("name = 'a'\nnumber = 'three'\n", "x.toml:2: number must be a number, not “three”."),
        (f"name = 'a'\nnumber = '{'x' * 50}'\n", f"x.toml:2: number must be a number, not “{'x' * 40}”."),
        ("name = 'a'\ncount = 1.5\n", "x.toml:2: count must be a whole number, not 1.5."),
        ("name = 'a'\nflag = 'no'\n", "x.toml:2: flag must be true or false, not “no”."),
        ("name = 'a'\nday = 'soon'\n", "x.toml:2: day must be a date like 2026-11-02, not “soon”."),
        ("name = 'a'\nday = 3\n", "x.toml:2: day must be a date like 2026-11-02, not 3."),
        ("name = 'a'\nmany = 3\n", "x.toml:2: many must be a list, not 3."),
        ("name = 'a'\nmany = [3]\n", "x.toml:2: many must be a table, not 3."),
        ("name = 'a'\n[[many]]\n", "x.toml:2: id is missing."),
        (
            "name = 'a'\n[[many]]\nid = 'x'\nlevel = 'hih'\n",
            "x.toml:4: level is “hih”; it can be low, high. Did you mean “high”?",
        ),
        ("name = 'a'\n[[many]]\nid = 'x'\nlevel = 3\n", "x.toml:4: level is 3; it can be low, high."),
        ("name = 3\ncount = 'x'\n", "x.toml:1: name must be text, in quotes, not 3. (1 more in this file.)"),
        ("name = 3\ncount = 'x'\nflag = 3\n", "x.toml:1: name must be text, in quotes, not 3. (2 more in this file.)"),
        ("name = inf\n", "x.toml:1: name must be text, in quotes, not inf."),
    ],
)
def test_what_is_wrong_is_said_in_words(text: str, words: str) -> None:
    if text == "name = inf\n":  # a number that is none is refused as the text it would be written as
        assert read(text).name == "inf"
    else:
        assert refused(text) == words


def test_moments_and_times_are_no_days() -> None:
    for value in (datetime(2026, 1, 2, 3), time(4, 5)):
        with pytest.raises(Failure, match=r"day must be a date like 2026-11-02"):
            validated(Thing, {"name": "a", "day": value}, TomlFile("x.toml", {}, ""))
    assert validated(Thing, {"name": "a", "day": "2026-11-02"}, TomlFile("x.toml", {}, "")).day == date(2026, 11, 2)


def test_text_is_made_safe_in_keys_and_values_however_deep() -> None:
    thing = validated(
        Thing,
        {"name": "a\x1b[2J", "by_name": {"k\x07": 1}, "many": [{"id": "x\x00"}], "\x1bown": 1},
        TomlFile("x.toml", {}, ""),
    )
    assert (thing.name, dict(thing.by_name), thing.many[0].id) == ("a", {"k": 1}, "x")


@pytest.mark.parametrize("key", [each.name for each in fields(Line)])
def test_what_is_shown_in_a_line_of_its_own_has_no_line_end_in_it(key: str) -> None:
    line = validated(Line, {key: "ward  9\r\n\tby night"}, TomlFile("x.toml", {}, ""))
    assert getattr(line, key) == ("ward  9\n\tby night" if key == "words" else "ward 9 by night")


def test_unknown_keys_are_named_wherever_they_are() -> None:
    file = parse_toml(b"nam = 1\n[[many]]\nid = 'x'\nlevle = 1\n[by_name]\nanything = 1\n", "x.toml")
    assert unknown_keys(Thing, file.data, file) == (
        "x.toml:1: “nam” is not a key coach knows; it is kept. Did you mean “name”?",
        "x.toml:4: “levle” is not a key coach knows; it is kept. Did you mean “level”?",
    )
    assert unknown_keys(Thing, {"many": 3, "by_name": [1], "qqqq": 1}, file) == (
        "x.toml: “qqqq” is not a key coach knows; it is kept.",
    )


def test_days_become_ids_and_ids_told_stay() -> None:
    document = {
        "checkins": [
            {"date": date(2026, 11, 20)},
            {"date": datetime(2026, 11, 20, 9)},
            {"date": "Nov 20"},
            {"id": "mine", "date": date(2026, 1, 1)},
            {},
        ],
        "other": [{}],
        "drills": ["no table"],
    }
    found = dated(document, ("checkins", "drills", "measurements"))
    assert [each["id"] for each in found["checkins"]] == ["2026-11-20", "2026-11-20-2", "nov-20", "mine", "checkins"]
    assert list(found["checkins"][0]) == ["id", "date"]
    assert found["other"] == [{}]
    assert found["drills"] == ["no table"]
    assert "measurements" not in found


# items


@pytest.mark.parametrize(
    ("key", "words"),
    [("tasks", "text"), ("workflows", "title"), ("assets", "title"), ("entries", "text"), ("away", "why")],
)
def test_each_list_gets_its_ids_from_its_own_words(key: str, words: str) -> None:
    found = with_ids({key: [{words: "In My Words"}, {words: "in my words"}, {"id": "ok", words: "x"}, {"id": "No!"}]})
    assert [each["id"] for each in found[key]] == ["in-my-words", "in-my-words-2", "ok", "no"]
    assert list(found[key][0]) == ["id", words]


def test_lists_after_one_that_needs_nothing_are_looked_at_too() -> None:
    found = with_ids({"tasks": [{"id": "a"}], "workflows": "no list", "assets": [{"title": "B"}]})
    assert found == {"tasks": [{"id": "a"}], "workflows": "no list", "assets": [{"id": "b", "title": "B"}]}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (float("nan"), float("nan"), True),
        (float("nan"), 1.0, False),
        (1.0, float("nan"), False),
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ([1], [1, 2], False),
        ({"a": 1}, {"b": 1}, False),
        ("1", 1, False),
        (date(2026, 1, 1), datetime(2026, 1, 1), False),
    ],
)
def test_same_is_strict_where_a_file_would_differ(one: Any, other: Any, alike: bool) -> None:
    assert same(one, other) is alike
    assert same([one], [other]) is alike


def test_letters_beyond_ascii_stay_and_lone_surrogates_go() -> None:
    assert cleaned({"ü": ("é\ud800", None, 1)}) == {"ü": ["é", 1]}
    assert cleaned(date(2026, 1, 1)) == date(2026, 1, 1)


def test_a_new_order_is_an_edit_only_if_what_both_have_changed_places() -> None:
    old = {"l": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    assert [edit.item for edit in diff(old, {"l": [{"id": "x"}, {"id": "a"}, {"id": "c"}]})] == ["l/b", "l/x"]
    swapped = {"l": [{"id": "b"}, {"id": "a"}, {"id": "c"}]}
    assert [edit.item for edit in diff(old, swapped)] == ["l/#order"]
    assert apply(old, diff(old, swapped)) == swapped
    assert apply(swapped, inverse(diff(old, swapped))) == old


def test_what_makes_sense_only_whole_is_one_item_and_has_no_order() -> None:
    old = {"before": {"x": [{"id": "a"}, {"id": "b"}]}, "expected": [{"id": "a"}, {"id": "b"}]}
    new = {"before": {"x": [{"id": "b"}, {"id": "a"}]}, "expected": [{"id": "b"}, {"id": "a"}]}
    assert [edit.item for edit in diff(old, new)] == ["before", "expected"]
    assert apply(old, diff(old, new)) == new


def test_a_table_that_became_a_list_is_one_item() -> None:
    old: dict[str, Any] = {"a": {"k": 1}, "b": [{"id": "x"}, {"id": "y"}]}
    new: dict[str, Any] = {"a": [{"id": "x"}, {"id": "y"}], "b": [{"id": "y"}, {"id": "x"}]}
    assert [edit.item for edit in diff(old, new)] == ["a", "b/#order"]
    assert apply(old, diff(old, new)) == new
    assert apply(new, inverse(diff(old, new))) == old


def test_a_table_goes_behind_the_one_it_follows_or_to_the_end() -> None:
    document = {"l": [{"id": "a"}, {"id": "b"}]}
    new = {"id": "n"}
    for follows, order in (("", "nab"), ("a", "anb"), ("b", "abn"), ("gone", "abn")):
        made = apply(document, [Edit("l/n", None, new, follows)])
        assert "".join(table["id"] for table in made["l"]) == order
    assert document == {"l": [{"id": "a"}, {"id": "b"}]}  # the old one stays as it was


def test_emptied_and_filled_again_in_one_go_keeps_its_place() -> None:
    document: dict[str, Any] = {"l": [{"id": "a"}], "t": {"k": 1}, "z": 1}
    edits = [
        Edit("l/a", {"id": "a"}, None, ""),
        Edit("t/k", 1, None),
        Edit("l/b", None, {"id": "b"}, ""),
        Edit("t/m", None, 2),
    ]
    made = apply(document, edits)
    assert made == {"l": [{"id": "b"}], "t": {"m": 2}, "z": 1}
    assert list(made) == ["l", "t", "z"]
    assert apply(document, edits[:2]) == {"z": 1}
    assert document == {"l": [{"id": "a"}], "t": {"k": 1}, "z": 1}


def test_a_whole_value_put_over_an_emptied_table_counts() -> None:
    document: dict[str, Any] = {"t": {"k": 1}}
    edits = [Edit("t/k", 1, None), Edit("t", None, {}), Edit("t/m", None, 2)]
    assert apply(document, edits) == {"t": {"m": 2}}
    assert apply(document, edits[:2]) == {"t": {}}


def test_an_id_told_twice_is_the_second_ones_to_change_where_all_others_are_right() -> None:
    found = with_ids(
        {"tasks": [{"id": "ward-round", "text": "ward round"}, {"id": "ward-round", "text": "late round"}]}
    )
    assert [each["id"] for each in found["tasks"]] == ["ward-round", "ward-round-2"]


def test_in_a_new_order_what_somebody_else_added_comes_right_behind_what_it_stood_behind() -> None:
    was = [{"id": "rounds"}, {"id": "charts"}, {"id": "handover"}]
    edits = diff({"tasks": was}, {"tasks": was[::-1]})
    theirs = [{"id": "rounds"}, {"id": "charts"}, {"id": "training"}, {"id": "handover"}]
    order = [task["id"] for task in apply({"tasks": theirs}, edits)["tasks"]]
    assert order == ["handover", "charts", "training", "rounds"]


@pytest.mark.parametrize(
    ("name", "item"), [("a/b", "a~1b"), ("a~b", "a~0b"), ("a~1b", "a~01b"), ("a~0b", "a~00b"), ("~/", "~0~1")]
)
def test_names_with_the_marks_of_items_in_them_are_told_apart(name: str, item: str) -> None:
    old = {"answers": {name: "before", "kept": 1}, name: [{"id": "x"}]}
    new = {"answers": {name: "after", "kept": 1}, name: [{"id": name}]}
    edits = diff(old, new)
    assert [edit.item for edit in edits] == [f"{item}/x", f"answers/{item}", f"{item}/{item}"]
    assert all(edit.makes_sense() for edit in edits)
    assert apply(old, edits) == new
    assert apply(new, inverse(edits)) == old
