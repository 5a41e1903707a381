"""The results that could move a figure on a day, so that a measurement kept need not hold the whole ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coach.measure.position import counted_level, position
from coach.model.ledger import Entry
from coach.model.profile import Profile, Worker

MOST = 8
_NOBODY = Worker(title="")


def strongest(entries: tuple[Entry, ...], on: date, most: int = MOST) -> tuple[Entry, ...]:
    """The `most` results that count most towards the outcome link on that day, in the order given. With these alone
    the figures of that day are what they were with all of them."""
    # as position() prefers them, down to which of two equal ones it names
    ranked = sorted(entries, key=lambda one: (_counts(one, on), one.text, one.date, one.id), reverse=True)
    kept = {one.id for one in ranked[:most]}
    return tuple(one for one in entries if one.id in kept)


def with_known(profile: Profile, others: tuple[Entry, ...], on: date) -> Profile:
    """`profile` with those of `others` that stood in the ledger on that day and moved nothing then: they were left
    out when it was kept, and did not come or go since."""
    here = {one.id for one in profile.entries}
    standing = position(profile, {}, on=on)
    for one in others:
        if one.id not in here and one.date <= on:
            wider = replace(profile, entries=(*profile.entries, one))
            if position(wider, {}, on=on) == standing:
                profile = wider
    return profile


def _counts(entry: Entry, on: date) -> float:
    bare = Profile(worker=_NOBODY, entries=(entry,))
    return sum(counted_level(pillar) for pillar in position(bare, {}, on=on).pillars if pillar.id == "outcome")
