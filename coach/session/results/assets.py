"""What the worker owns that is scarce, by name: a data set, a relationship, a process across teams."""

from __future__ import annotations

from dataclasses import replace

from coach.base.failures import Failure, usage
from coach.base.text import fresh_id, one_line
from coach.model.changes import AddAsset, apply
from coach.model.profile import Asset
from coach.session.opening import Session
from coach.session.results.workflows import profile_of

ASSET_KINDS = ("data", "relationship", "process", "knowledge")
LONGEST_TITLE = 160
MOST_GROUPS = 10_000


def add_asset(
    session: Session, title: str, *, kind: str = "process", groups: int = 1, named_owner: bool = False
) -> Asset:
    """Add what stops without the worker. `groups`: how many rely on it; `named_owner`: it is written down somewhere
    that it is theirs. Saved when this returns."""
    profile = profile_of(session)
    words = _title(title)
    asset = Asset(
        id=fresh_id(words, {one.id for one in profile.assets}),
        title=words,
        kind=_kind(kind),
        groups=_groups(groups),
        named_owner=named_owner,
        on=session.today,
    )
    session.save_profile(f"asset “{words}”", apply(profile, [AddAsset(asset=asset)]))
    return asset


def change_asset(
    session: Session,
    asset_id: str,
    *,
    title: str | None = None,
    kind: str | None = None,
    groups: int | None = None,
    named_owner: bool | None = None,
) -> Asset:
    """Change an asset; what is None stays. What is said of it then counts as said today."""
    profile, old = profile_of(session), asset_of(session, asset_id)
    changed = replace(
        old,
        title=old.title if title is None else _title(title),
        kind=old.kind if kind is None else _kind(kind),
        groups=old.groups if groups is None else _groups(groups),
        named_owner=old.named_owner if named_owner is None else named_owner,
        on=session.today,
    )
    every = tuple(changed if one.id == old.id else one for one in profile.assets)
    session.save_profile(f"asset “{changed.title}”", replace(profile, assets=every))
    return changed


def remove_asset(session: Session, asset_id: str) -> None:
    """Take an asset out; undo brings it back."""
    profile, old = profile_of(session), asset_of(session, asset_id)
    kept = tuple(one for one in profile.assets if one.id != old.id)
    session.save_profile(f"without “{old.title}”", replace(profile, assets=kept))


def asset_of(session: Session, asset_id: str) -> Asset:
    """The asset with that id. Raises Failure `unknown-item`."""
    every = profile_of(session).assets
    for one in every:
        if one.id == asset_id:
            return one
    known = ", ".join(one.id for one in every) or "none yet"
    raise Failure("unknown-item", kind="asset", name=one_line(asset_id, 80), hint=f"Yours are: {known}.")


def _title(title: str) -> str:
    words = one_line(title, LONGEST_TITLE)
    if not words:
        raise usage("An asset needs words.", "Say what stops without you, for example: the price list of 400 parts.")
    return words


def _kind(kind: str) -> str:
    if kind not in ASSET_KINDS:
        raise usage(f"“{one_line(kind, 40)}” is no kind of asset.", f"It is one of: {', '.join(ASSET_KINDS)}.")
    return kind


def _groups(groups: int) -> int:
    if not 1 <= groups <= MOST_GROUPS:
        raise usage(f"{groups} groups cannot be noted.", "Write how many groups of people rely on it: 1, 2, 3 …")
    return groups
