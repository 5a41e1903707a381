"""Files stay short enough to read in one sitting."""

from __future__ import annotations

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
MOST_LINES = 450
PLACES = ("coach", "tests", "bench", "tools", "content")


@pytest.mark.parametrize("place", PLACES)
def test_no_file_is_longer_than_one_sitting(place: str) -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in (CHECKOUT / place).glob("**/*.py")}
    assert lengths, place
    long = {str(path.relative_to(CHECKOUT)): lines for path, lines in lengths.items() if lines > MOST_LINES}
    assert not long
