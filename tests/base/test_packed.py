"""What ships is read the same, plain in a checkout and packed in an installed program."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.base.packed import is_shipped, read_shipped, shipped_files, shipped_lines
from coach.base.toml import read_shipped_toml

TEXT = 'title = "Nurse, ward 4"\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "plain.toml").write_text(TEXT)
    (tmp_path / "packed.toml.gz").write_bytes(gzip.compress(TEXT.encode()))
    return tmp_path


@pytest.mark.parametrize("name", ["plain.toml", "packed.toml"])
def test_plain_or_packed_by_the_same_name(shelf: Path, name: str) -> None:
    assert is_shipped(shelf / name)
    assert read_shipped(shelf / name) == TEXT.encode()
    assert shipped_lines(shelf / name) == [TEXT.strip()]
    assert read_shipped_toml(shelf / name).data == {"title": "Nurse, ward 4"}


def test_both_are_listed_by_their_plain_name_once(shelf: Path) -> None:
    (shelf / "plain.toml.gz").write_bytes(gzip.compress(b"old"))
    assert [path.name for path in shipped_files(shelf, "*.toml")] == ["packed.toml", "plain.toml"]
    assert read_shipped(shelf / "plain.toml") == TEXT.encode()


def test_what_is_missing_is_named_as_it_was_asked_for(shelf: Path) -> None:
    assert not is_shipped(shelf / "gone.toml")
    with pytest.raises(FileNotFoundError, match=r"gone\.toml'"):
        read_shipped(shelf / "gone.toml")
    with pytest.raises(Failure) as caught:
        read_shipped_toml(shelf / "gone.toml", name="content/gone.toml")
    assert "content/gone.toml" in str(caught.value)


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"no such thing", gzip.compress(TEXT.encode(), mtime=0)[:-12]],
    ids=["empty", "not packed", "cut short"],
)
def test_a_damaged_file_is_a_failure_that_names_it(shelf: Path, spoilt: bytes) -> None:
    (shelf / "packed.toml.gz").write_bytes(spoilt)
    with pytest.raises(Failure) as caught:
        read_shipped_toml(shelf / "packed.toml", name="content/packed.toml")
    assert caught.value.code == "unreadable"
    assert "content/packed.toml" in str(caught.value)
