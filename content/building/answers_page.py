"""The page docs/answers.md: what public data say about the questions, and what is our judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Item:
    """One O*NET item beside the estimator: coefficient a standard deviation, gain in log-loss × 1000, gain in AUC."""

    question: str
    name: str
    sign: int
    full: tuple[float, float, float]
    short: tuple[float, float, float]


@dataclass(frozen=True)
class Together:
    """One item for each question in one fit. `ranges`: 5th and 95th percentile of occupations, in standard deviations.

    `between`: the share of the variance of estimates that lies between occupations, 0–1. `names`: the items. `losses`:
    the estimator's own log-loss × 1000 for full and for short texts.
    """

    names: Mapping[str, str]
    draws: int
    coefficients: Mapping[str, float]
    errors: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    beyond: Mapping[str, float]
    gain: float
    auc: float
    between: float
    losses: tuple[float, float]

    def contrast(self, question: str) -> float:
        """Log-odds between the two ends of the occupations' range."""
        low, high = self.ranges[question]
        return abs(self.coefficients[question]) * (high - low)

    def of_tasks(self, question: str) -> float:
        """The same over single tasks, which differ more than occupations do: by 1/√(share between)."""
        return self.contrast(question) / sqrt(self.between)


@dataclass(frozen=True)
class Vague:
    """A kind of unclear text.

    `losses`: words alone, with the weight used, with weights chosen in other folds, occupation alone. `aucs`: words
    alone, with the weight used.
    """

    name: str
    count: int
    fitted: float
    folds: tuple[float, float]
    used: float
    losses: tuple[float, float, float, float]
    aucs: tuple[float, float]


HEAD = """# What the questions about a task rest on

Written by `content/building/answers.py`; every figure is measured when it runs.

E1–E4 move the estimate that a task is exposed, by a stated number of log-odds (`content/questions.toml`). No public
data hold one person's answers to them beside a label of exposure. What there is: O*NET's interests, skills and
knowledge, **one average for each occupation, standing in for one person's answers about one task**. They can show a
direction and an order of size, not a weight. O*NET's file on work context (time on one's feet, outdoors, face to
face) would be nearer; it is not among our sources.

The test: {tasks:,} public tasks with human labels, five folds by occupation. Does an item predict the label beyond
what the estimator, which never saw the occupation, says from the words? Logistic regression on the estimator's logit
and the item, standardised over occupations; gains are out of fold. *Full* is the O*NET sentence; *short* its verb
and a few words, nearer to what people type, where the words settle less and an answer has more to add.

## Each item alone
"""

SHIFTS = """
A gain of 1 is small: the estimator's own log-loss × 1000 is {full:.0f} for full texts and {short:.0f} for short ones.

## Together, as answers add up

One item for each question in one fit, on short texts (E2 and E3: of the items above, those that told most, chosen
after looking). Together they gain {gain:.1f} in log-loss × 1000 and {auc:.4f} in AUC out of fold. Errors are from
drawing the occupations {draws} times.

Single tasks differ more than averages of occupations: {between:.0%} of the variance of our estimates lies between
occupations, so the ends of the range of tasks lie about {more:.1f} times as far apart. The last columns set that
beside the distance between the lowest and the highest answer in `questions.toml`.
"""

CARRIED = """
## Which weights the data carry

Read off the tables by us:

- **E1, presence: carried, direction and order of size.** Occupations of practical, hands-on work are labelled less
  exposed than the words of their tasks suggest, machines and mechanics alike. The steps between the four answers are
  ours.
- **E2, inputs: carried for files and records, not for people.** Where reading matters, tasks are more exposed than
  they sound; where gauges and machines are watched, less. But where *listening* matters they are more exposed too,
  and nothing is left of it once hands-on work and reading are accounted for: the data do not say that being told
  things lowers exposure. That answer is therefore kept small and is our judgement.
- **E3, the other end: weakly carried, for care only.** Social and service work is, by itself, no less
  exposed than it sounds. Counselling and care are, but only once the other two are accounted for. Kept small; our
  judgement.
- **E4, seen: our judgement.** Nothing public pairs what somebody saw a tool do with a label of the same task.
- **S1–S3** move only the split between running without the worker and speeding up with them: our judgement.

No answer moves a task by more than 2 in log-odds. “I don't know” and silence move nothing and narrow nothing. Two
answers that point far apart ({raises} up, {apart} between them) widen the task's band by a factor of {wider}: our
judgement.

## Where the words leave it open

“Meetings” or “admin” says little. Where the occupation is known, such a task's estimate is blended with the average
of the public labels of that occupation's tasks (`content/occupations/labels.tsv`; core tasks weigh two). To find the
weight, every public task was cut down to its verb or to the last word of its object; its occupation had no part in
the fit of the estimator, and the task none in its occupation's average.
"""

TAIL = """
The weight used is deliberately below the best one. The test draws tasks from the very list the average is made of,
while a worker's “admin” is seldom the average task of their trade, and what raters think of the word itself should
still count. The band stays at least as wide as it is from the words alone, and the task never counts as sure.
"""

ALONE = (
    "question;O*NET item;expected;full: log-odds a SD;gain in log-loss × 1000;gain in AUC"
    ";short: log-odds a SD;gain × 1000;gain in AUC"
)
TOGETHER = (
    "question;item;log-odds a SD;gain of this one × 1000;occupations, 5th to 95th percentile;the same for tasks"
    ";our answers, end to end"
)
OPEN = (
    "text;tasks;best weight;in five folds;used;log-loss: words alone;with the weight used"
    ";with weights from other folds;occupation alone;AUC: words;with the weight used"
)


def page(
    items: Sequence[Item], together: Together, vague: Sequence[Vague], shifts: Mapping[str, Sequence[float]], tasks: int
) -> str:
    """The text of docs/answers.md. `shifts`: the log-odds of each question's answers."""
    from coach.measure.tasks import APART, RAISES, WIDER

    lines = [HEAD.format(tasks=tasks), *_table(ALONE)]
    for item in items:
        cells = [item.question, item.name, "raises" if item.sign > 0 else "lowers"]
        for weight, gain, more in (item.full, item.short):
            cells += [f"{weight:+.2f}", f"{gain:.1f}", f"{more:+.4f}"]
        lines.append(_row(cells))
    lines.append(
        SHIFTS.format(
            full=together.losses[0],
            short=together.losses[1],
            gain=together.gain,
            auc=together.auc,
            draws=together.draws,
            between=together.between,
            more=together.between**-0.5,
        )
    )
    lines += _table(TOGETHER)
    for question, name in together.names.items():
        lines.append(
            _row(
                [
                    question,
                    name,
                    f"{together.coefficients[question]:+.2f} ± {together.errors[question]:.2f}",
                    f"{together.beyond[question]:.1f}",
                    f"{together.contrast(question):.1f}",
                    f"{together.of_tasks(question):.1f}",
                    f"{max(shifts[question]) - min(shifts[question]):.1f}",
                ]
            )
        )
    lines.append(CARRIED.format(raises=RAISES, apart=APART, wider=WIDER))
    lines += _table(OPEN)
    for kind in vague:
        alone, used, held, occupation = kind.losses
        cells = [kind.name, f"{kind.count:,}", f"{kind.fitted:.2f}", f"{kind.folds[0]:.2f}–{kind.folds[1]:.2f}"]
        cells += [f"{kind.used:.2f}", *(f"{loss:.3f}" for loss in (alone, used, held, occupation))]
        lines.append(_row([*cells, *(f"{value:.3f}" for value in kind.aucs)]))
    return "\n".join(lines) + "\n" + TAIL


def _table(heads: str) -> list[str]:
    names = heads.split(";")
    return [_row(names), "|" + "---|" * len(names)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
