"""Backups as the days go by: all of today, one a day for a month, one a month after; nothing else ever goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.storage.keeping import backups
from coach.storage.keeping.backups import Backup, keep, listed, thin, to_drop
from tests.storage.harness import LEDGER, PROFILE, change, set_title, started

START = datetime(2026, 1, 1, 8)


def used(days: int) -> list[Backup]:
    """Three saves each day for so many days, at eight, nine and ten."""
    moments = [START + timedelta(days=day, hours=hour) for day in range(days) for hour in range(3)]
    return [Backup(PROFILE, when, n, Path(f"{n}")) for n, when in enumerate(moments)]


def left(every: list[Backup], today: date) -> list[datetime]:
    """The moments of what stays."""
    dropped = to_drop(every, today)
    return [backup.when for backup in every if backup not in dropped]


def test_on_the_first_day_all_of_it_stays() -> None:
    assert len(left(used(1), date(2026, 1, 1))) == 3


def test_of_yesterday_the_first_stays_which_is_the_evening_before() -> None:
    assert left(used(2), date(2026, 1, 2)) == [
        datetime(2026, 1, 1, 8),
        datetime(2026, 1, 2, 8),
        datetime(2026, 1, 2, 9),
        datetime(2026, 1, 2, 10),
    ]


def test_one_a_day_stays_for_thirty_days_then_one_a_month() -> None:
    today = date(2026, 3, 15)
    stays = left(used((today - START.date()).days + 1), today)
    days = [when.date() for when in stays]
    assert days.count(today) == 3
    assert [day for day in days if day < today and (today - day).days <= 30] == [
        today - timedelta(days=back) for back in range(30, 0, -1)
    ]
    assert [day for day in days if (today - day).days > 30] == [date(2026, 1, 1), date(2026, 2, 1)]
    assert all(when.hour == 8 for when in stays if when.date() < today)


def test_what_lies_in_the_future_stays_and_what_comes_after_it_is_still_looked_at() -> None:
    every = [*used(1), Backup(PROFILE, datetime(2027, 5, 5), 9, Path("9"))]
    assert left(every, date(2026, 1, 2)) == [datetime(2026, 1, 1, 8), datetime(2027, 5, 5)]


def test_each_file_is_thinned_by_itself_and_each_year_too() -> None:
    every = [
        Backup(name, START + timedelta(hours=hour), 1, Path(name)) for name in (PROFILE, LEDGER) for hour in (0, 1)
    ]
    assert len(left(every, date(2026, 1, 2))) == 2
    same_month = [Backup(PROFILE, datetime(year, 3, day), 1, Path("x")) for year in (2024, 2025) for day in (1, 2)]
    assert left(same_month, date(2026, 1, 1)) == [datetime(2024, 3, 1), datetime(2025, 3, 1)]


def test_thinning_every_day_for_two_years_leaves_the_same_as_thinning_once(tmp_path: Path) -> None:
    """What has been dropped is never missed later: the first of a month is always among what was kept daily."""
    every = used(730)
    staying: list[Backup] = []
    for day in range(730):
        today = (START + timedelta(days=day)).date()
        staying += [backup for backup in every if backup.when.date() == today]
        dropped = to_drop(staying, today)
        staying = [backup for backup in staying if backup not in dropped]
    assert [backup.when for backup in staying] == left(every, today)
    assert len(staying) == 3 + 30 + 23


def test_two_months_of_saves_leave_their_files_and_no_others(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    live = folder.path / PROFILE
    (folder.path / "backups" / "mine.toml").parent.mkdir(exist_ok=True)
    (folder.path / "backups" / "mine.toml").write_text("my own")
    for n, backup in enumerate(used(61)):
        keep(folder.path, PROFILE, live, live.read_bytes(), backup.when.isoformat(), n)
        if n % 3 == 2:
            thin(folder.path, backup.when.date())
    there = [backup.when.date() for backup in listed(folder.path)]
    today = date(2026, 3, 2)
    assert there == [
        date(2026, 1, 1),
        *(today - timedelta(days=back) for back in range(30, 0, -1)),
        today,
        today,
        today,
    ]
    assert (folder.path / "backups" / "mine.toml").read_text() == "my own"


def test_a_backup_is_what_the_file_said_until_then_and_the_same_bytes_cost_nothing(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    before = (folder.path / PROFILE).read_bytes()
    change(folder, PROFILE, set_title("Head nurse"))
    (backup,) = (each for each in listed(folder.path) if each.name == PROFILE)
    assert backup.path.read_bytes() == before
    assert (backup.when, backup.n) == (datetime(2026, 11, 21, 10), 3)
    assert backup.path.stat().st_nlink == 1  # of the two names of the old file one is left


def test_a_backup_left_by_a_save_that_came_to_nothing_is_replaced(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    stale = folder.path / "backups" / "profile.2026-11-21T100000.3.toml"
    stale.parent.mkdir(exist_ok=True)
    stale.write_text("of a save that came to nothing")
    before = (folder.path / PROFILE).read_bytes()
    change(folder, PROFILE, set_title("Head nurse"))
    assert stale.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["profile.toml", "profile.2026-11-21.3.toml", "profile.2026-13-41T100000.3.toml", ".2026-11-21T100000.3.toml"],
)
def test_what_is_no_backup_is_not_one(tmp_path: Path, name: str) -> None:
    folder = started(tmp_path / "c")
    (folder.path / "backups").mkdir(exist_ok=True)
    (folder.path / "backups" / name).write_text("x")
    assert not [backup for backup in listed(folder.path) if backup.path.name == name]
    assert backups.KEEP_DAYS == 31
