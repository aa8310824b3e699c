"""Tables: rows that fit their fields, amounts that are numbers, no header among the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rowsmith.planning.repair.draft import Draft, Json, key_of
from rowsmith.planning.repair.reading import cell, number_in
from rowsmith.schema.typing import is_number

_MOST_ROWS = 2_000
_RULE = re.compile(r":?-{2,}:?")
"""A cell of the line below a table's header, as Markdown draws it."""
_SIGN = r"(?:[$€£¥%]|USD|EUR|GBP)?"
_AMOUNT = re.compile(
    rf"^{_SIGN}\s*(-?\d{{1,3}}(?:[, ]\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*([kKmM])?\s*{_SIGN}$"
)
_COMMA_AMOUNT = re.compile(
    rf"^{_SIGN}\s*(-?\d{{1,3}}(?:[. ]\d{{3}})+(?:,\d+)?|-?\d+(?:,\d+)?)\s*([kKmM])?\s*{_SIGN}$"
)
"""Amounts with a decimal point, and with a decimal comma."""
_TIMES = {"k": 1_000, "m": 1_000_000}


def mend_table(draft: Draft, table: Json) -> None:
    """Keep the rows that fit the fields; leave out a table in which none does."""
    name, fields = table["name"], table["fields"]
    rows = [_cells(row, len(fields)) for row in table["rows"]]
    headers = [number for number, row in enumerate(rows) if row and _is_header(row, fields)]
    fitting = [number for number, row in enumerate(rows) if row and number not in headers]
    if not fitting:
        draft.miss(f"tables.{name}", f"has no row with a cell for each of {', '.join(fields)}")
        draft.gone.add(name)
        draft.data["tables"] = [other for other in draft.items("tables") if other is not table]
        return
    kept = [row for number in fitting if (row := rows[number])]
    if headers:
        draft.say(f"The table '{name}' had its header among its rows; it was left out.")
    unfit = len(rows) - len(fitting) - len(headers)
    if unfit:
        draft.say(
            f"The table '{name}' had rows without a cell for each of its {len(fields)} fields; "
            f"{unfit} of them were left out."
        )
    elif any(isinstance(row, list) and len(row) > len(fields) for row in table["rows"]):
        draft.say(f"Rows of the table '{name}' were cut to its {len(fields)} fields.")
    _amounts(draft, table, kept)
    table["rows"] = kept[:_MOST_ROWS]
    _shares(draft, table, fitting, len(rows))


def drop_headers(draft: Draft, table: Json) -> None:
    """Leave out a header among the rows of a valid table, unless it has no other row."""
    rows, shares = table["rows"], table.get("shares")
    kept = [
        number
        for number, row in enumerate(rows)
        if not _is_header([cell(value) for value in row], table["fields"])
    ]
    if not kept or len(kept) == len(rows):
        return
    table["rows"] = [rows[number] for number in kept]
    if shares:
        table["shares"] = [shares[number] for number in kept]
    draft.say(f"The table '{table['name']}' had its header among its rows; it was left out.")


def _cells(row: object, wide: int) -> list[str] | None:
    if not isinstance(row, list):
        return None
    cells = [cell(value) if value is not None else "" for value in row][:wide]
    return cells if len(cells) == wide and all(cells) else None


def _is_header(row: Sequence[str], fields: Sequence[str]) -> bool:
    """Whether most cells say what their fields are called, or none says anything."""
    alike = [key_of(cell) == key_of(field) for cell, field in zip(row, fields, strict=True)]
    return 2 * sum(alike) > len(alike) or all(_RULE.fullmatch(cell) for cell in row)


def _amounts(draft: Draft, table: Json, rows: list[list[str]]) -> None:
    """Fields of amounts with currency signs, per cents or thousands become numbers."""
    for position, field in enumerate(table["fields"]):
        texts = [row[position] for row in rows]
        if all(is_number(text) for text in texts):
            continue
        numbers = _numbers(texts, _AMOUNT, ", ") or _numbers(texts, _COMMA_AMOUNT, ". ")
        if numbers is None:
            continue
        for row, number in zip(rows, numbers, strict=True):
            row[position] = number
        draft.say(f"'{field}' of the table '{table['name']}' was read as plain numbers.")


def _numbers(texts: Sequence[str], form: re.Pattern[str], groups: str) -> list[str] | None:
    """All texts as plain numbers; None where one is none.

    groups: the signs between thousands.
    """
    matches = [form.match(text) for text in texts]
    found = [match.groups() for match in matches if match is not None]
    if len(found) < len(texts):
        return None
    plain = [(re.sub(f"[{groups}]", "", number).replace(",", "."), unit) for number, unit in found]
    return [
        f"{float(number) * _TIMES[unit.lower()]:.15g}" if unit else number for number, unit in plain
    ]


def _shares(draft: Draft, table: Json, fitting: Sequence[int], rows: int) -> None:
    """A weight for each row that was kept, or none."""
    shares = table.get("shares")
    if shares is None:
        return
    whole = isinstance(shares, list) and len(shares) == rows
    numbers = [number_in(shares[number]) for number in fitting][:_MOST_ROWS] if whole else []
    usable = [number for number in numbers if number is not None and 0 <= number <= 1e9]
    if len(usable) == len(table["rows"]) and any(usable):
        table["shares"] = usable
        return
    del table["shares"]
    draft.say(
        f"The shares of the table '{table['name']}' did not fit its rows; they are equal now."
    )
