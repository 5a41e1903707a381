"""Ids taken off the shelf lead to what carries on for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

from coach.library.places import content_dir
from coach.library.retired import check_retired, successor
from coach.library.shelf import Library
from coach.planning.plan import build_plan
from tests.workers import SUPPORT


def library_with(tmp_path: Path, retired: str) -> Library:
    content = tmp_path / "content"
    copytree(content_dir(), content)
    (content / "retired.toml").write_text(retired, encoding="utf-8")
    return Library(content)


def test_an_id_leads_to_its_successor_however_often_it_was_renamed(tmp_path: Path) -> None:
    library = library_with(tmp_path, '[moves]\nold = "older"\nolder = "guardrail-written"\n')
    assert successor(library, "moves", "old") == "guardrail-written"
    assert successor(library, "moves", "guardrail-written") == "guardrail-written"
    assert list(check_retired(library)) == []


def test_a_circle_ends(tmp_path: Path) -> None:
    library = library_with(tmp_path, '[moves]\na = "b"\nb = "a"\n')
    assert successor(library, "moves", "a") in ("a", "b")


def test_a_successor_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    library = library_with(tmp_path, '[moves]\nold = "nowhere"\nguardrail-written = "own-quality"\n')
    said = [str(problem) for problem in check_retired(library)]
    assert any("leads to an id that is not there" in one for one in said)
    assert any("still there" in one for one in said)


def test_progress_survives_a_move_that_was_renamed(tmp_path: Path) -> None:
    today = date(2026, 11, 21)
    library = Library(content_dir())
    plan = build_plan(SUPPORT, library, today)
    move = plan.moves[1]
    done = replace(move.milestones[0], state="done", done_on=today)
    old_name = replace(move, move="an-old-name", milestones=(done, *move.milestones[1:]))
    started = replace(plan, moves=tuple(old_name if one.id == move.id else one for one in plan.moves))
    renamed = library_with(tmp_path, f'[moves]\nan-old-name = "{move.move}"\n')
    again = build_plan(SUPPORT, renamed, today, previous=started)
    kept = [one for one in again.moves if one.move == move.move]
    assert len(kept) == 1
    assert kept[0].milestones[0].state == "done"


def test_what_ships_is_in_order() -> None:
    assert list(check_retired(Library(content_dir()))) == []
