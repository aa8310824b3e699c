"""Every outline is read, is a valid schema, and makes rows with nothing to warn of."""

from __future__ import annotations

from datetime import date

import pytest

from rowsmith import engine
from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.knowledge.notation import OutlineError
from rowsmith.planning.knowledge.store import read_field, store
from rowsmith.schema import parse_schema

NAMES = knowledge().names()
AS_OF = date(2026, 6, 30)
LEARNABLE = {"auc": (0.62, 0.98), "r2": (0.15, 0.98), "accuracy": (0.3, 0.985)}


@pytest.mark.parametrize("name", NAMES)
def test_is_a_schema_with_every_column_in_it(name: str) -> None:
    outline = knowledge().outline(name)
    schema = outline.schema(also=outline.by_name)
    parse_schema(schema.model_dump(mode="json", exclude_none=True))
    assert 3 <= len(outline.schema().csv_order()) <= 24


@pytest.mark.parametrize("name", NAMES)
def test_makes_rows_without_a_warning_and_labels_worth_learning(name: str) -> None:
    dataset = engine.prepare(
        knowledge().outline(name).schema(), rows=1_000, seed=3, locale="en_US", as_of=AS_OF
    )
    # A postcode of digits loses its zeros in pandas, which is told.
    assert [
        said for said in dataset.warnings if not said.startswith("postcode: pandas.read_csv")
    ] == []
    for label in dataset.labels:
        low, high = LEARNABLE[label.metric]
        assert low < label.best < high, label


def test_every_field_is_a_column() -> None:
    for entries in store().fields.values():
        for entry in entries:
            column = read_field(entry)
            assert column.name == entry.head.name


def test_no_title_stands_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(KeyError):
        knowledge().outline("no_such_outline")
    assert issubclass(OutlineError, ValueError)
