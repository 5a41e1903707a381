"""`settings.toml`: one wrong line costs one setting, and what coach does not know stays."""

from __future__ import annotations

import pytest
from tomli_w import dumps

from coach.base.toml import parse_toml
from coach.model.settings import SETTINGS, Setting, Settings
from coach.storage.kinds.settings import read_settings, write_settings

WRITTEN_BY_HAND = """\
schema = 1
theme = "coach-light"  # the kitchen table is bright
figurs = false
checkin_day = 9
motion = "no"

[keys.home]
log = "L"
done = 3
"""


def test_what_is_right_is_taken_and_each_wrong_line_is_named_with_what_it_can_be() -> None:
    read, notes = read_settings(parse_toml(WRITTEN_BY_HAND.encode(), "settings.toml"))
    assert read.theme == "coach-light"
    assert (read.checkin_day, read.motion, read.figures) == (5, True, True)
    assert dict(read.keys) == {"home.log": "L"}
    assert [note.split(" ")[0] for note in notes] == [f"settings.toml:{line}:" for line in (3, 4, 5, 9)]
    assert "Did you mean “figures”?" in notes[0]
    assert "1 to 7" in notes[1]
    assert "true or false" in notes[2]


def test_a_true_is_no_one_and_a_text_no_number() -> None:
    for words in ("checkin_day = true", 'checkin_day = "3"', "figures = 1", 'checkin_time = "25:00"', 'theme = "a b"'):
        read, notes = read_settings(parse_toml(words.encode(), "settings.toml"))
        assert read == Settings()
        assert len(notes) == 1


def test_an_action_may_be_written_with_its_dot_in_quotes() -> None:
    read, _ = read_settings(parse_toml(b'[keys]\n"home.log" = "L"\n', "settings.toml"))
    assert dict(read.keys) == {"home.log": "L"}


def test_writing_one_setting_leaves_every_other_line_as_it_was() -> None:
    was = parse_toml(WRITTEN_BY_HAND.encode(), "settings.toml").data
    now = write_settings({"figures": False, "checkin_day": 2}, was)
    assert now == {**was, "figures": False, "checkin_day": 2}
    assert write_settings({"figures": True}, {}) == {"schema": 1}, "a default nobody wrote is not written"
    assert write_settings({"keys": {"home.log": "R", "app.undo": "z"}}, was)["keys"] == {
        "home": {"log": "R"},
        "app": {"undo": "z"},
    }
    assert "keys" not in write_settings({"keys": {}}, was)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_choice_of_every_setting_is_read_back(setting: Setting) -> None:
    for value, words in setting.choices:
        assert words
        document = write_settings({setting.name: value}, {})
        read, notes = read_settings(parse_toml(dumps(document).encode(), "settings.toml"))
        assert getattr(read, setting.name) == value
        assert notes == ()


def test_every_field_but_the_key_map_is_described() -> None:
    assert {setting.name for setting in SETTINGS} == set(Settings.__dataclass_fields__) - {"keys"}
    usual = Settings()
    assert all(setting.takes(getattr(usual, setting.name)) for setting in SETTINGS)


def test_keys_that_are_no_table_are_passed_over_with_a_word() -> None:
    settings, notes = read_settings(parse_toml(b"schema = 1\nkeys = 3\n", "settings.toml"))
    assert settings.keys == {}
    assert notes == ("settings.toml:2: keys must be a table of action ids and keys.",)
