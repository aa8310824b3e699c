from __future__ import annotations

from tests.planning.builtin.helpers import shown


def test_a_column_named_only_in_a_statement_stands_where_it_is_named() -> None:
    assert shown("stays where return date is after pickup date, with daily rate, total cost") == [
        "return_date",
        "pickup_date",
        "daily_rate",
        "total_cost",
    ]
