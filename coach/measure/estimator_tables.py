"""The estimator's tables as they lie in content/estimator, read in a few milliseconds."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.base.packed import read_shipped
from coach.base.toml import loads
from coach.measure.words import Lists

VOCABULARY = "vocabulary.txt"
ALIASES = "aliases.tsv"
WORDS = "words.bin"
LEADS = "leads.bin"
PAIRS = "pairs.bin"
MODEL = "model.toml"
READING = "reading.toml"


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration: logit → offset + slope · logit, both moving with the number of words.

    *brief* (see `briefness`) tells task statements from what people type; *few* (see `fewness`) one word from several.
    """

    offset: float
    slope: float
    offset_brief: float
    slope_brief: float
    offset_few: float
    slope_few: float

    def at(self, logit: float, brief: float, few: float) -> float:
        """The calibrated logit."""
        offset = self.offset + self.offset_brief * brief + self.offset_few * few
        return offset + (self.slope + self.slope_brief * brief + self.slope_few * few) * logit


def briefness(words: int) -> float:
    """1 up to six words, as people type, 0 from twelve on, as task statements are written; in between, in between."""
    return min(1.0, max(0.0, (12 - words) / 6))


def fewness(words: int) -> float:
    """One over the number of words: 1 for a single word, which says little."""
    return 1 / max(words, 1)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything fitted. Numbers in the byte tables are value + 128, in the units given beside them."""

    numbers: Mapping[str, int]
    aliases: Mapping[str, tuple[str, ...]]
    lists: Lists
    width: int
    rows: bytes
    leads: bytes
    leading: int
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
    reach: tuple[float, float, float]
    unread: float
    mask: int
    no_lead: bytes
    lanes: Callable[[bytes], tuple[int, ...]]

    def lead(self, number: int) -> bytes:
        """The row of a text's first word in the second table."""
        return self.leads[number * self.width : (number + 1) * self.width] if number < self.leading else self.no_lead


def read_tables(folder: Path) -> Tables:
    """The tables of `folder`; OSError where a file is missing, ValueError where one does not fit the others."""
    model = loads((folder / MODEL).read_text(encoding="utf-8"))
    words = read_shipped(folder / VOCABULARY).decode("utf-8").split()
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
        lists=read_lists(folder / READING),
        width=width,
        rows=rows,
        leads=leads,
        leading=leading,
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
        no_lead=bytes([128] * width),
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


def read_lists(path: Path) -> Lists:
    """The word lists by which a text is judged readable."""
    return Lists(**{name: frozenset(words.split()) for name, words in loads(path.read_text("utf-8")).items()})
