"""Schemas are read as they are pasted."""

from __future__ import annotations

import pytest

from rowsmith.planning.builtin.pasted import unpasted
from tests.planning.builtin.helpers import columns, shown

SQL = (
    "CREATE TABLE deliveries (delivery_id INT PRIMARY KEY, driver_name VARCHAR(80), "
    "parcel_weight_kg DECIMAL(6,2), pickup_date DATE, is_late BOOLEAN, PRIMARY KEY (x));"
)
FRAME = "df = pd.DataFrame(columns=['tree_id', 'species', 'height_m'])  fill this with data"
JSON = '{"sensor_id": "string", "temperature_c": "float", "measured_at": "datetime"}'


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        (SQL, ["delivery_id", "driver_name", "parcel_weight_kg", "pickup_date", "is_late"]),
        (FRAME, ["tree_id", "species", "height_m"]),
        (JSON, ["sensor_id", "temperature_c", "measured_at"]),
        ("order_id\tbook_title\tprice", ["order_id", "book_title", "price"]),
        ("['name', 'age', 'city']", ["name", "age", "city"]),
    ],
)
def test_its_columns_are_those_and_no_others(pasted: str, names: list[str]) -> None:
    assert shown(pasted) == names


def test_its_types_are_kept() -> None:
    made = columns(SQL)
    assert made["is_late"]["kind"] == "boolean"
    assert made["pickup_date"]["kind"] == "datetime"
    assert made["parcel_weight_kg"]["kind"] == "number"


@pytest.mark.parametrize(
    "text",
    ["", "plan [free, pro]", "a table of orders (id, date)", 'the "best" {data}', "one\ttab"],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert unpasted(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "order_id,book,total\nThis is the header of my shop's export",
            "columns: order_id, book, total.",
        ),
        ("users; fields = {id, device: iOS/Android}", "users; fields: id, device: iOS/Android"),
        (
            "records {id, vaccine: [flu, tetanus]}",
            "records with columns: id, vaccine (flu, tetanus)",
        ),
    ],
)
def test_writes_headers_and_braces_as_lists(text: str, written: str) -> None:
    assert unpasted(text) == written
