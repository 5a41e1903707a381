"""Every action of the app, described once: the key map, the footer, `?` help and `ctrl+p` are all made from this.

An action belongs to a scope: a place, a sheet, or `everywhere`. `call` is the Textual action that does it; an action
without one is a key of the field or list in hand, listed so that the footer and the help can show it.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from coach.tui.action import EVERYWHERE, Action
from coach.tui.placeactions import PLACE_ACTIONS, SHEETS

__all__ = ["ACTIONS", "EVERYWHERE", "PLACES", "Action", "bindings", "footer", "for_scope"]

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
    *PLACE_ACTIONS,
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
    everywhere = () if scope in SHEETS else for_scope(EVERYWHERE)
    hand = "field" if in_field else "list"
    listed = [a for a in (*for_scope(scope), *everywhere) if a.shown and a.hand in (hand, "any")]
    return sorted(listed, key=lambda action: action.shown)
