"""The estimator's tables as they lie in content/estimator, read in a few milliseconds."""

from __future__ import annotations

import struct
import sys
import tomllib
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

VOCABULARY = "vocabulary.txt"
ALIASES = "aliases.tsv"
WORDS = "words.bin"
LEADS = "leads.bin"
PAIRS = "pairs.bin"
MODEL = "model.toml"


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration: logit → offset + slope · logit, both moving with how brief the text is (0–1)."""

    offset: float
    slope: float
    offset_brief: float
    slope_brief: float

    def at(self, logit: float, brief: float) -> float:
        """The calibrated logit."""
        return self.offset + self.offset_brief * brief + (self.slope + self.slope_brief * brief) * logit


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything fitted. Numbers in the byte tables are value + 128, in the units given beside them."""

    numbers: Mapping[str, int]
    aliases: Mapping[str, tuple[str, ...]]
    width: int
    rows: bytes
    leads: bytes
    leading: int
    units: tuple[float, ...]
    lead_units: tuple[float, ...]
    bias: tuple[float, ...]
    power: float
    outputs: tuple[tuple[float, ...], ...]
    offsets: tuple[float, ...]
    hashed: array[int]
    hashed_units: tuple[float, ...]
    exposed_fit: Fit
    alone_fit: Fit
    runs_fit: Fit
    base: tuple[float, float, float, float]
    common: float
    reach: tuple[float, float]
    unread: float
    mask: int
    lanes: Callable[[bytes], tuple[int, ...]]

    def lead(self, number: int) -> Sequence[float]:
        """What the first word of a text, by its row, adds to the hidden layer; the layer's bias is included."""
        if number >= self.leading:
            return self.bias
        raw = self.leads[number * self.width : (number + 1) * self.width]
        return [
            (entry - 128) * unit + bias for entry, unit, bias in zip(raw, self.lead_units, self.bias, strict=True)
        ]


def read_tables(folder: Path) -> Tables:
    """The tables of `folder`; OSError where a file is missing, ValueError where one does not fit the others."""
    model = tomllib.loads((folder / MODEL).read_text(encoding="utf-8"))
    words = (folder / VOCABULARY).read_text(encoding="utf-8").split()
    rows, leads = (folder / WORDS).read_bytes(), (folder / LEADS).read_bytes()
    hashed = array("I")
    hashed.frombytes((folder / PAIRS).read_bytes())
    if sys.byteorder == "big":
        hashed.byteswap()
    width, leading = int(model["width"]), int(model["leading"])
    if len(rows) != width * len(words) or len(leads) != width * leading or len(hashed) & (len(hashed) - 1):
        raise ValueError("the estimator's tables do not fit one another: make them again with content/rebuild.py")
    return Tables(
        numbers=dict(zip(words, range(len(words)), strict=True)),
        aliases=read_aliases(folder / ALIASES),
        width=width,
        rows=rows,
        leads=leads,
        leading=leading,
        units=tuple(model["units"]),
        lead_units=tuple(model["lead_units"]),
        bias=tuple(model["bias"]),
        power=float(model["power"]),
        outputs=tuple(tuple(weights) for weights in model["outputs"]),
        offsets=tuple(model["offsets"]),
        hashed=hashed,
        hashed_units=tuple(model["hashed_units"]),
        exposed_fit=Fit(*model["fits"]["exposed"]),
        alone_fit=Fit(*model["fits"]["alone"]),
        runs_fit=Fit(*model["fits"]["runs"]),
        base=tuple(model["base"]),
        common=float(model["band"]["common"]),
        reach=tuple(model["band"]["reach"]),
        unread=float(model["band"]["unread"]),
        mask=int.from_bytes(b"\xff\x00" * (width // 2), "little"),
        lanes=struct.Struct(f"<{width}H").unpack,
    )


def read_aliases(path: Path) -> dict[str, tuple[str, ...]]:
    """The short forms people type and the words each stands for: one a line, a tab between, a header first."""
    aliases = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        short, _, words = line.partition("\t")
        if words:
            aliases[short] = tuple(words.split())
    return aliases
