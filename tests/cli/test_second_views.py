"""`coach opinion` and `coach directions`: how somebody else sees it, and where it can lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session.opening import open_own
from coach.session.questions import asking
from tests.cli.conftest import Coach


@pytest.fixture
def filled(coach: Coach, own_week: Path, tmp_path: Path) -> Path:
    """The page a colleague filled, of somebody who has answered two of its questions."""
    session = open_own(own_week)
    asking.answer(session, "P1", "before_after")
    asking.answer(session, "P3", "shared_check")
    page = coach("opinion").out
    lines, current = [], ""
    for line in page.splitlines():
        current = line[:2] if line[:1] == "P" and line[1:2].isdigit() else current
        marked = {"P1": "d", "P3": "a"}.get(current)
        if marked and line.strip().startswith(f"[ ] {marked} "):
            line = line.replace("[ ]", "[x]", 1)
        lines.append(f"{line} R. Okafor" if line.startswith("Filled in by") else line)
    file = tmp_path / "back.txt"
    file.write_text("\n".join(lines))
    return file


def test_the_page_says_nothing_about_the_worker_and_can_be_written_to_a_file(
    coach: Coach, own_week: Path, tmp_path: Path
) -> None:
    page = coach("opinion")
    assert page.status == 0
    assert "office manager" not in page.out
    written = coach("opinion", "-o", str(tmp_path / "page.txt"))
    assert written.status == 0
    assert written.out == ""
    assert (tmp_path / "page.txt").read_text().strip() == page.out.strip()
    assert (tmp_path / "page.txt").stat().st_mode & 0o777 == 0o600
    assert coach("opinion", "--json").json["form"].strip() == page.out.strip()


def test_the_page_needs_no_profile(coach: Coach, career: Path) -> None:
    assert coach("opinion").status == 0
    assert not career.exists()


def test_gaps_are_shown_and_nothing_is_kept_unasked(coach: Coach, filled: Path, own_week: Path) -> None:
    before = (own_week / "profile.toml").read_text()
    answer = coach("opinion", str(filled))
    assert answer.status == 0
    told = " ".join(answer.out.split())
    assert "Outcome link: they see more than you say of yourself" in told
    assert "Guardrails: you know of more than has reached them so far" in told
    assert "1 of your answers is confirmed and would count in full for a year" in told
    assert "now counts in full" not in told
    assert "--vouch" in answer.err
    assert (own_week / "profile.toml").read_text() == before


def test_with_vouch_what_confirms_is_kept(coach: Coach, filled: Path, own_week: Path) -> None:
    answer = coach("opinion", str(filled), "--vouch")
    assert "1 of your answers now counts in full for a year, vouched for by R. Okafor" in " ".join(answer.out.split())
    profile = open_own(own_week).profile
    assert profile is not None
    assert profile.answers["P1"].vouched_by == "R. Okafor"
    assert profile.answers["P3"].vouched_by is None
    told = coach("opinion", "-", "--json", stdin=filled.read_text()).json
    assert told["by"] == "R. Okafor"
    assert [gap["vouches"] for gap in told["gaps"]] == [True, False]
    assert told["left_open"] == ["P2", "P4", "P5"]


def test_what_cannot_be_read_is_named(coach: Coach, own_week: Path, tmp_path: Path) -> None:
    assert coach("opinion", str(tmp_path / "nothing.txt")).status == 3
    empty = coach("opinion", "-", stdin="hello\n")
    assert empty.status == 3
    assert "nothing is marked" in empty.err
    assert coach("opinion", "--vouch").status == 2


# --- directions


def test_ways_on_come_with_reasons_what_to_learn_and_a_bridge(coach: Coach) -> None:
    told = coach("directions", "support-specialist")
    assert told.status == 0
    assert "Support automation lead" in told.out
    assert "in another sector" in told.out
    assert "Still to learn or to show:" in told.out
    assert "The way there:" in told.out
    assert "{" not in told.out
    assert all(len(line) <= 88 for line in told.out.splitlines())
    ways = coach("directions", "support-specialist", "--json").json["directions"]
    assert {"id", "kind", "name", "why", "skills", "bridge", "sectors", "demand", "caveat"} <= ways[0].keys()
    assert all(way["bridge"] and way["why"] for way in ways)


def test_ways_on_say_nothing_about_anybodys_chances(coach: Coach) -> None:
    for name in ("support-specialist", "project-coordinator", "backend-developer"):
        told = coach("directions", name).out.lower()
        for word in ("at risk", "obsolete", "guarantee", "rank", "score", " safe"):
            assert word not in told, (name, word)


def test_without_a_week_it_says_what_to_do_first(coach: Coach, career: Path) -> None:
    answer = coach("directions")
    assert answer.status == 2
    assert not career.exists()


# --- where one stands, as it is told


def test_measure_leads_with_two_to_work_on_asks_to_renew_and_dates_the_signs(coach: Coach, own_week: Path) -> None:
    path = own_week / "profile.toml"
    path.write_text(
        path.read_text()
        + """
[answers]
P2 = "none_yet"
P5 = { option = "chose_delivered", on = 2025-01-10, vouched_by = "R. Okafor" }
R1 = { option = "fewer_planned", on = 2026-11-02 }
[watch.layers]
state = "not_seen"
on = 2026-11-03
[skills]
check-output = 4
[knowledge]
k-none-such = { right = false }
"""
    )
    told = coach("measure").out
    assert "to work on first: multiplier and outcome link" in told
    assert "renewed, it counts in full" in " ".join(told.split())
    assert "more work, fewer people" in told
    assert "seen, 2026-11-02" in told
    assert "not seen, 2026-11-03" in told
    assert "9 not looked at: coach watch" in told
    shown = coach("measure", "--json").json
    assert shown["position"]["work_on"] == ["multiplier", "outcome"]
    assert shown["position"]["notes"] == []
    signs = {sign["id"]: sign["state"] for sign in shown["pressure"]["signs"]}
    assert (signs["R1"], signs["layers"], signs["outsourcing"]) == ("seen", "not_seen", "not_looked")
