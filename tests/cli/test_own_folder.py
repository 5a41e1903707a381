"""The plain commands on one's own folder: what is kept, what is only shown."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_plan_is_kept_and_shown_from_then_on(coach: Any, own_week: Path) -> None:
    first = coach("plan", "--json").json
    assert (own_week / "plan.toml").exists()
    later = coach("plan", "--json", COACH_TODAY="2026-12-24").json
    assert later["start"] == first["start"]
    assert [move["id"] for move in later["moves"]] == [move["id"] for move in first["moves"]]


def test_a_preview_keeps_nothing(coach: Any, own_week: Path) -> None:
    kept = coach("plan", "--json").json
    before = tree(own_week)
    preview = coach("plan", "--weeks", "4", "--hours", "1,5", "--json").json
    assert (preview["horizon_weeks"], preview["hours_per_week"]) == (4, 1.5)
    assert preview["hours_planned"] <= 0.7 * 4 * 1.5
    assert preview["hours_planned"] < kept["hours_planned"]
    assert tree(own_week) == before


def test_planning_anew_keeps_what_is_done(coach: Any, own_week: Path) -> None:
    plan = coach("plan", "--json").json
    step = plan["moves"][0]["milestones"][0]["id"]
    assert coach("done", step, "--evidence", "the list is in the shared folder", "--hours", "1").status == 0
    anew = coach("plan", "--rebuild", "--json", COACH_TODAY="2026-12-01").json
    assert anew["start"] == "2026-12-01"
    assert step in [one["id"] for move in anew["moves"] for one in move["milestones"]]
    assert coach("plan", "--json").json["start"] == "2026-12-01"
    assert "✓" in coach("plan").out


def test_a_sample_or_a_path_changes_nothing(coach: Any, own_week: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.toml"
    away.write_text('schema = 1\n[worker]\ntitle = "x"\n[[tasks]]\ntext = "write reports"\nhours = 5\n')
    before = tree(tmp_path), tree(own_week)
    for words in (("measure", str(away)), ("plan", str(away)), ("plan", str(away), "--rebuild")):
        assert coach(*words).status == 0
    assert coach("plan", "support-specialist").status == 0
    assert coach("plan", "away.toml", cwd=tmp_path).status == 0
    assert (tree(tmp_path), tree(own_week)) == before


def test_home_picks_another_folder(coach: Any, own_week: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert coach("--home", str(other), "win", "somewhere else").status == 0
    assert coach("win", "a third place", COACH_HOME=str(tmp_path / "third")).status == 0
    assert (other / "ledger" / "2026.toml").exists()
    assert (tmp_path / "third" / "ledger" / "2026.toml").exists()
    assert not (own_week / "ledger").exists()


def test_win_works_without_a_profile_and_is_private(coach: Any, career: Path) -> None:
    assert coach("win", "-", stdin="cut\nrefund errors\n").status == 0
    assert coach("win", stdin="piped in").status == 0
    ledger = career / "ledger" / "2026.toml"
    assert stat.S_IMODE(career.stat().st_mode) == 0o700
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    text = ledger.read_text()
    assert "cut refund errors" in text
    assert "piped in" in text


def test_two_results_at_once_are_both_kept(career: Path) -> None:
    import subprocess
    import sys

    both = [
        subprocess.Popen([sys.executable, "-m", "coach", "win", f"result number {number}"], stderr=subprocess.PIPE)
        for number in range(4)
    ]
    assert [one.communicate() and one.returncode for one in both] == [0, 0, 0, 0]
    text = (career / "ledger" / "2026.toml").read_text()
    assert all(f"result number {number}" in text for number in range(4))
