"""`python -m coach` is the same as the `coach` command."""

from __future__ import annotations

from coach.cli.__main__ import main

if __name__ == "__main__":
    main()
