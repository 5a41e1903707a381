"""coach opens no connection: proven by an audit hook in the program itself, whatever command runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
WATCH = """
import os, sys
def watch(event, details):
    if event.startswith("socket.") and (event != "socket.__new__" or details[1] != 1):  # 1: a local (Unix) socket
        with open(os.environ["WATCHED"], "a") as file:
            print(event, details, file=file)
sys.addaudithook(watch)
"""
COMMANDS = [
    ("demo", "support-specialist"),
    ("estimate", "answer tickets"),
    ("occupations", "nurse"),
    ("measure", "backend-developer"),
    ("plan", "backend-developer"),
    ("win", "a result"),
    ("doctor",),
    ("sources",),
]


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that programs started by this test write every use of the network to."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'watch'}:{CHECKOUT}")
    monkeypatch.setenv("WATCHED", str(tmp_path / "watched"))
    return tmp_path / "watched"


def test_the_watch_sees_a_connection(watched: Path) -> None:
    attempt = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", attempt], check=True)
    assert "socket.connect" in watched.read_text()


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_command_opens_a_connection(watched: Path, words: tuple[str, ...]) -> None:
    subprocess.run([sys.executable, "-m", "coach", *words], capture_output=True, check=True, stdin=subprocess.DEVNULL)
    assert not watched.exists(), watched.read_text()


APP = """
import asyncio
from coach.session.opening import open_demo
from coach.tui.program import CoachApp

async def main():
    app = CoachApp(lambda: open_demo("support-specialist"))
    async with app.run_test() as pilot:
        while not app.desk.is_open:
            await pilot.pause(0.05)
        await app.action_go("plan")
        await pilot.pause(0.2)

asyncio.run(main())
"""


def test_the_app_opens_no_connection(watched: Path) -> None:
    subprocess.run([sys.executable, "-c", APP], check=True, capture_output=True, env={**os.environ})
    assert not watched.exists(), watched.read_text()


def test_nothing_that_ships_could(tmp_path: Path) -> None:
    """No module of ours imports anything that talks to a network."""
    talking = re.compile(
        r"^\s*(?:import|from)\s+(socket|ssl|http|urllib\.request|ftplib|smtplib|requests|httpx|aiohttp)\b"
    )
    for path in (CHECKOUT / "coach").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not talking.match(line), f"{path}: {line}"


def test_pictures_ask_nothing_of_anybody() -> None:
    pictures = list((CHECKOUT / "docs" / "pictures").glob("*.svg"))
    assert pictures
    for path in pictures:
        assert not re.search(r"url\(['\"]?https?:|<image|@import|<script", path.read_text(encoding="utf-8")), path
