"""Nothing that could harm is in an export unless it was chosen: searched for in every one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.reports.answers.text import ranged
from coach.reports.leaving import BY_ID
from coach.reports.names import like_names
from coach.session.exports.exporting import FITTING, Export, Wish, export
from coach.session.measuring import measurement
from coach.session.opening import Session
from coach.session.plan.plans import mark_done
from tests.reports import planted as secrets

HIDDEN = {
    "names": secrets.NAMES,
    "evidence": secrets.EVIDENCE,
    "raw": secrets.RAW,
    "unproven": secrets.UNPROVEN,
    "private": secrets.PRIVATE,
    "search": secrets.SEARCH,
    "hours": secrets.HOURS,
    "cost": secrets.COST,
    "obstacles": secrets.OBSTACLES,
    "pressure": secrets.PRESSURE,
}
EVERY = [
    (what, form)
    for what, forms in FITTING.items()
    for form in forms
    if (what, form) != ("report", "json")  # the private backup, which is everything
]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = secrets.planted(tmp_path / "career")
    mark_done(session, "1", evidence="see evidence-4711 in the blue folder", hours=1.5)
    return session


def made(session: Session, what: str, form: str, *chosen: str) -> Export:
    return export(session, Wish(what=what, form=form, chosen=chosen, titles=True))


def measured_words(session: Session) -> set[str]:
    """Every figure of the measurement as a report would print it, and the words only a split has."""
    found = measurement(session)
    assert found is not None
    words = {ranged(one.exposure.value, one.exposure.low, one.exposure.high) for one in found.tasks}
    words.add(ranged(found.exposure.value, found.exposure.low, found.exposure.high))
    words |= {f"{100 * one.displaceable:.0f} of 100" for one in found.tasks}
    return words | {"could mostly run without you", "speeds up with you", "strict reading", "leave work that could run"}


@pytest.mark.parametrize(("what", "form"), EVERY, ids=lambda value: str(value))
def test_nothing_of_the_never_list_is_in_it(session: Session, what: str, form: str) -> None:
    text = made(session, what, form).text.lower().replace("\r\n ", "")
    text = re.sub(r"^uid:.*$", "", text, flags=re.MULTILINE)  # hashes, which hold any digits
    assert len(text) > 200
    for kind, words in HIDDEN.items():
        for word in words:
            assert word.lower() not in text, f"{kind}: {word}"
    for word in measured_words(session):
        assert word.lower() not in text


@pytest.mark.parametrize("kind", [*HIDDEN, "exposure"])
def test_each_of_it_can_be_chosen(session: Session, kind: str) -> None:
    """What is chosen is there: else the test above would hold for an empty page."""
    words = HIDDEN.get(kind) or tuple(measured_words(session))
    texts = [
        made(session, what, form, *chosen).text
        for what, form in (("report", "md"), ("review", "csv"), ("review", "md"), ("drill", "md"), ("handover", "md"))
        for chosen in ((kind,), (kind, "private", "exposure", "obstacles"))
    ]
    if kind in ("cost", "pressure"):
        texts.append(made(session, "review", "csv", "cost").text)
        texts.append(made(session, "report", "html", "pressure", "exposure").text)
        words = ("987.65",) if kind == "cost" else ("Signs around you",)
    assert any(word in text for word in words for text in texts), words


def test_all_chooses_all(session: Session) -> None:
    whole = made(session, "report", "md", "all")
    assert not any("Left out" in one for one in whole.messages)
    assert "taxidermist" in whole.text
    assert "Zuleika" in whole.text


def test_an_employers_name_leaves_with_nothing(session: Session) -> None:
    for what, form in EVERY:
        assert "grimthorpe" not in made(session, what, form, "all").text.lower(), (what, form)


def test_what_was_left_out_is_said_in_words(session: Session) -> None:
    told = " ".join(made(session, "review", "md").messages)
    for kind in ("names", "private", "unproven", "raw", "evidence", "hours", "cost"):
        assert BY_ID[kind].words in told
    assert "--with" in told
    assert BY_ID["exposure"].words not in told, "a review pack has no such thing"
    assert BY_ID["names"].words not in " ".join(made(session, "review", "md", "names").messages)


def test_raw_figures_never_leave_where_they_may_not_be_recorded(tmp_path: Path) -> None:
    for rules in ("masked", "none"):
        masked = secrets.PROFILE.replace('record_rules = "free"', f'record_rules = "{rules}"')
        session = secrets.planted(tmp_path / rules, masked)
        for what, form in (("report", "md"), ("review", "md"), ("review", "csv"), ("report", "resume")):
            text = made(session, what, form, "all").text
            assert not any(word in text for word in secrets.RAW), (rules, what, form)


def test_a_change_stands_in_for_raw_figures(session: Session) -> None:
    text = made(session, "review", "md").text
    assert "with the figure down by about 70%" in text
    assert "at least 8,000 USD, likely 11,000 USD" in text, "rounded down, after costs"


def test_nobody_is_named_but_somebody_still_stands_behind_it(session: Session) -> None:
    text = made(session, "review", "md").text
    assert "Confirmed by a named person, on request." in text
    assert "with a colleague" in text
    assert "evidence on request" in text


def test_a_role_is_no_name(session: Session) -> None:
    """“Zuleika Quarrington, head of service” hides the person, and leaves head and service as words."""
    profile = session.profile
    assert profile is not None
    task = replace(profile.tasks[0], text="report to the head of service")
    session.profile = replace(profile, tasks=(task, *profile.tasks[1:]))
    text = made(session, "report", "csv").text
    assert "report to the head of service" in text
    assert "brief a colleague on the week" in text
    assert "monthly report of open claims for the company" in text


def test_an_unknown_choice_is_refused_with_what_is_known(session: Session) -> None:
    with pytest.raises(Failure) as refused:
        made(session, "report", "md", "exposre")
    assert "exposure" in refused.value.do


def test_an_own_step_and_steps_out_of_the_door_stay(session: Session) -> None:
    from coach.session.plan.plans import add_step

    add_step(session, "Ring the museum in Graz about the opening", session.today, hours=0.5)
    for what in ("report", "brief"):
        assert "Graz" not in made(session, what, "md").text
    assert "Graz" not in made(session, "report", "ics").text
    assert "Graz" in made(session, "report", "md", "private", "search").text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("closed the quarter two days early with Mary Jones", ("Mary Jones",)),
        ("took it over from Dr. Okafor, then taught Li Wei and Ana Lima", ("Dr. Okafor", "Li Wei", "Ana Lima")),
        ("Moved the rota to a form for the Night Shift Team", ()),
        ("Answer tickets in German and English", ()),
    ],
)
def test_what_looks_like_a_name(words: str, found: tuple[str, ...]) -> None:
    assert like_names([words]) == found
