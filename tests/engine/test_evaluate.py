"""Expressions: what every operator gives, and that text can never reach Python."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.evaluate import Scope, as_values, evaluate
from rowsmith.engine.frame import frame
from rowsmith.engine.values import (
    Booleans,
    Datetimes,
    Numbers,
    Precision,
    Text,
    TextTable,
    Values,
)
from rowsmith.schema.expressions import ExpressionError, parse
from rowsmith.schema.typing import DRAWN, FUNCTIONS, ValueType, infer

DAY_SECONDS = 86_400
EVALUATED = [name for name in FUNCTIONS if name not in DRAWN]
COLUMNS: dict[str, Values] = {
    "n": Numbers(np.array([2.0, -4.0, 0.0]), 0),
    "x": Numbers(np.array([0.5, 1e308, 3.25]), 2),
    "gap": Numbers(np.array([1.0, 1.0, 5.0]), 0, np.array([False, True, False])),
    "yes": Booleans(np.array([True, False, True]), ("Yes", "No")),
    "plan": Text.coded(np.array([0, 1, 0]), TextTable.of(["pro", "free"])),
    "level": Text.coded(np.array([0, 1, 2]), TextTable.of(["1", "2", "10"])),
    "start": Datetimes(np.array([0, 10, 365]) * DAY_SECONDS, "day"),
    "end": Datetimes(np.array([3, 10, 396]) * DAY_SECONDS + 3_600, "second"),
}
TYPES = {
    "n": ValueType("number"),
    "x": ValueType("number", 2),
    "gap": ValueType("number"),
    "yes": ValueType("boolean", values=("Yes", "No")),
    "plan": ValueType("text", values=("pro", "free")),
    "level": ValueType("text", 0, True, ("1", "2", "10")),
    "start": ValueType("date"),
    "end": ValueType("date", 6),
}
TODAY = date(1970, 1, 11)


def value_of(source: str) -> list[Any]:
    node = parse(source)
    found = infer(node, TYPES)
    result = evaluate(node, Scope(COLUMNS, 3, TODAY))
    precision: Precision = "second" if found.decimals else "day"
    column = frame({"it": as_values(result, found.decimals, precision)})["it"]
    return [None if pd.isna(cell) else cell for cell in column]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("n + 1", [3, -3, 1]),
        ("n * x", [1.0, -1e15, 0.0]),
        ("1 / n", [0.5, -0.25, None]),
        ("7 // n", [3, -2, None]),
        ("7 % n", [1, -1, None]),
        ("-n ** 2", [-4, -16, 0]),
        ("sqrt(n)", [1.414214, None, 0.0]),
        ("log(n)", [0.693147, None, None]),
        ("exp(x) > 1", [True, True, True]),
        ("round(x, 1)", [0.5, 1e15, 3.2]),
        ("floor(x) + ceil(x)", [1, 1e15, 7]),
        ("min(n, x, 1)", [0.5, -4.0, 0.0]),
        ("clip(n, -1, 1)", [1, -1, 0]),
        ("abs(n)", [2, 4, 0]),
        ("gap + 1", [2, None, 6]),
        ("gap > 0", [True, False, True]),
        ("gap != 0", [True, False, True]),
        ("if(n > 0, 'up', 'down')", ["up", "down", "down"]),
        ("'up' if n > 0 else 'down'", ["up", "down", "down"]),
        ("plan == 'pro' and not yes", [False, False, False]),
        ("plan in ('free', 'pro')", [True, True, True]),
        ("plan not in ['free']", [True, False, True]),
        ("yes == 'Yes'", [True, False, True]),
        ("'No' == yes", [False, True, False]),
        ("yes + 1", [2, 1, 2]),
        ("level * 2", [2, 4, 20]),
        ("level > 5", [False, False, True]),
        ("0 <= n < 3", [True, False, True]),
        ("plan + '-' + level", ["pro-1", "free-2", "pro-10"]),
        ("end - start", [3.041667, 0.041667, 31.041667]),
        ("start + days(2) == '1970-01-03'", [True, False, False]),
        ("start < today", [True, False, False]),
        ("start < '1970-01-05'", [True, False, False]),
        ("year(start) + month(start) + day(start)", [1972, 1982, 1973]),
        ("weekday(start)", [4, 7, 5]),
        ("hour(end)", [1, 1, 1]),
        ("max(start, end) == end", [True, True, True]),
    ],
)
def test_every_operator_has_its_defined_result(source: str, expected: list[Any]) -> None:
    assert value_of(source) == expected


def test_dates_come_out_as_dates() -> None:
    assert [str(cell)[:10] for cell in value_of("start + 1")] == [
        "1970-01-02",
        "1970-01-12",
        "1971-01-02",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os')",
        "n.__class__",
        "open('x')",
        "eval('1')",
        "lambda: 1",
        "[n for n in n]",
        "n; n",
        "n := 1",
        "f'{n}'",
        "n[0]",
        "{}",
        "plan == 'gold'",
        "plan * 2",
        "missing + 1",
        "if(n, 1, 2)",
        "start + start",
        "round(n, n)",
        "min(n)",
        "a" * 501,
        "(" * 60 + "n" + ")" * 60,
        "",
        "n = 2",
    ],
)
def test_what_is_not_in_the_language_is_refused_with_a_reason(source: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        infer(parse(source), TYPES)
    assert str(raised.value)


_ATOMS = st.sampled_from([*COLUMNS, "1", "0", "2.5", "'pro'", "true", "today", "1e15"])
_OPERATORS = st.sampled_from(["+", "-", "*", "/", "//", "%", "**", "==", "<", "and", "or", "in"])


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, _OPERATORS, inner),
        st.builds("{}({})".format, st.sampled_from([*EVALUATED, "if", "not"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(EVALUATED), inner, inner),
        st.builds("if({}, {}, {})".format, inner, inner, inner),
        st.builds("-{}".format, inner),
    )


@settings(deadline=None, max_examples=400)
@given(st.recursive(_ATOMS, _compound, max_leaves=12))
def test_what_type_checks_evaluates_to_its_type(source: str) -> None:
    try:
        node = parse(source)
        found = infer(node, TYPES)
    except ExpressionError:
        return
    result = evaluate(node, Scope(COLUMNS, 3, TODAY))
    values = as_values(result, found.decimals, "second" if found.decimals else "day")
    expected = {"number": Numbers, "boolean": Booleans, "text": Text, "date": Datetimes}
    assert isinstance(values, expected[found.name])
    assert values.size == 3
    if isinstance(values, Numbers):
        assert np.isfinite(values.values).all()


@settings(deadline=None, max_examples=400)
@given(st.text(max_size=80))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    with suppress(ExpressionError):
        parse(source)
