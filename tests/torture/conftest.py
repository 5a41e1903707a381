"""The long versions run only when asked for: COACH_TORTURE=1 (as `make torture` does), and not with `make test`."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("COACH_TORTURE") else ["test_*.py"]
