"""Content is found in a checkout and in an installed package, and its absence is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.base.failures import Failure
from coach.library import places


def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "coach"
    package.mkdir()
    monkeypatch.setattr(places, "_PACKAGE", package)
    return package


def _checkout(root: Path) -> None:
    (root / "pyproject.toml").write_text("", encoding="utf-8")
    (root / "content").mkdir()
    (root / "profiles").mkdir()


def _installed(package: Path) -> None:
    (package / "_data" / "content").mkdir(parents=True)
    (package / "_data" / "profiles").mkdir()


def test_this_very_run_finds_its_content() -> None:
    assert (places.content_dir() / "occupations").is_dir()
    assert places.profiles_dir().is_dir()


def test_an_installed_package_carries_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path, monkeypatch)
    _installed(package)
    assert places.content_dir() == package / "_data" / "content"
    assert places.profiles_dir() == package / "_data" / "profiles"


def test_the_checkout_wins_over_a_stale_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path, monkeypatch)
    _installed(package)
    _checkout(tmp_path)
    assert places.content_dir() == tmp_path / "content"
    assert places.profiles_dir() == tmp_path / "profiles"


def test_a_stray_folder_called_content_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = _package(tmp_path, monkeypatch)
    _installed(package)
    (tmp_path / "content").mkdir()
    assert places.content_dir() == package / "_data" / "content"


def test_no_content_is_a_failure_with_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, monkeypatch)
    with pytest.raises(Failure) as caught:
        places.content_dir()
    assert caught.value.code == "no-content"
    assert caught.value.do
