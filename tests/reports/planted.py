"""A worker who wrote down everything that must not leave unasked, each piece in words found nowhere else."""

from __future__ import annotations

from pathlib import Path

from coach.planning.plan import build_plan
from coach.session.opening import Session, open_own

NAMES = (
    "Grimthorpe",
    "Zuleika",
    "Quarrington",
    "Ottoline",
    "Farthingale",
    "Perpetua",
    "Wyndham",
    "Ignatius",
    "Bellweather",
)
EVIDENCE = ("evidence-4711", "drawer-0815")
RAW = ("4321", "1234")
UNPROVEN = ("xyzzy",)
PRIVATE = ("plugh",)
SEARCH = ("taxidermist", "Ulaanbaatar")
HOURS = ("7.77", "7.7 h", "8.88")
COST = ("987.65", "8,012", "11,012")  # what is left of 9,000 and 12,000 may be told in round figures, the cost may not
OBSTACLES = ("frobnicate",)
PRESSURE = ("scuttlebutt",)

PROFILE = """schema = 1
[worker]
title = "Claims handler"
employer = "Grimthorpe Mutual"
occupation = "43-9041.00"
situation = "employed"
aim = "move_inside"
ai_rules = "approved"
record_rules = "free"
goal = "Become a taxidermist in Ulaanbaatar."
learning_hours_per_week = 4

[[tasks]]
text = "enter new claims from letters and forms"
hours = 13
[[tasks]]
text = "answer customers about open claims"
hours = 9
[[tasks]]
text = "settle small claims up to the limit"
hours = 6
[[tasks]]
text = "brief Zuleika on the week's odd cases"
hours = 3
[[tasks]]
text = "monthly report of open claims for Grimthorpe Mutual"
hours = 3
[[tasks]]
text = "call garages about repairs"
hours = 4

[answers]
P1 = { option = "agreed", on = 2026-10-01, shown = "drawer-0815", vouched_by = "Perpetua Wyndham" }
P6 = { option = "growing", on = 2026-10-01 }

[watch.notices-and-filings]
state = "seen"
on = 2026-11-01
saw = "scuttlebutt about the third floor"

[[jobs]]
id = "clerk"
title = "Filing clerk"
employer = "Grimthorpe Mutual"
since = 2019-01-01
until = 2021-02-03

[[workflows]]
id = "claims-check"
title = "Five-point check of a claim before it is paid"
guardrail = "Nothing is paid before the policy page was opened."
taught_to = 3
on = 2026-09-01
[[workflows.trial]]
on = 2026-09-01
minutes_with = 8.88
minutes_without = 20
"""
LEDGER = """schema = 1
[[entries]]
id = "one"
text = "Fewer claims come back for a missing page"
date = 2026-09-12
kind = "quality"
public = true
baseline = "4321 errors"
result = "1234 errors"
period = "May to August"
how = "moving the check to the front, with Ottoline"
validated_by = "Zuleika Quarrington, head of service"
evidence = "/home/me/evidence-4711.pdf"

[[entries]]
id = "two"
text = "The contractor line for data entry fell"
date = 2026-10-02
kind = "cash"
public = true
budget_line = "data entry, external"
at_least = 9000
likely = 12000
cost = 987.65
unit = "USD"
proof_with = "Ottoline Farthingale"

[[entries]]
id = "three"
text = "Time for calls to people with a total loss"
date = 2026-10-20
kind = "capacity"
public = true
at_least = 7.77
likely = 9.5
unit = "h"
per = "week"
use = "calls to people with a total loss"
validated_by = "Zuleika Quarrington, head of service"

[[entries]]
id = "four"
text = "I think the xyzzy form is quicker"
date = 2026-10-22
kind = "quality"
public = true

[[entries]]
id = "five"
text = "The plugh backlog is gone"
date = 2026-10-23
kind = "quality"
validated_by = "Zuleika Quarrington, head of service"
"""
CHECKINS = """schema = 1
[[checkins]]
date = 2026-11-13
hours = 2
words = "they frobnicate everything on Thursdays"

[[drills]]
date = 2026-09-25
keep = "My contract and the two letters of thanks."
deadlines = "Three weeks to contest, from the day the letter arrives."
runway_months = 5
[[drills.people]]
name = "Ignatius Bellweather"
last = 2026-03-02
[[drills.people]]
name = "R.T."
last = 2026-11-02
"""


def write_planted(folder: Path, profile: str = PROFILE) -> Path:
    """The folder with all of it written down by hand."""
    for name, text in (
        ("profile.toml", profile),
        ("ledger/2026.toml", LEDGER),
        ("checkins/2026.toml", CHECKINS),
    ):
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
    return folder


def planted(folder: Path, profile: str = PROFILE) -> Session:
    """A session on such a folder."""
    return open_own(write_planted(folder, profile))


def first_to_share(session: Session) -> str:
    """The id of the first step that may be told: those of readiness stay, and come first where signs are seen."""
    assert session.profile is not None
    plan = session.plan or build_plan(session.profile, session.library, session.today)
    told = [step for move, step in plan.milestones() if not session.library.moves[move.move].readiness]
    return min(told, key=lambda step: step.due).id
