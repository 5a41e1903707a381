"""The week, a line at a time: tasks typed with their hours, picked from what others in such work have, changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coach.model.profile import Profile
from coach.session.opening import Session
from coach.session.results.workflows import profile_of
from coach.session.weeks import week
from coach.session.weeks.hours import read_hours
from coach.session.weeks.usual import usual_tasks

Reader = Callable[[str], tuple[str, float | None]]
MOST_PHRASES = 8
LIST = "l"
HOW = (
    "Type a task with its hours a week, in any order: 14 answer tickets. A word with ? behind it looks for usual "
    "phrases (refund?). x 2 takes your second task out, h 2 6 gives it 6 hours."
)
WHY = "Eight tasks or more make the range narrower. Your own words are read, and nothing leaves this computer."
HOURS_WHY = "Hours are what weighs: fourteen hours of one thing count more than one of another."
NO_HOURS = "Hours a week are a number such as 6, 2.5, 30m or 1:30, up to 168."
ENOUGH = "One task with its hours is enough to begin with."


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is put now. `lines` are read before it, `options` are numbered from 1, `step` is
    what it is about: title, occupation, week, hours, a fact, question, replan."""

    step: str
    ask: str
    lines: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    why: str = ""


class TypingWeek:
    """What is put and taken while the week is told. Everything typed is saved, or kept as the draft the app keeps."""

    def __init__(self, session: Session, reader: Reader) -> None:
        """`reader` reads a typed line as a task: its words, and its hours a week where they are said."""
        self.session = session
        self._reader = reader
        self._offered: list[tuple[str, float | None]] | None = None
        self._listed = False

    def begin_again(self) -> None:
        """List everything at the next prompt."""
        self._offered, self._listed = None, False

    @property
    def hours_asked(self) -> str:
        """The task whose hours are asked for now; empty where none is."""
        return week.draft(self.session).get("asking", "")

    def prompt(self) -> Prompt:
        """The next task, or the hours of the one typed last."""
        profile = self._profile
        if self.hours_asked:
            ask = f"How many hours in a usual week for “{self.hours_asked}”?"
            return Prompt("hours", ask, why=HOURS_WHY)
        many = "1 task" if len(profile.tasks) == 1 else f"{len(profile.tasks)} tasks"
        total = f"{many}, {profile.listed_hours:g} hours" if profile.tasks else "no task yet"
        if self._offered is None:
            self._offered = [(one.text, one.hours) for one in usual_tasks(self.session)]
        if self._listed:
            return Prompt("week", f"Next task, or enter to go on ({total}; l lists again).", why=WHY)
        self._listed = True
        lines = [f"Your usual week so far: {total}."]
        lines += [f"  {number}. {task.text}, {task.hours:g} hours" for number, task in enumerate(profile.tasks, 1)]
        lines.append(HOW)
        if self._offered:
            lines.append("Others in such work often have these. A number takes one; with hours behind it, yours: 3 6.")
        typed = week.draft(self.session).get("task", "").strip()
        return Prompt(
            "week",
            f"You had typed “{typed}”: enter takes it." if typed else "Your next task, or enter to go on.",
            tuple(lines),
            tuple(text if amount is None else f"{text}, {amount:g} hours" for text, amount in self._offered),
            WHY,
        )

    def take(self, words: str) -> tuple[bool, list[str]]:
        """Take a line; gives whether the week is told, and what is said in return."""
        words = words or week.draft(self.session).get("task", "").strip()
        if words.lower() == LIST:
            self.begin_again()
            return False, []
        if not words:
            over = bool(self._profile.tasks)
            return over, [] if over else [ENOUGH]
        return False, self._changed(words) or self._entered(words)

    def take_hours(self, words: str, *, skip: bool) -> list[str]:
        """Take the hours of the task that is asked about; `skip` leaves it out of the week."""
        text = self.hours_asked
        if skip:
            self.forget("asking")
            return [f"Left out: {text}."]
        amount = read_hours(words)
        if amount is None:
            return [NO_HOURS]
        told = self._add(text, amount)
        self.forget("asking")
        return told

    def forget(self, *names: str) -> None:
        """What was typed under these names has been entered, or given up."""
        typed = week.draft(self.session)
        if any(name in typed for name in names):
            week.keep_draft(self.session, {name: text for name, text in typed.items() if name not in names})

    @property
    def _profile(self) -> Profile:
        return profile_of(self.session)

    def _entered(self, words: str) -> list[str]:
        if words.endswith("?"):
            self.forget("task")
            return self._look_for(words[:-1].strip())
        text, amount = self._picked(words)
        if not text:
            many = len(self._offered or ())
            return [out_of_range(many) if many else "Type a task in words, with its hours: 14 answer tickets."]
        if amount is None:
            typed = {name: one for name, one in week.draft(self.session).items() if name != "task"}
            week.keep_draft(self.session, {**typed, "asking": text})
            return []
        return self._add(text, amount)

    def _picked(self, words: str) -> tuple[str, float | None]:
        """The task typed: words of one's own, or a number of the list with or without other hours; no words where the
        list has no such number."""
        first, _, rest = words.partition(" ")
        amount = read_hours(rest) if rest else None
        if first.isdecimal() and (not rest or amount is not None):
            number = number_of(first, len(self._offered or ()))
            if number is None:
                return "", None
            text, usual = (self._offered or [])[number]
            return text, amount if amount is not None else usual
        return self._reader(words)

    def _changed(self, words: str) -> list[str]:
        """`x 2` takes the second of one's tasks out, `h 2 6` gives it other hours; nothing for anything else."""
        parts, tasks = words.lower().split(), self._profile.tasks
        number = number_of(parts[1], len(tasks)) if len(parts) > 1 else None
        if number is None:
            return []
        if parts[0] == "x" and len(parts) == 2:
            week.remove_task(self.session, tasks[number].id)
            self.begin_again()
            return [f"Taken out: {tasks[number].text}."]
        if parts[0] == "h" and len(parts) == 3:
            amount = read_hours(parts[2])
            if amount is None:
                return [NO_HOURS]
            week.change_task(self.session, tasks[number].id, hours=amount)
            return [f"{tasks[number].text}: {amount:g} hours."]
        return []

    def _look_for(self, typed: str) -> list[str]:
        found = week.suggestions(self.session, typed, MOST_PHRASES)
        if not found:
            return [f"No usual phrase has “{typed}” in it. Your own words do as well."]
        self._offered = [(phrase, None) for phrase in found]
        numbered = [f"  {number}. {phrase}" for number, phrase in enumerate(found, 1)]
        return ["A number takes one; its hours are asked then. l lists what was there before.", *numbered]

    def _add(self, text: str, amount: float) -> list[str]:
        task = week.add_task(self.session, text, amount)
        self.forget("task")
        return [f"{task.text}, {task.hours:g} hours."]


def number_of(words: str, many: int) -> int | None:
    """The place (from 0) a typed number from 1 to `many` means; None for anything else."""
    told = words.rstrip(".")
    return int(told) - 1 if told.isascii() and told.isdecimal() and 1 <= int(told) <= many else None


def out_of_range(many: int) -> str:
    """What to say to something that is none of the numbers."""
    return f"A number from 1 to {many}, please; or s to skip, b to go back, ? for why it is asked."
