"""`--json`: the shapes other programs rely on."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SAMPLES = ("support-specialist", "project-coordinator", "backend-developer")
TYPICAL = Path(__file__).resolve().parent.parent.parent / "content" / "occupations" / "typical.tsv"
EXPOSURE = {"value", "low", "high", "strict", "wide"}
BAND = {"value", "low", "high"}


def check_reasons(reasons: list[dict[str, Any]]) -> None:
    for reason in reasons:
        assert reason.keys() >= {"text", "effect", "source"}
        assert reason["text"]
        assert reason["source"]
        assert -1 <= reason["effect"] <= 1


def check_exposure(one: dict[str, float]) -> None:
    assert one.keys() >= EXPOSURE
    assert 0 <= one["low"] <= one["value"] <= one["high"] <= 1
    assert one["strict"] <= one["value"] + 1e-9
    assert one["value"] <= one["wide"] + 1e-9


def check_task(task: dict[str, Any]) -> None:
    check_exposure(task["exposure"])
    assert task["displaceable"] + task["augmentable"] + task["human"] == pytest.approx(1)
    assert task["p_exposed"] == pytest.approx(task["displaceable"] + task["augmentable"])
    assert isinstance(task["sure"], bool)
    check_reasons(task["reasons"])


def check_measurement(measured: dict[str, Any]) -> None:
    assert measured["schema"] == 1
    check_exposure(measured["exposure"])
    for name in ("displaceable", "augmentable", "human"):
        assert measured[name].keys() >= BAND
        assert 0 <= measured[name]["low"] <= measured[name]["value"] <= measured[name]["high"] <= 1
    for task in measured["tasks"]:
        assert task.keys() >= {"id", "text", "hours", "would_change"}
        check_task(task)
        check_reasons(task["would_change"])
    hours = sum(task["hours"] for task in measured["tasks"])
    for name in ("displaceable", "human"):
        by_hand = sum(task[name] * task["hours"] for task in measured["tasks"]) / hours
        assert measured[name]["value"] == pytest.approx(by_hand)
    assert measured["position"].keys() >= {"value", "low", "high", "known", "pillars"}
    assert measured["position"]["low"] <= measured["position"]["high"]
    for pillar in measured["position"]["pillars"]:
        assert pillar.keys() >= {"id", "level", "known", "shown", "applies", "reasons"}
    for sign in measured["pressure"]["signs"]:
        assert sign.keys() >= {"id", "state", "looked_on"}


def test_estimate(coach: Any) -> None:
    answer = coach("estimate", "--json", "answer tickets from macros", "climb a mast to change a lamp")
    assert answer.status == 0
    assert answer.err == ""
    tickets, mast = answer.json["tasks"]
    assert (tickets["text"], mast["text"]) == ("answer tickets from macros", "climb a mast to change a lamp")
    check_task(tickets)
    check_task(mast)
    assert tickets["exposure"]["value"] > mast["exposure"]["value"] + 0.3


@pytest.mark.parametrize("words", [("estimate", "-", "--json"), ("--json", "estimate")])
def test_estimate_reads_one_task_a_line(coach: Any, words: tuple[str, ...]) -> None:
    answer = coach(*words, stdin="write reports\r\n\n  tile a  bathroom \n\xff")
    assert [task["text"] for task in answer.json["tasks"]] == ["write reports", "tile a bathroom", "ÿ"]


def test_occupations(coach: Any) -> None:
    matches = coach("occupations", "registered", "nurse", "--json").json["matches"]
    assert matches[0].keys() >= {"code", "title", "matched", "score"}
    assert matches[0]["code"] == "29-1141.00"
    assert all(before["score"] >= after["score"] for before, after in pairwise(matches))
    assert coach("occupations", "xqzzy", "--json").json["matches"] == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_measure(coach: Any, sample: str) -> None:
    answer = coach("measure", sample, "--json")
    assert answer.status == 0
    assert answer.err == ""
    measured = answer.json
    check_measurement(measured)
    assert len(measured["tasks"]) >= 5
    for figure in measured["published"]:
        assert figure.keys() >= {"index", "value", "year", "population"}
    if TYPICAL.exists():
        assert measured["typical"].keys() >= {"occupation", "value", "percentile"}
        assert 0 <= measured["typical"]["percentile"] <= 100
    else:
        assert measured["typical"] is None, "without the figures it is unknown, not invented"


@pytest.mark.parametrize("sample", SAMPLES)
def test_plan(coach: Any, sample: str) -> None:
    answer = coach("plan", sample, "--json")
    assert answer.status == 0
    plan = answer.json
    check_measurement(plan["before"])
    check_measurement(plan["expected"])
    assert [phase["id"] for phase in plan["phases"]] == ["accept", "learn", "reconstruct"]
    in_phases = [move for phase in plan["phases"] for move in phase["moves"]]
    assert sorted(in_phases) == sorted(move["id"] for move in plan["moves"])
    assert len(plan["moves"]) >= 3
    tasks = {task["id"] for task in plan["before"]["tasks"]}
    hours = 0.0
    for move in plan["moves"]:
        assert move.keys() >= {"id", "move", "title", "why", "task_ids", "hours", "gain", "side_effect", "readings"}
        assert move["id"].split(":")[0] == move["move"]
        assert set(move["task_ids"]) <= tasks
        assert 0 <= move["readings"]["good"] <= move["readings"]["of"]
        assert move["if_then"]
        assert move["milestones"]
        for step in move["milestones"]:
            assert step.keys() >= {"id", "title", "due", "hours", "done_when"}
            assert step["done_when"]
            assert date.fromisoformat(step["due"]) >= date(2026, 11, 21)
        hours += move["hours"]
    assert hours == pytest.approx(plan["hours_planned"])
    assert plan["hours_planned"] <= 0.7 * plan["hours_per_week"] * plan["horizon_weeks"] + 1e-6
    steps = [step["id"] for move in plan["moves"] for step in move["milestones"]]
    assert len(steps) == len(set(steps))
    assert plan.keys() >= {"objective", "projects", "short_answer", "rules", "not_now"}


def test_doctor(coach: Any, career: Path) -> None:
    answer = coach("doctor", "--json")
    assert answer.status == 0, answer.json["problems"]
    assert answer.json["ok"] is True
    counted = answer.json["content"]
    assert counted["occupations"] > 1000
    assert {"roles", "questions", "skills", "workflows", "moves", "projects", "metrics"} <= counted.keys()
    assert {"signals", "knowledge", "phrases"} <= counted.keys()
    assert Path(answer.json["content_dir"]).is_dir()
    assert not career.exists(), "the doctor makes nothing"


def test_sources_name_licence_and_year(coach: Any) -> None:
    sources = coach("sources", "--json").json["sources"]
    assert len(sources) >= 4
    for source in sources:
        assert source["licence"]
        assert source["year"] >= 2015
        assert source["citation"]


def test_export_holds_everything(coach: Any, own_week: Path) -> None:
    coach("win", "the new form cut refund errors")
    coach("plan")
    everything = coach("export", "--format", "json").json
    assert everything["schema"] == 1
    assert everything["profile"]["worker"]["title"] == "office manager"
    assert len(everything["profile"]["tasks"]) == 5
    assert everything["plan"]["moves"]
    (impact,) = everything["impacts"]
    assert (impact["text"], impact["date"]) == ("the new form cut refund errors", "2026-11-21")
    assert everything["checkins"] == []
    (first,) = everything["measurements"]
    assert (first["date"], first["why"]) == ("2026-11-21", "when the plan began")


def test_export_to_a_file_only_its_owner_reads(coach: Any, own_week: Path, tmp_path: Path) -> None:
    target = tmp_path / "coach.json"
    target.write_text("something older")
    answer = coach("export", "-o", str(target))
    assert answer.status == 0
    assert answer.out == ""
    assert str(target) in answer.err
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_text().startswith("{")
    assert [path.name for path in tmp_path.iterdir()] == ["coach.json"]


def test_whatif_is_the_difference_of_two_measurements(coach: Any, own_week: Path) -> None:
    now = coach("measure", "--json").json
    answer = coach("whatif", "--set", "3.hours=4", "--set", "book-travel-and-hotels.hours=1", "--json")
    assert answer.status == 0, answer.err
    told = answer.json
    assert told["before"] == now
    check_measurement(told["after"])
    hours = {task["id"]: task["hours"] for task in told["after"]["tasks"]}
    assert hours["check-invoices-against-orders"] == 4
    assert hours["book-travel-and-hotels"] == 1
    for name in ("exposure", "displaceable", "position"):
        apart = told["difference"][name]
        assert apart["value"] == pytest.approx(told["after"][name]["value"] - told["before"][name]["value"], abs=1e-9)
        assert apart["low"] <= apart["value"] <= apart["high"]
    assert coach("measure", "--json").json == now, "nothing was changed"


def test_whatif_with_any_move_of_the_plan(coach: Any) -> None:
    moves = coach("plan", "support-specialist", "--json").json["moves"]
    answer = coach(
        "whatif", "support-specialist", *(word for move in moves for word in ("--add", move["id"])), "--json"
    )
    assert answer.status == 0, answer.out
    assert answer.json["difference"]["position"]["value"] > 0
    words = coach("whatif", "support-specialist", "--add", moves[0]["id"]).out
    assert moves[0]["title"] in words
