"""Whatever the schema: rows that keep its word, or a refusal that says why. Never anything else."""

from __future__ import annotations

import json
import os
import warnings
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rowsmith.engine import calibrate, pilot, prepare
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.schema import parse_schema
from tests.engine.making import DAY
from tests.engine.random_schemas import SchemaMaker
from tests.engine.schema_checks import check_dataset

EXAMPLES = 1_500 if os.environ.get("CI") else 400
SMALL_PILOT = 4_096
LOCALES = ("en_US", "de_DE", "ja_JP", "pt_BR", "pl_PL")


@pytest.fixture(autouse=True)
def small_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused, and what holds of the rows, does not depend on the pilot's size."""
    monkeypatch.setattr(pilot, "PILOT_ROWS", SMALL_PILOT)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    st.integers(0, 2**32),
    st.sampled_from((1, 2, 7, 300)),
    st.sampled_from(LOCALES),
)
def test_any_schema_is_made_as_it_says_or_refused_with_a_reason(
    seed: int, rows: int, locale: str
) -> None:
    problems = problems_of(json.loads(json.dumps(SchemaMaker(Random(seed)).make())), rows, locale)
    assert all(problem.where and problem.message for problem in problems)


def problems_of(data: object, rows: int, locale: str) -> list[Problem]:
    """Why rows of `data` are refused; empty where they were made and are as they should be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            schema = parse_schema(data)
            calibration = calibrate(schema, locale=locale, as_of=DAY)
            made = prepare(
                schema, rows=rows, seed=rows, locale=locale, as_of=DAY, calibration=calibration
            )
            check_dataset(made, calibration)
    except InvalidSchema as refusal:
        return refusal.problems or [Problem("", "")]
    return []


def test_most_random_schemas_can_be_made() -> None:
    """Else the test above would show little."""
    refused = [
        bool(problems_of(SchemaMaker(Random(seed)).make(), 5, "en_US")) for seed in range(60)
    ]
    assert sum(refused) < 40
