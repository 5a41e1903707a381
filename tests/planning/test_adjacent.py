"""Ways on: near what the worker has, led by their aim and what they counted, each with a bridge that fits them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.model.profile import Answer, Profile
from coach.planning.adjacent import MOST, SAME_JOB, Way, ways_on
from coach.session import Failure
from coach.session.opening import open_named, open_own
from coach.session.plan.directions import directions
from tests.workers import COORDINATOR, DEVELOPER, EVERYONE, LAID_OFF, NURSE, PLUMBER, SUPPORT, VAGUE

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 21)


@cache
def ways_of(name: str) -> tuple[Way, ...]:
    return ways_on(EVERYONE[name], LIBRARY, TODAY)


def place(profile: Profile, name: str) -> int:
    found = [way.id for way in ways_on(profile, LIBRARY, TODAY, most=40)]
    return found.index(name)


@pytest.mark.parametrize("name", EVERYONE)
def test_everyone_gets_ways_on_with_reasons_and_a_bridge_that_fits_them(name: str) -> None:
    profile, ways = EVERYONE[name], ways_of(name)
    here = {task.id for task in profile.tasks}
    assert 1 <= len(ways) <= MOST
    assert len({way.id for way in ways}) == len(ways)
    assert [way.id for way in ways].count(SAME_JOB) == 1
    for way in ways:
        assert way.why
        assert here.issuperset(way.task_ids)
        assert len(way.bridge) >= 3
        assert len({step.move for step in way.bridge}) == len(way.bridge)
        for step in way.bridge:
            template = LIBRARY.moves[step.move]
            assert not template.situations or (profile.worker.situation or "employed") in template.situations
            assert not (template.needs_ai and profile.worker.ai_rules == "none")
            assert step.id.split(":", 1)[1] in {*here, "week"}
            assert step.hours > 0
            assert "{" not in step.title


def test_trades_lead_to_where_their_people_go() -> None:
    assert "ai-support-operations" in [way.id for way in ways_of("support")]
    assert "clinical-informatics" in [way.id for way in ways_of("nurse")]
    assert "benefits-realisation-lead" in [way.id for way in ways_of("coordinator")]
    assert "platform-engineer" in [way.id for way in ways_of("developer")]
    assert "heat-pump-installer" in [way.id for way in ways_of("plumber")]
    kinds = {way.kind for name in EVERYONE for way in ways_of(name)}
    assert kinds == {"growing", "fusion", "related", "same_job"}


def test_a_role_of_another_trade_is_not_offered_for_a_shared_small_word() -> None:
    offered = {way.id for way in ways_of("nurse")}
    assert "platform-engineer" not in offered
    assert "tech-recruiter" not in offered


def test_a_related_occupation_is_one_of_the_published_and_says_when_it_asks_for_more() -> None:
    related = LIBRARY.occupations.get("29-1141.00")
    assert related is not None
    every = ways_on(NURSE, LIBRARY, TODAY, most=40)
    offered = [way for way in every if way.kind == "related"]
    assert offered
    for way in offered:
        assert way.id in related.related
        other = LIBRARY.occupations.get(way.id)
        assert other is not None
        assert bool(way.caveat) == (other.job_zone != related.job_zone)


def test_the_role_written_for_ones_occupation_comes_before_others_it_also_feeds() -> None:
    roles = [way.id for way in ways_of("support") if way.kind in ("growing", "fusion")]
    assert roles[0] == "ai-support-operations"
    assert next(way.id for way in ways_of("nurse") if way.kind != "same_job") == "clinical-informatics"


@pytest.mark.parametrize(
    ("name", "odd"),
    [("nurse", "lab-automation-scientist"), ("laid-off", "fraud-and-trust-analyst"), ("teacher", "care-coordinator")],
)
def test_where_enough_is_near_nothing_is_offered_for_the_trade_alone(name: str, odd: str) -> None:
    assert odd not in [way.id for way in ways_of(name)]
    assert odd in [way.id for way in ways_on(EVERYONE[name], LIBRARY, TODAY, most=60)]


def test_a_title_alone_finds_the_occupations_next_door() -> None:
    known = [way.id for way in ways_of("part-time")]
    assert "documentation-for-machines" in known


def test_work_on_ones_own_account_is_no_part_of_a_post() -> None:
    way = next(way for way in ways_of("coordinator") if way.id == "independent-process-adviser")
    assert not any("where you are" in why for why in way.why)


def test_steps_that_look_ahead_are_about_the_way_and_not_about_todays_tasks() -> None:
    way = next(way for way in ways_of("support") if way.id == "fraud-and-trust-analyst")
    assert "Count the openings for “Fraud and trust analyst” within your reach" in [step.title for step in way.bridge]
    same = next(way for way in ways_of("support") if way.id == SAME_JOB)
    assert "in another sector" not in same.bridge[0].title


def test_what_one_already_has_moves_a_way_up() -> None:
    skilled = replace(DEVELOPER, skills=dict.fromkeys(LIBRARY.growing["security-analyst-regulated"].skills, 3))
    assert place(skilled, "security-analyst-regulated") < place(DEVELOPER, "security-analyst-regulated")
    way = next(w for w in ways_on(skilled, LIBRARY, TODAY, most=40) if w.id == "security-analyst-regulated")
    assert way.skills == ()
    assert any("skills it asks for" in why for why in way.why)


def test_a_shrinking_specialty_brings_second_fields_forward_and_a_growing_one_the_same_job() -> None:
    def counted(option: str) -> Profile:
        worker = replace(DEVELOPER.worker, aim="leave")
        return replace(DEVELOPER, worker=worker, answers={"P6": Answer(option=option)})

    fewer = ways_on(counted("fewer"), LIBRARY, TODAY)
    more = ways_on(counted("more"), LIBRARY, TODAY)
    assert more[0].id == SAME_JOB
    assert fewer[-1].id == SAME_JOB
    assert any("You counted as many openings" in why for why in more[0].why)
    assert not any("You counted" in why for why in fewer[-1].why)
    first = [place(counted(option), "research-data-curator") for option in ("fewer", "more")]
    assert first[0] < first[1]
    # Who has not counted is told nothing about it.
    assert not any("You counted" in why for way in ways_of("support") for why in way.why)


def test_only_where_there_is_an_employer_one_can_ask_there_first() -> None:
    def asked(profile: Profile) -> bool:
        return any("where you are" in why for way in ways_on(profile, LIBRARY, TODAY) for why in way.why)

    assert asked(COORDINATOR)
    assert asked(SUPPORT)
    assert not asked(PLUMBER)
    assert not asked(LAID_OFF)


def test_the_same_job_is_never_sent_back_to_ones_own_sector() -> None:
    here = replace(NURSE, worker=replace(NURSE.worker, industry="hospitals"))
    same = next(way for way in ways_on(here, LIBRARY, TODAY) if way.id == SAME_JOB)
    assert same.sectors
    assert "hospitals" not in same.sectors


def test_with_nothing_known_the_same_job_elsewhere_is_still_there_and_nothing_breaks() -> None:
    assert SAME_JOB in [way.id for way in ways_on(VAGUE, LIBRARY, TODAY)]
    nobody = replace(VAGUE, tasks=())
    assert SAME_JOB in [way.id for way in ways_on(nobody, LIBRARY, TODAY)]
    assert ways_on(SUPPORT, LIBRARY, TODAY, most=0) == ()
    assert ways_on(SUPPORT, LIBRARY, TODAY) == ways_on(SUPPORT, Library(content_dir()), TODAY)


def test_the_use_case_looks_and_saves_nothing(tmp_path: Path) -> None:
    ways = directions(open_named("support-specialist"), most=3)
    assert len(ways) == 3
    with pytest.raises(Failure, match="no profile"):
        directions(open_own(tmp_path / "nobody"))
    assert not (tmp_path / "nobody").exists()
