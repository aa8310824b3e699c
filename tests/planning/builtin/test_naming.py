from __future__ import annotations

import pytest

from rowsmith.planning.builtin.draft import DraftColumn
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.naming import column_name, unique_names
from tests.planning.builtin.helpers import shown


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("date of birth", "date_of_birth"),
        ("the customer's name", "customer_name"),
        ("name of the product", "product_name"),
        ("names", "name"),
        ("cities", "city"),
        ("MonthlyCharges", "MonthlyCharges"),
        ("signup_date", "signup_date"),
        ("number of visits", "number_of_visits"),
        ("diagnosis", "diagnosis"),
        ("class", "class"),
        ("monthly kWh", "monthly_kwh"),
    ],
)
def test_a_header_is_what_the_user_said(said: str, name: str) -> None:
    assert column_name(read_item(said)) == name


def test_names_differ() -> None:
    columns = [DraftColumn(name="name", keys={"kind": "id"}, phrase="name") for _ in range(3)]
    assert [column.name for column in unique_names(columns)] == ["name", "name_2", "name_3"]


def test_a_field_of_several_persons_is_of_one_a_row() -> None:
    assert shown("columns: patients age, donors phone number") == [
        "patient_age",
        "donor_phone_number",
    ]
