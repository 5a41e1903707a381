"""The actions of the places that show and change one's week, plan and results, and of the sheets over them."""

from __future__ import annotations

from coach.tui.action import EVERYWHERE, Action

SHEETS = ("sheet", "about", "entry", "search", "keymap", "checkin")  # scopes whose footer shows their own keys only

PLACE_ACTIONS: tuple[Action, ...] = (
    Action("app.search", EVERYWHERE, "slash", "search", "Search tasks, steps, results, the shelf, and what can be done",
           "app.search", 80, face="/"),
    Action("app.jump", EVERYWHERE, "f", "jump", "Letters at all that can be taken in hand; type one to go there",
           "app.jump", face="f"),
    Action("app.copy", EVERYWHERE, "y", "copy", "Copy this screen as text, to the clipboard and to a file",
           "app.copy_screen"),
    # Week
    Action("week.add", "week", "n,plus", "add", "Add a task", "new_task", 10, face="n"),
    Action("week.edit", "week", "e", "change", "Change the task under the cursor", "edit_task", 20),
    Action("week.remove", "week", "d,delete", "remove", "Remove the task under the cursor", "remove_task", 30),
    Action("week.title", "week", "t", "title", "Change what I do", "edit_title", 62),
    Action("week.about", "week", "a", "about me", "My situation, aim, rules and hours", "about", 45),
    Action("week.questions", "week", "i", "questions", "Answer the questions, one by one", "app.go('questions')", 50),
    Action("week.plan", "week", "p", "my plan", "See my plan", "app.go('plan')", 60),
    Action("week.look", "week", "v", "first look", "Show or hide the first look", "toggle_look", 65),
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
    Action("search.pick", "search", "down", "pick", "Through what was found", "", 5, "field", "↑ ↓"),
    Action("search.go", "search", "enter", "go there", "Go to what the mark is on", "", 6, "field"),
    Action("search.close", "search", "escape", "close", "Close the search", "close", 10, "any", "esc"),
    Action("entry.change", "entry", "enter", "change", "Change the field under the cursor", "", 5),
    Action("entry.enter", "entry", "enter", "save", "Save what is typed", "", 5, "field"),
    Action("entry.close", "entry", "escape", "close", "Leave the field; then the entry", "close", 10, "any", "esc"),
    Action("about.move", "about", "left", "choose", "Choose", "", 5, "list", "← →"),
    Action("about.next", "about", "down", "next", "The next question", "", 6, "list", "↑ ↓"),
    Action("about.questions", "about", "i", "questions", "Go on to the questions", "app.go('questions')", 8),
    Action("about.close", "about", "escape,enter", "done", "Back to the week", "close", 10, "any", "esc"),
)  # fmt: skip
