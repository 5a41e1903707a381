"""The second opinion: a colleague fills a page; what confirms is vouched for, what lies below is shown and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach.model.opinion import ASKED
from coach.reports.opinion import WORDS, opinion_text
from coach.session import Failure
from coach.session.measuring import measurement
from coach.session.opening import Session, open_own
from coach.session.questions import asking
from coach.session.questions.opinion import form, keep_opinion, read_opinion
from coach.session.weeks import week


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_own(tmp_path / "career")
    week.set_title(opened, "Office manager", "43-6011.00")
    week.add_tasks(opened, [("diary for three partners", 10), ("expenses", 8), ("phones", 8)])
    asking.answer(opened, "P1", "before_after")
    asking.answer(opened, "P2", "use_it")
    asking.answer(opened, "P3", "shared_check")
    return opened


def filled(page: str, by: str = "R. Okafor", **marks: str) -> str:
    """The page with a name and an x before these letters."""
    lines, current = [], ""
    for line in page.splitlines():
        if line[:2] in ASKED:
            current = line[:2]
        if line.startswith("Filled in by"):
            line = f"{line} {by}"
        if current in marks and line.startswith(f"    [ ] {marks[current]} "):
            line = line.replace("[ ]", "[x]")
        lines.append(line)
    return "\n".join(lines)


def test_the_form_asks_the_same_five_with_the_same_options_about_a_colleague(session: Session) -> None:
    page = form(session)
    for name in ASKED:
        assert [option.id for option in session.library.questions[name].options] == list(WORDS[name][1])
        assert all(words in " ".join(page.split()) for words in WORDS[name][1].values())
    assert max(map(len, page.splitlines())) <= 88
    assert len(page.splitlines()) <= 60  # one page
    for private in (
        "Office manager",
        "diary for three partners",
        "exposure",
        "expenses",
        "Before and after, agreed by me",
    ):
        assert private not in page


def test_what_confirms_or_exceeds_is_vouched_for_and_what_lies_below_changes_nothing(session: Session) -> None:
    before = measurement(session)
    assert before is not None
    opinion = read_opinion(session, filled(form(session), P1="c", P2="d", P3="b", P5="d"))
    gaps = {gap.question_id: gap for gap in opinion.gaps}
    assert opinion.by == "R. Okafor"
    assert gaps["P1"].difference == 0
    assert gaps["P2"].difference == 3
    assert gaps["P3"].difference == -3
    assert gaps["P5"].difference is None
    assert opinion.left_open == ("P4",)
    assert keep_opinion(session, opinion) == ("P1", "P2")
    profile = open_own(Path(session.place)).profile
    assert profile is not None
    assert profile.answers["P1"].vouched_by == "R. Okafor"
    assert profile.answers["P2"].vouched_by == "R. Okafor"
    assert profile.answers["P2"].option == "use_it"  # their higher view stands behind one's own, it does not replace it
    assert profile.answers["P3"].option == "shared_check"
    assert profile.answers["P3"].vouched_by is None
    assert "P5" not in profile.answers
    after = measurement(session)
    assert after is not None
    assert after.position.value > before.position.value
    for one, two in zip(before.position.pillars, after.position.pillars, strict=True):
        assert two.level >= one.level


def test_nothing_is_saved_by_reading_and_nothing_where_nothing_is_vouched_for(session: Session) -> None:
    page = filled(form(session), P3="a")
    profile = session.profile
    opinion = read_opinion(session, page)
    assert session.profile == profile
    assert keep_opinion(session, opinion) == ()
    assert session.profile == profile


def test_the_gaps_are_told_kindly_in_both_directions(session: Session) -> None:
    page = filled(form(session), P1="c", P2="d", P3="b", P5="d").replace(
        "One example, in your words:", "One example, in your words: the Friday list"
    )
    told = " ".join(opinion_text(read_opinion(session, page)).split())
    assert "Multiplier: they see more than you say of yourself" in told
    assert "Guardrails: you know of more than has reached them so far" in told
    assert "Outcome link: you say the same" in told
    assert "Depth and ownership: you have not answered this one yet" in told
    assert "the Friday list" in told
    assert "left 1 question empty" in told
    assert "2 of your answers now count in full" in told
    for harsh in ("wrong", "overestimate", "fail", "only"):
        assert harsh not in told


@pytest.mark.parametrize("mark", ["x", "X", "✓", " x ", "1"])
def test_any_mark_will_do_and_empty_boxes_may_be_dotted(session: Session, mark: str) -> None:
    page = filled(form(session), P1="d").replace("[x]", f"[{mark}]").replace("[ ]", "[_]")
    assert [gap.theirs for gap in read_opinion(session, page).gaps] == ["agreed"]


def test_a_page_that_came_back_by_mail_with_other_line_ends_and_spaces(session: Session) -> None:
    page = "\ufeff" + filled(form(session), P4="c").replace("\n", "\r\n").replace("    [", "\t[")
    assert [gap.theirs for gap in read_opinion(session, page).gaps] == ["one_stalls"]


def line_of(page: str, words: str, nth: int = 1) -> int:
    return [number for number, line in enumerate(page.splitlines(), 1) if words in line][nth - 1]


def test_two_marks_on_one_question_name_both_lines(session: Session) -> None:
    page = filled(filled(form(session), P2="a"), P2="c")
    with pytest.raises(Failure) as failure:
        read_opinion(session, page)
    first, second = line_of(page, "[x]", 1), line_of(page, "[x]", 2)
    assert f"line {second}:" in failure.value.what
    assert f"line {first};" in failure.value.what
    assert failure.value.status == 3


def test_a_box_or_question_that_is_not_the_forms_names_the_line(session: Session) -> None:
    page = filled(form(session), P1="a").replace("[x] a", "[x] k")
    with pytest.raises(Failure, match=rf"line {line_of(page, '[x]')}: “k” is no answer to P1; they are a to d"):
        read_opinion(session, page)
    page = form(session).replace("P3  ", "P8  ")
    with pytest.raises(Failure, match=rf"line {line_of(page, 'P8')}: P8 is no question of the form"):
        read_opinion(session, page)


def test_an_empty_form_and_one_nobody_signed(session: Session) -> None:
    for page in ("", form(session), "no form at all\n", filled(form(session))):
        with pytest.raises(Failure, match="nothing is marked"):
            read_opinion(session, page)
    page = filled(form(session), by="____", P1="a")
    with pytest.raises(Failure, match=rf"line {line_of(page, 'Filled in by')}: nobody else's name"):
        read_opinion(session, page)
    with pytest.raises(Failure, match="nobody else's name"):
        read_opinion(session, filled(form(session), by="myself", P1="a"))


def test_hostile_text_in_a_form_is_made_harmless(session: Session) -> None:
    page = filled(form(session), by="Eve\x1b[31m\u202e", P1="d")
    opinion = read_opinion(session, page)
    assert opinion.by == "Eve"
    assert keep_opinion(session, opinion) == ("P1",)


def test_a_vouched_answer_counts_in_full_for_a_year_from_the_day_it_came(session: Session) -> None:
    session.today = date(2027, 11, 1)
    keep_opinion(session, read_opinion(session, filled(form(session), P1="c")))
    assert session.profile is not None
    assert session.profile.answers["P1"].on == date(2027, 11, 1)
