"""What is understood in one's own files and may not be meant: answers, skills and signs that no content knows.

Named with their place and what may have been meant, as unknown keys are; they stay in the file. This looks into the
content, so it is for those who measure and plan, not for the first paint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.base.failures import nearest
from coach.base.text import one_line
from coach.base.toml import TomlFile
from coach.library.kinds import KINDS
from coach.library.loading import load_kind
from coach.library.shelf import Library
from coach.measure.pressure import LOOKED_FOR
from coach.model.profile import Profile
from coach.model.shelf import Question
from coach.session.opening import Session

ALWAYS = ("dont_know", "not_applicable")  # answers every question takes
KEPT = "It is kept, and counts for nothing."


def noticed(session: Session) -> tuple[str, ...]:
    """Words for what the session's profile says and no content knows, and for what of one's own content is left out
    because it cannot be read. Empty where all is well."""
    found = strangers(session.profile, session.profile_file, session.library)
    return (*found, *own_content_faults(session.library))


def strangers(profile: Profile | None, file: TomlFile | None, library: Library) -> tuple[str, ...]:
    """Words for answers, skills, signs and short cases in a profile that no content knows, each with its place in the
    file it was read from."""
    if profile is None or file is None:
        return ()
    return tuple(_strangers(profile, file, library))


def own_content_faults(library: Library) -> tuple[str, ...]:
    """Words for each fault in the worker's own content: what has it is left out of everything."""
    if library.overlay is None:
        return ()
    folders = [("your content", library.overlay)]
    faults = [str(problem) for kind in KINDS.values() for problem in load_kind(kind, folders).problems]
    return tuple(f"{fault} It is left out; coach doctor says more." for fault in dict.fromkeys(faults))


def _strangers(profile: Profile, file: TomlFile, library: Library) -> Iterator[str]:
    questions = library.questions if profile.answers or any(task.answers for task in profile.tasks) else {}
    told = {name: answer.option for name, answer in profile.answers.items()}
    yield from _answers(told, questions, file, ("answers",), of_a_task=False)
    for number, task in enumerate(profile.tasks):
        yield from _answers(task.answers, questions, file, ("tasks", number, "answers"), of_a_task=True)
    if profile.watch:
        signs = [*library.load("watch").items, *LOOKED_FOR]
        yield from _ids(profile.watch, signs, file, "watch", "sign to watch", "It is kept, as a sign of your own.")
    if profile.skills:
        yield from _ids(profile.skills, list(library.skills), file, "skills", "skill")
    if profile.knowledge:
        yield from _ids(profile.knowledge, list(library.knowledge), file, "knowledge", "short case")


def _answers(
    told: Mapping[str, str],
    questions: Mapping[str, Question],
    file: TomlFile,
    at: tuple[str | int, ...],
    *,
    of_a_task: bool,
) -> Iterator[str]:
    fitting = [one.id for one in questions.values() if (one.about == "task") == of_a_task]
    for name, option in told.items():
        place = file.place(*at, name)
        if name not in fitting:
            about = "about a task" if of_a_task else "about you"
            yield f"{place}: “{one_line(name, 40)}” is no question {about}. {KEPT}{_meant(name, fitting)}"
            continue
        options = [one.id for one in questions[name].options]
        if option not in options and option not in ALWAYS:
            known = ", ".join(options)
            yield f"{place}: “{one_line(option, 40)}” is no answer to {name} ({known}). {KEPT}{_meant(option, options)}"


def _ids(
    told: Mapping[str, object], known: list[str], file: TomlFile, table: str, what: str, kept: str = KEPT
) -> Iterator[str]:
    for name in told:
        if name not in known:
            yield f"{file.place(table, name)}: there is no {what} “{one_line(name, 40)}”. {kept}{_meant(name, known)}"


def _meant(word: str, known: list[str]) -> str:
    close = nearest(word, known)
    return f" Did you mean “{close}”?" if close else ""
