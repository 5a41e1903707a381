"""Signs around the worker, dated. They are no percentage: they bring readiness forward, nothing else.

Four are asked about (R1–R4), the others are looked for oneself: outsourcing, layers, and the indicators of the watch
list. What was looked at more than a year ago is not looked at: a sign speaks for its time only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coach.model.measurement import Sign
from coach.model.profile import Profile
from coach.model.shelf import Question

SIGN_QUESTIONS = ("R1", "R2", "R3", "R4")
LOOKED_FOR = (  # ids of content/watch.toml, which says where to look; one's own indicators come behind them
    "outsourcing",
    "layers",
    "notices-and-filings",
    "rehiring-patterns",
    "service-reliability",
    "contracts-and-rules",
    "actual-usage",
)
SPEAKS = timedelta(days=366)
# Who was followed by a contractor or an outsourcer has seen outsourcing, looked for or not.
OUTSOURCED = ("R2", "outsourced")


def signs(profile: Profile, questions: Mapping[str, Question], *, on: date | None = None) -> tuple[Sign, ...]:
    """Each sign as seen, not seen, or not looked at (where nothing was said, or too long ago), with the day of the
    look. `on`: today; without it every look is taken as current."""
    found = [_asked(name, profile, questions.get(name), on) for name in SIGN_QUESTIONS]
    for name in dict.fromkeys((*LOOKED_FOR, *sorted(profile.watch))):
        looked = profile.watch.get(name)
        if looked is not None:
            state = looked.state if _speaks(looked.on, on) else "not_looked"
            found.append(Sign(name, state, looked.on))
        elif name == "outsourcing":
            found.append(_outsourcing(profile, on))
        else:
            found.append(Sign(name, "not_looked"))
    return tuple(found)


def _asked(name: str, profile: Profile, question: Question | None, on: date | None) -> Sign:
    answer = profile.answers.get(name)
    if answer is None or question is None:
        return Sign(name, "not_looked")
    for option in question.options:
        if option.id == answer.option and option.state is not None:
            return Sign(name, option.state if _speaks(answer.on, on) else "not_looked", answer.on)
    return Sign(name, "not_looked")


def _outsourcing(profile: Profile, on: date | None) -> Sign:
    question, option = OUTSOURCED
    answer = profile.answers.get(question)
    if answer is None or answer.option != option or not _speaks(answer.on, on):
        return Sign("outsourcing", "not_looked")
    return Sign("outsourcing", "seen", answer.on)


def _speaks(looked: date | None, on: date | None) -> bool:
    return looked is None or on is None or on - looked <= SPEAKS
