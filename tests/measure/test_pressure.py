"""Signs around the worker: dated, no percentage, and only ever bringing readiness forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.meter import measure
from coach.measure.pressure import LOOKED_FOR, signs
from coach.model.measurement import Sign
from coach.model.plan import PHASES
from coach.model.profile import Answer, Looked, Profile
from coach.planning.plan import build_plan
from tests.workers import EVERYONE, SUPPORT

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 21)
SEEN = {"R1": "fewer_planned", "R2": "not_replaced", "R3": "under_review", "R4": "live"}


def sign(profile: Profile, name: str, on: date | None = TODAY) -> Sign:
    return next(one for one in signs(profile, LIBRARY.questions, on=on) if one.id == name)


def pressed(profile: Profile) -> Profile:
    """The same worker with every sign there is."""
    answers = {name: Answer(option=option, on=TODAY) for name, option in SEEN.items()}
    watch = {name: Looked(state="seen", on=TODAY) for name in LOOKED_FOR}
    return replace(profile, answers={**profile.answers, **answers}, watch=watch)


def test_the_signs_are_the_four_asked_about_and_those_of_the_watch_list() -> None:
    assert set(LOOKED_FOR) == set(LIBRARY.load("watch").items)
    found = signs(SUPPORT, LIBRARY.questions)
    assert [one.id for one in found] == ["R1", "R2", "R3", "R4", *LOOKED_FOR]
    assert {one.state for one in found} == {"not_looked"}
    assert [one.id for one in measure(SUPPORT, LIBRARY).pressure] == [one.id for one in found]


def test_an_answer_and_a_look_are_signs_with_their_day() -> None:
    told = replace(
        SUPPORT,
        answers={"R1": Answer(option="hired", on=TODAY), "R4": Answer(option="live", on=TODAY)},
        watch={"layers": Looked(state="seen", on=TODAY, saw="my lead has fourteen people now")},
    )
    assert sign(told, "R1") == Sign("R1", "not_seen", TODAY)
    assert sign(told, "R4") == Sign("R4", "seen", TODAY)
    assert sign(told, "layers") == Sign("layers", "seen", TODAY)
    assert sign(told, "actual-usage") == Sign("actual-usage", "not_looked")
    own = replace(SUPPORT, watch={"ticket-vendor": Looked(state="not_seen", on=TODAY)})
    assert sign(own, "ticket-vendor").state == "not_seen"


def test_who_was_followed_by_a_contractor_has_seen_outsourcing() -> None:
    told = replace(SUPPORT, answers={"R2": Answer(option="outsourced", on=TODAY)})
    assert sign(told, "outsourcing") == Sign("outsourcing", "seen", TODAY)
    # replaced is no look for outsourcing, and one's own look stands over what follows from an answer
    assert sign(replace(SUPPORT, answers={"R2": Answer(option="replaced")}), "outsourcing").state == "not_looked"
    looked = replace(told, watch={"outsourcing": Looked(state="not_seen", on=TODAY)})
    assert sign(looked, "outsourcing").state == "not_seen"


@pytest.mark.parametrize("option", ["dont_know", "not_applicable", "no-such-option"])
def test_what_is_not_known_is_not_looked_at(option: str) -> None:
    assert sign(replace(SUPPORT, answers={"R3": Answer(option=option, on=TODAY)}), "R3").state == "not_looked"


def test_a_look_of_more_than_a_year_ago_is_none() -> None:
    old = TODAY - timedelta(days=400)
    told = replace(
        SUPPORT,
        answers={"R2": Answer(option="outsourced", on=old)},
        watch={"layers": Looked(state="seen", on=old)},
    )
    for name in ("R2", "layers", "outsourcing"):
        assert sign(told, name).state == "not_looked"
    assert sign(told, "layers").looked_on == old
    assert sign(told, "layers", on=None).state == "seen"


def test_signs_move_no_figure() -> None:
    calm, hard = measure(SUPPORT, LIBRARY, on=TODAY), measure(pressed(SUPPORT), LIBRARY, on=TODAY)
    assert hard.exposure == calm.exposure
    assert (hard.displaceable, hard.augmentable, hard.human) == (calm.displaceable, calm.augmentable, calm.human)
    assert hard.position == calm.position


@pytest.mark.parametrize("name", EVERYONE)
def test_signs_bring_readiness_forward_and_add_nothing_to_the_hours_one_gives(name: str) -> None:
    profile = EVERYONE[name]
    calm, hard = build_plan(profile, LIBRARY, TODAY), build_plan(pressed(profile), LIBRARY, TODAY)
    assert hard.hours_per_week == calm.hours_per_week
    assert hard.horizon_weeks == calm.horizon_weeks
    assert hard.hours_planned <= 0.7 * hard.hours_per_week * hard.horizon_weeks + 1e-6
    for move, step in calm.milestones():
        if LIBRARY.moves[move.move].readiness:
            same = [other for _, other in hard.milestones() if other.id == step.id]
            assert all(other.due <= step.due for other in same)


def test_readiness_stands_earlier_where_signs_are_seen() -> None:
    """In the order of the steps, whatever else the plan holds: before all others of its phase that it does not need."""

    def place(profile: Profile) -> float | None:
        """How far down its phase the readiness stands, 0 (first) to 1; None where the plan has none."""
        plan = build_plan(profile, LIBRARY, TODAY)
        found = []
        for phase in PHASES:
            moves = plan.phase(phase)
            ready = [at for at, move in enumerate(moves) if LIBRARY.moves[move.move].readiness]
            found += [at / len(moves) for at in ready]
        return sum(found) / len(found) if found else None

    calm = {name: place(one) for name, one in EVERYONE.items()}
    hard = {name: place(pressed(one)) for name, one in EVERYONE.items()}
    both = [(calm[name], hard[name]) for name in EVERYONE if calm[name] is not None and hard[name] is not None]
    assert both
    assert sum(after <= before for before, after in both) == len(both)  # type: ignore[operator]
    assert sum(found is not None for found in hard.values()) >= sum(found is not None for found in calm.values())
