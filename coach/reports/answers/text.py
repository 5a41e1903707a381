"""Plain text for a person: the measurement, as the plain commands print it; the plan is in `planned`.

One visual language everywhere: █ could run without you, ▓ speeds up with you, ░ not reached, always in this order;
a range as 52 (37–67); unknown as ·, never as zero.
"""

from __future__ import annotations

from textwrap import fill as wrap

from coach.model.hours import class_hours, range_hours
from coach.model.measurement import PILLAR_NAMES, Band, Exposure, Measurement, Pillar, TaskMeasure
from coach.model.profile import WEEK_NAMES, Profile

WIDTH = 88
RUNS, SPEEDS, HUMAN = "█", "▓", "░"
SIGN_NAMES = {
    "R1": "more work, fewer people",
    "R2": "leavers not replaced",
    "R3": "the unit below target",
    "R4": "AI spend tied to staffing",
    "outsourcing": "work that moves elsewhere",
    "layers": "fewer layers",
    "notices-and-filings": "notices and filings",
    "rehiring-patterns": "hiring beside cutting",
    "service-reliability": "service and its reliability",
    "contracts-and-rules": "contracts and rules",
    "actual-usage": "what is actually used",
}
NOT_A_SHARE = (
    "Exposure says what AI could do with such tasks, by raters of 2023: it is no share of your time and says nothing "
    "about anybody's job."
)


def per_cent(value: float) -> str:
    """A share 0–1 as whole points: 52."""
    return f"{100 * value:.0f}"


def ranged(value: float, low: float, high: float) -> str:
    """A figure with its band: 52 (37–67)."""
    return f"{per_cent(value)} ({per_cent(low)}–{per_cent(high)})"


def bar(runs: float, speeds: float, width: int) -> str:
    """The three classes as a bar of `width` cells; the cells add up, whatever the rounding."""
    first = round(runs * width)
    second = min(width - first, round((runs + speeds) * width) - first)
    return RUNS * first + SPEEDS * second + HUMAN * (width - first - second)


def hours(value: float) -> str:
    """Hours as people write them: 14, 2.5."""
    return f"{round(value, 1):g}"


def part_hours(value: float) -> str:
    """Hours that were split by `coach.model.hours`, as finely as they were: 14, 2.25."""
    return f"{round(value, 2):g}"


def classes_of(measured: Measurement) -> list[tuple[str, str, str]]:
    """The hours of the three classes with both ends of their range, in words. The hours add up to the week's."""
    bands: tuple[Band, ...] = (measured.displaceable, measured.augmentable, measured.human)
    found = []
    for band, shown in zip(bands, class_hours(measured), strict=True):
        low, high = range_hours(band, shown, measured.hours)
        found.append((part_hours(shown), part_hours(low), part_hours(high)))
    return found


def estimate_text(tasks: tuple[TaskMeasure, ...]) -> str:
    """Tasks in free words, each with its exposure, classes and the words it rests on."""
    blocks = []
    for task in tasks:
        lines = [
            task.text,
            f"  {bar(task.displaceable, task.augmentable, 24)}  exposure {_exposure(task.exposure)}"
            f"   strict {per_cent(task.exposure.strict)}, wide {per_cent(task.exposure.wide)}"
            + ("" if task.sure else "   not sure"),
            f"  could mostly run without you {per_cent(task.displaceable)}, speeds up with you "
            f"{per_cent(task.augmentable)}, not reached {per_cent(task.human)}",
        ]
        lines += [f"  {_reason(reason.text, reason.effect)}" for reason in task.reasons[:4]]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + f"\n\n{wrap(NOT_A_SHARE, WIDTH)}"


def measurement_text(measured: Measurement, profile: Profile) -> str:
    """The whole measurement: the week, its tasks by hours at stake, position, signs, what others published."""
    if measured.hours <= 0:
        return f"{profile.worker.title}\n\nNo hours are listed yet, so there is nothing to measure."
    parts = [_week(measured, profile), _tasks(measured), _position(measured), _signs(measured), _published(measured)]
    return "\n\n".join(part for part in parts if part)


def _week(measured: Measurement, profile: Profile) -> str:
    exposure = measured.exposure
    runs, speeds, rest = classes_of(measured)
    lines = [
        f"{profile.worker.title}: {_tasks_of(len(measured.tasks))}, {_hours_a_week(measured.hours)}",
        *week_words(profile),
        "",
        bar(measured.displaceable.value, measured.augmentable.value, 40),
        f"{RUNS} could mostly run without you  {_hours_of(runs)}",
        f"{SPEEDS} speeds up with you            {_hours_of(speeds)}",
        f"{HUMAN} not reached                   {_hours_of(rest)}",
        "",
        f"Exposure {_exposure(exposure)}, strict reading {per_cent(exposure.strict)}, "
        f"wide reading {per_cent(exposure.wide)}.",
        wrap(NOT_A_SHARE, WIDTH),
    ]
    if len(measured.tasks) < 8:
        lines.append(
            wrap(f"The range is wide with {_tasks_of(len(measured.tasks))} listed; eight or more narrow it.", WIDTH)
        )
    return "\n".join(lines)


def _tasks_of(many: int) -> str:
    return "1 task" if many == 1 else f"{many} tasks"


def _hours_a_week(many: float) -> str:
    return "1 hour a week" if hours(many) == "1" else f"{hours(many)} hours a week"


def week_words(profile: Profile) -> list[str]:
    """What kind of week this is where it is no usual one, and whose hours are a second job's: a line each."""
    kind = profile.worker.week
    lines = [f"The hours are those of {WEEK_NAMES[kind]}."] if kind not in (None, "usual") else []
    for job in profile.jobs:
        own = sum(task.hours for task in profile.tasks if task.job == job.id)
        if job.until is None and own:
            lines.append(f"{hours(own)} of them are your second job's: {job.title}.")
    return lines


def _tasks(measured: Measurement) -> str:
    lines = ["TASKS, by hours at stake"]
    for task in sorted(measured.tasks, key=lambda one: (-one.hours * one.displaceable, -one.hours, one.id)):
        mark = "" if task.sure else "  not sure"
        lines.append(
            f"{hours(task.hours):>5} h  {bar(task.displaceable, task.augmentable, 10)}  "
            f"{_exposure(task.exposure):<12} {task.text}{mark}"
        )
        lines += [f"         {_reason(one.text, one.effect)}" for one in task.reasons[:2]]
    return "\n".join(lines)


def _position(measured: Measurement) -> str:
    standing = measured.position
    lines = ["WHERE YOU STAND, a checklist and no rank"]
    two = [PILLAR_NAMES[name] for name in standing.work_on] if standing.known else []
    if two:
        lines.append(f"  to work on first: {' and '.join(two)}")
    for pillar in standing.pillars:
        if pillar.applies:
            lines.append(f"  {PILLAR_NAMES[pillar.id]:<20} {_dots(pillar)}")
    if standing.known:
        lines.append(f"  together {ranged(standing.value, standing.low, standing.high)} of 100")
        for told in [pillar.renew for pillar in standing.pillars if pillar.renew] + [
            one.text for one in standing.notes
        ]:
            lines.append(wrap(told, WIDTH, initial_indent="  ", subsequent_indent="  "))
    else:
        lines.append("  Nothing is known yet: it is asked, not guessed.")
    return "\n".join(lines)


def _signs(measured: Measurement) -> str:
    looked = [sign for sign in measured.pressure if sign.state != "not_looked"]
    if not looked:
        return ""
    lines = ["SIGNS AROUND YOU: they bring steps forward, and change no figure"]
    for sign in looked:
        when = f", {sign.looked_on.isoformat()}" if sign.looked_on is not None else ""
        lines.append(f"  {SIGN_NAMES.get(sign.id, sign.id):<34} {'seen' if sign.state == 'seen' else 'not seen'}{when}")
    left = len(measured.pressure) - len(looked)
    if left:
        lines.append(f"  {left} not looked at: coach watch says where to look")
    return "\n".join(lines)


def _dots(pillar: Pillar) -> str:
    if not pillar.known:
        return "·    unknown"
    filled = round(pillar.level)
    return "●" * filled + "○" * (4 - filled) + (" shown" if pillar.shown else " claimed, counts half")


def _published(measured: Measurement) -> str:
    lines = []
    if measured.typical is not None:
        lines.append(
            f"Your week is above {measured.typical.percentile:.0f} of 100 occupations measured by the same estimator; "
            f"this occupation itself reads {per_cent(measured.typical.value)}."
        )
    if measured.published:
        lines.append("Published for the occupation, each on its own scale:")
        lines += [f"  {one.index}: {one.value:.2f} ({one.year}; {one.population})" for one in measured.published]
    return "\n".join(wrap(line, WIDTH, subsequent_indent="    ") for line in lines)


def _exposure(exposure: Exposure) -> str:
    return ranged(exposure.value, exposure.low, exposure.high)


def _hours_of(told: tuple[str, str, str]) -> str:
    value, low, high = told
    return f"{value:>5} h  ({low}–{high})"


def _reason(text: str, effect: float) -> str:
    if abs(effect) < 0.005:
        return text
    return f"{text} {'raises' if effect > 0 else 'lowers'} it by {100 * abs(effect):.0f}"
