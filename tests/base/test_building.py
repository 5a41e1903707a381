"""Building dataclasses from plain values: what fits to the letter is taken, all else is a misfit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import pytest

from coach.base.building import Misfit, built


@dataclass(frozen=True, slots=True)
class Inner:
    n: int
    do: Literal["inner"] = "inner"


@dataclass(frozen=True, slots=True)
class Other:
    f: float
    do: Literal["other"] = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    text: str
    number: float | None = None
    flag: bool = False
    day: date | None = None
    kind: Literal["a", "b"] = "a"
    pair: tuple[float, float] = (0.0, 0.0)
    many: tuple[Inner, ...] = ()
    table: Mapping[Literal["x", "y"], str] = field(default_factory=dict)
    either: Inner | Other | None = None


FITTING: list[tuple[dict[str, Any], Outer]] = [
    ({}, Outer(text="t")),
    ({"number": 3}, Outer(text="t", number=3.0)),
    ({"flag": True}, Outer(text="t", flag=True)),
    ({"day": date(2026, 11, 2)}, Outer(text="t", day=date(2026, 11, 2))),
    ({"day": "2026-11-02"}, Outer(text="t", day=date(2026, 11, 2))),
    ({"kind": "b"}, Outer(text="t", kind="b")),
    ({"pair": [1, 2.5]}, Outer(text="t", pair=(1.0, 2.5))),
    ({"many": [{"n": 1}, {"n": 2}]}, Outer(text="t", many=(Inner(1), Inner(2)))),
    ({"table": {"x": "1"}}, Outer(text="t", table={"x": "1"})),
    ({"either": {"f": 1, "do": "other"}}, Outer(text="t", either=Other(1.0))),
]
MISFITS: list[dict[str, Any]] = [
    {"text": 1},
    {"text": date(2026, 11, 2)},
    {"number": "3"},
    {"number": True},
    {"number": 2**60},
    {"flag": 1},
    {"day": "2026-02-30"},
    {"day": "20261102"},
    {"day": "2026-W01-1"},
    {"day": datetime(2026, 11, 2)},
    {"kind": "c"},
    {"kind": ["a"]},
    {"pair": [1]},
    {"pair": [1, 2, 3]},
    {"many": {"n": 1}},
    {"many": [{"n": 1.0}]},
    {"many": [{}]},
    {"table": {"z": "1"}},
    {"table": [1]},
    {"either": {"f": 1}},
    {"either": {"n": 1, "do": "other"}},
    {"either": {"n": 1, "do": ["inner"]}},
]


@pytest.mark.parametrize(("told", "wanted"), FITTING)
def test_what_fits(told: dict[str, Any], wanted: Outer) -> None:
    got = built(Outer, {"text": "t", **told}, strict_keys=True)
    assert got == wanted
    assert type(got.number) is type(wanted.number)


@pytest.mark.parametrize("told", MISFITS)
def test_what_does_not_fit(told: dict[str, Any]) -> None:
    with pytest.raises(Misfit):
        built(Outer, {"text": "t", **told}, strict_keys=False)


@pytest.mark.parametrize("told", [None, [], "text", {}])
def test_what_is_needed(told: object) -> None:
    with pytest.raises(Misfit):
        built(Outer, told, strict_keys=False)


def test_unknown_keys_are_misfits_only_where_keys_are_strict() -> None:
    told = {"text": "t", "txet": 1, "many": [{"n": 1, "m": 2}]}
    assert built(Outer, told, strict_keys=False) == Outer(text="t", many=(Inner(1),))
    with pytest.raises(Misfit):
        built(Outer, told, strict_keys=True)
    with pytest.raises(Misfit):
        built(Outer, {"text": "t", "many": [{"n": 1, "m": 2}]}, strict_keys=True)
