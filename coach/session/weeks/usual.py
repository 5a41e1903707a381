"""What a week in the worker's kind of work often holds, to pick from while typing one's own."""

from __future__ import annotations

from coach.library.families import likely_occupation
from coach.library.matching import nearness
from coach.model.shelf import Role, TypicalTask
from coach.session.opening import Session

MOST = 12
SAME = 0.99  # a task is in the week already where all its telling words are


def usual_role(session: Session) -> Role | None:
    """The starting point nearest to the worker's title and occupation; None where neither is known well enough."""
    if session.profile is None:
        return None
    worker = session.profile.worker
    code = likely_occupation(worker, session.library)
    if code is None:
        return None
    roles = session.library.roles.values()
    own = [role for role in roles if code in role.occupations]
    own = own or [role for role in roles if role.major == code[:2]]
    if not own:
        return None
    return max(own, key=lambda role: max(nearness(worker.title, one) for one in (role.name, *role.titles)))


def usual_tasks(session: Session, most: int = MOST) -> tuple[TypicalTask, ...]:
    """Tasks others in such work often have, with usual hours a week; those in the worker's week already left out."""
    role = usual_role(session)
    if role is None or session.profile is None:
        return ()
    mine = [task.text for task in session.profile.tasks]
    left = [one for one in role.tasks if not any(nearness(text, one.text) >= SAME for text in mine)]
    return tuple(left[:most])
