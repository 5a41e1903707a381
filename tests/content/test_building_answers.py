"""What docs/answers.md and content/occupations/labels.tsv are made with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.library.places import content_dir
from content.building.occupation_labels import averages, build, read_rows

FULL = "\tO*NET-SOC Code\tTask ID\tTask\tTask Type\tgpt4_automation\thuman_labels"
SECOND = "gpt4_automation\tO*NET-SOC Code\tTask ID\tTask"


def test_core_tasks_weigh_two() -> None:
    rows = [("a", 2.0, (1.0, 1.0, 0.0)), ("a", 1.0, (0.0, 0.0, 0.0)), ("b", 1.0, (1.0, 0.0, 0.5))]
    found = averages(rows)
    assert found["a"] == pytest.approx((2 / 3, 2 / 3, 0.0))
    assert found["b"] == pytest.approx((1.0, 0.0, 0.5))


def test_labels_come_from_people_and_levels_from_both_runs(tmp_path: Path) -> None:
    folder = tmp_path / "eloundou"
    folder.mkdir()
    rows = [("1.0", "Core", "T3", "E1"), ("2.0", "Supplemental", "T4", "E0"), ("3.0", "Supplemental", "T4", "E2")]
    lines = [
        f"{place}\t11-1011.00\t{task}\tsome task\t{kind}\t{level}\t{label}"
        for place, (task, kind, level, label) in enumerate(rows)
    ]
    (folder / "full_labelset.tsv").write_text("\n".join([FULL, *lines]) + "\n", encoding="utf-8")
    second = [f"{level}\t11-1011.00\t{task}\tsome task" for task, level in (("1", "T1"), ("2", "T4"), ("3", "T4"))]
    (folder / "automation_gpt4_human_labels.tsv").write_text("\n".join([SECOND, *second]) + "\n", encoding="utf-8")
    assert [values for *_, values in read_rows(folder)] == [(1.0, 1.0, 0.5), (0.0, 0.0, 0.0), (1.0, 0.0, 1.0)]
    (tmp_path / "content/occupations").mkdir(parents=True)
    build(tmp_path, tmp_path / "content")
    made = (tmp_path / "content/occupations/labels.tsv").read_text(encoding="utf-8").splitlines()
    assert made[1] == "11-1011.00\t75\t50\t50"


def test_the_shipped_averages_are_those_of_the_sources(tmp_path: Path) -> None:
    folder = os.environ.get("COACH_SOURCES")
    if not folder:
        pytest.skip("no folder of public sources: set COACH_SOURCES to check the averages against them")
    (tmp_path / "occupations").mkdir()
    build(Path(folder), tmp_path)
    shipped = content_dir() / "occupations" / "labels.tsv"
    assert (tmp_path / "occupations/labels.tsv").read_bytes() == shipped.read_bytes()


def test_the_share_between_occupations_and_the_fits_find_what_was_put_in() -> None:
    numpy = pytest.importorskip("numpy", reason="rebuilding needs the packages of the optional group `rebuild`")
    pytest.importorskip("scipy", reason="rebuilding needs the packages of the optional group `rebuild`")
    from content.building.answers_fit import between, fitted, log_loss, out_of_fold

    draw = numpy.random.default_rng(1)
    groups = [str(place // 20) for place in range(4000)]
    shared = draw.normal(size=200).repeat(20)
    assert between(shared + draw.normal(size=4000), groups) == pytest.approx(0.5, abs=0.08)
    assert between(draw.normal(size=4000), groups) < 0.05
    item = draw.normal(size=4000)
    wanted = (draw.random(4000) < 1 / (1 + numpy.exp(-(0.3 - 0.8 * item)))).astype(float)
    views = numpy.stack([numpy.ones(4000), item], axis=1)
    assert fitted(views, wanted) == pytest.approx([0.3, -0.8], abs=0.15)
    folds = numpy.arange(4000) % 5
    assert log_loss(out_of_fold(views, wanted, folds), wanted) < log_loss(
        out_of_fold(views[:, :1], wanted, folds), wanted
    )
