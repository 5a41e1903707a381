"""Documents as items: finding, making and taking back changes, and what two people may change at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.storage.texts.items import Clash, Edit, apply, apply_counting, cleaned, copied, diff, inverse, same, with_ids
from tests.storage.texts.documents_strategy import documents

WEEK: dict[str, Any] = {
    "schema": 1,
    "worker": {"title": "Nurse", "aim": "stay"},
    "tasks": [{"id": "a", "hours": 1.0}, {"id": "b", "hours": 2.0}, {"id": "c", "hours": 3.0}],
    "answers": {"P1": "x"},
}


def altered(**changes: Any) -> dict[str, Any]:
    return {**copied(WEEK), **changes}


@settings(max_examples=60)
@given(documents, documents)
def test_a_difference_put_into_the_old_document_gives_the_new_one(old: dict[str, Any], new: dict[str, Any]) -> None:
    untouched = copied(old)
    assert same(apply(old, diff(old, new)), new)
    assert same(old, untouched)


@settings(max_examples=60)
@given(documents, documents)
def test_a_difference_taken_back_gives_the_old_document(old: dict[str, Any], new: dict[str, Any]) -> None:
    edits = diff(old, new)
    assert same(apply(new, inverse(edits)), old)


@settings(max_examples=60)
@given(documents, documents)
def test_a_difference_made_twice_changes_nothing_the_second_time(old: dict[str, Any], new: dict[str, Any]) -> None:
    edits = diff(old, new)
    again, made = apply_counting(new, edits)
    assert made == []
    assert same(again, new)


@settings(max_examples=60)
@given(documents)
def test_no_difference_is_no_edit(document: dict[str, Any]) -> None:
    assert diff(document, copied(document)) == []


@settings(max_examples=60)
@given(documents, documents)
def test_every_edit_makes_sense_when_read_back_from_a_journal(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert all(edit.makes_sense() for edit in diff(old, new) + inverse(diff(old, new)))


def test_two_people_may_change_two_items() -> None:
    mine = diff(WEEK, altered(worker={"title": "Head nurse", "aim": "stay"}, answers={"P1": "x", "P2": "y"}))
    theirs = altered(worker={"title": "Nurse", "aim": "leave"}, answers={"P1": "x", "P3": "z"})
    both = apply(theirs, mine)
    assert both["worker"] == {"title": "Head nurse", "aim": "leave"}
    assert both["answers"] == {"P1": "x", "P2": "y", "P3": "z"}


def test_a_changed_table_of_a_list_stays_in_its_place() -> None:
    a, _, c = WEEK["tasks"]
    new = altered(tasks=[a, {"id": "b", "hours": 7.0}, c])
    assert apply(WEEK, diff(WEEK, new)) == new


def test_two_people_may_add_a_task_each_and_a_third_may_go() -> None:
    a, b, c = WEEK["tasks"]
    mine = diff(WEEK, altered(tasks=[a, b, {"id": "mine", "hours": 9.0}, c]))
    both = apply(altered(tasks=[a, {"id": "theirs", "hours": 8.0}, b]), mine)
    assert [task["id"] for task in both["tasks"]] == ["a", "theirs", "b", "mine"]


@pytest.mark.parametrize(
    ("mine", "theirs", "item"),
    [
        ({"worker": {"title": "A", "aim": "stay"}}, {"worker": {"title": "B", "aim": "stay"}}, "worker/title"),
        ({"worker": {"aim": "stay"}}, {"worker": {"title": "B", "aim": "stay"}}, "worker/title"),
        ({"answers": {"P1": "y"}}, {"answers": {}}, "answers/P1"),
        ({"answers": {"P1": "x", "P2": "y"}}, {"answers": {"P1": "x", "P2": "z"}}, "answers/P2"),
        ({"tasks": [{"id": "a", "hours": 5.0}]}, {"tasks": [{"id": "a", "hours": 6.0}]}, "tasks/a"),
        ({"tasks": []}, {"tasks": [{"id": "a", "hours": 6.0}]}, "tasks/a"),
        ({"tasks": [{"id": "a", "hours": 5.0}]}, {"tasks": 3}, "tasks/b"),
        ({"tasks": [{"id": "a", "hours": 5.0}]}, {"tasks": [{"hours": 1}]}, "tasks/b"),
        ({"answers": {"P1": "y"}}, {"answers": []}, "answers/P1"),
        ({"schema": 2}, {"schema": 3}, "schema"),
        ({"before": {"value": 1}}, {"before": {"value": 2}}, "before"),
    ],
)
def test_the_same_item_changed_by_two_people_is_refused(
    mine: dict[str, Any], theirs: dict[str, Any], item: str
) -> None:
    with pytest.raises(Clash, match=f"^{item}$"):
        apply(altered(**theirs), diff(WEEK, altered(**mine)))


def test_an_order_goes_with_tasks_somebody_else_added_or_took_out() -> None:
    a, b, c = WEEK["tasks"]
    edits = diff(WEEK, altered(tasks=[c, b, a]))
    assert [edit.item for edit in edits] == ["tasks/#order"]
    new = {"id": "new", "hours": 1.0}
    assert [t["id"] for t in apply(altered(tasks=[new, a, c]), edits)["tasks"]] == ["new", "c", "a"]
    assert [t["id"] for t in apply(altered(tasks=[a, new, b, c]), edits)["tasks"]] == ["c", "b", "a", "new"]
    assert apply_counting(altered(tasks=[c, b, a]), edits)[1] == []
    assert apply_counting(altered(tasks=[]), edits)[1] == []


def test_two_orders_at_once_are_refused() -> None:
    a, b, c = WEEK["tasks"]
    with pytest.raises(Clash):
        apply(altered(tasks=[b, a, c]), diff(WEEK, altered(tasks=[c, b, a])))


def test_filling_an_empty_table_goes_with_somebody_elses_filling() -> None:
    mine = diff({"answers": {}, "tasks": []}, {"answers": {"P1": "x"}, "tasks": [{"id": "a"}]})
    both = apply({"answers": {"P2": "y"}, "tasks": [{"id": "b"}]}, mine)
    assert both == {"answers": {"P2": "y", "P1": "x"}, "tasks": [{"id": "a"}, {"id": "b"}]}


def test_a_list_that_loses_all_its_tables_keeps_its_place_for_new_ones() -> None:
    old = {"moves": [{"id": "a"}], "before": {"v": 1}}
    new = {"moves": [{"id": "b"}], "before": {"v": 1}}
    assert list(apply(old, diff(old, new))) == ["moves", "before"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (16, 16.0, True),
        (float("nan"), float("nan"), True),
        (1, True, False),
        (0.0, False, False),
        ("1", 1, False),
        (1.0, "1.0", False),
        (dt.date(2026, 1, 1), dt.datetime(2026, 1, 1), False),
        (
            dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC),
            dt.datetime(2026, 1, 1, 13, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            False,
        ),
        (dt.time(1), dt.time(1), True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, [], False),
        ([1], [1, 2], False),
        ([1], [2], False),
        ([1], {"a": 1}, False),
        (True, True, True),
    ],
)
def test_what_says_the_same(one: Any, other: Any, alike: bool) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


def test_what_no_file_can_hold_is_dropped_and_everything_else_stays() -> None:
    given_document = {
        "a": None,
        "b": ("x", None, "lone \ud800 surrogate"),
        "c": {"d": None, "ä\udfff": "CR\r\nLF\t\x1b"},
    }
    assert cleaned(given_document) == {"b": ["x", "lone  surrogate"], "c": {"ä": "CR\r\nLF\t\x1b"}}


def test_missing_repeated_and_impossible_ids_are_mended_the_same_way_each_time() -> None:
    document = {
        "tasks": [
            {"text": "Answer mail"},
            {"id": "answer-mail", "text": "other"},
            {"text": "Answer mail", "hours": 2},
            {"id": "answer-mail", "text": "third"},
            {"id": "No Good!", "text": "x"},
            {"id": 7, "text": "x"},
            {"id": "", "text": "empty id"},
            {"hours": 1},
            {"text": 5},
        ],
        "workflows": "not a list",
        "assets": [1],
        "entries": [{"id": "fine", "text": "x"}],
        "others": [{"text": "no id needed"}],
    }
    mended = with_ids(document)
    assert [task["id"] for task in mended["tasks"]] == [
        "answer-mail-2",
        "answer-mail",
        "answer-mail-3",
        "answer-mail-4",
        "no-good",
        "7",
        "item",
        "item-2",
        "item-3",
    ]
    assert mended == with_ids(mended)
    assert {key: mended[key] for key in document if key != "tasks"} == {
        key: value for key, value in document.items() if key != "tasks"
    }
    assert "id" not in document["tasks"][0]


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={"id": st.text(max_size=4) | st.integers(), "text": st.text(max_size=6)}),
        max_size=6,
    )
)
def test_every_task_ends_with_one_id_of_its_own(tasks: list[dict[str, Any]]) -> None:
    mended = with_ids({"tasks": tasks})["tasks"]
    names = [task["id"] for task in mended]
    assert len(set(names)) == len(names)
    assert all(name and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in names)
    assert with_ids({"tasks": mended})["tasks"] == mended
    assert [{k: v for k, v in task.items() if k != "id"} for task in mended] == [
        {k: v for k, v in task.items() if k != "id"} for task in tasks
    ]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("tasks/a", None, {"id": "b"}, ""),
        Edit("tasks/a", None, [], ""),
        Edit("tasks", None, {"id": "a"}, ""),
        Edit("tasks/a", None, {"id": "a"}, 3),  # type: ignore[arg-type]  # as a damaged journal may say
        Edit("tasks/#order", ["a"], None, ""),
        Edit("tasks/#order", ["a"], [1], ""),
    ],
)
def test_an_edit_no_difference_makes_is_known_for_one(edit: Edit) -> None:
    assert not edit.makes_sense()
