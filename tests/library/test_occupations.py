"""Occupations: what ships about each, where it is from, and that broken files are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.library.occupations import Occupations
from coach.library.places import content_dir

FOLDER = content_dir() / "occupations"


@pytest.fixture(scope="module")
def occupations() -> Occupations:
    return Occupations.load(FOLDER)


def test_every_occupation_is_there_once(occupations: Occupations) -> None:
    codes = occupations.codes()
    assert len(occupations) == len(codes) == len(set(codes)) >= 900
    assert list(codes) == sorted(codes)
    for code in codes:
        found = occupations.get(code)
        assert found is not None
        assert found.code == code
        assert 0 < len(found.title) < 130
        assert found.job_zone in (None, 1, 2, 3, 4, 5)


def test_a_code_that_is_none_finds_nothing(occupations: Occupations) -> None:
    assert occupations.get("99-9999.00") is None
    assert occupations.get("") is None


def test_published_figures_are_the_publishers(occupations: Occupations) -> None:
    # The three figures as their authors print them for lawyers (ILO: its one unit group, 2611 Lawyers, 0.36).
    lawyers = occupations.get("23-1011.00")
    assert lawyers is not None
    assert {figure.index: figure.value for figure in lawyers.published} == {
        "eloundou-human": 0.475,
        "microsoft-applicability": 0.180,
        "ilo-2025": 0.36,
    }


def test_every_figure_says_whose_it_is(occupations: Occupations) -> None:
    for code in occupations.codes():
        found = occupations.get(code)
        assert found is not None
        for figure in found.published:
            index = occupations.indices[figure.index]
            assert 0.0 <= figure.value <= 1.0
            assert (figure.year, figure.population) == (index.year, index.population)
            assert figure.source
            assert figure.licence in ("MIT", "CC BY 4.0")


def test_most_occupations_carry_each_figure(occupations: Occupations) -> None:
    held = dict.fromkeys(occupations.indices, 0)
    for code in occupations.codes():
        found = occupations.get(code)
        assert found is not None
        for figure in found.published:
            held[figure.index] += 1
    assert all(count > 900 for count in held.values()), held


def test_a_soc_figure_holds_for_all_its_occupations(occupations: Occupations) -> None:
    def applicability(code: str) -> float:
        found = occupations.get(code)
        assert found is not None
        return next(figure.value for figure in found.published if figure.index == "microsoft-applicability")

    assert applicability("29-1141.00") == applicability("29-1141.01") == applicability("29-1141.04")


def test_an_adaptation_says_so(occupations: Occupations) -> None:
    ilo = occupations.indices["ilo-2025"]
    assert "adaptation" in ilo.note
    assert "crosswalk" in ilo.rule
    assert ilo.limits


def test_related_occupations_are_known_and_near(occupations: Occupations) -> None:
    known = set(occupations.codes())
    some = 0
    for code in known:
        found = occupations.get(code)
        assert found is not None
        assert len(found.related) <= 10
        assert set(found.related) <= known - {code}
        some += bool(found.related)
    assert some > 900
    nurse = occupations.get("29-1141.00")
    assert nurse is not None
    assert "29-1171.00" in nurse.related


def test_typical_figures_are_read_where_the_estimator_has_written_them(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "occupations"))
    (folder / "typical.tsv").unlink(missing_ok=True)
    assert Occupations.load(folder).typical == {}
    (folder / "typical.tsv").write_text("code\tvalue\n29-1141.00\t0.31\n", encoding="utf-8")
    assert Occupations.load(folder).typical == {"29-1141.00": 0.31}


def test_no_task_sentence_ships() -> None:
    for path in FOLDER.glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                for title in line.replace("\t", "|").split("|"):
                    assert len(title) < 160 or path.name == "related.tsv", (path.name, title)


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    empty = Occupations.load(tmp_path / "nowhere")
    with pytest.raises(Failure) as caught:
        len(empty)
    assert caught.value.code == "missing-file"


@pytest.mark.parametrize("name", ["titles.tsv", "words.tsv", "titles.index", "related.tsv", "figures.toml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "occupations"))
    (folder / name).unlink()
    broken = Occupations.load(folder)

    def use() -> None:
        broken.search("nurse")
        broken.get("29-1141.00")

    with pytest.raises(Failure) as caught:
        use()
    assert name in caught.value.what


def test_an_index_of_other_titles_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "occupations"))
    index = folder / "titles.index"
    index.write_bytes(index.read_bytes()[:-101])
    with pytest.raises(Failure) as caught:
        Occupations.load(folder).search("nurse")
    assert caught.value.code == "broken-content"


def test_a_row_with_a_column_too_few_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "occupations"))
    path = folder / "occupations.tsv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[4] = lines[4].rsplit("\t", 1)[0]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        len(Occupations.load(folder))
    assert f"{path}:5" in caught.value.what


def test_what_ships_stays_small() -> None:
    # The whole program is to install in under 5 MB; occupations may take two fifths of that.
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_100_000
