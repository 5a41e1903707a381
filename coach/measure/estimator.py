"""Exposure of a task from its words: a small fitted model, run in plain Python.

The tables in content/estimator are made by content/rebuild.py; docs/method.md says how and docs/validation.md how
well it does. In short: every word has a row of small numbers; their mean and the first word's own row go through one
hidden layer, pairs of words add to it through a hashed table, and the result is calibrated on held-out labels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, sqrt
from operator import mul
from pathlib import Path
from zlib import crc32

from coach.measure.estimator_tables import Tables, briefness, fewness, read_tables
from coach.measure.words import Reader, Reading

SURE_BELOW = 0.2
SURE_ABOVE = 0.8
READABLE_FROM = 0.6


@dataclass(frozen=True, slots=True)
class Estimate:
    """What human raters would likely say of one task; every probability is within 0–1.

    p_exposed: P(E1 or E2). p_alone: P(E1), the strict reading. p_runs: P(exposed and T3–T4), a stated assumption.
    automation: expected level on the T0–T4 rubric, 0–4.
    concern: "" or why the text may not be readable: "language", "gibberish", "vague".
    """

    p_exposed: float
    p_alone: float
    p_runs: float
    automation: float
    sure: bool
    concern: str
    _explain: Callable[[], tuple[tuple[str, float], ...]] = field(repr=False, compare=False)

    @property
    def value(self) -> float:
        """Expected β: E0 = 0, E2 = ½, E1 = 1."""
        return (self.p_exposed + self.p_alone) / 2

    @property
    def words(self) -> tuple[tuple[str, float], ...]:
        """At most four words of the text, as they were typed, and by how much each moves p_exposed (with it minus
        without it); one that was read as another says so: `whatsapp, read as messages`.

        Worked out when asked for, by reading the text again without the word; the largest effect comes first.
        """
        return self._explain()


class Estimator:
    """The fitted model. Immutable once loaded; `estimate` and `band` are pure."""

    __slots__ = ("_reader", "_tables")

    def __init__(self, tables: Tables) -> None:
        """Use `tables` as read from content/estimator, or as just fitted."""
        self._tables = tables
        self._reader = Reader(tables.numbers, tables.aliases, tables.lists)

    @classmethod
    def load(cls, folder: Path) -> Estimator:
        """The estimator kept in `folder` (content/estimator). Raises OSError or ValueError where it is damaged."""
        return cls(read_tables(folder))

    def estimate(self, text: str) -> Estimate:
        """The estimate for one task in any words; never fails, whatever the text."""
        reading = self._reader.read(text)
        exposed, alone, runs, automation = self.probabilities(reading.words, reading.numbers)
        concern = reading.concern
        if concern:
            exposed, alone, runs, automation = self._drawn_in(exposed, alone, runs, automation, reading)
        return Estimate(
            p_exposed=exposed,
            p_alone=alone,
            p_runs=runs,
            automation=automation,
            sure=(exposed < SURE_BELOW or exposed > SURE_ABOVE) and not concern and reading.known >= READABLE_FROM,
            concern=concern,
            _explain=lambda: self._words(text, reading, exposed),
        )

    def band(self, estimates: Sequence[Estimate], hours: Sequence[float]) -> tuple[float, float]:
        """The 80% interval of the β human raters would give these tasks, weighted by `hours`; within 0–1.

        One task gives its own band. Raises ValueError where the two differ in length; no hours at all count as equal
        hours. Without any task nothing is known: (0, 1).
        """
        if len(estimates) != len(hours):
            raise ValueError("one number of hours for each estimate")
        if not estimates:
            return 0.0, 1.0
        total = sum(hours)
        shares = [hour / total for hour in hours] if total > 0 else [1 / len(hours)] * len(hours)
        return band_of(estimates, shares, self._tables)

    def logits(self, words: Sequence[str], numbers: Sequence[int]) -> tuple[float, float, float, float]:
        """The four raw outputs for words already read: exposed, alone if exposed, runs if exposed, automation."""
        tables = self._tables
        count = len(numbers)
        mask, rows, width = tables.mask, tables.rows, tables.width
        # Rows of bytes are added as two long integers, each byte in a lane of 16 bits: one addition a word.
        low = high = 0
        for number in numbers:
            row = int.from_bytes(rows[number * width : number * width + width], "little")
            low += row & mask
            high += (row >> 8) & mask
        sums = tables.lanes(low.to_bytes(width, "little") + high.to_bytes(width, "little"))
        scale = 1 / max(count, 1) ** tables.power
        offset = 128 * (count * scale + 1)
        lead = tables.lead(numbers[0]) if count else tables.no_lead
        hidden = [
            value if (value := total * scale + first + bias - offset) > 0 else 0.0
            for total, first, bias in zip(sums, lead, tables.bias, strict=True)
        ]
        outputs = [sum(map(mul, hidden, weights)) for weights in tables.outputs]
        if count:
            pairs = {crc32(f"{one} {two}".encode()) for one, two in pairwise(words)}
            pairs.update(crc32(word.encode()) for word in set(words))
            pairs.add(crc32(b"^" + words[0].encode()))
            table = tables.hashed
            buckets = len(table) - 1
            low = high = 0
            for code in pairs:
                entry = table[code & buckets]
                low += entry & 0x00FF00FF
                high += (entry >> 8) & 0x00FF00FF
            size = len(pairs)
            root = 1 / sqrt(size)
            lanes = (low & 0xFFFF, high & 0xFFFF, low >> 16, high >> 16)
            outputs = [
                output + (lane - 128 * size) * root * unit
                for output, lane, unit in zip(outputs, lanes, tables.hashed_units, strict=True)
            ]
        one, two, three, four = map(float.__add__, outputs, tables.offsets)
        return one, two, three, four

    def probabilities(self, words: Sequence[str], numbers: Sequence[int]) -> tuple[float, float, float, float]:
        """Calibrated p_exposed, p_alone, p_runs and the expected automation level for words already read."""
        exposed, alone, runs, automation = self.logits(words, numbers)
        tables = self._tables
        brief, few = briefness(len(words)), fewness(len(words))
        p_exposed = _logistic(tables.exposed_fit.at(exposed, brief, few))
        p_alone = p_exposed * _logistic(tables.alone_fit.at(alone, brief, few))
        p_runs = p_exposed * _logistic(tables.runs_fit.at(runs, brief, few))
        return p_exposed, p_alone, p_runs, 4 * _logistic(automation)

    def _drawn_in(
        self, exposed: float, alone: float, runs: float, automation: float, reading: Reading
    ) -> tuple[float, float, float, float]:
        """The probabilities, drawn towards the average task by as much as the text could not be read."""
        keep = 0.6 if reading.concern == "vague" else 0.3 * reading.known
        base = self._tables.base
        drawn = [
            keep * value + (1 - keep) * usual
            for value, usual in zip((exposed, alone, runs, automation), base, strict=True)
        ]
        return drawn[0], drawn[1], drawn[2], drawn[3]

    def _words(self, text: str, reading: Reading, exposed: float) -> tuple[tuple[str, float], ...]:
        if reading.concern in ("language", "gibberish"):
            return ()
        effects: dict[str, float] = {}
        typed = self._reader.typed(text)
        for place in range(len(reading.words)):
            words = reading.words[:place] + reading.words[place + 1 :]
            numbers = reading.numbers[:place] + reading.numbers[place + 1 :]
            effect = exposed - self.probabilities(words, numbers)[0]
            if abs(effect) > abs(effects.get(typed[place], 0.0)):
                effects[typed[place]] = effect
        ranked = sorted(effects.items(), key=lambda item: (-abs(item[1]), item[0]))
        return tuple((word, effect) for word, effect in ranked[:4] if abs(effect) >= 0.01)


def band_of(estimates: Sequence[Estimate], shares: Sequence[float], tables: Tables) -> tuple[float, float]:
    """The 80% interval for tasks with these shares of the hours (adding up to 1)."""
    centre = single = common = 0.0
    heaviest = 0.0
    for estimate, share in zip(estimates, shares, strict=True):
        p, alone = estimate.p_exposed, estimate.p_alone
        value = (p + alone) / 2
        centre += share * value
        # A rater's answer is 0, ½ or 1: its spread about the expected value.
        spread = alone + (p - alone) / 4 - value * value
        if estimate.concern:
            spread += tables.unread
        single += share * share * spread
        # All tasks of one week may be off the same way: how far the value moves with a shift of the logit.
        common += share * value * (1 - p)
        heaviest += share * share
    reach = tables.reach[0] + tables.reach[1] * heaviest + tables.reach[2] * centre
    half = reach * sqrt(single + (tables.common * common) ** 2)
    return max(0.0, centre - half), min(1.0, centre + half)


def _logistic(value: float) -> float:
    if value >= 0:
        return 1 / (1 + exp(-min(value, 40.0)))
    small = exp(max(value, -40.0))
    return small / (1 + small)
