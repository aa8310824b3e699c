"""What pandas makes of a file is foretold, and a line keeps every column as it is meant."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rowsmith.engine.as_read import READ_AS_MISSING, read_arguments, reading
from rowsmith.engine.dataset import Dataset
from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.values import Text, TextTable
from tests.engine.making import boolean, category, dataset, number, schema_of


def read(made: Dataset, **keys: Any) -> pd.DataFrame:
    found: pd.DataFrame = pd.read_csv(BytesIO(b"".join(made.blocks())), **keys)
    return found


def test_the_words_are_those_of_pandas() -> None:
    assert {"", *READ_AS_MISSING} == import_module("pandas._libs.parsers").STR_NA_VALUES


_CELLS = st.one_of(
    st.integers(-(2**62), 2**62).map(str),
    st.integers(-1_000, 1_000).map(str),
    st.integers(0, 99_999).map("{:05d}".format),
    st.floats(allow_nan=False).map(str),
    st.sampled_from(["True", "true", "FALSE", "yes", "no", "1.50", "+1", "1,5", "0x1A", "x", ""]),
    st.sampled_from(sorted(READ_AS_MISSING)),
)


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.lists(_CELLS, min_size=1, max_size=4),
        st.sampled_from(["{:05d}", "{}", "{}.5", "{:020d}"]).flatmap(
            lambda form: st.lists(st.integers(0, 10**22).map(form.format), min_size=1, max_size=4)
        ),
    )
)
@example(["02134", "10001"])
@example(["18446744073709551615", "1"])
@example(["99999999999999999999", "1"])
@example(["", ""])
@example(["NA", "3"])
@example(["True", "None"])
def test_the_dtype_told_is_what_pandas_reads(cells: list[str]) -> None:
    column = Text.coded(np.arange(len(cells)), TextTable.of(cells))
    beside = Text.coded(np.zeros(len(cells), np.int64), TextTable.of(["x"]))
    columns = {"it": column, "beside": beside}
    encoder = CsvEncoder(list(columns))
    csv = BytesIO(encoder.header() + encoder.encode(columns))
    assert reading(column).dtype == str(pd.read_csv(csv)["it"].dtype)


@pytest.mark.parametrize("word", sorted(READ_AS_MISSING))
def test_a_value_that_would_be_read_as_empty_is_told(word: str) -> None:
    made = dataset(schema_of(category("plan", word, "pro")), 100)
    told = [warning for warning in made.warnings if "keep_default_na" in warning]
    assert bool(told) == read(made)["plan"].isna().any()
    assert not read(made, keep_default_na=False, na_values=[""])["plan"].isna().any()
    assert "keep_default_na=False" in made.read_arguments or not told


def test_a_cell_of_a_table_a_word_of_a_boolean_and_a_place_are_told_too() -> None:
    made = dataset(
        schema_of(
            {"name": "support", "kind": "lookup", "table": "plans", "field": "support"},
            boolean("paid", words=["yes", "n/a"]),
            {"name": "land", "kind": "place", "field": "country_code", "within": ["Namibia"]},
            number("score", mean=1, sd=1, when="paid", otherwise="NULL"),
            tables=[{"name": "plans", "fields": ["plan", "support"], "rows": [["a", "NULL"]]}],
        ),
        10,
    )
    told = [warning for warning in made.warnings if "empty cell" in warning]
    assert [warning.split(":")[0] for warning in told] == ["support", "paid", "score", "land"]


@pytest.mark.parametrize("cells", [["18446744073709551616", "1"], ["12345678901234567890", ""]])
def test_what_is_too_large_for_a_number_stays_as_it_is(cells: list[str]) -> None:
    assert reading(Text.coded(np.arange(len(cells)), TextTable.of(cells))).changed is None
    csv = BytesIO(("it,beside\n" + "".join(f"{cell},x\n" for cell in cells)).encode())
    assert [str(cell) for cell in pd.read_csv(csv)["it"]] == cells


def test_leading_zeros_and_long_numbers_are_told_and_kept_by_the_line() -> None:
    made = dataset(
        schema_of(
            {"name": "zip code", "kind": "place", "field": "postcode", "within": ["Massachusetts"]},
            {"name": "account", "kind": "id", "pattern": "####################"},
            {"name": "branch", "kind": "id", "pattern": "0#####"},
            {"name": "plain", "kind": "id", "pattern": "A-#####"},
            number("n", mean=5, sd=1),
            {"name": "day", "kind": "datetime", "start": "2020-01-01", "end": "2020-12-31"},
            category("region", "NA", "EMEA"),
        ),
        400,
    )
    told = {w.split(":")[0] for w in made.warnings if "does not stay as it is written" in w}
    assert told == {"zip code", "account", "branch"}
    kept = eval(f"read(made{made.read_arguments})", {"read": read, "made": made, "str": str})  # noqa: S307
    written = made.frame()
    for name in ("zip code", "account", "branch", "plain", "region"):
        assert kept[name].tolist() == written[name].tolist()
    assert kept["day"].tolist() == written["day"].tolist()
    assert kept["n"].dtype == np.int64


def test_a_plain_file_is_read_without_a_word() -> None:
    made = dataset(schema_of(number("n", mean=5, sd=1), category("plan", "a", "b")))
    assert made.read_arguments == ""
    assert made.warnings == []


def test_names_are_written_as_python_reads_them() -> None:
    column = Text.coded(np.zeros(2, np.int64), TextTable.of(["007"]))
    assert read_arguments({'a "b" é': column}) == ', dtype={"a \\"b\\" é": str}'
