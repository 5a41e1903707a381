"""What waits, and why: the nearest runners-up of a plan, and what hangs on a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coach.model.measurement import PILLAR_NAMES
from coach.model.plan import Waiting
from coach.planning.candidates import NO_AI, Candidate, Setting, barred
from coach.planning.choosing import MOST_HABITS, MOST_MOVES_A_TASK
from coach.planning.wording import fill, hours_text, is_small, quoted, shortened

MOST = 4
UNSAID = {
    "self_employed": "You have not said whether you use it in your own firm; that rule is yours to make",
    "laid_off": "You have not said whether you want to use it",
}
ASK = "You have not said what the rule on AI is where you work"


def waiting(
    found: Sequence[Candidate], chosen: Sequence[Candidate], setting: Setting, left: float = 0.0
) -> tuple[Waiting, ...]:
    """The nearest runners-up, at most four, and why each waits; then what the rule on AI keeps out.

    `left`: hours that could have been planned and were not.
    """
    taken = {one.move.id for one in chosen}
    told: list[Waiting] = []
    for one in sorted(found, key=lambda one: (-one.gain / max(one.hours, 0.5), one.id)):
        if one.move.id in taken or one.gain <= 0.0 or any(w.id.startswith(one.move.id + ":") for w in told):
            continue
        title = fill(one.move.title, setting.profile, one.task)
        told.append(Waiting(one.id, f"{title}. {_why(one, chosen, setting, left)}"))
        if len(told) == MOST:
            break
    return (*told, *_for_the_rule(setting))


def _why(one: Candidate, chosen: Sequence[Candidate], setting: Setting, left: float) -> str:
    """The reason that holds: what in the plan already does its work, or has the room it would need."""
    same = [other for other in chosen if other.move.pillar == one.move.pillar and other.gain > 0.0]
    if same:
        first = max(same, key=lambda other: (other.gain, other.id))
        title = quoted(fill(first.move.title, setting.profile, first.task))
        pillar = PILLAR_NAMES[one.move.pillar]
        return f"It raises the same thing ({pillar}) as {title}; one of them is enough for these weeks."
    if one.task is not None and Counter(other.task == one.task for other in chosen)[True] >= MOST_MOVES_A_TASK:
        return f"There are {MOST_MOVES_A_TASK} moves about “{shortened(one.task.text)}” in these weeks already."
    if one.move.habit and sum(other.move.habit for other in chosen) >= (1 if setting.few_hours else MOST_HABITS):
        return "It is a new weekly habit, and these weeks have as many of those as anybody keeps."
    if one.move.hands_over and not any(other.move.owns for other in chosen):
        return "It gives work away, which comes after owning something."
    add = f"coach whatif --add {one.move.id} shows what it would change, and with --keep it is in."
    if one.hours > left and is_small(setting.measurement):
        return (
            f"It takes {hours_text(one.hours)} hours. Software reaches little of your week, so half of the hours you "
            f"gave stay free on purpose; {add}"
        )
    if one.hours > left:
        return f"It takes {hours_text(one.hours)} hours, and the hours you gave are spent on what brings more."
    return (
        f"It takes {hours_text(one.hours)} hours and there is room for it, but it brings little beside the rest; {add}"
    )


def _for_the_rule(setting: Setting) -> tuple[Waiting, ...]:
    """What the rule on AI keeps out of the plan, or would let in were it known."""
    situation = setting.profile.worker.situation or "employed"
    if setting.profile.worker.ai_rules == "none":
        many = sum(move.needs_ai and barred(move, setting) == NO_AI for move in setting.library.moves.values())
        who = {"self_employed": "which you do without", "laid_off": "which you do without"}
        why = f"{many} moves need AI, {who.get(situation, 'which your employer does not allow')}; they are left out."
    elif setting.asks_first is not None:
        many = sum(move.needs_ai and barred(move, setting) is None for move in setting.library.moves.values())
        why = (
            f"{many} moves and some whole stories need AI. {UNSAID.get(situation, ASK)}, so they wait, or come after "
            f"{'writing it down' if situation == 'self_employed' else 'asking'}; say it once you know, and the plan "
            "can be made anew."
        )
    else:
        return ()
    return (Waiting("ai", why),) if many else ()
