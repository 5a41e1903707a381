"""coach opens no connection: proven by an audit hook in the program itself, whatever command runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.table import COMMANDS as TABLE
from tests.tui.terminal import CTRL_P, ESC, Terminal

CHECKOUT = Path(__file__).resolve().parent.parent.parent
WATCH = """
import os, sys
def watch(event, details):
    if event.startswith("socket.") and (event != "socket.__new__" or details[1] != 1):  # 1: a local (Unix) socket
        with open(os.environ["WATCHED"], "a") as file:
            print(event, details, file=file)
sys.addaudithook(watch)
"""
# Every command, with words that make it do something; in this order, in one folder of one's own.
COMMANDS: dict[str, tuple[str, ...]] = {
    "help": (),
    "completion": ("bash",),
    "estimate": ("answer tickets",),
    "occupations": ("nurse",),
    "sources": (),
    "shelf": ("worksheets",),
    "win": ("a result",),
    "measure": (),
    "plan": (),
    "whatif": ("--set", "1.hours=2"),
    "done": ("nothing-of-that-name",),
    "checkin": ("--hours", "2", "--result", "the form is half as long"),
    "history": (),
    "remeasure": (),
    "job": (),
    "drill": (),
    "watch": (),
    "trial": (),
    "opinion": (),
    "directions": (),
    "edit": (),
    "undo": (),
    "redo": (),
    "restore": (),
    "export": (),
    "import": ("nothing.json",),
    "doctor": (),
    "backup": ("BACKUP",),
    "assess": ("--plain",),
    "demo": ("support-specialist",),
    "forget": ("--yes",),
}


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


def test_every_command_is_tried() -> None:
    assert COMMANDS.keys() == TABLE.keys()


ALL = """
import json, os, sys
from coach.cli.__main__ import run
os.environ["EDITOR"] = "true"
for words in json.loads(sys.argv[1]):
    try:
        print("==", *words, run(words), flush=True)
    except SystemExit as left:
        print("==", *words, left.code, flush=True)
"""


def test_no_command_opens_a_connection(watched: Path, tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "profiles" / "support-specialist.toml", tmp_path / "profile.toml")
    (tmp_path / "profile.toml").chmod(0o600)
    words = [
        [name, *(str(tmp_path / "x.zip") if word == "BACKUP" else word for word in rest)]
        for name, rest in COMMANDS.items()
    ]
    home = {**os.environ, "COACH_HOME": str(tmp_path / "career")}
    (tmp_path / "career").mkdir(mode=0o700)
    (tmp_path / "profile.toml").rename(tmp_path / "career" / "profile.toml")
    done = subprocess.run(
        [sys.executable, "-c", ALL, json.dumps(words)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=home,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    tried = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("== ")]
    assert tried == list(COMMANDS)
    assert not watched.exists(), watched.read_text()


def test_the_app_in_a_terminal_opens_no_connection_wherever_one_goes(watched: Path) -> None:
    with Terminal("demo", "support-specialist", size=(120, 40)) as window:
        window.wait_for("Home", "Week", "Plan")
        for key in "12345678":
            window.type(key)
        for keys in ("?", ESC, CTRL_P, "sou", ESC, ESC):
            window.type(keys)
        window.type("q")
        assert window.wait() == 0
    assert not watched.exists(), watched.read_text()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_kernel_is_asked_for_no_connection(tmp_path: Path) -> None:
    """Beneath Python: what a compiled part of any package might do would be seen here."""
    log = tmp_path / "log"
    words = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=socket,connect,sendto,bind"]
    done = subprocess.run([*words, sys.executable, "-c", APP], capture_output=True, text=True, check=False)
    if not log.exists() or "ptrace" in done.stderr:
        pytest.skip(f"strace cannot trace here: {done.stderr[:200]}")
    assert done.returncode == 0, done.stderr[-2000:]
    assert not re.search(r"AF_INET|AF_PACKET|AF_NETLINK", log.read_text()), log.read_text()


APP = """
import asyncio
from coach.session.opening import open_demo
from coach.tui.program import CoachApp

async def main():
    app = CoachApp(lambda: open_demo("support-specialist"))
    async with app.run_test() as pilot:
        while app.place is None:
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
