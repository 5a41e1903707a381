"""Text from people and files, made harmless before it is kept or shown."""

from __future__ import annotations

import re
import unicodedata

# C0 but tab and newline, DEL, C1, bidi controls, surrogates, line and paragraph separators. ZWJ and ZWNJ stay:
# emoji and several scripts need them. Reproduced: a table cell set the terminal's title, OSC 52 wrote the clipboard.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
# What a terminal takes for one command, whole: CSI … letter, OSC and other strings … end, a choice of letters. Taking
# only the escape away would leave the rest as litter in the text.
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[P\\]X^_]|[\x90\x98\x9d-\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b\\](?:[0-9]+;)?"
    "|\x1b[ -/]+[0-~]"
)
_SPACE = re.compile(r"\s+")


def safe(text: str) -> str:
    """`text` without anything a terminal would obey: control characters, escapes, bidi controls, surrogates.

    Of an escape sequence nothing is left. Tabs and newlines stay; CRLF and lone CR become newlines. Idempotent; never
    raises.
    """
    if _UNSAFE.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", _SEQUENCE.sub("", text))


def one_line(text: str, limit: int = 500) -> str:
    """`text` made safe, on one line, inner white space folded, cut to `limit` characters."""
    return _SPACE.sub(" ", safe(text)).strip()[:limit].rstrip()


def unbroken(text: str) -> str:
    """`text` without what breaks a line: line ends and tabs become a space. Otherwise as it is."""
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def slug(text: str, limit: int = 48) -> str:
    """An id in `[a-z0-9-]+` made of `text`; `"item"` where nothing of it can be kept."""
    plain = unicodedata.normalize("NFKD", safe(text)).encode("ascii", "ignore").decode().lower()
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
