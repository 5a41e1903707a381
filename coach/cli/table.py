"""Every command with the line that help says about it, and the module it lives in.

Kept apart from the commands, so that `coach --help` loads none of them.
"""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("coach.cli.commands.demo", "the app on a sample worker, in a throwaway folder"),
    "assess": ("coach.cli.commands.assess", "from your title to a plan; --plain line by line on any terminal"),
    "estimate": ("coach.cli.commands.estimate", "what AI could do with tasks told in your own words"),
    "occupations": ("coach.cli.commands.occupations", "find an occupation by any title people use for it"),
    "measure": ("coach.cli.commands.measure", "your week, measured task by task"),
    "plan": ("coach.cli.commands.plan", "your plan; builds and keeps the first one"),
    "whatif": ("coach.cli.commands.whatif", "your week with other hours or moves, beside your week now"),
    "checkin": ("coach.cli.commands.checkin", "two minutes a week: what is done, what got in the way"),
    "done": ("coach.cli.commands.done", "close a milestone"),
    "win": ("coach.cli.commands.win", "note a result in the ledger"),
    "history": ("coach.cli.commands.history", "what happened by date; what moved the figures between two dates"),
    "remeasure": ("coach.cli.commands.remeasure", "measure your week again, and what changed since"),
    "job": ("coach.cli.commands.job", "another job, or a second one; what was stays in the history"),
    "drill": ("coach.cli.commands.drill", "the notice-day drill, thirty minutes a quarter"),
    "watch": ("coach.cli.commands.watch", "signs to look for yourself; evidence due to be renewed"),
    "trial": ("coach.cli.commands.trial", "a fair trial of a way of working, with a coin and a stopwatch"),
    "opinion": ("coach.cli.commands.opinion", "a second opinion: a page for a colleague, and back in"),
    "directions": ("coach.cli.commands.directions", "ways on, near what you already do, each with its bridge"),
    "edit": ("coach.cli.commands.edit", "one of your files in your editor, checked before it counts"),
    "undo": ("coach.cli.commands.undo", "take the last change back"),
    "redo": ("coach.cli.commands.redo", "make it again"),
    "restore": ("coach.cli.commands.restore", "earlier states of your folder, and bringing one back"),
    "export": ("coach.cli.commands.export", "reports for you and for others, a calendar, everything in one file"),
    "import": ("coach.cli.commands.import_", "a private backup, or results from a spreadsheet, back again"),
    "doctor": ("coach.cli.commands.doctor", "check the content and your folder"),
    "backup": ("coach.cli.commands.backup", "your whole folder in one file, encrypted if you wish"),
    "forget": ("coach.cli.commands.forget", "remove all of it, after asking"),
    "shelf": ("coach.cli.commands.shelf", "read the shelf: recipes, skills, roles, signals, worksheets"),
    "sources": ("coach.cli.commands.sources", "where the published figures come from, and their licences"),
    "help": ("coach.cli.commands.help", "all commands and topics, or one of them in full"),
    "completion": ("coach.cli.commands.completion", "a script that finishes coach's words in your shell"),
}
