"""The guards of conftest.py hold: a test that would touch the person's folders or the network fails."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest


def test_home_and_every_platform_place_are_throwaway(throwaway_places: Path) -> None:
    places = [Path.home(), Path(os.environ["COACH_HOME"])]
    places += map(Path, (platformdirs.user_data_dir("coach"), platformdirs.user_config_dir("coach")))
    for place in places:
        assert place.is_relative_to(throwaway_places)


def test_a_program_started_by_a_test_gets_the_throwaway_home(throwaway_places: Path) -> None:
    asked = [sys.executable, "-c", "from pathlib import Path; print(Path.home())"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    assert told == str(throwaway_places)


def test_a_connection_is_refused_and_a_local_socket_is_not() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="network connection"):
        outside.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="network connection"):
        socket.getaddrinfo("localhost", 80)
    left, right = socket.socketpair()
    left.close()
    right.close()
