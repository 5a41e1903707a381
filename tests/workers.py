"""Workers as people describe themselves: test data with real-looking weeks, from many trades and situations."""

from __future__ import annotations

from coach.base.text import fresh_id
from coach.model.profile import Profile, Task, Worker


def worker(title: str, *rows: tuple[str, float], **facts: object) -> Profile:
    """A profile with these tasks (words, hours a week) and these facts about the worker."""
    taken: set[str] = set()
    tasks = []
    for text, hours in rows:
        name = fresh_id(text, taken)
        taken.add(name)
        tasks.append(Task(id=name, text=text, hours=hours))
    return Profile(worker=Worker(title=title, **facts), tasks=tuple(tasks))  # type: ignore[arg-type]


SUPPORT = worker(
    "Customer support agent",
    ("answer tier-1 tickets from macros", 14),
    ("answer web chats", 8),
    ("calm down angry callers", 4),
    ("refunds outside the rules", 3),
    ("update help articles", 4),
    ("weekly ticket report", 3),
    ("sit with new joiners on calls", 2),
    ("bug write-ups for the devs", 2),
    occupation="43-4051.00",
)
PLUMBER = worker(
    "Plumber",
    ("fit bathrooms and heating", 24),
    ("call-outs for leaks", 8),
    ("quotes for jobs", 3),
    ("invoices and chasing payment", 2),
    ("pick up parts from the merchant", 3),
    occupation="47-2152.00",
    situation="self_employed",
)
NURSE = worker(
    "Staff nurse",
    ("medication rounds", 9),
    ("washing and turning patients", 8),
    ("nursing notes and care plans", 7),
    ("talking with families", 4),
    ("handover between shifts", 3),
    ("discharge letters and referrals", 3),
    ("wound dressings", 3.5),
    occupation="29-1141.00",
    ai_rules="none",
    record_rules="masked",
)
PART_TIME_ADMIN = worker(
    "school secretary, mornings only",
    ("phones and parents at the hatch", 5),
    ("letters home", 3),
    ("attendance register chase-ups", 4),
    ("dinner money and trips", 3),
    hours_per_week=15,
    learning_hours_per_week=1,
)
NON_NATIVE = worker(
    "I work at the accounting",
    ("I make the invoices control", 10),
    ("put the bills in the system", 9),
    ("speak with suppliers when is problem", 5),
    ("month closing with my chief", 8),
    ("make the excel for the direction", 6),
)
VAGUE = worker("office all-rounder", ("calls", 20), ("whatever comes up", 20))
LAID_OFF = worker(
    "Marketing manager",
    ("campaign plans and budgets", 10),
    ("briefing the agency", 6),
    ("newsletter and social posts", 8),
    ("weekly numbers deck", 5),
    ("team one-to-ones", 5),
    ("events on site", 6),
    occupation="11-2021.00",
    situation="laid_off",
    aim="leave",
)
TEACHER = worker(
    "Year 5 teacher",
    ("teaching my class", 22),
    ("planning lessons", 6),
    ("marking books", 6),
    ("emails from parents", 2),
    ("playground duty", 2),
    ("data drops and reports", 3),
    occupation="25-2021.00",
    learning_hours_per_week=2,
)
DEVELOPER = worker(
    "Backend dev",
    ("CRUD endpoints from tickets", 12),
    ("code review", 6),
    ("debugging prod", 8),
    ("stand-ups and planning", 5),
    ("unit tests", 5),
    ("on call", 4),
    occupation="15-1252.00",
    ai_rules="open",
    aim="get_ready",
)
COORDINATOR = worker(
    "Project coordinator",
    ("collecting status from teams", 7),
    ("the Monday status deck", 6),
    ("minutes and actions", 4),
    ("chasing overdue actions", 5),
    ("keeping the plan up to date", 6),
    ("meetings", 8),
    ("sorting out clashes between leads", 4),
    occupation="13-1082.00",
    aim="move_inside",
    ai_rules="approved",
)
WAREHOUSE = worker(
    "Forklift driver",
    ("loading and unloading trailers", 22),
    ("stock counts", 6),
    ("delivery paperwork", 4),
    ("tidying the bays", 4),
    ("training agency starters", 2),
    occupation="53-7051.00",
)
LAWYER = worker(
    "Paralegal",
    ("document review for disclosure", 14),
    ("first drafts of witness statements", 6),
    ("chronologies and bundles", 8),
    ("calls with clients", 4),
    ("court filings", 4),
    ("billing narrative", 2),
    occupation="23-2011.00",
    ai_rules="approved",
)
EVERYONE = {
    "support": SUPPORT,
    "plumber": PLUMBER,
    "nurse": NURSE,
    "part-time": PART_TIME_ADMIN,
    "non-native": NON_NATIVE,
    "vague": VAGUE,
    "laid-off": LAID_OFF,
    "teacher": TEACHER,
    "developer": DEVELOPER,
    "coordinator": COORDINATOR,
    "warehouse": WAREHOUSE,
    "paralegal": LAWYER,
}
