"""What a career folder says of its documents without reading them."""

from __future__ import annotations

from pathlib import Path

from tests.storage.harness import LEDGER, PROFILE, started


def test_whether_a_document_is_there_is_known_without_reading_it(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    assert folder.has(PROFILE) is True
    assert folder.has("plan.toml") is False
    (folder.path / "plan.toml").write_bytes(b"\xff = [")
    assert folder.has("plan.toml") is True


def test_words_are_found_in_a_document_that_need_not_be_understood(tmp_path: Path) -> None:
    folder = started(tmp_path / "c")
    ledger = folder.path / LEDGER
    ledger.write_text("id = 'refunds-in-a-day-3'\nbroken = [", encoding="utf-8")
    assert folder.holds(LEDGER, "refunds-in-a-day") is True
    assert folder.holds(LEDGER, "invoices") is False
    ledger.unlink()
    ledger.mkdir()
    assert folder.holds(LEDGER, "refunds-in-a-day") is True, "what cannot be looked at may hold it"
