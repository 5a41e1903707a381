"""Each report reads as written for the person who gets it, and says how to fill what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.model.profile import Profile
from coach.reports.brief import mine
from coach.reports.wording import about, change_in_words, period
from coach.session import Failure
from coach.session.exports.exporting import Wish, export
from coach.session.opening import open_named, open_own, samples
from coach.session.plan.plans import current_plan
from tests.reports.planted import PROFILE, first_to_share, planted, write_planted
from tests.workers import EVERYONE, LAID_OFF


def kept(place: Path, profile: Profile) -> Path:
    """A profile of the test workers as a file."""
    worker = profile.worker
    rows = "".join(f'[[tasks]]\ntext = "{task.text}"\nhours = {task.hours}\n' for task in profile.tasks)
    facts = {"title": worker.title, "occupation": worker.occupation, "situation": worker.situation, "aim": worker.aim}
    told = "".join(f'{name} = "{value}"\n' for name, value in facts.items() if value)
    place.write_text(f"schema = 1\n[worker]\n{told}{rows}")
    return place


def written(folder: Path, what: str, **wish: object) -> str:
    return export(open_own(folder), Wish(what=what, **wish)).text  # type: ignore[arg-type]


def test_a_review_pack_is_sentences_by_kind_with_who_stands_behind_them(tmp_path: Path) -> None:
    text = export(planted(tmp_path / "career"), Wish(what="review")).text
    assert text.startswith("# What changed: ")
    assert "3 results that somebody other than me stands behind, in money, quality" in " ".join(text.split())
    order = [text.index(one) for one in ("## Money", "## Quality", "## Time put to another use")]
    assert order == sorted(order)
    assert (
        "Fewer claims come back for a missing page, with the figure down by about 70% (May to August), by moving the "
        "check to the front, with a colleague. Confirmed by a named person, on request; evidence on request."
    ) in text.replace("\\", "")
    assert "The time went to calls to people with a total loss." in text
    assert not re.search(r"\byour?\b", text.split("\n\n", 2)[2], re.IGNORECASE) or "ask for the evidence" in text


def test_an_empty_review_says_how_to_fill_it(tmp_path: Path) -> None:
    folder = write_planted(tmp_path / "career")
    (folder / "ledger" / "2026.toml").unlink()
    text = written(folder, "review")
    assert "coach win --public" in text
    assert "##" not in text, "no heading with nothing under it"


def test_results_that_wait_are_counted_for_the_worker_not_shown(tmp_path: Path) -> None:
    made = export(planted(tmp_path / "career"), Wish(what="review"))
    told = " ".join(made.messages)
    assert "1 result is not marked public" in told
    assert "1 has nobody behind it yet" in told
    assert "not marked public" not in made.text


@pytest.mark.parametrize("name", samples())
def test_the_brief_speaks_for_the_worker_and_asks(name: str) -> None:
    text = export(open_named(name), Wish(what="brief")).text
    assert text.startswith("# What I would like to take on")
    for asked in ("**Hours.**", "**Budget.**", "## What I ask for"):
        assert asked in text
    assert len(text.split()) < 750, "one page"
    for never in ("exposure", "run without", "redundan", "outsourc", "layoff", "job search", "aim"):
        assert never not in text.lower().replace("| aim", ""), never
    spoken = text.split("## What I ask for")[0]
    assert not re.search(r"\b(your desk|yourself|you own|you decide)\b", spoken)


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("The cases no macro covers, decided at your desk", "The cases no macro covers, decided at my desk"),
        ("Own the walk with whoever comes after you in “x”", "Own the walk with whoever comes after me in “x”"),
        ("what you do yourself is yours", "what I do myself is mine"),
        ("you are the keeper", "I am the keeper"),
        ("a colleague's case", "a colleague's case"),
        ("for you, and your lead", "for me, and my lead"),
    ],
)
def test_words_said_to_the_worker_become_their_own(told: str, own: str) -> None:
    assert mine(told) == own


@pytest.mark.parametrize("who", ["plumber", "laid-off"])
def test_nobody_without_a_manager_is_given_a_brief(who: str, tmp_path: Path) -> None:
    session = open_own(tmp_path / "career")
    session.save_profile("a worker", EVERYONE[who])
    with pytest.raises(Failure) as refused:
        export(session, Wish(what="brief"))
    assert "--what report" in refused.value.do


def test_a_move_inside_is_asked_for_only_where_chosen(tmp_path: Path) -> None:
    folder = write_planted(tmp_path / "career")
    assert "A move inside" not in written(folder, "brief")
    assert "A move inside" in written(folder, "brief", chosen=("search",))


def test_a_handover_card_is_a_lesson_of_fifteen_minutes(tmp_path: Path) -> None:
    text = export(planted(tmp_path / "career"), Wish(what="handover")).text
    assert "Five-point check of a claim before it is paid" in text
    assert "Nothing is paid before the policy page was opened." in text
    assert "3 colleagues use it so far." in text
    assert "Minutes" in text
    only = export(planted(tmp_path / "career"), Wish(what="handover", workflow="claims-check")).text
    assert only.count("# ") >= 1
    recipe = export(open_named("support-specialist"), Wish(what="handover")).text
    for heading in ("Minutes 1–3", "Minutes 4–9", "What is checked, every time", "Minutes 10–15"):
        assert heading in recipe
    assert "try each on real cases before it is handed on" in recipe


def test_the_drill_has_its_five_parts_from_what_was_noted(tmp_path: Path) -> None:
    text = export(planted(tmp_path / "career"), Wish(what="drill")).text
    for part in (
        "CV lines that break no confidence",
        "My contract and the two letters of thanks.",
        "Three weeks to contest, from the day the letter arrives.",
        "About 5 months, as of 25 September 2026.",
        "| person 1 | Mon 2 Mar | worth a call |",
        "| person 2 | Mon 2 Nov |",
        "3 more would make five.",
    ):
        assert part in text, part
    assert "copy" not in text.lower(), "nobody is told to take an employer's files"
    named = export(planted(tmp_path / "career"), Wish(what="drill", chosen=("names",))).text
    assert "Ignatius Bellweather" in named


def test_a_context_pack_keeps_the_rules_of_the_trade(tmp_path: Path) -> None:
    folder = write_planted(tmp_path / "career")
    text = written(folder, "context", milestone=first_to_share(open_own(folder)))
    assert "Rules of my work, which hold for you too" in text
    assert "I decide and I answer for the result" in text
    assert "I am a claims handler." in text
    with pytest.raises(Failure) as refused:
        written(write_planted(tmp_path / "none", PROFILE.replace('"approved"', '"none"')), "context")
    assert refused.value.code == "no-ai"
    with pytest.raises(Failure) as refused:
        written(write_planted(tmp_path / "unsaid", PROFILE.replace('ai_rules = "approved"', "")), "context")
    assert refused.value.code == "ai-rules-unknown"


GAPS = re.compile(r"\bNone\.|\{|\bnan\b|(?<!\.)\.\.(?!\.)|: \.| of 0 |%%|\.\*\* *$", re.MULTILINE)


@pytest.mark.parametrize("who", EVERYONE)
def test_every_report_can_be_written_for_everybody(who: str, tmp_path: Path) -> None:
    """Plumber, nurse, laid off, two vague tasks: no gap shows, and no word of ours frightens."""
    session = open_own(tmp_path / "career")
    session.save_profile("a worker", EVERYONE[who])
    managed = EVERYONE[who].worker.situation not in ("self_employed", "laid_off", "returning")
    for what in ("report", "review", "handover", "drill", *(("brief",) if managed else ())):
        for chosen in ((), ("all",)):
            text = export(session, Wish(what=what, chosen=chosen)).text
            found = GAPS.search(text)
            assert found is None, (what, text[max(0, found.start() - 60) : found.end() + 20])
            for banned in ("at risk", "odds of", "streak", "replaced by AI"):
                assert banned not in text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("14%", "9%", "down by about 35%"),
        ("1,200 tickets", "900 tickets", "down by about 25%"),
        ("2 days", "5 days", "at about 2.5 times what it was"),
        ("2 days", "5 hours", None),
        ("100", "101", None),
        ("none", "some", None),
        ("0", "5", None),
        (None, "5", None),
    ],
)
def test_a_change_in_words(before: str | None, after: str | None, words: str | None) -> None:
    assert change_in_words(before, after) == words


def test_amounts_are_rounded_down_never_up() -> None:
    assert [about(value) for value in (9999, 12_500, 99.9, 0.637, 7, 0, 1_999_999)] == [
        "9,900", "12,000", "99", "0.63", "7", "0", "1,900,000",
    ]  # fmt: skip


def test_a_period_in_words() -> None:
    from datetime import date

    assert period(date(2026, 10, 1), date(2026, 10, 31)) == "October 2026"
    assert period(date(2025, 3, 3), date(2026, 3, 2)) == "3 March 2025 to 2 March 2026"


def test_the_own_copy_of_somebody_laid_off_says_what_is_left_out_and_how_to_get_it(tmp_path: Path) -> None:
    session = open_named(str(kept(tmp_path / "mine.toml", LAID_OFF)))
    plan = current_plan(session)
    bare = " ".join(export(session, Wish(what="report", form="md")).text.split())
    whole = " ".join(export(session, Wish(what="report", form="md", chosen=("search",))).text.split())
    assert "--with search puts them in" in bare
    assert "Nothing in it has to be hurried" not in bare
    assert "It is among those left out here" in bare
    assert plan.projects[0].title not in bare
    assert "--with search puts them in" not in whole
    assert plan.projects[0].title in whole
    assert "stay out of a file" not in whole
