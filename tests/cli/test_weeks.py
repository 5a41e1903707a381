"""A profile with nothing but a title and tasks gives a measurement and a plan, whoever it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

WEEKS: dict[str, tuple[str, list[tuple[str, float]]]] = {
    "knowledge work": (
        "paralegal",
        [
            ("summarise discovery documents", 12),
            ("draft standard letters to the court", 8),
            ("keep the deadlines calendar", 4),
            ("sit with clients who are upset", 5),
            ("look up precedents", 6),
        ],
    ),
    "hands-on work": (
        "plumber",
        [
            ("fix leaks and blocked drains in homes", 22),
            ("fit bathrooms", 10),
            ("write quotes and chase invoices", 3),
            ("drive between jobs", 5),
        ],
    ),
    "part-time": ("shop assistant", [("serve at the till", 7), ("stack shelves", 4), ("answer emails", 1)]),
    "self-employed": (
        "freelance illustrator",
        [("draw commissions", 18), ("find new clients", 5), ("send invoices", 2), ("talk briefs through", 4)],
    ),
    "non-native English": (
        "accountant assistant",
        [
            ("making the bookings of the invoice's", 15),
            ("controlling if the datas are right", 10),
            ("to write mails at the suppliers", 6),
            ("Kontoabstimmung", 4),
        ],
    ),
    "vague": ("office", [("calls, whatever comes up", 30)]),
}


def write_week(path: Path, title: str, tasks: list[tuple[str, float]]) -> Path:
    lines = ["schema = 1", "[worker]", f'title = "{title}"']
    for text, hours in tasks:
        lines += ["[[tasks]]", f'text = "{text}"', f"hours = {hours}"]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("kind", WEEKS)
def test_a_title_and_tasks_are_enough(coach: Any, tmp_path: Path, kind: str) -> None:
    week = write_week(tmp_path / "week.toml", *WEEKS[kind])
    measured = coach("measure", str(week), "--json")
    assert measured.status == 0, measured.err
    assert [task["text"] for task in measured.json["tasks"]] == [text for text, _ in WEEKS[kind][1]]
    assert measured.json["position"]["known"] == 0
    assert (measured.json["position"]["low"], measured.json["position"]["high"]) == (0, 1)
    plan = coach("plan", str(week), "--json")
    assert plan.status == 0, plan.err
    assert len(plan.json["moves"]) >= 3
    words = coach("plan", str(week)).out
    assert any(text in words for text, _ in WEEKS[kind][1]), "the plan speaks of the worker's own tasks"


def test_different_workers_get_visibly_different_plans(coach: Any, tmp_path: Path) -> None:
    plans = []
    for kind, week in WEEKS.items():
        path = write_week(tmp_path / f"{kind}.toml", *week)
        plans.append({move["move"] for move in coach("plan", str(path), "--json").json["moves"]})
    assert len(set().union(*plans)) >= 12, "six workers draw on much of the shelf"
    assert len({frozenset(plan) for plan in plans}) >= len(plans) - 1
    assert not set.intersection(*plans), "no step is for everybody"


def test_the_hands_on_week_is_reached_less_than_the_paralegals(coach: Any, tmp_path: Path) -> None:
    figures = [
        coach("measure", str(write_week(tmp_path / f"{kind}.toml", *WEEKS[kind])), "--json").json["exposure"]["value"]
        for kind in ("knowledge work", "hands-on work")
    ]
    assert figures[0] > figures[1] + 0.2
