"""Every command with the line that help says about it, and the module it lives in.

Kept apart from the commands, so that `coach --help` loads none of them.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("coach.cli.demo", "the app on a sample worker, in a throwaway folder"),
    "assess": ("coach.cli.assess", "from your title to a plan; --plain line by line on any terminal"),
    "estimate": ("coach.cli.estimate", "what AI could do with tasks told in your own words"),
    "occupations": ("coach.cli.occupations", "find an occupation by any title people use for it"),
    "measure": ("coach.cli.measure", "your week, measured task by task"),
    "plan": ("coach.cli.plan", "your plan; builds and keeps the first one"),
    "whatif": ("coach.cli.whatif", "your week with other hours or moves, beside your week now"),
    "checkin": ("coach.cli.checkin", "two minutes a week: what is done, what got in the way"),
    "done": ("coach.cli.done", "close a milestone"),
    "win": ("coach.cli.win", "note a result in the ledger"),
    "history": ("coach.cli.history", "what happened by date; what moved the figures between two dates"),
    "remeasure": ("coach.cli.remeasure", "measure your week again, and what changed since"),
    "job": ("coach.cli.job", "another job, or a second one; what was stays in the history"),
    "drill": ("coach.cli.drill", "the notice-day drill, thirty minutes a quarter"),
    "watch": ("coach.cli.watch", "signs to look for yourself; evidence due to be renewed"),
    "trial": ("coach.cli.trial", "a fair trial of a way of working, with a coin and a stopwatch"),
    "opinion": ("coach.cli.opinion", "a second opinion: a page for a colleague, and back in"),
    "directions": ("coach.cli.directions", "ways on, near what you already do, each with its bridge"),
    "edit": ("coach.cli.edit", "one of your files in your editor, checked before it counts"),
    "undo": ("coach.cli.undo", "take the last change back"),
    "redo": ("coach.cli.redo", "make it again"),
    "restore": ("coach.cli.restore", "earlier states of your folder, and bringing one back"),
    "export": ("coach.cli.export", "reports for you and for others, a calendar, everything in one file"),
    "import": ("coach.cli.import_", "a private backup, or results from a spreadsheet, back again"),
    "doctor": ("coach.cli.doctor", "check the content and your folder"),
    "backup": ("coach.cli.backup", "your whole folder in one file, encrypted if you wish"),
    "forget": ("coach.cli.forget", "remove all of it, after asking"),
    "shelf": ("coach.cli.shelf", "read the shelf: recipes, skills, roles, signals, worksheets"),
    "sources": ("coach.cli.sources", "where the published figures come from, and their licences"),
    "help": ("coach.cli.help", "all commands and topics, or one of them in full"),
    "completion": ("coach.cli.completion", "a script that finishes coach's words in your shell"),
}
