"""What the wheel does to content/ on its way in: every text file packed by itself, the same bytes each time.

Called by the build (see `hooks.custom` in pyproject.toml). The estimator's tables stay as they are: they are read first
and hardly get smaller.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

AS_IT_IS = ("content/README.md", "content/estimator/")
VOCABULARY = "content/estimator/vocabulary.txt"  # words, which pack well; the tables beside it hardly do
# Read by what makes the figures only, which stays out too: it needs sources and packages that the program does not.
NOT_SHIPPED = ("content/rebuild.py", "content/building/", "content/agreement/", "content/occupations/everyday.tsv")


def packed(raw: bytes) -> bytes:
    """`raw` in gzip's format, without a name or a time in it."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezed.compress(raw) + squeezed.flush()
    head = b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"
    return head + body + struct.pack("<II", zlib.crc32(raw), len(raw) & 0xFFFFFFFF)


class PackedContent(BuildHookInterface[Any]):
    """Puts content/ into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Give the build each file of content/ with its place in the wheel. An editable install reads the checkout."""
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory(prefix="coach-packed-")
        root = Path(self.root)
        for path in sorted(root.glob("content/**/*")):
            name = path.relative_to(root).as_posix()
            if not path.is_file() or "__pycache__" in name or path.name.startswith(".") or name.startswith(NOT_SHIPPED):
                continue
            if name.startswith(AS_IT_IS) and name != VOCABULARY:
                build_data["force_include"][str(path)] = f"coach/_data/{name}"
                continue
            made = Path(self._made.name) / f"{name}.gz"
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(packed(path.read_bytes()))
            build_data["force_include"][str(made)] = f"coach/_data/{name}.gz"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the build."""
        if version != "editable":
            self._made.cleanup()
