from __future__ import annotations

from typing import Any

import pytest

from rowsmith.planning.builtin.columns import is_scale, same_value, shape_column
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.money import Money
from tests.planning.builtin.helpers import columns

RATING: dict[str, Any] = {
    "kind": "category",
    "ordered": True,
    "values": [{"value": str(level), "share": 20} for level in range(1, 6)],
}


def shaped(base: dict[str, Any] | None, **said: Any) -> dict[str, Any] | None:
    return shape_column(base, Details(**said), unit=None, money=Money())


def test_nothing_known_and_nothing_said_makes_no_column() -> None:
    assert shaped(None) is None


def test_values_make_a_category_and_scales_ascend() -> None:
    found = shaped(None, values=[("high", None), ("low", None), ("medium", None)])
    assert found is not None
    assert [level["value"] for level in found["values"]] == ["low", "medium", "high"]
    assert found["ordered"]


def test_shares_that_do_not_add_up_are_scaled() -> None:
    found = shaped(None, values=[("a", 30.0), ("b", 30.0)])
    assert found is not None
    assert [level["share"] for level in found["values"]] == [50, 50]


def test_yes_and_no_make_a_boolean_with_the_user_s_words() -> None:
    assert shaped(None, values=[("yes", 70.0), ("no", 30.0)]) == {
        "kind": "boolean",
        "rate": 0.7,
        "words": ["yes", "no"],
    }


def test_a_share_of_one_value_leaves_the_rest_to_the_others() -> None:
    gender = {"kind": "category", "values": [{"value": "Female"}, {"value": "Male"}]}
    found = shaped(gender, rate=0.6, rate_word="women")
    assert found is not None
    assert [level["share"] for level in found["values"]] == [60, 40]


def test_a_rate_of_no_is_turned_round() -> None:
    found = shaped({"kind": "boolean", "rate": 0.5}, rate=0.3, rate_word="no")
    assert found == {"kind": "boolean", "rate": 0.7}


def test_a_rating_takes_new_bounds_as_levels() -> None:
    found = shaped(RATING, low=1.0, high=10.0)
    assert found is not None
    assert [level["value"] for level in found["values"]] == [str(level) for level in range(1, 11)]
    assert abs(sum(level["share"] for level in found["values"]) - 100) < 0.5
    assert shaped(RATING, high=5.0) == RATING


def test_bounds_make_a_number_of_what_was_none() -> None:
    found = shaped({"kind": "boolean", "rate": 0.5}, low=0.0, high=10.0)
    assert found is not None
    assert found["kind"] == "number"


def test_years_are_dates_for_a_date_and_numbers_for_a_number() -> None:
    date = shaped({"kind": "datetime", "start": "today-2y"}, start="2015", end="2020")
    assert date == {"kind": "datetime", "start": "2015", "end": "2020"}
    year = shaped({"kind": "number"}, start="1950", end="2020")
    assert year is not None
    assert (year["min"], year["max"]) == (1950, 2020)


def test_money_follows_the_currency() -> None:
    price = {"kind": "number", "shape": "lognormal", "mean": 50, "sd": 30, "min": 2, "decimals": 2}
    found = shape_column(price, Details(), unit="money", money=Money(150))
    assert found is not None
    assert found["mean"] == 7_500
    assert found["decimals"] == 0


@pytest.mark.parametrize(
    ("value", "word", "same"),
    [
        ("Female", "women", True),
        ("Smokes", "smokers", True),
        ("pro", "pro", True),
        ("Male", "women", False),
        ("free", "fee", False),
    ],
)
def test_knows_a_value_in_other_words(value: str, word: str, same: bool) -> None:
    assert same_value(value, word) is same


def test_knows_a_scale() -> None:
    assert is_scale(["small", "large"])
    assert is_scale(["1", "2", "3"])
    assert not is_scale(["A", "B", "C"])
    assert not is_scale(["red", "green"])


def test_counts_beyond_those_of_a_category_grow_rarer() -> None:
    shares = [
        level["share"] for level in columns("hotel bookings with adults 1-4")["adults"]["values"]
    ]
    assert len(shares) == 4
    assert shares[3] < shares[2] < shares[1]
