"""How far the questions line by line have come, kept on disk at every step: stopped anywhere, they go on there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from coach.base.building import Misfit, built
from coach.session.opening import Session

DRAFT = "assess.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question put: about a task, or (no `task`) about the worker or the signs around them."""

    question: str
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`passed` are the steps one is done with, left open or not; `skipped` the questions left for another time;
    `trail` those put so far, newest last; `block` those answered since the last change was told."""

    passed: tuple[str, ...] = ()
    skipped: tuple[Asked, ...] = ()
    trail: tuple[Asked, ...] = ()
    block: tuple[Asked, ...] = ()


def progress(session: Session) -> Progress:
    """How far it has come; at the beginning where there is nothing that can be read."""
    if session.folder is None or not session.folder.exists():
        return Progress()
    try:
        return built(Progress, json.loads(session.folder.draft(DRAFT) or "{}"), strict_keys=False)
    except (ValueError, Misfit):
        return Progress()


def keep_progress(session: Session, now: Progress) -> None:
    """Put it on disk. Nothing is kept where nothing is saved, or before there is a folder."""
    folder = session.folder
    if folder is None or session.read_only or not folder.exists():
        return
    if now == Progress():
        folder.drop_draft(DRAFT)
    else:
        told = {name: [_plain(one) for one in value] for name, value in asdict(now).items() if value}
        folder.keep_draft(DRAFT, json.dumps(told))


def _plain(value: object) -> object:
    return {key: inner for key, inner in value.items() if inner is not None} if isinstance(value, dict) else value
