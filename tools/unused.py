"""Finds code that nothing in the program uses; what only a test calls counts as unused. Part of `./run --check`.

vulture reads the sources and knows nothing of what is called by name: `BY_NAME` says what is, and who calls it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from vulture import Vulture  # type: ignore[import-untyped]  # it ships no types

ROOT = Path(__file__).resolve().parent.parent
READ = ("coach", "bench", "tools", "content/rebuild.py", "content/building")

# What stands here is used, by somebody vulture cannot see. Each line says by whom.
BY_NAME = re.compile(
    r"""
    # Textual calls these by name, or reads them
      on_\w+ | action_\w+ | watch_\w+ | validate_\w+ | compose | render\w* | get_\w+ | check_action | discover | panic
    | [A-Z_]*(BINDINGS|CSS|CSS_PATH|COMMANDS|SCREENS|TITLE|HELP|THEMES|FOCUS|BREAKPOINTS) | COMMAND_PALETTE_BINDING
    | (INHERIT|ESCAPE|ENABLE|AUTO|ALLOW|COMPONENT|BORDER)_\w+ | allow_\w+ | can_focus | border_\w+ | max_height
    | animation_level | background | cursor_blink | cursor_position | parameters | _fatal_error | _file
    # pydantic; zipfile; the bytecode compiler; pytest; the build; Python when a name is first asked for
    | __pydantic_config__ | compress_type | create_system | pycache_prefix | pytest_\w+
    | PackedContent | initialize | finalize | artifact_path | __getattr__
    # places of a row whose neighbours are used
    | ALTERNATE | REPORTED
    """,
    re.VERBOSE,
)


def main() -> int:
    """Name what is unused; 1 where there is any."""
    reader = Vulture()
    reader.scavenge([str(ROOT / place) for place in READ])
    found = [
        item for item in reader.get_unused_code(min_confidence=60) if not _is_used(item.typ, item.name, item.filename)
    ]
    for item in found:
        print(f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno}: {item.typ} {item.name} is used by nothing")
    return 1 if found else 0


def _is_used(kind: str, name: str, path: str | Path) -> bool:
    place = Path(path).relative_to(ROOT).as_posix()
    # A noun's fields are written to and read from files by name: coach/base/building.py, coach/storage/texts/codec.py.
    is_field = kind == "variable" and place.startswith("coach/model/") and not name.isupper()
    # Screens are loaded when they are first opened, by the name of their file; messages are posted by their class.
    is_opened = kind == "class" and place.startswith("coach/tui/")
    return is_field or is_opened or BY_NAME.fullmatch(name) is not None


if __name__ == "__main__":
    sys.exit(main())
