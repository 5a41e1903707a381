"""Short scored situations: asked a few at a time, answered, kept; beside a high self-rating they make a gentle note."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session import Failure, week
from coach.session.knowledge import MOST, answer_item, skill_notes_of, to_answer
from coach.session.measuring import measurement
from coach.session.opening import Session, open_own
from coach.session.skills import raise_skill


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_own(tmp_path / "career")
    week.set_title(opened, "Paralegal", "23-2011.00")
    week.add_task(opened, "first drafts of witness statements", 9)
    return opened


def wrong(session: Session, item_id: str) -> int:
    item = session.library.knowledge[item_id]
    return next(place for place, option in enumerate(item.options) if not option.right)


def test_a_few_are_asked_of_several_areas_and_those_about_ones_skills_first(session: Session) -> None:
    first = to_answer(session)
    assert len(first) == MOST
    assert len({item.area for item in first}) == MOST
    raise_skill(session, "protect-data", 3)
    assert {item.skill for item in to_answer(session)} == {"protect-data"}
    answer_item(session, to_answer(session)[0].id, 0)
    assert len(to_answer(session, most=100)) == len(session.library.knowledge) - 1


def test_an_answer_tells_why_and_is_kept(session: Session) -> None:
    item = to_answer(session)[0]
    heard = answer_item(session, item.id, wrong(session, item.id))
    assert not heard.right
    assert heard.why
    assert heard.better == next(option.text for option in item.options if option.right)
    kept = open_own(Path(session.place)).profile
    assert kept is not None
    assert (kept.knowledge[item.id].right, kept.knowledge[item.id].on) == (False, session.today)
    right = next(place for place, option in enumerate(item.options) if option.right)
    assert answer_item(session, item.id, right).right
    with pytest.raises(Failure, match="no answer to it"):
        answer_item(session, item.id, 9)
    with pytest.raises(Failure, match="no situation called"):
        answer_item(session, "k-nothing", 0)


def test_a_note_appears_beside_the_position_once_they_disagree(session: Session) -> None:
    raise_skill(session, "check-output", 4)
    assert skill_notes_of(session) == ()
    before = measurement(session)
    for item in [one for one in session.library.knowledge.values() if one.skill == "check-output"][:4]:
        answer_item(session, item.id, wrong(session, item.id))
    notes = skill_notes_of(session)
    assert notes
    after = measurement(session)
    assert before is not None
    assert after is not None
    assert after.position.notes == notes
    assert after.position.value == before.position.value
