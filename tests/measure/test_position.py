"""How one stands: claims count half, evidence counts for a year, and no good thing one adds ever lowers a pillar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.library.shelf import Library
from coach.measure.position import position
from coach.model.ledger import Entry, Pair
from coach.model.measurement import Pillar, PillarId, Position
from coach.model.profile import Answer, Asset, Profile, Worker, Workflow

LIBRARY = Library(content_dir())
TODAY = date(2026, 11, 21)
LONG_AGO = date(2025, 11, 1)
QUESTIONS = {name: one for name, one in LIBRARY.questions.items() if one.pillar}
NURSE = Profile(worker=Worker(title="Staff nurse"))


def of(profile: Profile, on: date | None = TODAY) -> Position:
    return position(profile, LIBRARY.questions, on=on)


def pillar(profile: Profile, name: PillarId, on: date | None = TODAY) -> Pillar:
    return next(one for one in of(profile, on).pillars if one.id == name)


def answered(**answers: str | Answer) -> Profile:
    told = {name: Answer(option=one) if isinstance(one, str) else one for name, one in answers.items()}
    return replace(NURSE, answers=told)


def pairs(many: int, ratio: float, quality: int = 1) -> tuple[Pair, ...]:
    return tuple(
        Pair(on=TODAY, minutes_with=10 * ratio + at / 100, minutes_without=10.0, quality_with=quality)
        for at in range(many)
    )


def test_nothing_said_is_unknown_and_the_whole_range() -> None:
    found = of(NURSE)
    assert (found.value, found.low, found.high, found.known) == (0.0, 0.0, 1.0, 0)
    assert all(not one.known and one.applies for one in found.pillars)


def test_a_claim_counts_half_and_what_is_shown_or_vouched_for_in_full() -> None:
    assert pillar(answered(P5="problem_to_use"), "depth").counted == 1.5
    shown = Answer(option="problem_to_use", on=TODAY, shown="the new discharge list")
    assert pillar(answered(P5=shown), "depth").counted == 3.0
    vouched = Answer(option="problem_to_use", on=TODAY, vouched_by="ward manager")
    assert pillar(answered(P5=vouched), "depth").counted == 3.0


@pytest.mark.parametrize("who", ["me", "Myself.", "  ", "nobody yet", "n/a", "?", "-", "not yet"])
def test_nobody_vouches_for_themselves(who: str) -> None:
    assert not pillar(answered(P5=Answer(option="problem_to_use", vouched_by=who)), "depth").shown
    entry = Entry(id="a", text="falls halved", date=TODAY, baseline="6", result="3", validated_by=who)
    assert not pillar(replace(NURSE, entries=(entry,)), "outcome").shown


def test_evidence_older_than_a_year_counts_as_a_claim_and_asks_to_be_renewed() -> None:
    old = answered(P5=Answer(option="chose_delivered", on=LONG_AGO, vouched_by="ward manager"))
    assert pillar(old, "depth").counted == 2.0
    assert "renewed, it counts in full" in pillar(old, "depth").renew
    fresh = answered(P5=Answer(option="chose_delivered", on=TODAY - timedelta(days=300), vouched_by="ward manager"))
    assert pillar(fresh, "depth").counted == 4.0
    assert pillar(fresh, "depth").renew == ""
    assert pillar(old, "depth", on=None).counted == 4.0


def test_a_way_of_working_whose_tool_changed_asks_to_be_looked_at_again() -> None:
    flow = Workflow(id="a", title="two readers at shift end", taught_to=4, on=TODAY, guardrail="read back aloud")
    known = replace(NURSE, workflows=(flow,))
    assert pillar(known, "multiplier").counted == 4.0
    assert pillar(known, "guardrails").counted == 3.0
    changed = replace(NURSE, workflows=(replace(flow, recheck_on=TODAY),))
    assert pillar(changed, "multiplier").counted == 2.0
    assert "two readers at shift end" in pillar(changed, "multiplier").renew
    later = replace(NURSE, workflows=(replace(flow, recheck_on=TODAY + timedelta(days=1)),))
    assert pillar(later, "multiplier").counted == 4.0


def test_results_carry_the_outcome_pillar_as_far_as_they_are_told() -> None:
    bare = Entry(id="a", text="fewer falls", date=TODAY)
    compared = replace(bare, baseline="6 a month", result="3 a month")
    owned = replace(compared, validated_by="the falls lead")
    masked = replace(bare, index=50.0, validated_by="the falls lead")
    assert pillar(replace(NURSE, entries=(bare,)), "outcome").counted == 0.5
    assert pillar(replace(NURSE, entries=(compared,)), "outcome").counted == 1.5
    assert pillar(replace(NURSE, entries=(owned,)), "outcome").counted == 4.0
    assert pillar(replace(NURSE, entries=(masked,)), "outcome").counted == 4.0  # an index gets full credit


def test_a_trial_counts_from_six_pairs_and_a_slower_or_worse_way_is_no_better_way() -> None:
    def multiplier(*trial: Pair, **more: Any) -> float:
        flow = Workflow(id="a", title="draft first", trial=trial, on=TODAY, **more)
        return pillar(replace(NURSE, workflows=(flow,)), "multiplier").counted

    assert multiplier(*pairs(5, 0.7)) == 0.5
    assert multiplier(*pairs(6, 0.7)) == 3.0
    assert multiplier(*pairs(6, 1.3)) == 0.5
    assert multiplier(*pairs(6, 0.5, quality=0)) == 0.5
    assert multiplier(*pairs(8, 0.7), earlier=6) == 0.5
    assert multiplier(pairs=6) == 3.0


def test_what_does_not_apply_leaves_the_checklist_unless_there_is_evidence() -> None:
    apart = answered(P6="not_applicable", P1="agreed")
    found = of(apart)
    assert not pillar(apart, "direction").applies
    assert found.value == pytest.approx(2.0 / 24)
    entry = Entry(id="a", text="falls halved", date=TODAY, baseline="6", result="3", validated_by="the falls lead")
    both = replace(answered(P1="not_applicable"), entries=(entry,))
    assert pillar(both, "outcome").applies
    assert pillar(both, "outcome").counted == 4.0


def test_it_leads_with_the_two_to_work_on() -> None:
    told = answered(
        P1=Answer(option="agreed", vouched_by="controller", on=TODAY),
        P2="taught",
        P3="from_memory",
        P4="several_stall",
        P5="chose_delivered",
        P6="as_many",
    )
    assert of(told).work_on == ("guardrails", "ways-out")
    full = {name: Answer(option=one.options[-1].id, shown="seen", on=TODAY) for name, one in QUESTIONS.items()}
    assert of(replace(NURSE, answers=full)).work_on == ()
    assert len(of(NURSE).work_on) == 2


def test_every_pillar_says_what_it_rests_on_and_what_would_count_more() -> None:
    flow = Workflow(id="a", title="two readers", guardrail="read back", on=TODAY)
    found = pillar(replace(answered(P3="shared_check"), workflows=(flow,)), "guardrails")
    assert (found.level, found.shown) == (3.0, True)
    assert found.reasons[0].text == "two readers"
    assert "said, and more once it is shown" in found.reasons[1].text


# --- properties

_days = st.sampled_from([None, TODAY, TODAY - timedelta(days=200), LONG_AGO])
_who = st.sampled_from([None, "the controller", "me"])
_answers = st.fixed_dictionaries(
    {},
    optional={
        name: st.builds(
            Answer,
            option=st.sampled_from([*(option.id for option in one.options), "dont_know", "not_applicable"]),
            on=_days,
            shown=st.sampled_from([None, "a page anyone can open"]),
            vouched_by=_who,
        )
        for name, one in QUESTIONS.items()
    },
)
_minutes = st.floats(1, 100)
_pair = st.builds(
    Pair,
    on=st.just(TODAY),
    minutes_with=_minutes,
    minutes_without=_minutes,
    quality_with=st.integers(0, 2),
    quality_without=st.integers(0, 2),
)
_flow = st.builds(
    Workflow,
    id=st.sampled_from("abc"),
    title=st.just("a way"),
    guardrail=st.sampled_from([None, "a check"]),
    pairs=st.integers(0, 8),
    trial=st.lists(_pair, max_size=8).map(tuple),
    taught_to=st.integers(0, 2),
    on=_days,
    recheck_on=st.sampled_from([None, TODAY, TODAY + timedelta(days=9)]),
)
_asset = st.builds(
    Asset,
    id=st.sampled_from("abc"),
    title=st.just("the price list"),
    groups=st.integers(1, 3),
    named_owner=st.booleans(),
    on=_days,
)
_entry = st.builds(
    Entry,
    id=st.sampled_from("abc"),
    text=st.just("fewer errors"),
    date=st.sampled_from([TODAY, LONG_AGO]),
    baseline=st.sampled_from([None, "31"]),
    result=st.sampled_from([None, "19"]),
    validated_by=_who,
    evidence=st.sampled_from([None, "a page"]),
)


def _several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=3, unique_by=lambda thing: thing.id).map(tuple)


profiles = st.builds(
    lambda answers, flows, assets, entries: replace(
        NURSE, answers=answers, workflows=flows, assets=assets, entries=entries
    ),
    _answers,
    _several(_flow),
    _several(_asset),
    _several(_entry),
)


def counted(profile: Profile) -> dict[str, float]:
    return {one.id: one.counted for one in of(profile).pillars}


def never_lower(before: Profile, after: Profile) -> None:
    was, now = counted(before), counted(after)
    assert all(now[name] >= was[name] - 1e-12 for name in was), (was, now)


def _higher(name: str, answer: Answer) -> Answer | None:
    """The answer one level better, where there is one."""
    ids = [option.id for option in QUESTIONS[name].options]
    if answer.option not in ids or answer.option == ids[-1]:
        return None
    return replace(answer, option=ids[ids.index(answer.option) + 1])


@given(profiles, st.data())
def test_favourable_evidence_never_lowers_a_pillar_and_taking_it_away_never_raises_one(
    profile: Profile, data: st.DataObject
) -> None:
    better: list[Profile] = []
    for name, answer in profile.answers.items():
        if answer.option in ("dont_know", "not_applicable"):
            continue
        raised = _higher(name, answer)
        ups = [replace(answer, shown="seen", on=TODAY), replace(answer, vouched_by="the controller", on=TODAY)]
        better += [
            replace(profile, answers={**profile.answers, name: up})
            for up in (*ups, *([raised] if raised is not None else []))
        ]
    for at, flow in enumerate(profile.workflows):
        quick = Pair(on=TODAY, minutes_with=5, minutes_without=data.draw(st.floats(5, 50)), quality_with=2)
        for up in (
            replace(flow, taught_to=flow.taught_to + 1),
            replace(flow, guardrail="a check"),
            replace(flow, on=TODAY),
            replace(flow, recheck_on=None),
            replace(flow, trial=(*flow.trial, quick)) if flow.pairs == 0 else flow,
        ):
            better.append(replace(profile, workflows=(*profile.workflows[:at], up, *profile.workflows[at + 1 :])))
    for at, asset in enumerate(profile.assets):
        for owned in (replace(asset, named_owner=True), replace(asset, groups=asset.groups + 1)):
            better.append(replace(profile, assets=(*profile.assets[:at], owned, *profile.assets[at + 1 :])))
    for at, entry in enumerate(profile.entries):
        for told in (
            replace(entry, baseline="31", result="19"),
            replace(entry, validated_by="the controller"),
            replace(entry, date=TODAY),
        ):
            better.append(replace(profile, entries=(*profile.entries[:at], told, *profile.entries[at + 1 :])))
    extra = Entry(id="new", text="another", date=TODAY, validated_by="R. O.")
    better.append(replace(profile, entries=(*profile.entries, extra)))
    better.append(replace(profile, workflows=(*profile.workflows, Workflow(id="new", title="another", on=TODAY))))
    better.append(replace(profile, assets=(*profile.assets, Asset(id="new", title="another", on=TODAY))))
    for one in better:
        never_lower(profile, one)
    # the same read backwards: without a result, a way of working or an asset nothing is higher
    never_lower(replace(profile, entries=()), profile)
    never_lower(replace(profile, workflows=()), profile)
    never_lower(replace(profile, assets=()), profile)


@given(profiles, st.floats(0, 400))
def test_time_alone_never_raises_a_pillar(profile: Profile, days: float) -> None:
    later = position(profile, LIBRARY.questions, on=TODAY + timedelta(days=days))
    for one, two in zip(of(profile).pillars, later.pillars, strict=True):
        assert two.counted <= one.counted + 1e-12


@given(profiles, st.sampled_from(sorted(QUESTIONS)))
def test_an_unknown_answer_never_narrows_the_range(profile: Profile, name: str) -> None:
    without = {key: one for key, one in profile.answers.items() if key != name}
    before = of(replace(profile, answers=without))
    after = of(replace(profile, answers={**without, name: Answer(option="dont_know", on=TODAY)}))
    assert after.high - after.low >= before.high - before.low - 1e-12


@given(profiles)
def test_the_share_lies_in_its_range_and_is_the_sum_of_what_counts(profile: Profile) -> None:
    found = of(profile)
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
    counting = [one for one in found.pillars if one.applies]
    if counting:
        assert found.value == pytest.approx(sum(one.counted for one in counting) / (4 * len(counting)))
        assert found.known == sum(one.known for one in counting)
    for one in found.pillars:
        assert one.counted in (0.0, one.level, one.level / 2)
        assert bool(one.reasons) == (one.known and one.applies)


@given(st.lists(_pair, min_size=6, max_size=12))
def test_trials_that_came_out_slower_never_make_a_multiplier(trial: list[Pair]) -> None:
    slower = tuple(replace(pair, minutes_with=max(pair.minutes_with, pair.minutes_without) + 1.0) for pair in trial)
    flow = Workflow(id="a", title="a way", on=TODAY)
    before = counted(replace(NURSE, workflows=(flow,)))
    after = counted(replace(NURSE, workflows=(replace(flow, trial=slower),)))
    assert after == before
