"""The whole way from a title to a plan, a line at a time: for plain terminals, screen readers and files of answers.

`Assessment` knows which question comes next and what a line typed to it does; it neither prints nor reads. The
questions themselves, the drafts and all that is saved are those of the app.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from coach.base.failures import Failure, Status
from coach.base.text import one_line
from coach.library.occupations import Match
from coach.measure.meter import measure
from coach.model.profile import Profile
from coach.reports.answers import spoken
from coach.session.measuring import measurement
from coach.session.opening import Session
from coach.session.plan.plans import current_plan, rebuild
from coach.session.questions import asking
from coach.session.questions.assessdraft import Asked, Progress, keep_progress, progress
from coach.session.questions.assessweek import ENOUGH, Prompt, Reader, TypingWeek, number_of, out_of_range
from coach.session.questions.facts import FACTS
from coach.session.results.workflows import profile_of
from coach.session.settings import settings
from coach.session.weeks import week

__all__ = ["Assessment", "Prompt"]

MOST_OCCUPATIONS = 6
MOST_TRAIL = 40
LONGEST_LINE = 4000
BACK, SKIP, WHY, PLAN, QUIT = "b", "s", "?", "p", "q"
ORDER = ("title", "occupation", "week", *FACTS)
BLOCKS = {"task": "your tasks", "worker": "where you stand", "signs": "signs around you"}
TITLE = "What do you do? A word or two is enough, such as helpdesk, nurse, plumber."
GONE = "That task is no longer in your week; on with the next."
SAVED = "Everything you answered is saved. coach assess --plain goes on from here."


class Assessment:
    """One worker on the way to a plan.

    `prompt` is what is put now, None once the plan was told (`finished`) or one has left. `opening` is what there is to
    tell before the first prompt.
    """

    def __init__(self, session: Session, reader: Reader) -> None:
        """`reader` reads a typed line as a task: its words, and its hours a week where they are said."""
        self.session = session
        self.begun = session.profile is not None
        self.finished = False
        self.prompt: Prompt | None = None
        self._done = progress(session)
        self._week = TypingWeek(session, reader)
        self._at: str | Asked = ORDER[0]
        self._back_at: str | Asked | None = None
        self._query = ""
        self._matches: list[Match] = []
        self.opening = tuple(self._arrive())

    def say(self, line: str) -> tuple[str, ...]:
        """Take one typed line; gives what is told in return. All it changes is saved when this returns.

        What cannot be taken is told, and the same is asked again. Raises Failure where something could not be saved.
        """
        if self.prompt is None:
            return ()
        week.refresh(self.session)
        words = one_line(line, LONGEST_LINE)
        command = words.lower()
        if command == WHY:
            return (self.prompt.why,)
        if command == QUIT:
            self.prompt = None
            return (SAVED,)
        try:
            if command == PLAN:
                told = self._plan_now()
            else:
                told = self._go_back() if command == BACK else self._take(words, skip=command == SKIP)
                if not self.finished:
                    told += self._arrive()
        except Failure as failure:
            if failure.status != Status.USAGE:
                raise
            return (failure.what, failure.do)
        return tuple(one for one in told if one)

    # --- where one is

    def _step(self) -> str | Asked:
        """The step to put now: the one gone back to, else the first that is open."""
        if self._back_at is not None:
            return self._back_at
        profile, passed = self.session.profile, self._done.passed
        if profile is None:
            return "title"
        if profile.worker.occupation is None and "occupation" not in passed:
            return "occupation"
        if "week" not in passed or not profile.tasks:
            return "week"
        for name in FACTS:
            if getattr(profile.worker, name) is None and name not in passed:
                return name
        return next((one for one in self._open_questions() if one not in self._done.skipped), "plan")

    def _open_questions(self) -> list[Asked]:
        return [Asked(question=one.question_id, task=one.task_id) for one in asking.to_ask(self.session)]

    def _arrive(self) -> list[str]:
        """Put what comes next; tells what a block changed when it is over, and the plan at the end."""
        step = self._at = self._step()
        told = self._block_over(step)
        if isinstance(step, Asked):
            self.prompt = self._question(step)
        elif step != "plan":
            self.prompt = self._set_up(step)
        elif self.session.plan is not None:
            self.prompt = _REPLAN
        else:
            told += self._tell_plan()
            self._finish()
        return told

    def _block_over(self, step: str | Asked) -> list[str]:
        """What the answers of a block changed, once the next step is about something else."""
        block, profile = self._done.block, self.session.profile
        if not block or profile is None:
            return []
        kind = self._kind(block[0])
        if isinstance(step, Asked) and self._kind(step) == kind:
            return []
        self._note(block=())
        if not settings(self.session).figures:
            return []
        before = measure(_without(profile, block), self.session.library, on=self.session.today)
        after = measure(profile, self.session.library, on=self.session.today)
        head = f"What your answers about {BLOCKS[kind]} changed:"
        if kind == "task":
            return [head, *spoken.task_change(before, after)]
        return [head, *(spoken.standing_change(before, after) if kind == "worker" else spoken.signs_change(after))]

    def _kind(self, asked: Asked) -> str:
        question = self.session.library.questions.get(asked.question)
        return question.about if question is not None else "worker"

    def _note(self, **changes: tuple[object, ...]) -> None:
        """Change how far it has come, and keep that on disk."""
        self._done = replace(self._done, **changes)  # type: ignore[arg-type]  # the fields of Progress, by name
        keep_progress(self.session, self._done)

    def _pass(self, step: str) -> None:
        self._back_at = None
        if step not in self._done.passed:
            self._note(passed=(*self._done.passed, step))

    # --- what is put

    def _set_up(self, step: str) -> Prompt:
        if step == "title":
            return self._title()
        if step == "occupation":
            return self._occupation()
        if step == "week":
            return self._week.prompt()
        fact, known = FACTS[step], getattr(profile_of(self.session).worker, step)
        said = next((words for value, words in fact.answers if value == known), "")
        lines = (f"So far: {said}.",) if said else ()
        return Prompt(step, fact.ask, lines, tuple(words for _, words in fact.answers), fact.why)

    def _title(self) -> Prompt:
        known = self.session.profile
        typed = week.draft(self.session).get("title", "")
        lines = (f"So far: {known.worker.title}. Enter keeps it.",) if known is not None else ()
        if typed and known is None:
            lines = (f"You had typed “{typed}”: enter takes it.",)
        why = "A title only helps to begin: what counts is your own week, task by task."
        return Prompt("title", TITLE, lines, why=why)

    def _occupation(self) -> Prompt:
        query = self._query or profile_of(self.session).worker.title
        self._matches = week.find_occupations(self.session, query, MOST_OCCUPATIONS)
        ask = "Which of these is nearest? A number, other words to look again, or s for none of them."
        if not self._matches:
            ask = f"No occupation goes by a title like “{query}”. Type other words, or s to go on without."
        why = "It brings tasks others in such work often have, and figures published for it. Your own week decides."
        return Prompt("occupation", ask, options=tuple(one.title for one in self._matches), why=why)

    def _question(self, step: Asked) -> Prompt:
        asked = asking.asked_about(self.session, step.question, step.task)
        assert asked is not None  # to_ask and the trail name only questions and tasks there are
        kind = self._kind(step)
        others = [one for one in self._open_questions() if self._kind(one) == kind and one != step]
        more = sum(one not in self._done.skipped for one in others)
        many = "the last one" if not more else "1 more after this" if more == 1 else f"{more} more after this"
        lines = [f"About {BLOCKS[kind]}, {many}."]
        lines += [f"For: {asked.about}."] if asked.about else []
        before = asking.answered(self.session, step.question, step.task)
        said = next((words for option, words in asked.options if option == before), "")
        lines += [f"So far: {said}."] if said else []
        options = tuple(words[:1].upper() + words[1:] for _, words in asked.options)
        return Prompt("question", asked.text, tuple(lines), options, asked.why)

    # --- what was typed

    def _take(self, words: str, *, skip: bool) -> list[str]:
        assert self.prompt is not None
        match self.prompt.step:
            case "title":
                return self._take_title(words, skip)
            case "occupation":
                return self._take_occupation(words, skip)
            case "week":
                return self._take_task("" if skip else words)
            case "hours":
                return self._week.take_hours(words, skip=skip)
            case "question":
                return self._take_answer(words, skip)
            case "replan":
                return self._take_replan(words, skip)
            case fact:
                return self._take_fact(fact, words, skip)

    def _take_title(self, words: str, skip: bool) -> list[str]:
        known = self.session.profile
        typed = "" if skip else words or (week.draft(self.session).get("title", "") if known is None else "")
        if not typed and known is None:
            return ["A word or two is needed to begin with."]
        if typed and (known is None or one_line(typed, week.LONGEST_TITLE) != known.worker.title):
            week.set_title(self.session, typed)
            self._query = ""
            self._week.begin_again()
            self._note(passed=tuple(one for one in self._done.passed if one != "occupation"))
        self._week.forget("title", "in")
        self._back_at = None
        return []

    def _take_occupation(self, words: str, skip: bool) -> list[str]:
        number = number_of(words, len(self._matches))
        if number is not None:
            worker = profile_of(self.session).worker
            week.set_title(self.session, worker.title, self._matches[number].code)
        elif not words or words.isdecimal():
            return [out_of_range(len(self._matches)) if self._matches else "Other words, or s to go on without."]
        elif not skip:
            self._query = words
            return []
        self._query = ""
        self._week.begin_again()
        self._pass("occupation")
        return []

    def _take_task(self, words: str) -> list[str]:
        over, told = self._week.take(words)
        if not over:
            return told
        first_time = "week" not in self._done.passed
        self._pass("week")
        self._week.begin_again()
        wanted, measured = settings(self.session), measurement(self.session, explain=False)
        if measured is not None and first_time and wanted.first_look and wanted.figures:
            told += spoken.first_look(measured)
        return told

    def _take_fact(self, name: str, words: str, skip: bool) -> list[str]:
        answers = FACTS[name].answers
        number = number_of(words, len(answers))
        if number is None and not skip:
            return [out_of_range(len(answers))]
        if number is not None:
            week.set_facts(self.session, **{name: answers[number][0]})
        self._pass(name)
        return []

    def _take_answer(self, words: str, skip: bool) -> list[str]:
        step = self._at
        assert isinstance(step, Asked)
        asked = asking.asked_about(self.session, step.question, step.task)
        if asked is None:  # its task was taken out in another window meanwhile
            self._back_at = None
            return [GONE]
        number = number_of(words, len(asked.options))
        if number is None and not skip:
            return [out_of_range(len(asked.options))]
        skipped = tuple(one for one in self._done.skipped if one != step)
        block = self._done.block
        if number is not None:
            asking.answer(self.session, step.question, asked.options[number][0], task_id=step.task)
            block = block if step in block else (*block, step)
        elif asking.answered(self.session, step.question, step.task) is None:
            skipped = (*skipped, step)
        self._back_at = None
        trail = (*(one for one in self._done.trail if one != step), step)[-MOST_TRAIL:]
        self._note(trail=trail, block=block, skipped=skipped)
        return []

    def _take_replan(self, words: str, skip: bool) -> list[str]:
        number = number_of(words, len(_REPLAN.options))
        if number is None and not skip:
            return [out_of_range(len(_REPLAN.options))]
        if number == 1:
            rebuild(self.session)
        told = self._tell_plan()
        self._finish()
        return told

    # --- back, and the plan

    def _go_back(self) -> list[str]:
        """One step back: to the question before, or through the steps of the set-up."""
        if self.prompt is not None and self.prompt.step == "hours":
            self._week.forget("asking")
            return []
        step = self._at
        if isinstance(step, Asked) or step == "plan":
            trail = self._done.trail
            before = trail[: trail.index(step)] if isinstance(step, Asked) and step in trail else trail
            there = [one for one in before if asking.asked_about(self.session, one.question, one.task) is not None]
            self._back_at = there[-1] if there else ORDER[-1]
            return []
        place = ORDER.index(step)
        if place == 0:
            return ["This is where it begins."]
        self._back_at = ORDER[place - 1]
        self._week.begin_again()
        return []

    def _plan_now(self) -> list[str]:
        """The plan, whatever is still open; the questions go on another time."""
        profile = self.session.profile
        if profile is None or not profile.tasks:
            return [f"A plan needs a week. {ENOUGH}"]
        told = self._tell_plan()
        self.prompt = None
        many = len(self._open_questions())
        if many:
            told.append(f"{'1 question is' if many == 1 else f'{many} questions are'} still open. {SAVED}")
        return told

    def _tell_plan(self) -> list[str]:
        head = "Your plan is made, and saved." if self.session.plan is None else "Your plan:"
        plan = current_plan(self.session)
        whole = "The whole of it: coach plan. When the step is done: coach done 1."
        return [head, *spoken.plan_told(plan, figures=settings(self.session).figures), whole]

    def _finish(self) -> None:
        self._done = Progress()
        keep_progress(self.session, self._done)
        self.finished, self.prompt = True, None

    @property
    def open_questions(self) -> int:
        """How many questions would still tell something, skipped ones among them."""
        return len(self._open_questions()) if self.session.profile is not None else 0


_REPLAN = Prompt(
    "replan",
    "You have a plan already. What is to happen to it?",
    options=("Keep it as it is", "Plan anew with what you said; what is done stays done"),
    why="Answers change what a plan is chosen for. Planning anew loses nothing that is done.",
)


def _without(profile: Profile, block: tuple[Asked, ...]) -> Profile:
    """The profile as it was before these answers."""
    gone = {(one.question, one.task) for one in block}
    kept = {name: said for name, said in profile.answers.items() if (name, None) not in gone}
    tasks = []
    for task in profile.tasks:
        said = {name: option for name, option in task.answers.items() if (name, task.id) not in gone}
        tasks.append(replace(task, answers=MappingProxyType(said)) if len(said) < len(task.answers) else task)
    return replace(profile, answers=MappingProxyType(kept), tasks=tuple(tasks))
