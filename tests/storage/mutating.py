"""Files damaged in the ways files get damaged: cut short, overwritten, doubled, scrambled, hostile."""

from __future__ import annotations

import random

_PIECES = [
    b"\0" * 64,
    b"\xff\xfe", b"\xef\xbb\xbf", b"[[", b"]]", b"[", b"]", b'"""', b"'''", b"=", b"#", b"\n", b"\r\n", b"{",
    b"}", b",", b".", b"nan", b"-inf", b"true", b"1e999", b"9" * 5000, b"[" * 500, b"schema = 2\n", b"schema = true\n",
    b"2026-13-45", b"\\u0000", b"\x1b]0;x\x07", b"id = 3\n", b"[worker]\n", b"[[tasks]]\n", b'"$toml"', b"null",
    b'{"n":',
]  # fmt: skip


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """`raw` damaged at random, in one to three ways."""
    for _ in range(chance.randint(1, 3)):
        at, to = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        raw = chance.choice(
            [
                raw[:at],
                raw[at:],
                raw[:at] + raw[to:],
                raw[:at] + chance.choice(_PIECES) + raw[at:],
                raw[:at] + chance.choice(_PIECES) + raw[to:],
                raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :],
                raw[:to] + raw[at:],
                raw[:at] + bytes(to - at) + raw[to:],
            ]
        )
    return raw
