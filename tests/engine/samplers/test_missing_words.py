"""Values that pandas would read as empty are told of."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from io import BytesIO

import pandas as pd
import pytest

from rowsmith.engine import prepare
from rowsmith.engine.samplers.missing_words import READ_AS_MISSING
from rowsmith.schema import parse_schema
from tests.engine.making import category


def test_the_words_are_those_of_pandas() -> None:
    assert {"", *READ_AS_MISSING} == import_module("pandas._libs.parsers").STR_NA_VALUES


@pytest.mark.parametrize("word", sorted(READ_AS_MISSING))
def test_a_value_that_would_be_read_as_empty_is_told(word: str) -> None:
    made = prepare(
        parse_schema({"columns": [category("plan", word, "pro")]}),
        rows=100,
        seed=1,
        locale="en_US",
        as_of=date(2026, 6, 30),
    )
    read = pd.read_csv(BytesIO(b"".join(made.blocks())))
    told = [warning for warning in made.warnings if "keep_default_na" in warning]
    assert bool(told) == read["plan"].isna().any()


def test_a_table_s_cell_and_a_boolean_s_word_are_told_too() -> None:
    schema = {
        "tables": [{"name": "plans", "fields": ["plan", "support"], "rows": [["a", "NULL"]]}],
        "columns": [
            {"name": "support", "kind": "lookup", "table": "plans", "field": "support"},
            {"name": "paid", "kind": "boolean", "rate": 0.5, "words": ["yes", "n/a"]},
        ],
    }
    made = prepare(parse_schema(schema), rows=10, seed=1, locale="en_US", as_of=date(2026, 6, 30))
    assert [warning.split(":")[0] for warning in made.warnings] == ["support", "paid"]
