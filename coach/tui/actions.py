"""Every action of the app, described once: the key map, the footer, `?` help and `ctrl+p` are all made from this.

An action belongs to a scope: a place, a sheet, or `everywhere`. `call` is the Textual action that does it; an action
without one is a key of the field or list in hand, listed so that the footer and the help can show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Hand = Literal["field", "list", "any"]
EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. `shown` orders it in the footer (low first; 0: not there); `hand` says while what
    is in hand the footer shows it."""

    id: str
    scope: str
    keys: str
    name: str
    about: str
    call: str = ""
    shown: int = 0
    hand: Hand = "list"
    face: str = ""

    @property
    def key(self) -> str:
        """The key as the footer and the help print it."""
        return self.face or _face(self.keys.split(",")[0])


PLACES: tuple[tuple[str, str], ...] = (
    ("home", "Home"),
    ("week", "Week"),
    ("exposure", "Exposure"),
    ("whatif", "What if"),
    ("plan", "Plan"),
    ("ledger", "Ledger"),
    ("evidence", "Evidence"),
)

_GOING = tuple(
    Action(f"go.{place}", EVERYWHERE, str(number), name, f"Go to {name}", f"app.go('{place}')")
    for number, (place, name) in enumerate(PLACES, 1)
)

ACTIONS: tuple[Action, ...] = (
    *_GOING,
    Action("app.undo", EVERYWHERE, "u", "undo", "Take the last change back", "app.undo", 70),
    Action("app.redo", EVERYWHERE, "U", "redo", "Make again what was taken back", "app.redo"),
    Action("app.help", EVERYWHERE, "question_mark,f1", "help", "Explain this screen", "app.explain", 90, face="?"),
    Action("app.find", EVERYWHERE, "ctrl+p", "all actions", "Find any action by name", "app.command_palette", 95,
           "any"),
    Action("app.plan", EVERYWHERE, "ctrl+g", "my plan", "See my plan, from anywhere", "app.go('plan')", 60, "field"),
    Action("app.quit", EVERYWHERE, "q", "quit", "Leave; everything is already saved", "app.leave", 99),
    Action("app.quit-now", EVERYWHERE, "ctrl+c", "quit", "Leave, from a field too", "app.copy_or_leave", 99, "field"),
    Action("app.suspend", EVERYWHERE, "ctrl+z", "to the shell", "Stop for now and go to the shell; fg comes back",
           "app.suspend_process"),
    # Home
    Action("home.log", "home", "l", "log a result", "Log a result that someone can confirm", "log", 10),
    Action("home.done", "home", "d", "done", "Mark the step under the cursor done", "done", 20),
    Action("home.open", "home", "enter", "open", "Open the step under the cursor", "", 30),
    Action("home.plan", "home", "p", "plan", "See my plan", "app.go('plan')", 40),
    Action("home.questions", "home", "i", "questions", "Answer the questions, one by one", "app.go('questions')", 45),
    Action("home.week", "home", "w", "week", "Change the tasks of my week", "app.go('week')", 50),
    # Week
    Action("week.add", "week", "n,plus", "add", "Add a task", "new_task", 10, face="n"),
    Action("week.edit", "week", "e", "change", "Change the task under the cursor", "edit_task", 20),
    Action("week.remove", "week", "d,delete", "remove", "Remove the task under the cursor", "remove_task", 30),
    Action("week.title", "week", "t", "title", "Change what I do", "edit_title", 62),
    Action("week.about", "week", "a", "about me", "My situation, aim, rules and hours", "about", 45),
    Action("week.questions", "week", "i", "questions", "Answer the questions, one by one", "app.go('questions')", 50),
    Action("week.plan", "week", "p", "my plan", "See my plan", "app.go('plan')", 60),
    Action("week.look", "week", "f", "first look", "Show or hide the first look", "toggle_look", 65),
    Action("week.enter", "week", "enter", "add", "Enter what is typed", "", 10, "field"),
    Action("week.pick", "week", "down", "pick", "Pick from what is offered", "", 20, "field", "↓"),
    Action("week.look-typing", "week", "ctrl+l", "first look", "Show or hide the first look, while typing",
           "toggle_look", 65, "field"),
    Action("week.out", "week", "escape", "leave the field", "Leave the field, for the single keys", "leave_field", 40,
           "field", "esc"),
    # Exposure
    Action("exposure.why", "exposure", "enter", "why", "What the figure rests on, what would change it", "", 10),
    Action("exposure.reading", "exposure", "r", "reading", "Usual, strict or wide reading", "reading", 20),
    Action("exposure.published", "exposure", "o", "others' figures", "Figures others published, and what they measure",
           "published", 30),
    Action("exposure.questions", "exposure", "i", "questions", "Answer the questions, one by one",
           "app.go('questions')", 35),
    Action("exposure.plan", "exposure", "p", "my plan", "See my plan", "app.go('plan')", 40),
    # What if
    Action("whatif.hours", "whatif", "left", "hours", "Half an hour less or more for the task under the cursor",
           "", 5, face="← →"),
    Action("whatif.more-hours", "whatif", "shift+left", "an hour", "An hour less or more", "", face="⇧← ⇧→"),
    Action("whatif.tick", "whatif", "space", "tick", "Try the move under the cursor, or no longer", "tick", 8),
    Action("whatif.why", "whatif", "o", "about", "Everything about the move under the cursor", "about", 10),
    Action("whatif.mine", "whatif", "enter", "make it mine", "Make this my week", "make_mine", 7),
    Action("whatif.reset", "whatif", "x", "as it is", "Back to the week as it is", "reset", 30),
    # Plan
    Action("plan.open", "plan", "enter", "open", "Everything about the move or step under the cursor", "", 10),
    Action("plan.done", "plan", "d", "done", "Mark the step under the cursor done", "done", 20),
    Action("plan.more", "plan", "m", "rules, not now", "The rules that come first, and what was left out",
           "more", 30),
    Action("plan.rebuild", "plan", "b", "plan anew", "Plan anew from the week as it is; what is done stays done",
           "rebuild", 40),
    # Questions: a place without a number, for the numbers are its answers
    Action("questions.number", "questions", "1", "choose", "Choose an answer by its number", "", 5, face="1–6"),
    Action("questions.enter", "questions", "enter", "choose", "Choose the answer under the cursor"),
    Action("questions.skip", "questions", "s", "skip", "Leave this question for another time", "skip", 20),
    Action("questions.basis", "questions", "b", "what it counts", "What the question rests on, and what it counts for",
           "basis", 30),
    Action("questions.plan", "questions", "p", "my plan", "See my plan; the rest can wait", "app.go('plan')", 8),
    Action("questions.back", "questions", "escape", "leave", "Back to where I was; every answer is saved", "back", 9),
    # Ledger
    Action("ledger.open", "ledger", "enter", "open", "Open the entry: change it, see what is missing", "", 10),
    Action("ledger.log", "ledger", "l", "log a result", "Log a result that someone can confirm", "log", 20),
    Action("ledger.plan", "ledger", "p", "my plan", "See my plan", "app.go('plan')", 40),
    # Evidence
    Action("evidence.open", "evidence", "enter", "open", "Source, date, status and caveat of what is under the cursor",
           "", 10),
    Action("evidence.plan", "evidence", "p", "my plan", "See my plan", "app.go('plan')", 40),
    # sheets: small screens over a place
    Action("sheet.enter", "sheet", "enter", "next, save", "Go on to the next field, or save", "", 10, "field"),
    Action("sheet.scroll", "sheet", "down", "scroll", "Scroll", "", 5, "list", "↑ ↓"),
    Action("sheet.close", "sheet", "escape", "close", "Close this", "close", 10, "any", "esc"),
    Action("entry.change", "entry", "enter", "change", "Change the field under the cursor", "", 5),
    Action("entry.enter", "entry", "enter", "save", "Save what is typed", "", 5, "field"),
    Action("entry.close", "entry", "escape", "close", "Leave the field; then the entry", "close", 10, "any", "esc"),
    Action("about.move", "about", "left", "choose", "Choose", "", 5, "list", "← →"),
    Action("about.next", "about", "down", "next", "The next question", "", 6, "list", "↑ ↓"),
    Action("about.questions", "about", "i", "questions", "Go on to the questions", "app.go('questions')", 8),
    Action("about.close", "about", "escape,enter", "done", "Back to the week", "close", 10, "any", "esc"),
)  # fmt: skip


def for_scope(scope: str) -> tuple[Action, ...]:
    """The actions of one scope, in the order they are listed."""
    return tuple(action for action in ACTIONS if action.scope == scope)


def bindings(scope: str) -> list[BindingType]:
    """The key map of one scope, by action id, so that settings can change keys without knowing screens."""
    return [
        Binding(action.keys, action.call, action.about, show=False, id=action.id, priority=action.id == "app.quit-now")
        for action in for_scope(scope)
        if action.call
    ]


def footer(scope: str, in_field: bool) -> list[Action]:
    """What the footer shows, most telling first."""
    everywhere = () if scope in ("sheet", "about", "entry") else for_scope(EVERYWHERE)
    hand = "field" if in_field else "list"
    listed = [a for a in (*for_scope(scope), *everywhere) if a.shown and a.hand in (hand, "any")]
    return sorted(listed, key=lambda action: action.shown)


def _face(key: str) -> str:
    return {"escape": "esc", "question_mark": "?", "plus": "+", "delete": "del", "space": "space"}.get(key, key)
