"""Documents as hands and programs write them, for hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "a\r\nb", "#", '"""', "]"]
)
keys = st.sampled_from(["a", "b", "schema", "x y", "ä", "a/b", "~", "$toml", "$table", "#order", "", "tasks", "[c]"])
scalars = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.dates(),
    st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1)),
    st.times(),
)
flat = scalars | st.lists(scalars, max_size=2) | st.dictionaries(keys, scalars, max_size=2)
values = flat | st.lists(st.dictionaries(keys, flat, max_size=2), max_size=2) | st.dictionaries(keys, flat, max_size=2)
tables = st.dictionaries(keys, values, max_size=3)
ids = st.sampled_from(["a", "b", "c", "d", "e/f", "#", "0"])


@st.composite
def listed(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A list of tables with an id each."""
    names = draw(st.lists(ids, unique=True, max_size=5))
    return [{"id": name, **draw(st.fixed_dictionaries({}, optional={"v": flat, "w": scalars}))} for name in names]


documents = st.dictionaries(
    st.sampled_from(["worker", "answers", "moves", "before", "expected", "plain", "x/y", "a b"]),
    st.one_of(tables, listed(), values),
    max_size=3,
)
