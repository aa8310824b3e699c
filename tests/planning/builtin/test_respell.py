"""A domain's category with other values: what compares with the old ones follows."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.planning.builtin.domain_columns import domain_columns
from rowsmith.planning.builtin.domains import cards
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.respell import follow_values
from tests.planning.builtin.helpers import plan


def draft_of(*columns: DraftColumn, **parts: Any) -> Draft:
    return Draft(columns=list(columns), **parts)


def fee(expression: str) -> DraftColumn:
    return DraftColumn("fee", {"kind": "formula", "expression": expression}, "fee")


def test_another_spelling_is_followed_everywhere() -> None:
    price = DraftColumn(
        "price",
        {"kind": "number", "mean": 5, "cases": [{"when": "plan == 'Pro'", "mean": 9}]},
        "price",
    )
    draft = draft_of(
        fee("if(plan == 'Basic', 1, 2)"),
        price,
        drivers=[{"column": "x", "by": [{"of": "plan == 'Pro'", "weight": 1}]}],
        missing=[{"column": "fee", "share": 0.1, "when": "plan == 'Basic'"}],
    )
    assert follow_values(draft, "plan", ["Basic", "Pro"], ["basic", "pro"]) == []
    assert draft.columns[0].keys["expression"] == "if(plan == 'basic', 1, 2)"
    assert price.keys["cases"][0]["when"] == "plan == 'pro'"
    assert draft.drivers[0]["by"][0]["of"] == "plan == 'pro'"
    assert draft.missing[0]["when"] == "plan == 'basic'"


def test_what_compares_with_a_value_that_is_gone_goes_too() -> None:
    draft = draft_of(
        fee("if(plan == 'Basic', 1, 2)"),
        drivers=[
            {"column": "x", "by": [{"of": "plan == 'Basic'"}, {"of": "age"}]},
            {"column": "y", "by": [{"of": "plan == 'Basic'"}]},
        ],
        missing=[{"column": "fee", "share": 0.1, "when": "plan == 'Basic'"}],
    )
    assert follow_values(draft, "plan", ["Basic", "Pro"], ["gold", "Pro"]) == ["fee"]
    assert [driver["by"] for driver in draft.drivers] == [[{"of": "age"}]]
    assert draft.missing == []


def test_texts_of_other_columns_stay() -> None:
    draft = draft_of(fee("if(tier == 'Basic', 1, 2)"))
    assert follow_values(draft, "plan", ["Basic"], ["gold"]) == []
    assert draft.columns[0].keys["expression"] == "if(tier == 'Basic', 1, 2)"


@pytest.mark.parametrize("name", [card.name for card in cards()])
@pytest.mark.parametrize("values", ["alpha, beta, gamma", "spelled alike"])
def test_every_category_of_a_domain_may_have_other_values(name: str, values: str) -> None:
    known = domain_columns(name)
    title = known.domain.title
    for column in known.usual:
        keys, _ = known.by_name[column]
        if keys["kind"] != "category" or len(keys["values"]) > 9:
            continue
        said = [str(level["value"]) for level in keys["values"]]
        if values == "spelled alike" and any("," in value or "(" in value for value in said):
            continue
        given = ", ".join(value.upper() for value in said) if values == "spelled alike" else values
        schema = plan(f"{title} data including {column} ({given})").schema
        assert column in {one.name for one in schema.csv_order()}
