"""What results are worth: the rules of honest money, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.measure.ledger import SLOWER, counts_as, is_proven, missing, sentence, totals, worth
from coach.model.ledger import Entry, Pair
from coach.model.profile import Workflow

START, END = date(2026, 1, 1), date(2026, 12, 31)
CONTRACTOR = Entry(
    id="contractor",
    text="weekend tickets answered without the contractor",
    date=date(2026, 3, 2),
    kind="cash",
    at_least=700.0,
    likely=900.0,
    unit="USD",
    per="month",
    budget_line="support contractor",
    since=date(2026, 1, 1),
    sustained_until=date(2026, 12, 31),
    metric="contractor-line",
)
HOURS = Entry(
    id="hours",
    text="status deck from the form",
    date=date(2026, 2, 1),
    kind="capacity",
    at_least=2.0,
    likely=3.0,
    unit="h",
    per="week",
    use="churn calls",
    since=date(2026, 1, 1),
)


def test_a_monthly_line_over_a_year_counts_twelve_times() -> None:
    amount = worth(CONTRACTOR, START, END)
    assert amount is not None
    assert amount.at_least == pytest.approx(8400)
    assert amount.likely == pytest.approx(10800)


def test_cost_of_checking_and_licences_is_deducted() -> None:
    amount = worth(replace(CONTRACTOR, cost=2000.0), START, END)
    assert amount is not None
    assert amount.at_least == pytest.approx(6400)


def test_a_result_counts_until_it_is_sustained_and_no_further() -> None:
    half = worth(replace(CONTRACTOR, sustained_until=date(2026, 7, 1)), START, END)
    assert half is not None
    assert half.at_least == pytest.approx(8400 * 182 / 365)
    after = worth(replace(CONTRACTOR, sustained_until=date(2025, 12, 31)), START, END)
    assert after is not None
    assert (after.at_least, after.likely) == (0.0, 0.0)


def test_a_rate_with_no_end_counts_for_a_year_and_says_so() -> None:
    amount = worth(HOURS, date(2026, 1, 1), date(2029, 1, 1))
    assert amount is not None
    assert amount.likely == pytest.approx(3 * 52)
    assert any("one year" in note for note in amount.notes)


def test_it_is_discounted_by_share_or_by_confidence_but_not_by_both() -> None:
    share = worth(replace(CONTRACTOR, attribution=0.5), START, END)
    sure = worth(replace(CONTRACTOR, confidence=0.8), START, END)
    both = worth(replace(CONTRACTOR, attribution=0.5, confidence=0.8), START, END)
    assert share is not None
    assert sure is not None
    assert both is not None
    assert share.at_least == pytest.approx(4200)
    assert sure.at_least == pytest.approx(6720)
    assert both.at_least == share.at_least
    assert any("one discount" in note for note in both.notes)


def test_under_eight_weeks_a_year_is_called_a_guess() -> None:
    short = worth(replace(CONTRACTOR, weeks=3.0), START, END)
    long = worth(replace(CONTRACTOR, weeks=8.0), START, END)
    assert short is not None
    assert long is not None
    assert any("guess" in note for note in short.notes)
    assert not any("guess" in note for note in long.notes)


def test_cash_without_a_budget_line_that_moved_is_no_cash() -> None:
    kind, notes = counts_as(replace(CONTRACTOR, budget_line=None))
    assert kind == "unsorted"
    assert notes
    assert totals([replace(CONTRACTOR, budget_line=None)], START, END) == {}


def test_hours_are_never_money() -> None:
    claimed = replace(HOURS, kind="cash", budget_line="overtime")
    assert counts_as(claimed)[0] == "capacity"
    assert "cash" not in totals([claimed], START, END)


def test_kinds_and_currencies_are_never_added_together() -> None:
    euros = replace(CONTRACTOR, id="eu", unit="EUR", metric="agency-spend")
    found = totals([CONTRACTOR, euros, HOURS], START, END)
    assert set(found) == {"cash", "capacity"}
    assert found["cash"]["USD"].likely == pytest.approx(10800)
    assert found["cash"]["EUR"].likely == pytest.approx(10800)
    assert set(found["capacity"]) == {"h"}


def test_claims_that_overlap_are_counted_once_and_named() -> None:
    again = replace(CONTRACTOR, id="again", text="no more weekend contractor", likely=800.0)
    found = totals([again, CONTRACTOR], START, END)["cash"]["USD"]
    assert found.likely == pytest.approx(10800)
    assert any("no more weekend contractor" in note for note in found.notes)
    later = replace(again, since=date(2027, 1, 1), sustained_until=date(2027, 12, 31))
    both = totals([later, CONTRACTOR], START, date(2027, 12, 31))["cash"]["USD"]
    assert both.likely == pytest.approx(10800 + 9600)


def test_the_sentence_is_written_from_the_entry() -> None:
    told = sentence(
        replace(
            CONTRACTOR, baseline="4 shifts", result="none", period="Q1", how="a triage page", validated_by="J. Ortiz"
        )
    )
    assert told == (
        "Weekend tickets answered without the contractor, from 4 shifts to none (Q1), by a triage page; "
        "confirmed by J. Ortiz."
    )


def test_a_masked_entry_tells_an_index_and_where_the_proof_lives() -> None:
    masked = replace(CONTRACTOR, index=72.0, proof_with="the controller", baseline="$9,000", result="$6,500")
    told = sentence(masked)
    assert "index of 72 against 100" in told
    assert "$" not in told
    assert is_proven(masked)
    assert "how it was before" not in missing(masked)


def test_what_is_missing_is_named_until_it_convinces() -> None:
    bare = Entry(id="a", text="fewer complaints", date=date(2026, 5, 1))
    assert missing(bare)[0].startswith("which kind")
    whole = replace(
        bare,
        kind="quality",
        baseline="31 a month",
        result="19 a month",
        period="March to May",
        how="a call before the letter",
        validated_by="the ward manager",
    )
    assert missing(whole) == ()


def flow(ratio: float, *, quality: int = 1, pairs: int = 6, task: str | None = "status-deck") -> Workflow:
    """A way of working tried fairly: time with it over time without."""
    trial = tuple(
        Pair(on=START, minutes_with=10 * ratio + at / 50, minutes_without=10, quality_with=quality)
        for at in range(pairs)
    )
    return Workflow(id="form-to-deck", title="form to deck", task=task, trial=trial)


def likely(entry: Entry, *flows: Workflow) -> tuple[float, float]:
    amount = totals([entry], START, END, flows)["capacity"]["h"]
    return amount.at_least, amount.likely


def test_a_way_that_turned_out_slower_or_worse_frees_nothing() -> None:
    claimed = replace(HOURS, workflow="form-to-deck")
    assert likely(claimed) == (104, 156)
    assert likely(claimed, flow(1.3)) == (0, 0)
    assert likely(claimed, flow(0.5, quality=0)) == (0, 0)
    assert likely(claimed, flow(0.7)) == (104, 156)
    assert likely(claimed, flow(1.3, pairs=5)) == (104, 156)  # too few to say anything
    assert SLOWER in totals([claimed], START, END, [flow(1.3)])["capacity"]["h"].notes


def test_no_difference_leaves_nothing_certain() -> None:
    mixed = replace(
        flow(1.0),
        trial=tuple(
            Pair(on=START, minutes_with=one, minutes_without=other)
            for one, other in ((8, 10), (12, 10), (9, 10), (11, 10), (10, 11), (10, 9))
        ),
    )
    assert likely(replace(HOURS, workflow="form-to-deck"), mixed) == (0, 156)


def test_a_trial_is_found_by_the_task_where_only_one_speaks() -> None:
    claimed = replace(HOURS, task="status-deck")
    assert likely(claimed, flow(1.3)) == (0, 0)
    assert likely(claimed, flow(1.3, task="other")) == (104, 156)
    assert likely(claimed, flow(1.3), replace(flow(0.6), id="another")) == (104, 156)


def test_a_budget_line_that_moved_has_moved_whatever_a_trial_says() -> None:
    amount = totals([replace(CONTRACTOR, workflow="form-to-deck")], START, END, [flow(1.3)])["cash"]["USD"]
    assert amount.likely == pytest.approx(10800)


def test_of_revenue_only_the_margin_counts() -> None:
    won = replace(CONTRACTOR, metric="revenue-won", budget_line="service contracts", per="once", at_least=10000.0)
    won = replace(won, likely=20000.0)
    plain, margin = worth(won, START, END), worth(replace(won, margin=0.3), START, END)
    assert plain is not None
    assert margin is not None
    assert margin.at_least == pytest.approx(3000)
    assert margin.likely == pytest.approx(6000)
    assert any("margin of 30%" in note for note in margin.notes)
    assert any("only what stays" in note for note in plain.notes)
    assert any("margin" in one for one in missing(won))
    assert not any("margin" in one for one in missing(replace(won, margin=0.3)))
    assert not any("margin" in one for one in missing(CONTRACTOR))


def test_of_claims_that_overlap_the_one_worth_more_in_these_days_counts() -> None:
    once = replace(CONTRACTOR, id="once", text="one big bill less", per="once", at_least=5000.0, likely=5000.0)
    found = totals([once, CONTRACTOR], START, END)["cash"]["USD"]
    assert found.likely == pytest.approx(10800)  # 900 a month is more in a year than 5,000 once
    assert any("one big bill less" in note for note in found.notes)


@pytest.mark.parametrize("link", ["task", "workflow", "milestone", "metric"])
def test_the_same_task_way_step_or_measure_is_one_claim(link: str) -> None:
    bare = replace(CONTRACTOR, metric=None)
    one, two = (replace(bare, id=name, **{link: "weekend"}) for name in ("one", "two"))  # type: ignore[arg-type]
    assert totals([one, two], START, END)["cash"]["USD"].likely == pytest.approx(10800)
    apart = replace(two, **{link: "weekdays"})  # type: ignore[arg-type]
    assert totals([one, apart], START, END)["cash"]["USD"].likely == pytest.approx(21600)


def test_one_currency_written_in_two_ways_is_one_currency() -> None:
    small = replace(CONTRACTOR, id="small", unit=" usd ", metric="licence-spend")
    assert set(totals([CONTRACTOR, small], START, END)["cash"]) == {"USD"}


@pytest.mark.parametrize("who", ["me", "nobody yet", " ", "tbd"])
def test_somebody_else_has_to_stand_behind_it(who: str) -> None:
    assert not is_proven(replace(CONTRACTOR, validated_by=who))
    assert "who would confirm it, or where the proof lies" in missing(replace(CONTRACTOR, validated_by=who))
    assert is_proven(replace(CONTRACTOR, validated_by="the controller"))
    assert is_proven(replace(CONTRACTOR, evidence="the invoice list, May"))


def test_freed_hours_without_a_use_say_that_nobody_pays_for_them() -> None:
    found = totals([replace(HOURS, use=None)], START, END)["capacity"]["h"]
    assert any("no named use" in note for note in found.notes)


amounts = st.floats(0, 1e6)


@given(amounts, amounts, st.sampled_from(["once", "week", "month", "year"]), st.floats(0, 1), st.floats(0, 1e5))
def test_likely_is_never_below_at_least(low: float, high: float, per: str, share: float, cost: float) -> None:
    entry = replace(CONTRACTOR, at_least=low, likely=high, per=per, attribution=share, cost=cost)  # type: ignore[arg-type]
    amount = worth(entry, START, END)
    assert amount is not None
    assert amount.at_least <= amount.likely
    generous = worth(replace(entry, attribution=None), START, END)
    assert generous is not None
    assert generous.likely >= amount.likely - 1e-6
