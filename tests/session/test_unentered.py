"""What was typed on a sheet and not entered is kept by sheet, and no longer than it is of use."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session import unentered
from coach.session.opening import Session, open_named, open_own


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A folder of a newcomer's own."""
    return open_own(tmp_path / "career")


def again(session: Session) -> Session:
    return open_own(Path(session.place))


def test_what_was_typed_is_there_next_time_sheet_by_sheet(session: Session) -> None:
    unentered.keep(session, "log", {"result": "refund queue under a day; Priya in billing saw it"})
    unentered.keep(session, "a step", {"part-words": "ask Anna", "part-due": "fri"})
    found = again(session)
    assert unentered.typed_on(found, "log") == {"result": "refund queue under a day; Priya in billing saw it"}
    assert unentered.typed_on(found, "a step") == {"part-words": "ask Anna", "part-due": "fri"}
    assert unentered.typed_on(found, "a pause") == {}
    unentered.forget(found, "log")
    assert unentered.typed_on(again(session), "log") == {}
    assert unentered.typed_on(again(session), "a step") != {}, "the other sheet's stays"


def test_nothing_typed_leaves_nothing_on_the_disk(session: Session) -> None:
    unentered.forget(session, "log")
    assert not Path(session.place).exists()
    unentered.keep(session, "log", {"result": "half a sen"})
    assert session.folder is not None
    assert session.folder.draft(unentered.DRAFT)
    unentered.keep(session, "log", {"result": "  "})
    assert session.folder.draft(unentered.DRAFT) is None


def test_the_sheets_nobody_came_back_to_go_first(session: Session) -> None:
    for number in range(unentered.MOST_SHEETS + 3):
        unentered.keep(session, f"result {number}", {"how": f"compared quarter {number}"})
    unentered.keep(session, "result 5", {"how": "compared anew"})
    unentered.keep(session, "result 99", {"how": "compared last"})
    found = again(session)
    assert unentered.typed_on(found, "result 3") == {}
    assert unentered.typed_on(found, "result 5") == {"how": "compared anew"}
    assert unentered.typed_on(found, "result 99") == {"how": "compared last"}


@pytest.mark.parametrize(
    "text", ['{"log": {"result": "cut sh', "[1, 2]", '{"log": "words"}', '{"log": {"result": 3}}', "null"]
)
def test_a_draft_that_is_cut_short_or_strange_is_none(session: Session, text: str) -> None:
    assert session.folder is not None
    session.folder.keep_draft(unentered.DRAFT, text)
    assert unentered.typed_on(session, "log") == {}
    unentered.keep(session, "log", {"result": "typed again"})
    assert unentered.typed_on(again(session), "log") == {"result": "typed again"}


def test_what_comes_back_is_safe_and_of_a_length(session: Session) -> None:
    unentered.keep(session, "log", {"result": "a\x1b[31mred\x07" + "b" * 10_000})
    (found,) = unentered.typed_on(again(session), "log").values()
    assert "\x1b" not in found
    assert "\x07" not in found
    assert len(found) == unentered.LONGEST


def test_a_sample_and_a_folder_that_is_not_ours_to_write_keep_nothing(session: Session) -> None:
    shown = open_named("support-specialist")
    unentered.keep(shown, "log", {"result": "x"})
    assert unentered.typed_on(shown, "log") == {}
    assert session.folder is not None
    session.folder.read_only = "a newer coach wrote it"
    unentered.keep(session, "log", {"result": "x"})
    assert not Path(session.place).exists()
