"""What one owns by name, and the skills one rates oneself in."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session import Failure
from coach.session.measuring import measurement
from coach.session.opening import Session, open_own
from coach.session.results.assets import add_asset, change_asset, remove_asset
from coach.session.results.skills import forget_skill, raise_skill, skills
from coach.session.weeks import week


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_own(tmp_path / "career")
    week.set_title(opened, "Parts buyer", "13-1023.00")
    week.add_task(opened, "compare quotes from suppliers", 12)
    return opened


def scarce(session: Session) -> tuple[float, bool]:
    found = measurement(session)
    assert found is not None
    pillar = next(one for one in found.position.pillars if one.id == "scarce")
    return pillar.level, pillar.shown


def test_an_asset_counts_in_full_once_it_is_known_to_be_ones_own(session: Session) -> None:
    asset = add_asset(session, "the price list of 400 parts", kind="data")
    assert scarce(session) == (3, False)
    change_asset(session, asset.id, named_owner=True, groups=2)
    assert scarce(session) == (4, True)
    profile = open_own(Path(session.place)).profile
    assert profile is not None
    assert profile.assets[0].id == "the-price-list-of-400-parts"
    remove_asset(session, asset.id)
    assert scarce(session) == (0, False)


def test_what_cannot_be_an_asset_is_refused_in_words(session: Session) -> None:
    with pytest.raises(Failure, match="needs words"):
        add_asset(session, "\x1b ")
    with pytest.raises(Failure, match="no kind of asset"):
        add_asset(session, "a list", kind="gold")
    with pytest.raises(Failure, match="groups"):
        add_asset(session, "a list", groups=0)
    with pytest.raises(Failure, match="no asset called “x”"):
        remove_asset(session, "x")


def test_a_skill_is_rated_by_level_corrected_and_left_open_again(session: Session) -> None:
    assert all(rated.level is None for rated in skills(session))
    raise_skill(session, "check-output", 3)
    first = skills(session)[0]
    assert (first.skill.id, first.level) == ("check-output", 3)
    assert first.next_behaviour == next(one.behaviour for one in first.skill.levels if one.level == 4)
    raise_skill(session, "check-output", 2)
    profile = open_own(Path(session.place)).profile
    assert profile is not None
    assert dict(profile.skills) == {"check-output": 2}
    forget_skill(session, "check-output")
    assert skills(session)[0].level is None
    with pytest.raises(Failure, match="no skill called") as failure:
        raise_skill(session, "check-outputs", 1)
    assert failure.value.do == "Did you mean check-output?"
    with pytest.raises(Failure, match="no level"):
        raise_skill(session, "check-output", 5)
