"""Settings: saved through the journal, undone like anything else, and a bad file never stops anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.session import Failure, early
from coach.session.opening import home_folder, open_demo, open_own
from coach.session.settings import change, change_keys, read, settings
from coach.session.themes import own_themes
from coach.session.weeks import week


def written(text: str) -> None:
    home = Path(os.environ["COACH_HOME"])
    home.mkdir(parents=True, mode=0o700)
    (home / "settings.toml").write_text(text, encoding="utf-8")


def test_a_change_is_on_disk_and_u_takes_it_back() -> None:
    session = open_own()
    assert change(session, figures=False, checkin_day=2).figures is False
    again = open_own()
    assert (settings(again).figures, settings(again).checkin_day) == (False, 2)
    assert "not shown" in (week.undo(again) or "")
    assert settings(again).figures is True


def test_one_key_is_changed_without_losing_a_setting_made_elsewhere() -> None:
    session, other = open_own(), open_own()
    change(session, theme="coach-light")
    change_keys(other, {"home.log": "L"})
    now = settings(session)
    assert (now.theme, dict(now.keys)) == ("coach-light", {"home.log": "L"})


@pytest.mark.parametrize("values", [{"figurs": True}, {"checkin_day": 8}, {"dates": "roman"}])
def test_what_is_no_setting_is_refused_and_nothing_changes(values: dict[str, object]) -> None:
    session = open_own()
    with pytest.raises(Failure) as told:
        change(session, **values)  # type: ignore[arg-type]
    assert told.value.status == 2
    assert not (Path(session.place) / "settings.toml").exists()


def test_a_file_that_cannot_be_read_gives_the_usual_settings_its_line_and_stays() -> None:
    written('theme = "coach-light"\nfigures = \n')
    session = open_own()
    found = read(session)
    assert found.settings.theme == "coach-dark"
    assert "settings.toml:2" in found.notes[0]
    with pytest.raises(Failure):
        change(session, figures=False)
    assert (Path(session.place) / "settings.toml").read_text(encoding="utf-8").endswith("figures = \n")


def test_a_file_of_a_newer_version_is_left_alone() -> None:
    written("schema = 99\n")
    session = open_own()
    assert read(session).settings.figures is True
    assert "settings.toml:1" in read(session).notes[0]


def test_a_sample_in_a_throwaway_folder_has_settings_of_its_own() -> None:
    session = open_demo()
    change(session, figures=False)
    assert settings(session).figures is False
    assert settings(open_own()).figures is True
    session.close()


def test_the_looks_are_known_before_anything_else_and_nothing_stops_them(tmp_path: Path) -> None:
    assert early.looks(None) == early.Looks()
    written('theme = "kitchen"\nmotion = false\n')
    themes = Path(os.environ["COACH_HOME"]) / "themes"
    themes.mkdir()
    (themes / "kitchen.toml").write_text('ground = "#202020"\n', encoding="utf-8")
    assert early.looks(None) == early.Looks("kitchen", {"ground": "#202020"}, False)
    assert early.looks(tmp_path) == early.Looks()
    for bad in (b"theme = 3\n", b"\xff\xfe", b"= =\n", b"[" * 5000, b'theme = "../../profile"\n'):
        (tmp_path / "settings.toml").write_bytes(bad)
        assert early.looks(tmp_path) == early.Looks()


def test_themes_of_ones_own_are_found_and_a_bad_one_is_named() -> None:
    written("")
    themes = Path(os.environ["COACH_HOME"]) / "themes"
    themes.mkdir()
    (themes / "kitchen.toml").write_text('\nground = "#202020"\n', encoding="utf-8")
    (themes / "torn.toml").write_text('ground = "#20\n', encoding="utf-8")
    (themes / "bad name.toml").write_text("", encoding="utf-8")
    found, notes = own_themes(open_own())
    assert [(one.name, one.at("ground")) for one in found] == [("kitchen", "themes/kitchen.toml:2")]
    assert any(note.startswith("themes/torn.toml:1") for note in notes)
    assert len(notes) == 2


def test_the_looks_are_read_from_the_folder_that_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("COACH_HOME")
    for data in (str(tmp_path / "data"), ""):
        monkeypatch.setenv("XDG_DATA_HOME", data)
        assert early._folder(None) == home_folder(None)
    assert early._folder(tmp_path / "named") == home_folder(tmp_path / "named")
