"""What the estimator learns from: the public labels, our phrases, and shortened variants of the public tasks."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.measure.words import tokens

Numbers = NDArray[np.float64]

# Human labels lead; GPT-4's, made with the same rubric, steady them (chosen by cross-validation).
HUMAN_SHARE = 0.6
FOLDS = 5


@dataclass(frozen=True)
class Texts:
    """Texts with soft targets. Columns of `targets` and `weights`: exposed, E1 if exposed, T3–T4 if exposed, T/4."""

    texts: list[str]
    groups: list[str]
    targets: Numbers
    weights: Numbers

    def take(self, chosen: NDArray[np.bool_]) -> Texts:
        """The chosen rows only."""
        places = np.flatnonzero(chosen)
        return Texts(
            [self.texts[place] for place in places],
            [self.groups[place] for place in places],
            self.targets[chosen],
            self.weights[chosen],
        )


@dataclass(frozen=True)
class Public:
    """The labelled O*NET tasks: `texts` to train on, and the labels as given to be measured against."""

    texts: Texts
    codes: list[str]
    tasks: list[int]
    human: list[str]
    machine: list[str]
    level_one: Numbers
    level_two: Numbers
    level_human: list[str]
    core: list[bool]

    @property
    def exposed(self) -> Numbers:
        """1 where the human label is E1 or E2."""
        return np.array([float(label != "E0") for label in self.human])

    @property
    def beta(self) -> Numbers:
        """Human β: 0, ½ or 1."""
        return np.array([{"E0": 0.0, "E2": 0.5, "E1": 1.0}[label] for label in self.human])


@dataclass(frozen=True)
class Phrases:
    """Our own phrases with our own judgement."""

    texts: Texts
    labels: list[str]
    levels: Numbers

    @property
    def judged(self) -> Numbers:
        """The judgement as the teacher learns it: exposed, E1, exposed and T3–T4, T/4."""
        alone = np.array([float(label == "E1") for label in self.labels])
        return np.stack([self.exposed, alone, self.exposed * (self.levels >= 3), self.levels / 4], axis=1)

    @property
    def exposed(self) -> Numbers:
        """1 where judged E1 or E2."""
        return np.array([float(label != "E0") for label in self.labels])


def read_public(sources: Path) -> Public:
    """The labelled tasks of `sources`/eloundou, in the order of their occupation and task number."""
    rows = sorted(_table(sources / "eloundou/full_labelset.tsv"), key=_place)
    second = {_place(row): row for row in _table(sources / "eloundou/automation_gpt4_human_labels.tsv")}
    human = [row["human_labels"] for row in rows]
    machine = [row["gpt4_exposure"] for row in rows]
    one = np.array([_level(row["gpt4_automation"]) for row in rows])
    two = np.array([_level(second[_place(row)]["gpt4_automation"]) for row in rows])
    exposed = _share(human, machine, ("E1", "E2"))
    alone = _share(human, machine, ("E1",))
    runs = ((one >= 3).astype(float) + (two >= 3)) / 2
    targets = np.stack([exposed, alone / np.maximum(exposed, 1e-9), runs, (one + two) / 8], axis=1)
    weights = np.stack([np.ones(len(rows)), exposed, exposed, np.ones(len(rows))], axis=1)
    codes = [row["O*NET-SOC Code"] for row in rows]
    return Public(
        texts=Texts([row["Task"] for row in rows], codes, targets, weights),
        codes=codes,
        tasks=[_place(row)[1] for row in rows],
        human=human,
        machine=machine,
        level_one=one,
        level_two=two,
        level_human=[second[_place(row)]["human_automation"] for row in rows],
        core=[row["Task Type"] == "Core" for row in rows],
    )


def read_phrases(content: Path) -> Phrases:
    """The phrase bank in `content`/phrases, by field and then in the order of each file."""
    texts, fields, labels, levels, seen = [], [], [], [], set()
    for path in sorted((content / "phrases").glob("*.tsv")):
        for row in _table(path):
            key = " ".join(tokens(row["phrase"]))
            if key in seen or row["E"] not in ("E0", "E1", "E2"):
                continue
            seen.add(key)
            texts.append(row["phrase"])
            fields.append(path.stem)
            labels.append(row["E"])
            levels.append(float(row["T"][1]))
    level = np.array(levels)
    exposed = np.array([float(label != "E0") for label in labels])
    alone = np.array([float(label == "E1") for label in labels])
    targets = np.stack([exposed, alone, (level >= 3).astype(float), level / 4], axis=1)
    weights = np.stack([np.ones(len(texts)), exposed, exposed, np.ones(len(texts))], axis=1)
    return Phrases(Texts(texts, fields, targets, weights), labels, level)


def folds(groups: list[str], count: int = FOLDS) -> NDArray[np.int64]:
    """The fold of each row: whole groups together, spread by a hash so that no order or seed matters."""
    ranked = sorted(set(groups), key=lambda group: hashlib.sha256(f"fold {group}".encode()).hexdigest())
    place = {group: number % count for number, group in enumerate(ranked)}
    return np.array([place[group] for group in groups])


_STOPS = frozenset("to by using in such as for including with that or and of through according from on at into".split())


_SMALL = frozenset("a an the their his her its our any all such other various appropriate".split())


def shortened(text: str, salt: str = "") -> str:
    """A task as one might type it: the first verb, often with -ing, and two to six words of its object.

    Which of the possible shortenings is taken depends on the text and `salt` alone.
    """
    words = tokens(text)
    draw = list(hashlib.sha256(f"{salt}{text}".encode()).digest())
    place = 1
    while place + 1 < len(words) and words[place] in ("or", "and"):
        place += 2
    most = 2 + draw[0] % 5
    kept: list[str] = []
    skip = False
    for number, word in enumerate(words[place:]):
        if skip or word in _SMALL:
            skip = False
            continue
        if word in ("or", "and"):
            if len(kept) >= 2:
                break
            skip = True
            continue
        stops = word in _STOPS and draw[1 + number % 20] % 10 < 6
        if (len(kept) >= 2 and stops) or len(kept) >= most:
            break
        kept.append(word)
    if not words:
        return text
    first = gerund(words[0]) if draw[30] % 10 < 7 else words[0]
    return " ".join([first, *kept])


def gerund(verb: str) -> str:
    """The -ing form, near enough."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    if verb in ("plan", "set", "put", "cut", "run", "get", "dig", "trim", "ship", "stop", "begin", "submit", "refer"):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(
            csv.DictReader(
                lines, delimiter="\t", quoting=csv.QUOTE_NONE if "phrases" in path.parts else csv.QUOTE_MINIMAL
            )
        )


def _place(row: dict[str, str]) -> tuple[str, int]:
    return row["O*NET-SOC Code"], int(float(row["Task ID"]))


def _level(text: str) -> float:
    return float(text[1])


def _share(human: list[str], machine: list[str], labels: tuple[str, ...]) -> Numbers:
    return np.array(
        [
            HUMAN_SHARE * (one in labels) + (1 - HUMAN_SHARE) * (two in labels)
            for one, two in zip(human, machine, strict=True)
        ]
    )
