"""Every action of the app, described once: the key map, the footer, `?` help and `ctrl+p` are all made from this.

An action belongs to a scope: a place, a sheet, or `everywhere`. `call` is the Textual action that does it; an action
without one is a key of the field or list in hand, listed so that the footer and the help can show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from textual.binding import Binding, BindingType

from coach.session import nearest
from coach.tui.action import EVERYWHERE, Action, named
from coach.tui.placeactions import PLACE_ACTIONS, SHEETS
from coach.tui.synonyms import ALSO

__all__ = ["ACTIONS", "EVERYWHERE", "PLACES", "Action", "bindings", "checked_keys", "footer", "for_scope", "key_of"]

PLACES: tuple[tuple[str, str], ...] = (
    ("home", "Home"),
    ("week", "Week"),
    ("exposure", "Exposure"),
    ("whatif", "What if"),
    ("plan", "Plan"),
    ("ledger", "Ledger"),
    ("progress", "Progress"),
    ("evidence", "Evidence"),
)

Works = Callable[[str], bool | str]
_KEY = re.compile(r"(?:(?:ctrl|shift|alt)\+)*(?:[a-z0-9_]+|[^\W_])")

_GOING = tuple(
    Action(f"go.{place}", EVERYWHERE, str(number), name, f"Go to {name}", f"app.go('{place}')")
    for number, (place, name) in enumerate(PLACES, 1)
)

_TOLD = (
    *_GOING,
    Action("app.undo", EVERYWHERE, "u", "undo", "Take the last change back", "app.undo", 70),
    Action("app.redo", EVERYWHERE, "U", "redo", "Make again what was taken back", "app.redo"),
    Action("app.help", EVERYWHERE, "question_mark,f1", "help", "Explain this screen", "app.explain", 90, face="?"),
    Action("app.find", EVERYWHERE, "ctrl+p", "all actions", "Find any action by name", "app.command_palette", 95,
           "any"),
    Action("app.plan", EVERYWHERE, "ctrl+g", "my plan", "See my plan, from anywhere", "app.go('plan')", 60, "field"),
    Action("app.settings", EVERYWHERE, "comma", "settings", "Settings: colours, figures, dates, check-ins, keys",
           "app.go('settings')", face=","),
    Action("app.checkin", EVERYWHERE, "", "check in", "Check in: two minutes, and what they lead to",
           "app.go('checkin')"),
    Action("app.figures", EVERYWHERE, "ctrl+o", "figures", "Figures on or off, on every screen; the plan stays",
           "app.toggle_figures"),
    Action("app.quit", EVERYWHERE, "q", "quit", "Leave; everything is already saved", "app.leave", 99),
    Action("app.quit-now", EVERYWHERE, "ctrl+c", "quit", "Leave, from a field too", "app.copy_or_leave", 99, "field"),
    Action("app.suspend", EVERYWHERE, "ctrl+z", "to the shell", "Stop for now and go to the shell; fg comes back",
           "app.suspend_process"),
    # Home
    Action("home.checkin", "home", "c", "check in (2 min)", "Check in: two minutes", "app.go('checkin')", 5),
    Action("home.log", "home", "l", "log a result", "Log a result that someone can confirm", "log", 10),
    Action("home.done", "home", "d", "done", "Mark the step under the cursor done", "done", 8),
    Action("home.open", "home", "enter", "open", "Open the step under the cursor", "", 7),
    Action("home.plan", "home", "p", "plan", "See my plan", "app.go('plan')", 9),
    Action("home.questions", "home", "i", "questions", "Answer the questions, one by one", "app.go('questions')", 45),
    Action("home.week", "home", "w", "week", "Change the tasks of my week", "app.go('week')", 50),
    # Progress
    Action("progress.open", "progress", "enter", "open", "What changed up to the measurement under the cursor; "
           "a check-in in full", "", 10),
    Action("progress.mark", "progress", "space", "compare from here", "Mark a measurement; enter on another compares "
           "the two", "mark", 20),
    Action("progress.measure", "progress", "m", "measure now", "Keep today's measurement", "measure", 30),
    Action("progress.checkin", "progress", "c", "check in", "Check in: two minutes", "app.go('checkin')", 35),
    # Check-in: a place without a number, for the numbers are its answers
    Action("checkin.number", "checkin", "1", "choose", "Choose by its number", "", 5, face="1–9"),
    Action("checkin.tick", "checkin", "space", "choose", "Choose what the cursor is on", "tick", 6),
    Action("checkin.on", "checkin", "enter", "go on", "On to the next question", "", 7, "any"),
    Action("checkin.way", "checkin", "enter", "go there", "Take what is offered under the cursor, or go there", "", 7),
    Action("checkin.skip", "checkin", "s", "skip", "Leave this question unanswered", "skip", 20),
    Action("checkin.previous", "checkin", "b,left", "back", "Back to the question before", "previous", 25),
    Action("checkin.before", "checkin", "up", "back", "Back to the question before", "", 25, "field", "↑"),
    Action("checkin.back", "checkin", "escape", "leave", "Leave; what was answered is kept", "back", 30, "any", "esc"),
    # Settings
    Action("settings.choose", "settings", "left", "choose", "Choose; it holds at once", "", 5, face="← →"),
    Action("settings.open", "settings", "enter", "next choice", "The next choice; on Keys, the key map", "", 10),
    Action("settings.back", "settings", "escape", "back", "Back to where I was; everything is saved", "back", 20),
    Action("keymap.change", "keymap", "enter", "another key", "Give the action under the cursor another key", "", 5),
    Action("keymap.close", "keymap", "escape", "done", "Back to the settings", "close", 10, "any", "esc"),
    *PLACE_ACTIONS,
)  # fmt: skip
ACTIONS: tuple[Action, ...] = tuple(replace(one, also=ALSO.get(one.id, "")) for one in _TOLD)


def key_of(name: str) -> str:
    """The key of an action by its id, as words on a screen name it: the person's own where they chose one. For an
    action without a key, the key that finds any action."""
    action = next(one for one in ACTIONS if one.id == name)
    return action.key or key_of("app.find")


def for_scope(scope: str) -> tuple[Action, ...]:
    """The actions of one scope, in the order they are listed."""
    return tuple(action for action in ACTIONS if action.scope == scope)


def bindings(scope: str) -> list[BindingType]:
    """The key map of one scope, by action id, so that settings can change keys without knowing screens."""
    return [
        Binding(action.keys, action.call, action.about, show=False, id=action.id, priority=action.id == "app.quit-now")
        for action in for_scope(scope)
        if action.call and action.keys
    ]


def checked_keys(keys: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The keys of a person's own that can be used, as Textual calls them, by action id; and for each that cannot, its
    id and why. A key that something else in reach has already is not taken twice: both are named."""
    known = {action.id: action for action in ACTIONS if action.call}
    taken: dict[str, str] = {}
    doubts: list[tuple[str, str]] = []
    for name, told in keys.items():
        if name not in known:
            near = nearest(name, list(known))
            doubts.append((name, f"there is no action “{name}”.{f' Did you mean “{near}”?' if near else ''}"))
            continue
        wanted = [named(part.strip()) for part in told.split(",") if part.strip()] or [named(told.strip())]
        odd = next((key for key in wanted if not _KEY.fullmatch(key)), None)
        if odd is None:
            taken[name] = ",".join(wanted)
        else:
            doubts.append((name, f"“{odd}” is no key; keys are written like L, ctrl+l, f5 or space."))
    while (met := _first_met(known, taken)) is not None:  # one that gives way has its usual key again, which may meet
        name, other = met
        words = f"“{keys[name]}” is “{other.about}” already ({other.id}); {name} keeps {known[name].usual_key}."
        doubts.append((name, words))
        del taken[name]
    return taken, doubts


def _first_met(known: Mapping[str, Action], taken: Mapping[str, str]) -> tuple[str, Action] | None:
    """The last key chosen that something else in reach has too, and what that is; None where none meets."""
    for name in reversed(list(taken)):
        for other in known.values():
            if other.id != name and _meets(known[name], other, taken[name].split(","), taken):
                return name, other
    return None


def _meets(one: Action, other: Action, keys: list[str], taken: Mapping[str, str]) -> bool:
    """Whether `other` has one of `keys` where `one` can be done."""
    reach = {one.scope, other.scope}
    if len(reach) > 1 and (EVERYWHERE not in reach or reach & set(SHEETS)):
        return False
    if "field" in (one.hand, other.hand) and one.hand != other.hand:
        return False
    return bool(set(keys) & set(taken.get(other.id, other.keys).split(",")))


def footer(scope: str, in_field: bool, works: Works = lambda _name: True) -> list[tuple[Action, str]]:
    """What the footer shows, most telling first: each action with what it is called now. `works` says of an action, by
    its id, whether it does something now; words instead of True are what it is called meanwhile."""
    over = scope in SHEETS
    everywhere = [one for one in for_scope(EVERYWHERE) if not over or one.id == "app.help"]
    hand = "field" if in_field else "list"
    found = []
    for action in (*for_scope(scope), *everywhere):
        if action.shown and action.hand in (hand, "any"):
            now = works(action.id)
            if now:
                found.append((action, action.name if now is True else now))
    return sorted(found, key=lambda pair: pair[0].shown)
