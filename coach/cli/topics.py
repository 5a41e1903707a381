"""What `coach help TOPIC` says beside the commands' own help: a screenful each."""

from __future__ import annotations

TOPICS: dict[str, tuple[str, str]] = {
    "start": (
        "the first ten minutes",
        """\
Run coach. Say what you do, list the eight or so things that fill your week, with
their hours, and answer what it asks about the few that matter most. Each question
can be skipped, and everything is saved as you go. Then look at the plan.

No app, or a screen reader: coach assess --plain asks the same, line by line.
Only looking: coach demo, or coach measure support-specialist.

Later, two minutes a week: coach checkin. A result worth remembering: coach win.
""",
    ),
    "words": (
        "what the words mean",
        """\
exposure      What AI could do with a task, as human raters of 2023 saw it: an index
              from 0 to 1, not a share of your time and not a forecast.
band          Four times in five, raters would land between its two ends.
strict, wide  Only what a chat assistant does alone; also what software around it does.
could run without you, speeds up with you, not reached
              How the hours split, on a stated assumption. Together they make your week.
position      How you stand, on seven counts. What you claim counts half, what you can
              show and is under a year old counts in full.
pressure      Signs around you, seen or not, with the day you looked. No percentage.
ledger        Results, in three kinds that are never added together: cash; capacity;
              quality, service and safety.
move, step    Something to do about it, and its dated parts, closed by evidence.
project       Moves that feed on each other around one part of your work.
""",
    ),
    "profile": (
        "what PROFILE stands for",
        """\
With a slash in it, or ending in .toml, it is a path. Else it is the name of a sample.
Left out, it is your own folder. With a path or a sample nothing is saved.

A profile needs a title, and tasks with a text and their hours:

    schema = 1
    [worker]
    title = "Customer support specialist"
    [[tasks]]
    text = "answer tier-1 tickets from macros"
    hours = 16

Everything else may be missing and is then unknown, never zero.
""",
    ),
    "folder": (
        "where everything is kept",
        """\
One folder, readable only by you. coach doctor says where. Another one: coach --home DIR
before the command, or the variable COACH_HOME.

profile.toml         you, your week, your answers
plan.toml            the plan and what is done
ledger/2026.toml     results, one file a year; checkins/ and measurements/ likewise
settings.toml        how the app looks and what it shows
journal/             every change, so that it can be taken back
backups/, drafts/    earlier states; what was typed and not yet entered
content/             your own additions to what ships

All of it is text. Edit it while coach is closed or open: it follows.
""",
    ),
    "privacy": (
        "who can see what",
        """\
coach opens no connection. Nothing leaves this machine unless you send it.

It is for you alone. No employer may require it, and it has no team totals.

What you export leaves out, unless you choose it: exposure, pressure, results nobody
confirmed, job search, hours saved, costs, obstacles, other people's names, where the
evidence lies, and raw baselines. Calendar titles say "Focus time".

The folder is yours alone by its rights. At rest it is as private as the disk:
encrypt that. Everything can be removed: coach forget.
""",
    ),
    "statuses": (
        "exit statuses",
        """\
0    fine
1    the doctor found something that needs mending
2    wrong use, or no terminal where one is needed
3    a file could not be read; it is named, with its line
4    not saved; the files are as they were
5    another coach is saving in the folder, and did not finish within five seconds
70   a fault in coach itself; what was kept is said
128+n  ended by signal n

With --json a failure is a document on stdout:
{"schema": 1, "error": {"code": …, "what": …, "kept": …, "do": …}}
""",
    ),
    "surroundings": (
        "variables and terminals",
        """\
COACH_HOME    the career folder
COACH_TODAY   another day, as YYYY-MM-DD: to look ahead, or for a test
NO_COLOR      no colours; nothing is told by colour alone
TERM          dumb: the app says so and names the plain commands
VISUAL, EDITOR  what coach edit opens

Nothing asks anything unless stdin and stdout are both a terminal; --no-input before
the command never asks. A text told as - is read from stdin, so that it stays out of
the shell's history.
""",
    ),
}
