"""Each of the known fields is hit by an evaluation: asked for, planned, made."""

from __future__ import annotations

import os
from io import BytesIO

import pandas as pd
import pytest

from rowsmith.engine import prepare
from rowsmith.planning import BuiltinPlanner
from rowsmith.planning.knowledge.store import store
from rowsmith.planning.plan import Plan
from tests.evals.known_fields import description, lists
from tests.evals.run import DAY

ROWS = 300
LISTS = range(len(lists()))
ALIKE = {"country", "country_code"}
"""All rows of a locale lie in one country."""


def planned(number: int) -> Plan:
    return BuiltinPlanner().plan(description(lists()[number]), locale=None, seconds_left=10)


def test_every_field_is_in_one_list() -> None:
    assert sorted(name for names in lists() for name in names) == sorted(store().fields)


@pytest.mark.parametrize("number", LISTS)
def test_a_field_is_known_by_its_own_name(number: int) -> None:
    columns = [column.name for column in planned(number).schema.csv_order()]
    assert sorted(columns) == sorted(lists()[number])


@pytest.mark.skipif("CI" not in os.environ, reason="takes half a minute")
@pytest.mark.parametrize("number", LISTS)
def test_its_cells_are_there_and_differ(number: int) -> None:
    plan = planned(number)
    made = prepare(plan.schema, rows=ROWS, seed=1, locale=plan.locale or "en_US", as_of=DAY)
    file = BytesIO(b"".join(made.blocks()))
    frame = eval(f"pd.read_csv(file{made.read_arguments})", {"pd": pd, "file": file})  # noqa: S307
    assert len(frame) == ROWS
    told = {column.name: column.when for column in plan.schema.columns if column.when is not None}
    for name in frame.columns:
        there = frame.eval(told[name]) if name in told else True
        assert (frame[name].notna() == there).all(), name
        assert name in ALIKE or frame[name].nunique() > 1, name
