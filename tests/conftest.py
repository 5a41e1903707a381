"""What holds for every test: no real folder is touched, no connection is opened, today is one day."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import hypothesis
import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-21"

# Machines differ in speed and share their cores: how long an example takes is no property of the program.
hypothesis.settings.register_profile("coach", deadline=None, print_blob=True)
hypothesis.settings.load_profile("coach")

_OUTSIDE = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def _refuse_connections(event: str, details: tuple[object, ...]) -> None:
    # An audit hook sees connections whoever opens them; addresses of local (Unix) sockets are no tuples.
    if event in _OUTSIDE and (event.startswith("socket.get") or isinstance(details[1], tuple)):
        raise AssertionError(f"a test opened a network connection: {event} {details[1:]}")


sys.addaudithook(_refuse_connections)


@pytest.fixture(autouse=True)
def throwaway_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A throwaway home for this test and for every program it starts; gives the folder."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("XDG_", "COACH_")) and name != "COACH_SOURCES"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("COACH_HOME", str(home / "career"))
    monkeypatch.setenv("COACH_TODAY", TODAY)
    # so that a program started from another folder finds this checkout, whatever environment runs the tests
    monkeypatch.setenv("PYTHONPATH", str(CHECKOUT))
    return home
