"""The figures of a measurement as a part of a report: the same numbers `coach measure` prints, rounded the same way."""

from __future__ import annotations

from coach.model.measurement import PILLAR_NAMES, Band, Measurement, Pillar, Sign
from coach.reports.answers.text import NOT_A_SHARE, classes_of, hours, per_cent, ranged
from coach.reports.formats.page import Bar, Cell, Look, Para, Part, Table, kept, part

STATES = {"seen": "seen", "not_seen": "looked, not seen", "not_looked": "not looked at yet"}


def figures(measured: Measurement, signs: tuple[Sign, ...]) -> Part:
    """Exposure with its readings, the three classes in hours, how one stands, signs, what others published."""
    exposure = measured.exposure
    told = (
        f"Exposure {ranged(exposure.value, exposure.low, exposure.high)}, strict reading "
        f"{per_cent(exposure.strict)}, wide reading {per_cent(exposure.wide)}. {NOT_A_SHARE}"
    )
    total = measured.hours
    classes: tuple[tuple[str, Look, Band], ...] = (
        ("could mostly run without you", "run", measured.displaceable),
        ("speeds up with you", "speed", measured.augmentable),
        ("not reached", "rest", measured.human),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Bar(((look, band.value),), f"{per_cent(band.value)} of 100", name),
            f"{value} h",
            f"{low}–{high} h",
        )
        for (name, look, band), (value, low, high) in zip(classes, classes_of(measured), strict=True)
    )
    head = ("hours in tasks that", "value", "80% range")
    table = Table(f"Of {hours(total)} listed hours a week", head, rows, frozenset({1, 2}))
    return part(
        "The figures behind it",
        Para(told),
        table,
        parts=kept(_standing(measured), _signs(signs), _published(measured)),
        fresh=True,
    )


def _standing(measured: Measurement) -> Part:
    standing = measured.position
    rows = tuple((PILLAR_NAMES[one.id], _level(one)) for one in standing.pillars if one.applies)
    together = (
        f"A checklist, and no rank: {ranged(standing.value, standing.low, standing.high)} of 100 together."
        if standing.known
        else "Nothing is known yet: it is asked, not guessed."
    )
    return part("Where you stand", Para(together), Table("Levels are 0 to 4", ("pillar", "level"), rows))


def _level(pillar: Pillar) -> str:
    if not pillar.known:
        return "unknown"
    return f"{pillar.level:g}, shown" if pillar.shown else f"{pillar.level:g}, claimed, counts half"


def _signs(signs: tuple[Sign, ...]) -> Part:
    rows = tuple((sign.id, STATES[sign.state], sign.looked_on.isoformat() if sign.looked_on else "") for sign in signs)
    return part("Signs around you", Table("What was looked at, and when", ("sign", "state", "looked on"), rows))


def _published(measured: Measurement) -> Part:
    rows = tuple((one.index, f"{one.value:.2f}", str(one.year), one.population) for one in measured.published)
    table = Table("Each on its own scale", ("index", "value", "year", "whom it describes"), rows, frozenset({1}))
    typical = measured.typical
    told = (
        f"Your week is above {typical.percentile:.0f} of 100 occupations measured by the same estimator; this "
        f"occupation itself reads {per_cent(typical.value)}."
        if typical is not None
        else ""
    )
    return part("Published for the occupation", Para(told), table)
