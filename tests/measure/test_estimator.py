"""The estimator as people meet it: their words in, probabilities out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.library.places import content_dir
from coach.measure.estimator import Estimate, Estimator

ESTIMATOR = Estimator.load(content_dir() / "estimator")


def shares(estimate: Estimate) -> tuple[float, float, float]:
    """Could mostly run without you, speeds up with you, not reached."""
    return estimate.p_runs, estimate.p_exposed - estimate.p_runs, 1 - estimate.p_exposed


@pytest.mark.parametrize(
    "text",
    [
        "summarising long reports",
        "answer tier-1 tickets from macros",
        "data entry from paper forms",
        "translate product pages into German",
        "write unit tests",
        "drafting the newsletter",
        "expense reports",
        "writing up meeting minutes",
    ],
)
def test_desk_work_with_text_is_exposed(text: str) -> None:
    assert ESTIMATOR.estimate(text).p_exposed > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "haggling with vendors",
        "taking emergency calls",
        "watching people try the app",
        "fix leaking pipes",
        "bathing patients",
        "driving the forklift",
        "pruning apple trees",
        "calming down an angry customer",
    ],
)
def test_hands_presence_and_talk_are_not(text: str) -> None:
    assert ESTIMATOR.estimate(text).p_exposed < 0.5


def test_one_noun_with_two_verbs() -> None:
    writing, walking = (
        ESTIMATOR.estimate(text) for text in ("writing the risk assessment", "walking the site for risks")
    )
    assert writing.p_exposed > walking.p_exposed + 0.3


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("wriitng monthly reprots", "writing monthly reports"),
        ("mtg notes b4 friday", "meeting notes before friday"),
        ("checking invocies", "checking invoices"),
        ("anwsering emials", "answering emails"),
    ],
)
def test_slips_and_short_forms_read_as_what_is_meant(slip: str, meant: str) -> None:
    assert ESTIMATOR.estimate(slip).p_exposed == pytest.approx(ESTIMATOR.estimate(meant).p_exposed, abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "Rechnungen schreiben und Kunden anrufen",
        "répondre aux courriels des clients",
        "atender a los clientes por teléfono y hacer las facturas",
        "scrivere i rapporti per il capo",
        "会议记录",
        "ответы на письма",
        "Buchhaltung",
        "préparer les factures",
        "réunions d'équipe",
    ],
)
def test_other_languages_are_noticed(text: str) -> None:
    estimate = ESTIMATOR.estimate(text)
    assert estimate.concern == "language"
    assert not estimate.sure


@pytest.mark.parametrize("text", ["asdf qwer", "xkcdq zzzrt plmokn", "x" * 10_000])
def test_gibberish_is_noticed(text: str) -> None:
    estimate = ESTIMATOR.estimate(text)
    assert estimate.concern == "gibberish"
    assert not estimate.sure


@pytest.mark.parametrize(
    "text", ["stuff", "calls, whatever comes up", "", "   ", "!!!", "work", "various things", "misc admin", "12345"]
)
def test_vague_text_is_noticed(text: str) -> None:
    estimate = ESTIMATOR.estimate(text)
    assert estimate.concern == "vague"
    assert not estimate.sure


@pytest.mark.parametrize(
    "text",
    [
        "writing the café menu",
        "reconciling the ledger",
        "QBR deck for the exec team",
        "1:1s with my team",
        "nurses off duty rota",
        "emails",
        "timesheets 4 PAs",
        "S&OP numbers",
    ],
)
def test_plain_work_english_is_no_concern(text: str) -> None:
    assert ESTIMATOR.estimate(text).concern == ""


def test_what_cannot_be_read_has_a_wider_band() -> None:
    plain, odd = ESTIMATOR.estimate("cleaning the machines"), ESTIMATOR.estimate("asdf qwer")
    narrow, wide = (high - low for low, high in (ESTIMATOR.band([one], [1.0]) for one in (plain, odd)))
    assert wide > narrow


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_probabilities_that_fit_together(text: str) -> None:
    estimate = ESTIMATOR.estimate(text)
    assert 0 <= estimate.p_alone <= estimate.p_exposed <= 1
    assert 0 <= estimate.p_runs <= estimate.p_exposed
    assert sum(shares(estimate)) == pytest.approx(1)
    assert 0 <= estimate.automation <= 4
    assert estimate.p_alone <= estimate.value <= estimate.p_exposed
    low, high = ESTIMATOR.band([estimate], [3.0])
    assert 0 <= low <= estimate.value <= high <= 1


@given(st.lists(st.sampled_from(["drafting", "emails", "the", "lorry", "board", "pack", "care", "plans"]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_case_and_space_do_not_matter(words: list[str]) -> None:
    plain = ESTIMATOR.estimate(" ".join(words))
    loud = ESTIMATOR.estimate("  " + "\t ".join(words).upper() + " ")
    assert loud == plain


@pytest.mark.parametrize(
    "text", ["\0\0", "🎉🎉", "emails 📧 and calls", "a" * 5_000 + " emails", "\ud800", "‮abc", "%s{}[/]"]
)
def test_odd_characters_do_no_harm(text: str) -> None:
    assert 0 <= ESTIMATOR.estimate(text).p_exposed <= 1


def test_two_loads_agree() -> None:
    other = Estimator.load(content_dir() / "estimator")
    text = "updating the staff phone list"
    assert other.estimate(text) == ESTIMATOR.estimate(text)


def test_words_say_what_moved_the_figure() -> None:
    estimate = ESTIMATOR.estimate("haggling over invoices")
    effects = dict(estimate.words)
    assert 1 <= len(effects) <= 4
    assert effects["haggling"] < 0
    sizes = [abs(effect) for _, effect in estimate.words]
    assert sizes == sorted(sizes, reverse=True)


def test_a_words_effect_is_what_removing_it_does() -> None:
    whole, without = ESTIMATOR.estimate("filing signed contracts"), ESTIMATOR.estimate("filing contracts")
    effects = dict(whole.words)
    if "signed" in effects:
        assert effects["signed"] == pytest.approx(whole.p_exposed - without.p_exposed, abs=1e-9)
    assert "filing" in effects or "contracts" in effects


def test_band_narrows_with_more_tasks_and_follows_hours() -> None:
    texts = ["drafting letters", "lifting boxes", "booking travel", "cleaning floors", "updating records", "driving"]
    estimates = [ESTIMATOR.estimate(text) for text in texts]
    few = ESTIMATOR.band(estimates[:2], [1.0, 1.0])
    many = ESTIMATOR.band(estimates, [1.0] * 6)
    assert many[1] - many[0] < few[1] - few[0]
    desk = ESTIMATOR.band(estimates[:2], [9.0, 1.0])
    hands = ESTIMATOR.band(estimates[:2], [1.0, 9.0])
    assert sum(desk) > sum(hands)
    assert ESTIMATOR.band(estimates, [2.0] * 6) == pytest.approx(many)


def test_band_without_tasks_or_hours() -> None:
    assert ESTIMATOR.band([], []) == (0.0, 1.0)
    one = ESTIMATOR.estimate("drafting letters")
    assert ESTIMATOR.band([one, one], [0.0, 0.0]) == pytest.approx(ESTIMATOR.band([one, one], [1.0, 1.0]))
    with pytest.raises(ValueError, match="hours"):
        ESTIMATOR.band([one], [])
