"""Tables as they are meant: amounts are numbers, no header is a row, no row is made up."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.planning.model.shorthand import written_in_full
from rowsmith.planning.repair import repair, told_lost
from tests.planning.repair.slips import mended


def of_table(*rows: object, text: str | None = None) -> dict[str, Any]:
    """A schema in full with a table of these rows, or of one text."""
    written = {
        "tables": [
            {
                "name": "goods",
                "fields": ["item", "price"],
                "rows": list(rows) if text is None else text,
            }
        ],
        "columns": [
            {"id": "order"},
            {"lookup": "item", "from": "goods.item"},
            {"formula": "double", "is": "2 * price"},
            {"lookup": "price", "from": "goods.price"},
        ],
    }
    full, unread = written_in_full(written)
    assert unread == []
    assert isinstance(full, dict)
    return full


@pytest.mark.parametrize("price", ["$1.50", "1.50 €", "1.50", "$ 1.50", "EUR 1.50"])
def test_an_amount_is_a_number(price: str) -> None:
    result, _ = mended(of_table(f"Lamp|{price}", "Desk|1,200"))
    assert result["tables"][0]["rows"] == [["Lamp", "1.50"], ["Desk", "1200"]]
    assert result["columns"][2]["kind"] == "formula"


@pytest.mark.parametrize("price", ["1,234,567.5", "1 234 567.5", "$1 234 567.5"])
def test_thousands_stand_in_groups(price: str) -> None:
    result, _ = mended(of_table(f"Lamp|{price}"))
    assert result["tables"][0]["rows"] == [["Lamp", "1234567.5"]]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (("12 %", "8%"), ["12", "8"]),
        (("3,50", "4,75 €"), ["3.50", "4.75"]),
        (("1.200,50", "900,00"), ["1200.50", "900.00"]),
        (("1.2k", "3M"), ["1200", "3000000"]),
        (("1,200", "1,350"), ["1200", "1350"]),
    ],
)
def test_amounts_of_one_field_are_read_alike(written: tuple[str, str], plain: list[str]) -> None:
    result, _ = mended(of_table(*(f"Lamp|{price}" for price in written)))
    assert [row[1] for row in result["tables"][0]["rows"]] == plain


@pytest.mark.parametrize(
    "text",
    ["Lamp|1.50\nDesk|2", "Lamp, 1.50\n\nDesk, 2\n", "Lamp, 1.50; Desk, 2", "Lamp|1.50||Desk|2"],
)
def test_rows_may_be_one_text(text: str) -> None:
    result, warnings = mended(of_table(text=text))
    assert result["tables"][0]["rows"] == [["Lamp", "1.50"], ["Desk", "2"]]
    assert warnings == []


@pytest.mark.parametrize("row", [["Lamp|1.50"], ["Lamp, 1.50"], {"item": "Lamp", "price": 1.5}])
def test_a_row_may_be_one_text_in_a_list_or_have_names(row: object) -> None:
    result, warnings = mended(of_table(row))
    assert result["tables"][0]["rows"][0][0] == "Lamp"
    assert float(result["tables"][0]["rows"][0][1]) == 1.5
    assert warnings == []


def test_a_cell_in_quotes_is_one() -> None:
    result, _ = mended(of_table('Lamp,"1,200"', '"Desk, oak",90'))
    assert result["tables"][0]["rows"] == [["Lamp", "1200"], ["Desk, oak", "90"]]


def test_what_is_no_amount_stays() -> None:
    rows = ["Lamp|$1.50", "Desk|on request"]
    result, _, lost = repair(of_table(*rows))
    assert isinstance(result, dict)
    assert result["tables"][0]["rows"] == [row.split("|") for row in rows]
    assert [found.where for found in lost] == ["columns.double"]


@pytest.mark.parametrize("header", ["item|price", "Item|Price", " ITEM | price "])
def test_a_header_is_no_row(header: str) -> None:
    result, warnings = mended(of_table(header, "Lamp|1.50"))
    assert result["tables"][0]["rows"] == [["Lamp", "1.50"]]
    assert any("header" in warning for warning in warnings)


@pytest.mark.parametrize("rule", ["---|---", "| :-- | --: |"])
def test_the_line_below_a_header_is_no_row(rule: str) -> None:
    result, _ = mended(of_table("item|price", rule, "Lamp|1.50"))
    assert result["tables"][0]["rows"] == [["Lamp", "1.50"]]


def test_a_header_in_other_words_is_no_row() -> None:
    full, _ = written_in_full({
        "tables": [{"name": "goods", "fields": ["item", "price", "department"],
                    "rows": ["Item|Price|Dept", "Lamp|1.50|Home"]}],
        "columns": [{"id": "order"}, {"lookup": "item", "from": "goods.item"}],
    })  # fmt: skip
    result, _ = mended(full)
    assert result["tables"][0]["rows"] == [["Lamp", "1.50", "Home"]]


@pytest.mark.parametrize("rows", [[], ["Lamp"], ["|"]])
def test_a_table_without_rows_is_lost_with_its_columns(rows: list[str]) -> None:
    result, _, lost = repair(of_table(*rows))
    assert isinstance(result, dict)
    assert [column["name"] for column in result["columns"]] == ["order"]
    said = " ".join(told_lost(lost))
    for name in ("goods", "item", "price", "double"):
        assert f"'{name}' was left out" in said
