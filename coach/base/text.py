"""Text from people and files, made harmless before it is kept or shown."""

from __future__ import annotations

import re
import unicodedata

# C0 but tab and newline, DEL, C1, bidi controls, surrogates, line and paragraph separators. ZWJ and ZWNJ stay:
# emoji and several scripts need them. Reproduced: a table cell set the terminal's title, OSC 52 wrote the clipboard.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_SPACE = re.compile(r"\s+")


def safe(text: str) -> str:
    """`text` without anything a terminal would obey: control characters, escapes, bidi controls, surrogates.

    Tabs and newlines stay; CRLF and lone CR become newlines. Idempotent; never raises.
    """
    return _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, limit: int = 500) -> str:
    """`text` made safe, on one line, inner white space folded, cut to `limit` characters."""
    return _SPACE.sub(" ", safe(text)).strip()[:limit].rstrip()


def slug(text: str, limit: int = 48) -> str:
    """An id in `[a-z0-9-]+` made of `text`; `"item"` where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-") or "item"


def fresh_id(text: str, taken: set[str]) -> str:
    """The slug of `text`, with -2, -3 … behind it where it is already `taken`."""
    base = slug(text)
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
