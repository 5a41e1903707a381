"""A real browser, driven over pipes: headless Chromium by its own protocol, with no network and no port."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
)
PATIENCE = 60.0  # seconds until a browser that does not answer is given up


def found() -> str | None:
    """The path of a browser on this machine, or None."""
    return next((path for name in NAMES if (path := shutil.which(name)) is not None), None)


class Browser:
    """One browser with one page. `heard` holds every event since the page was opened."""

    def __init__(self, program: str, folder: Path) -> None:
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()

        def hand_over() -> None:  # it expects to read from 3 and to write to 4
            os.dup2(read_there, 198)
            os.dup2(write_there, 199)
            os.dup2(198, 3)
            os.dup2(199, 4)

        self.program = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=hand_over,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_there)
        os.close(write_there)
        self.to, self.of = write_here, read_here
        self.held = b""
        self.number = 0
        self.heard: list[dict[str, Any]] = []
        self.page: str | None = None
        targets = self.ask("Target.getTargets")["targetInfos"]
        target = next(one["targetId"] for one in targets if one["type"] == "page")
        self.page = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for name in ("Page.enable", "Network.enable", "Runtime.enable", "Log.enable"):
            self.ask(name)

    def ask(self, method: str, **words: Any) -> Any:
        """One command, and its answer."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": words}
        if self.page is not None:
            message["sessionId"] = self.page
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._next()
            if heard.get("id") == self.number:
                assert "error" not in heard, heard
                return heard["result"]
            self.heard.append(heard)

    def open(self, path: Path, width: int, *, dark: bool = False, printed: bool = False) -> None:
        """Load a file in a window of that width, and wait until it is there."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="print" if printed else "screen", features=[scheme])
        self.heard.clear()
        self.ask("Page.navigate", url=path.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self.heard):
            self.heard.append(self._next())

    def value(self, script: str) -> Any:
        """What an expression comes to in the page."""
        told = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def events(self, method: str) -> list[dict[str, Any]]:
        """The events of one kind since the page was opened."""
        return [one["params"] for one in self.heard if one.get("method") == method]

    def close(self) -> None:
        """End the browser."""
        self.program.terminate()
        self.program.wait(PATIENCE)
        os.close(self.to)
        os.close(self.of)

    def _next(self) -> dict[str, Any]:
        give_up = time.monotonic() + PATIENCE
        while b"\0" not in self.held:
            assert time.monotonic() < give_up, "the browser does not answer"
            if select.select([self.of], [], [], 1.0)[0]:
                chunk = os.read(self.of, 1 << 16)
                assert chunk, "the browser has gone"
                self.held += chunk
        one, _, self.held = self.held.partition(b"\0")
        told: dict[str, Any] = json.loads(one)
        return told
