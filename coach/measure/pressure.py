"""Signs around the worker, dated. They are no percentage: they bring readiness forward, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from coach.model.measurement import Sign
from coach.model.profile import Profile
from coach.model.shelf import Question

SIGN_QUESTIONS = ("R1", "R2", "R3", "R4")


def signs(profile: Profile, questions: Mapping[str, Question]) -> tuple[Sign, ...]:
    """Each sign asked about, as seen, not seen, or not looked at (where nothing was said)."""
    found = []
    for question_id in SIGN_QUESTIONS:
        answer = profile.answers.get(question_id)
        question = questions.get(question_id)
        option = None
        if answer is not None and question is not None:
            option = next((one for one in question.options if one.id == answer.option), None)
        if answer is None or option is None or option.state is None:
            found.append(Sign(question_id, "not_looked"))
        else:
            found.append(Sign(question_id, option.state, answer.on))
    return tuple(found)
