"""Any text at all is planned or refused, the same way every time."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rowsmith.errors import NotUnderstood
from tests.planning.described.helpers import plan

WORDS = st.sampled_from(
    [
        "age", "income", "with", "and", "churn", "between", "16", "80", "columns:", "telecom", "(",
        ")", "10%", "after", "date", "missing", "depends on", "price", ",", ".", "yes/no", "like",
        "INV-001", "total", "quantity", "higher for", "customers", "5", "each", "in 2024", "of",
        "name", "email", "without", "\n- ", ";", ":", "x", "=", "*", "%", "50%", "predict", "or",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=16).map(" ".join))
def test_any_run_of_words_is_planned_or_refused(description: str) -> None:
    with suppress(NotUnderstood):
        assert plan(description).schema.csv_order()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_planned_or_refused(description: str) -> None:
    with suppress(NotUnderstood):
        assert plan(description).schema.csv_order()


@pytest.mark.parametrize(
    "description",
    ["asdf qwerty zxcv", "data", "", "   ", "🙂🙂🙂", "Generate something interesting"],
)
def test_nonsense_is_refused_and_says_what_to_do(description: str) -> None:
    with pytest.raises(NotUnderstood) as raised:
        plan(description)
    assert "Name them, as in" in raised.value.message


def test_the_same_description_gives_the_same_plan() -> None:
    description = "bank customers with age, income and whether they defaulted"
    assert plan(description) == plan(description)
