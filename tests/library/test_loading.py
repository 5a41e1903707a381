"""Loading content: what is right is read, what is wrong is named with file, line and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.library.checking import check_shelf
from coach.library.kinds import KINDS
from coach.library.loading import load_kind
from coach.library.places import content_dir
from coach.library.shelf import Library

TARGET = """
[[targets]]
id = "own-exceptions"
text = "decide the unusual cases"
p_exposed = 0.2
p_alone = 0.05
p_runs = 0.02
why = "A person answers for it."
"""


def folder(tmp_path: Path, text: str, name: str = "targets.toml") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path


def problems(tmp_path: Path, text: str) -> list[str]:
    return [str(one) for one in load_kind(KINDS["targets"], [("content", folder(tmp_path, text))]).problems]


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_ships_is_valid(kind: str) -> None:
    loaded = Library(content_dir()).load(kind)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.items


def test_nothing_that_ships_leads_nowhere_or_is_filler() -> None:
    assert [str(problem) for problem in check_shelf(Library(content_dir()))] == []


def test_a_misspelt_field_is_named_with_its_line_and_what_was_meant(tmp_path: Path) -> None:
    found = problems(tmp_path, TARGET.replace("p_runs", "p_run"))
    assert any(one.startswith("content/targets.toml:7:") and "Did you mean “p_runs”?" in one for one in found)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, TARGET.replace('why = "A person answers for it."\n', ""))
    assert found == ["content/targets.toml:2: “why” is missing."]


def test_a_value_of_the_wrong_kind_is_named_with_its_line(tmp_path: Path) -> None:
    found = problems(tmp_path, TARGET.replace("0.2", '"high"'))
    assert len(found) == 1
    assert found[0].startswith("content/targets.toml:5: “p_exposed”")


def test_broken_toml_is_named_with_its_line_and_the_other_files_are_read(tmp_path: Path) -> None:
    folder(tmp_path, '[[moves]]\nid = "a\n', "moves/a.toml")
    folder(tmp_path, "[[wrong]]\n", "moves/b.toml")
    found = [str(one) for one in load_kind(KINDS["moves"], [("content", tmp_path)]).problems]
    assert found[0].startswith("content/moves/a.toml:2: not valid TOML")
    assert found[1].startswith("content/moves/b.toml:1: “wrong” is not a table of this file. Did you mean [[moves]]?")


def test_the_same_id_twice_is_a_fault(tmp_path: Path) -> None:
    assert "already" in problems(tmp_path, TARGET + TARGET)[0]


def test_ones_own_content_adds_and_replaces_by_id(tmp_path: Path) -> None:
    own = folder(
        tmp_path / "own",
        TARGET.replace("decide the unusual cases", "decide what nobody foresaw")
        + TARGET.replace('"own-exceptions"', '"tend-the-bees"'),
    )
    library = Library(content_dir(), own)
    assert library.targets["own-exceptions"].text == "decide what nobody foresaw"
    assert library.targets["tend-the-bees"].p_exposed == 0.2
    assert len(library.targets) == len(Library(content_dir()).targets) + 1


def test_a_fault_in_ones_own_content_leaves_that_item_out_and_stops_nothing(tmp_path: Path) -> None:
    own = folder(tmp_path / "own", TARGET.replace("p_runs", "p_run"))
    library = Library(content_dir(), own)
    assert library.targets["own-exceptions"].text != "decide the unusual cases"
    assert library.load("targets").problems[0].place.startswith("your content/targets.toml:")


def test_a_fault_in_what_ships_is_a_failure_with_its_place(tmp_path: Path) -> None:
    library = Library(folder(tmp_path, TARGET.replace("p_runs", "p_run")))
    with pytest.raises(Failure) as caught:
        _ = library.targets
    assert caught.value.status == 3
    assert "targets.toml:7" in caught.value.what


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("own-exceptions", "own-exeptions"), "Did you mean “own-exceptions”?"),
        (('option = "use_it"', 'option = "used_it"'), "its options are"),
        (("{task}", "{tsak}"), "which nothing fills in"),
    ],
)
def test_links_between_kinds_are_checked_with_what_may_be_meant(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    move = """
[[moves]]
id = "try-it"
title = "Try it on “{task}”"
kind = "trial"
pillar = "multiplier"
phase = "learn"
hours = [1.0, 2.0]
bind = "exposed"
effects = [
  { do = "shift_hours", share = [0.1, 0.2], to = "own-exceptions" },
  { do = "set_answer", question = "P2", option = "use_it" },
]
why = "because it is there"
if_then = "If it is Monday, then I try it"
not_when = "Never."
milestones = [{ id = "do", title = "Do it", hours = 1.0, done_when = "It is done." }]
"""
    own = folder(tmp_path / "own", move.replace(*change), "moves/mine.toml")
    library = Library(content_dir(), own)
    found = [str(one) for one in check_shelf(library) if one.place.startswith("your content")]
    assert any(said in one for one in found), found
