"""What is particular to a model."""

from __future__ import annotations

import pytest

from rowsmith.planning.model.models import facts_of

MOST_PROMPT_TOKENS = 3_000


@pytest.mark.parametrize(
    ("model", "known"),
    [
        ("gpt-4o-mini", True),
        ("gpt-4o-mini-2024-07-18", True),
        ("openai/gpt-4o-mini", True),
        ("gpt-4o-mini-audio", False),
        ("llama3", False),
    ],
)
def test_price_is_known_by_the_models_name(model: str, known: bool) -> None:
    assert (facts_of(model).price is not None) == known


def test_a_plan_of_twelve_columns_costs_at_most_a_tenth_of_a_cent() -> None:
    price = facts_of("gpt-4o-mini").price
    assert price is not None
    assert price.cost(MOST_PROMPT_TOKENS, 0, 12 * 60) <= 0.001
    assert price.cost(MOST_PROMPT_TOKENS, MOST_PROMPT_TOKENS, 12 * 60) < price.cost(
        MOST_PROMPT_TOKENS, 0, 12 * 60
    )
