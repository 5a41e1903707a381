"""The use cases, a module each, over a small Session. Screens and commands call these and nothing deeper.

Importing this package is light: no validation library, no content, no folder is touched.
"""

from coach.base.failures import Failure, Status, nearest, usage
from coach.base.paths import named
from coach.base.text import one_line, safe

__all__ = ["Failure", "Status", "named", "nearest", "one_line", "safe", "usage"]
