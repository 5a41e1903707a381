"""Copies with a passphrase: the age format, by a package that need not be there."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from coach.base.failures import Failure
from coach.storage.copies import sealing

RAW = b"PK all of a career\x00\xff" * 100


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return sealing.seal(RAW, "four words of ours")


def test_what_is_sealed_comes_back_with_its_passphrase_and_shows_nothing_before(sealed: bytes) -> None:
    assert sealing.is_sealed(sealed)
    assert not sealing.is_sealed(RAW)
    assert b"career" not in sealed
    assert sealing.unseal(sealed, "four words of ours", "copy.age") == RAW


def test_it_is_an_age_file_any_such_tool_opens(sealed: bytes) -> None:
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")


def test_a_wrong_passphrase_and_damage_are_told_alike(sealed: bytes) -> None:
    damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for raw, words in ((sealed, "four words of hers"), (damaged, "four words of ours"), (sealed[:40], "x")):
        with pytest.raises(Failure, match=r"does not open copy\.age, or the file is damaged") as caught:
            sealing.unseal(raw, words, "copy.age")
        assert caught.value.code == "wrong-passphrase"
        assert caught.value.status == 2


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        assert name == "pyrage"
        raise ImportError(name)

    monkeypatch.setattr(sealing, "import_module", missing)
    for call in (sealing.check, lambda: sealing.seal(RAW, "x"), lambda: sealing.unseal(RAW, "x", "c")):
        with pytest.raises(Failure, match="pyrage, which is not installed") as caught:
            call()
        assert "pip install" in caught.value.do
    monkeypatch.undo()
    sealing.check()
    assert importlib.import_module("pyrage")
