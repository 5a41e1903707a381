"""`coach forget`: remove all of it, after a typed confirmation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from coach.cli.answering import note, put, put_json
from coach.cli.asking import may_ask, typed
from coach.cli.opening import Told
from coach.session import Status, usage
from coach.session.folder.forgetting import ELSEWHERE, Going, Gone, forget, what_goes

DESCRIPTION = "Remove everything coach keeps about you. Lists it first, and asks you to type the word forget."
WORD = "forget"


def arguments(parser: ArgumentParser) -> None:
    """The command's own words."""
    parser.add_argument("--yes", action="store_true", help="do not ask: for scripts. Nothing brings it back")


def run(told: Told, options: Namespace) -> int:
    """List what goes, ask, remove it, say what is left."""
    going = what_goes(told.folder)
    if not options.yes:
        if not may_ask(told):
            raise usage(
                f"This would remove {_files(going.files)} in {going.folder}, and nobody is here to be asked.",
                "Run it in a terminal, or say coach forget --yes.",
            )
        put(_list(going))
        if typed(f"\nType {WORD} to remove it, anything else to keep it: ").lower() != WORD:
            put("Nothing was removed.")
            return 0
    gone = forget(told.folder)
    if told.json:
        put_json(
            {
                "schema": 1,
                "folder": str(going.folder),
                "removed": gone.files,
                "left": list(gone.left),
                "folder_gone": gone.folder_gone,
                "elsewhere": list(ELSEWHERE),
            }
        )
    else:
        _tell(gone, going)
    return int(Status.FINE)


def _list(going: Going) -> str:
    lines = [f"All that coach keeps in {going.folder}:", ""]
    rows = [(what, _files(files), size) for what, (files, size) in going.things.items()]
    lines += [f"  {what:<14} {files:>12} {_size(size):>10}" for what, files, size in rows]
    lines += [f"  {'demo':<14} {'a folder':>12}            {demo}" for demo in going.demos]
    lines += ["", f"Together {_files(going.files)}, {_size(going.size)}. Nothing brings them back."]
    if going.stays:
        lines += ["", "This stays, because coach did not put it there:", *(f"  {name}" for name in going.stays)]
    return "\n".join([*lines, "", "Coach cannot remove:", *(f"  {each}" for each in ELSEWHERE)])


def _tell(gone: Gone, going: Going) -> None:
    put(f"Removed: {_files(gone.files)}." + (" The folder is gone too." if gone.folder_gone else ""))
    for name in gone.left:
        note(f"Left: {name}")
    if not gone.folder_gone:
        note(f"The folder {going.folder} is still there.")
    note("Coach cannot remove: " + "; ".join(ELSEWHERE) + ".")


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _size(size: int) -> str:
    return f"{size / 1024:,.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"
