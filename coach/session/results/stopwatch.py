"""The stopwatch of a trial, kept on disk at every touch: a crash, a restart or another window loses no second.

What is kept is when it was started, never a running count, so that time goes on while nobody looks. Beside it lie the
first items of pairs whose second is still to come.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from coach.base.building import Misfit, built
from coach.base.failures import Failure
from coach.session.opening import Session

DRAFT = "stopwatch.json"
State = Literal["running", "paused", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A stopwatch for item `number` (from 0) of a workflow's trial.

    `doing` and `checked` are seconds counted until `since` (seconds of the epoch; None while it stands still);
    `checking` says which of the two the time goes to now.
    """

    workflow: str
    number: int
    with_it: bool
    state: State
    checking: bool = False
    doing: float = 0.0
    checked: float = 0.0
    since: float | None = None

    def at(self, moment: float) -> Watch:
        """The same watch with the time until `moment` counted. A clock set back counts as no time."""
        if self.since is None:
            return self
        passed = max(0.0, moment - self.since)
        if self.checking:
            return replace(self, checked=self.checked + passed, since=moment)
        return replace(self, doing=self.doing + passed, since=moment)

    @property
    def seconds(self) -> float:
        """Seconds counted, checking and repair among them."""
        return self.doing + self.checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """The first item of a pair: how long it took, in minutes, and how good it came out (0–2)."""

    pair: int
    with_it: bool
    minutes: float
    checking: float
    quality: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What lies on the disk: the watch in hand, and the half pairs by their workflow's id."""

    watch: Watch | None = None
    halves: dict[str, Half] = field(default_factory=dict)


def now() -> float:
    """This moment, in seconds of the epoch."""
    return time.time()


def kept(session: Session) -> Kept:
    """What lies on the disk now; nothing where it cannot be read (a file of somebody else's, or cut short)."""
    if session.folder is None or not session.folder.exists():
        return Kept()
    try:
        told = json.loads(session.folder.draft(DRAFT) or "{}")
    except ValueError:
        return Kept()
    if not isinstance(told, dict):
        return Kept()
    halves = told.get("halves")
    found = {name: _built(Half, one) for name, one in (halves.items() if isinstance(halves, dict) else ())}
    return Kept(
        watch=_built(Watch, told.get("watch")),
        halves={name: one for name, one in found.items() if one is not None},
    )


def keep(session: Session, state: Kept) -> None:
    """Put it on the disk. Raises Failure `read-only` where there is no folder of one's own, or it cannot be saved."""
    if session.folder is None:
        raise Failure("read-only", why="this is not a career folder.", do="Run coach on your own folder.")
    if state.watch is None and not state.halves:
        session.folder.drop_draft(DRAFT)
        return
    told: dict[str, Any] = {"halves": {name: _plain(one) for name, one in state.halves.items()}}
    if state.watch is not None:
        told["watch"] = {key: value for key, value in asdict(state.watch).items() if value is not None}
    session.folder.keep_draft(DRAFT, json.dumps(told))


def _plain(half: Half) -> dict[str, Any]:
    return asdict(half) | {"on": half.on.isoformat()}


def _built(kind: type[Any], value: object) -> Any:
    try:
        return built(kind, value, strict_keys=False)
    except Misfit:
        return None
