"""Any order of saves from two windows, hand edits, undo, redo, kills and restarts keeps every acknowledged change."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach.base.failures import Failure
from coach.storage.folder import CareerFolder
from coach.storage.texts.items import copied
from tests.storage.harness import PROFILE, WHEN

windows = st.sampled_from([0, 1])
names = st.sampled_from(["P1", "P2", "P3", "P4"])
values = st.integers(0, 3)


class AnyOrder(RuleBasedStateMachine):
    """`said` is what was acknowledged: the answers as they must be. Two windows, each with what it read last."""

    @initialize()
    def start(self) -> None:
        self.path = Path(tempfile.mkdtemp()) / "c"
        self.said: dict[str, int] = {"P1": 0}
        self.done: list[tuple[str, int | None, int | None]] = []
        self.undone: list[tuple[str, int | None, int | None]] = []
        self.folders = [CareerFolder.open(self.path), CareerFolder.open(self.path)]
        self.bases: list[dict[str, Any]] = []
        self.folders[0].save("start", {PROFILE: {"answers": {"P1": 0}, "kept": True}}, base={}, when=WHEN)
        self.bases = [self._read(0), self._read(1)]
        self.first = True

    def teardown(self) -> None:
        if hasattr(self, "path"):
            shutil.rmtree(self.path.parent)

    def _read(self, window: int) -> dict[str, Any]:
        file = self.folders[window].read(PROFILE)
        assert file is not None
        return file.data

    @rule(window=windows, name=names, value=values | st.none())
    def save(self, window: int, name: str, value: int | None) -> None:
        """From what the window read last, which may be long ago."""
        base = self.bases[window]
        new = copied(base)
        answers = new.setdefault("answers", {})
        was = answers.pop(name, None)
        if value is not None:
            answers[name] = value
        try:
            saved = self.folders[window].save(name, {PROFILE: new}, base={PROFILE: base}, when=WHEN)
        except Failure as failure:
            # only where somebody else changed the same answer
            assert failure.code == "conflict"  # noqa: PT017 - being saved is right as well
            assert self.said.get(name) not in (was, value)
            self.bases[window] = self._read(window)
            return
        if self.said.get(name) != value and was != value:
            self._take((name, self.said.get(name), value))
        self.bases[window] = saved.documents[PROFILE]

    def _take(self, change: tuple[str, int | None, int | None]) -> None:
        self._set(change[0], change[2])
        self.done.append(change)
        self.undone.clear()

    def _set(self, name: str, value: int | None) -> None:
        self.said.pop(name, None)
        if value is not None:
            self.said[name] = value

    @rule(name=names, value=values)
    def edit_by_hand(self, name: str, value: int) -> None:
        """Somebody rewrites the file in an editor."""
        self.said[name] = value
        lines = "".join(f"{key} = {number}\n" for key, number in self.said.items())
        (self.path / PROFILE).write_text(f"# by hand\nkept = true\n\n[answers]  # mine\n{lines}")

    @rule(window=windows, back=st.booleans())
    def undo_or_redo(self, window: int, back: bool) -> None:
        stack = self.done if back else self.undone
        if not stack:
            return  # the very first save stays: everything else stands on it
        name, before, after = stack[-1] if back else (stack[-1][0], stack[-1][2], stack[-1][1])
        act = self.folders[window].undo if back else self.folders[window].redo
        try:
            assert act(WHEN) is not None
        except Failure as failure:
            assert failure.code == "conflict"  # noqa: PT017 - being undone is right as well
            assert self.said.get(name) not in (before, after)
            return
        self._set(name, before)
        (self.undone if back else self.done).append(stack.pop())

    @rule(window=windows)
    def restart(self, window: int) -> None:
        self.folders[window] = CareerFolder.open(self.path)
        self.bases[window] = self._read(window)

    @rule(window=windows, name=names, value=values)
    def die_after_the_journal_line(self, window: int, name: str, value: int) -> None:
        """The files and the mark go back to before a save whose line is on the disk: as if killed right there."""
        before = (self.path / PROFILE).read_bytes()
        mark = (self.path / "journal" / "done").read_bytes()
        self.bases[window] = self._read(window)
        self.save(window, name, value)
        (self.path / PROFILE).write_bytes(before)
        (self.path / "journal" / "done").write_bytes(mark)
        self.folders = [CareerFolder.open(self.path), CareerFolder.open(self.path)]
        self.bases = [self._read(0), self._read(1)]

    @invariant()
    def everything_said_is_there(self) -> None:
        if hasattr(self, "first"):
            for window in (0, 1):
                data = self._read(window)
                assert data.get("answers", {}) == self.said
                assert data["kept"] is True
            assert not [name for name in os.listdir(self.path) if name.startswith(".coach-")]


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
