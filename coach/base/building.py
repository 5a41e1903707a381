"""From plain values (what TOML says) to dataclasses: the quick way for what is right.

It takes only what fits to the letter and words no faults: whoever uses it turns to the validation library for what
does not fit, which may still take it, or says what is wrong with it.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Taker = Callable[[Any], Any]

_EXACT = 2**53  # whole numbers up to this are the same as floats
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Misfit(Exception):
    """A value that does not fit to the letter."""


def built(kind: type[T], value: object, *, strict_keys: bool) -> T:
    """`value`, a table, as a `kind`, a dataclass. Raises Misfit.

    Lists become tuples, whole numbers do for floats, `2026-11-02` in quotes does for a date. Keys the kind does not
    know do not fit with `strict_keys`, and are passed over without.
    """
    hint: Any = kind
    return typing.cast(T, _taker(hint, strict_keys)(value))


@cache
def _taker(hint: Any, strict_keys: bool) -> Taker:
    if is_dataclass(hint):
        return _table(hint, strict_keys)
    simple = _SIMPLE.get(hint)
    if simple is not None:
        return simple
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return _one_of(inner)
    if origin is tuple:
        return _tuple(tuple(_taker(one, strict_keys) for one in inner if one is not ...), ... in inner)
    if origin is Mapping:
        return _mapping(_taker(inner[0], strict_keys), _taker(inner[1], strict_keys))
    if origin in (types.UnionType, typing.Union):
        return _union(inner, strict_keys)
    return _nothing  # of a type not known here nothing fits to the letter


def _table(kind: Any, strict_keys: bool) -> Taker:
    hints = typing.get_type_hints(kind)
    takers = {each.name: _taker(hints[each.name], strict_keys) for each in fields(kind)}
    needed = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}

    def take(value: Any) -> Any:
        if type(value) is not dict:
            raise Misfit
        told = {}
        for key, inner in value.items():
            taker = takers.get(key)
            if taker is not None:
                told[key] = taker(inner)
            elif strict_keys:
                raise Misfit
        if not needed <= told.keys():
            raise Misfit
        return kind(**told)

    return take


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Misfit
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise Misfit
    return value


def _number(value: Any) -> float:
    if type(value) is float:
        return value
    if type(value) is not int or not -_EXACT <= value <= _EXACT:
        raise Misfit
    return float(value)


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise Misfit
    return value


def _day(value: Any) -> date:
    if type(value) is date:
        return value
    if type(value) is not str or not _DAY.fullmatch(value):
        raise Misfit
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Misfit from None


def _nothing(value: Any) -> Any:
    raise Misfit


_SIMPLE: dict[Any, Taker] = {str: _text, int: _whole, float: _number, bool: _truth, date: _day}


def _one_of(known: tuple[Any, ...]) -> Taker:
    def take(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise Misfit
        return value

    return take


def _tuple(takers: tuple[Taker, ...], any_length: bool) -> Taker:
    def take_any(value: Any) -> Any:
        if type(value) is not list:
            raise Misfit
        return tuple([takers[0](one) for one in value])

    def take(value: Any) -> Any:
        if type(value) is not list or len(value) != len(takers):
            raise Misfit
        return tuple([taker(one) for taker, one in zip(takers, value, strict=True)])

    return take_any if any_length else take


def _mapping(key: Taker, inner: Taker) -> Taker:
    def take(value: Any) -> Any:
        if type(value) is not dict:
            raise Misfit
        return {key(name): inner(one) for name, one in value.items()}

    return take


def _union(kinds: tuple[Any, ...], strict_keys: bool) -> Taker:
    """Of `X | None` the X, as TOML has no None; of several tables the one whose `do` is told."""
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    if len(kinds) == 1:
        return _taker(kinds[0], strict_keys)
    if not all(map(is_dataclass, kinds)):
        return _nothing
    by_do: dict[Any, Taker] = {}
    for kind in kinds:
        hint = typing.get_type_hints(kind).get("do")
        for told in typing.get_args(hint):
            by_do[told] = _taker(kind, strict_keys)

    def take(value: Any) -> Any:
        told = value.get("do") if type(value) is dict else None
        taker = by_do.get(told) if type(told) is str else None
        if taker is None:
            raise Misfit
        return taker(value)

    return take
