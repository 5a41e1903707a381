"""Finds code that nothing in the program uses; what only a test calls counts as unused. Part of `./run --check`.

vulture reads the sources and knows nothing of what is called by name: `BY_NAME` says what is, and who calls it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
READ = ("coach", "bench", "tools", "content/rebuild.py", "content/building")

# What stands here is used, by somebody vulture cannot see. Each line says by whom.
BY_NAME = re.compile(
    r"""
      on_\w+ | action_\w+ | watch_\w+ | validate_\w+ | compute_\w+   # Textual, by the name of the event or action
    | [A-Z_]*(BINDINGS|CSS|CSS_PATH|COMMANDS|SCREENS|TITLE|HELP|THEMES|FOCUS|INHERIT\w*|ESCAPE\w*|ENABLE\w*|AUTO\w*)
    | compose | render\w* | get_\w+ | check_action | can_focus | allow_\w+ | COMPONENT_CLASSES | BORDER_\w+
    | __pydantic_config__                                            # pydantic
    | initialize | finalize                                          # hatchling's build hook
    | __getattr__                                                    # Python, when a name is first asked for
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
    # A noun's fields are written to and read from files by name: coach/base/building.py, coach/storage/codec.py.
    is_field = kind == "variable" and "/coach/model/" in str(path) and not name.isupper()
    return is_field or BY_NAME.fullmatch(name) is not None


if __name__ == "__main__":
    sys.exit(main())
