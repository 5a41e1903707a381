"""Undo, redo, and earlier states of the whole folder: every way back is a change itself, and can be taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from coach.base.dates import now_stamp
from coach.base.failures import Failure, nearest, usage
from coach.base.text import one_line
from coach.base.toml import read_toml
from coach.session.folder.checking import check, check_all, dangling
from coach.session.opening import Session
from coach.storage.folder import CareerFolder
from coach.storage.history import outside
from coach.storage.history.earlier import documents_after
from coach.storage.keeping import backups

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class State:
    """The folder as it was after change `n`: its moment (ISO 8601) and the words of that change. `by_hand`: it was
    made outside coach."""

    n: int
    when: str
    what: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """What a step back or forth did: its words, and things worth knowing about the folder as it is now."""

    words: str
    notes: tuple[str, ...] = ()


def states(session: Session) -> tuple[State, ...]:
    """Every state the folder has been in, newest first; changes made by hand since are noted first."""
    folder = _folder(session)
    if session.saves and folder.read_only is None:
        outside.note(folder, now_stamp(session.today))
    lines = folder.history()
    return tuple(State(one.n, one.when, one.what, one.what.startswith(outside.WHAT)) for one in reversed(lines))


def copies(session: Session) -> tuple[str, ...]:
    """The names of earlier copies of single files, newest first: the way back where there is no journal."""
    folder = _folder(session)
    return tuple(_named(folder, one) for one in reversed(backups.listed(folder.path)))


def bring_back(session: Session, told: str) -> Back:
    """Make the folder what it was: after a change (its number), at the end of a day or a moment (2026-11-27,
    2026-11-27T16:30), or one file as in an earlier copy (its name). One change, which undo takes back.

    Raises Failure `unknown-item`, a usage Failure where it is so already, the Failures of reading and saving: nothing
    was changed.
    """
    folder = _folder(session)
    if told.endswith(".toml"):
        documents, words = _of_copy(folder, told), told
    else:
        known = states(session)
        state = _state(known, told)
        now = outside.current(folder)
        documents = documents_after(folder.history(), state.n, now)
        words = f"as it was on {state.when.replace('T', ' at ')[:19]}, after {state.what}"
    check_all(documents)
    base = outside.current(folder)
    saved = folder.save(
        f"brought back: {words}",
        documents,
        base={name: base.get(name) for name in documents},
        when=now_stamp(session.today),
    )
    if not saved.id:
        raise usage("The folder is like that already.", "See coach restore for other states.")
    return _loaded(session, f"Brought back: {words}.")


def undo(session: Session) -> Back | None:
    """Take the last change back; None where there is nothing to take back. What hangs in the air after it is said.

    Raises Failure `conflict` where somebody changed the same by hand since.
    """
    return _step(session, again=False)


def redo(session: Session) -> Back | None:
    """Make the last change taken back again; None where there is none, or something else was done since."""
    return _step(session, again=True)


def _step(session: Session, *, again: bool) -> Back | None:
    folder = session.folder
    if folder is None or not folder.exists():
        return None
    when = now_stamp(session.today)
    saved = folder.redo(when) if again else folder.undo(when)
    if saved is None:
        return None
    try:
        check_all(saved.documents)
    except Failure:
        # what it was taken back to cannot be read any more: then it stays as it was
        (folder.undo if again else folder.redo)(when)
        session.load()
        raise
    return _loaded(session, saved.what)


def _loaded(session: Session, words: str) -> Back:
    session.load()
    notes = dangling(session.profile) if session.profile is not None else ()
    return Back(words, (*notes, *_astray(session)))


def _astray(session: Session) -> tuple[str, ...]:
    """Words for steps that are about tasks that are not in the week any more."""
    if session.plan is None or session.profile is None:
        return ()
    here = {task.id for task in session.profile.tasks}
    many = sum(not here.issuperset(move.task_ids) for move in session.plan.moves)
    if not many:
        return ()
    moves = "A move of your plan is" if many == 1 else f"{many} moves of your plan are"
    return (f"{moves} about tasks not in your week now; planning anew sets them aside.",)


def _state(known: tuple[State, ...], told: str) -> State:
    wanted = told.strip()
    if wanted.isdecimal() and len(wanted) < 10:
        found = next((one for one in known if one.n == int(wanted)), None)
    elif _MOMENT.fullmatch(wanted):
        moment = wanted.replace(" ", "T") if len(wanted) > 10 else f"{wanted}T23:59:59"
        found = next((one for one in known if one.when[: len(moment)] <= moment), None)
    else:
        found = None
    if found is None:
        first = known[-1].when[:10] if known else None
        hint = f"They go back to {first}; see coach restore." if first else "Nothing has been changed here yet."
        raise Failure("unknown-item", kind="earlier state", name=one_line(told, 60), hint=hint)
    return found


def _of_copy(folder: CareerFolder, told: str) -> dict[str, dict[str, object]]:
    for one in backups.listed(folder.path):
        if told in (_named(folder, one), one.path.name, str(one.path)):
            file = read_toml(one.path, name=one.name)
            check(file)
            return {one.name: dict(file.data)}
    known = [_named(folder, one) for one in backups.listed(folder.path)]
    close = nearest(told, known)
    hint = f"Did you mean {close}?" if close else "See coach restore --copies."
    raise Failure("unknown-item", kind="earlier copy", name=one_line(told, 80), hint=hint)


def _named(folder: CareerFolder, one: backups.Backup) -> str:
    return Path(one.path).relative_to(folder.path / "backups").as_posix()


def _folder(session: Session) -> CareerFolder:
    if session.folder is None or not session.folder.exists():
        raise Failure("no-profile", folder=session.place)
    return session.folder
