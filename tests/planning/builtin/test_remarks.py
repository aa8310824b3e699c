from __future__ import annotations

import pytest

from rowsmith.planning.builtin.remarks import is_comparison
from tests.planning.builtin.helpers import columns, driver, plan, shown


@pytest.mark.parametrize(
    "item",
    [
        "older bikes are cheaper",
        "version B should convert better than A",
        "members get more refunds",
        "the time gets slower",
    ],
)
def test_a_sentence_that_compares_names_no_column(item: str) -> None:
    assert is_comparison(item)


@pytest.mark.parametrize(
    "item",
    [
        "number of orders",
        "whether they are older",
        "age over 30",
        "order is urgent",
        "is_older",
        "",
    ],
)
def test_other_pieces_may_be_columns(item: str) -> None:
    assert not is_comparison(item)


def test_a_comparison_in_a_list_moves_what_it_compares() -> None:
    said = "motorbikes: older bikes are cheaper, year between 2005 and 2023, price 900 to 18000"
    assert shown(said) == ["year", "price"]
    assert driver(said, "price")["year"] > 0


def test_a_group_that_does_better_moves_the_label() -> None:
    said = (
        "marketing email campaign, A/B test with variants A and B split evenly, "
        "version B should convert better than A"
    )
    assert any("'B'" in of for of in driver(said, "converted"))


def test_what_moves_a_column_opens_no_list() -> None:
    said = "People in a running club, aged 18 to 70, with their 10k time; time gets slower with age"
    assert driver(said, "10k_time") == {"age": 1.0}


def test_two_sentences_may_be_joined() -> None:
    found = columns(
        "a subscriber of a streaming service cancels. Cancellation should happen for roughly "
        "25% of subscribers and older subscribers should cancel less often"
    )
    assert found["churned"]["rate"] == 0.25


def test_a_column_that_is_to_have_gaps_is_added() -> None:
    found = plan("CRM leads: 20% of the emails missing and 35% of phone numbers missing").schema
    assert {one.column: one.share for one in found.missing} == {"email": 0.2, "phone": 0.35}


def test_a_line_that_says_how_many_is_no_column() -> None:
    found = plan("School canteen survey\n- 600 pupils\n- grade 5 to 10\n- satisfaction from 1 to 5")
    assert found.rows == 600
    assert [column.name for column in found.schema.csv_order()] == ["grade", "satisfaction"]
    assert found.warnings == []
