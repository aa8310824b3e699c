"""Blocks of columns to CSV, byte for byte as pandas writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rowsmith.engine.encode.booleans import boolean_field
from rowsmith.engine.encode.datetimes import datetime_field
from rowsmith.engine.encode.numbers import number_field
from rowsmith.engine.encode.pieces import Field
from rowsmith.engine.encode.quoting import quoted
from rowsmith.engine.encode.records import EMPTY, csv_rows
from rowsmith.engine.encode.text import text_field
from rowsmith.engine.values import Booleans, Datetimes, Numbers, Text, Values

_FIELDS: dict[type, Callable[[Any], Field]] = {
    Text: text_field,
    Numbers: number_field,
    Booleans: boolean_field,
    Datetimes: datetime_field,
}


class CsvEncoder:
    """Writes the columns `names`, in their order, as CSV.

    Header and blocks together equal `frame(...).to_csv(index=False, lineterminator="\\n")`:
    UTF-8, RFC 4180 quoting where it is needed, empty for missing, `True` and `False`,
    ISO 8601 dates.
    """

    def __init__(self, names: Sequence[str]) -> None:
        if not names:
            raise ValueError("a CSV needs a column")
        self.names = tuple(names)

    def header(self) -> bytes:
        """The line of names."""
        cells = [quoted(name.encode()) for name in self.names]
        return (EMPTY if cells == [b""] else b",".join(cells)) + b"\n"

    def encode(self, block: Mapping[str, Values]) -> bytes:
        """The rows of `block`, which holds the columns, all of one length, and maybe others.

        Raises KeyError for a column that is not there, ValueError for one of another length.
        """
        columns = [block[name] for name in self.names]
        size = columns[0].size
        for name, values in zip(self.names, columns, strict=True):
            if values.size != size:
                raise ValueError(f"column {name!r} has {values.size} rows, not {size}")
        if not size:
            return b""
        return csv_rows([_FIELDS[type(values)](values) for values in columns], size)
