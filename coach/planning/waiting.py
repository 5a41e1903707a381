"""What waits, and why: the nearest runners-up of a plan, and what hangs on a rule."""

from __future__ import annotations

from collections.abc import Sequence

from coach.model.plan import Waiting
from coach.planning.candidates import NO_AI, Candidate, Setting, barred
from coach.planning.wording import fill, quoted

MOST = 4


def waiting(found: Sequence[Candidate], chosen: Sequence[Candidate], setting: Setting) -> tuple[Waiting, ...]:
    """The nearest runners-up, at most four, and why each waits; then what the rule on AI keeps out."""
    taken = {one.move.id for one in chosen}
    raised = {one.move.pillar: one for one in sorted(chosen, key=lambda one: (one.gain, one.id))}
    told: list[Waiting] = []
    for one in sorted(found, key=lambda one: (-one.gain / max(one.hours, 0.5), one.id)):
        if one.move.id in taken or one.gain <= 0.0 or any(w.id.startswith(one.move.id + ":") for w in told):
            continue
        title = fill(one.move.title, setting.profile, one.task)
        if one.move.pillar in raised:
            before = fill(raised[one.move.pillar].move.title, setting.profile, raised[one.move.pillar].task)
            why = f"{title}. It works on the same thing as {quoted(before)}, and comes after that."
        else:
            why = f"{title}. It takes {one.hours:.1f} hours, and the hours you gave bring more elsewhere first."
        told.append(Waiting(one.id, why))
        if len(told) == MOST:
            break
    return (*told, *_for_the_rule(setting))


def _for_the_rule(setting: Setting) -> tuple[Waiting, ...]:
    """What the rule on AI keeps out of the plan, or would let in were it known."""
    if setting.profile.worker.ai_rules == "none":
        many = sum(move.needs_ai and barred(move, setting) == NO_AI for move in setting.library.moves.values())
        why = f"{many} moves need AI, which your employer does not allow; they are left out."
    elif setting.asks_first is not None:
        many = sum(move.needs_ai and barred(move, setting) is None for move in setting.library.moves.values())
        why = (
            f"{many} moves and some whole stories need AI. You have not said what the rule on AI is where you work, so "
            "they wait, or come after asking; say it once you know, and the plan can be made anew."
        )
    else:
        return ()
    return (Waiting("ai", why),) if many else ()
