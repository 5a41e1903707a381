"""Exports: everything in one private document, from the same objects the screens show."""

from __future__ import annotations

from typing import Any

from coach.base.failures import Failure
from coach.reports.shapes import export_json
from coach.session.opening import Session
from coach.storage.profiles import write_profile


def everything(session: Session) -> dict[str, Any]:
    """Profile, plan, ledger, check-ins and measurements as one JSON document: a private backup, not for sharing."""
    if session.profile is None:
        raise Failure("no-profile", folder=session.place)
    profile = _plain(write_profile(session.profile, session.document("profile.toml") or None))
    checkins = [_plain(row) for row in _rows(session, "checkins")]
    measurements = [_plain(row) for row in _rows(session, "measurements")]
    return export_json(profile, session.plan, session.entries, checkins, measurements)


def _rows(session: Session, kind: str) -> list[Any]:
    if session.folder is None:
        return []
    found: list[Any] = []
    for year in sorted(session.folder.years(kind)):
        rows = session.document(f"{kind}/{year}.toml").get(kind, [])
        found.extend(rows if isinstance(rows, list) else [])
    return found


def _plain(value: Any) -> Any:
    """TOML's dates as ISO 8601 text, all else as it is."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
