"""Each kind is one model, one sampler, one test and one row of the table in docs/schema.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

import numpy as np
import pytest

from rowsmith.engine.functions import FUNCTIONS as EVALUATED
from rowsmith.engine.marginals.solve import _SOLVERS
from rowsmith.engine.rhythm import weight_at
from rowsmith.engine.samplers import SAMPLERS
from rowsmith.planning.model.prompt import rules
from rowsmith.schema import COLUMN_MODELS, parse_schema
from rowsmith.schema.columns import Shape, TextStyle
from rowsmith.schema.kinds.base import BaseColumn
from rowsmith.schema.rhythms import RHYTHMS
from rowsmith.schema.text_styles import TEXT_STYLES
from rowsmith.schema.typing import DRAWN, FUNCTIONS, LOOKING_BACK, TEXT
from tests.engine.making import dataset

ROOT = Path(__file__).parents[2]


def test_every_kind_has_a_sampler() -> None:
    assert list(SAMPLERS) == list(COLUMN_MODELS)


def test_every_kind_has_a_test() -> None:
    tests = {path.stem for path in (ROOT / "tests/engine/samplers").glob("test_*.py")}
    assert {f"test_{kind}" for kind in COLUMN_MODELS} <= tests


def test_every_kind_is_a_row_of_the_readme() -> None:
    readme = (ROOT / "docs/schema.md").read_text(encoding="utf-8")
    for kind, model in COLUMN_MODELS.items():
        assert f"| `{kind}` |" in readme
        assert model.makes in readme


@pytest.mark.parametrize("kind", COLUMN_MODELS)
def test_every_kind_is_told_to_the_model(kind: str) -> None:
    assert f"\n- {kind}: {COLUMN_MODELS[kind].prompt}\n" in rules()


@pytest.mark.parametrize("kind", COLUMN_MODELS)
def test_the_example_of_every_kind_makes_rows(kind: str) -> None:
    example = COLUMN_MODELS[kind].example
    tables = [{"name": "airlines", "fields": ["name"], "rows": [["Austrian"], ["Finnair"]]}]
    schema = {"columns": [example], "tables": tables if kind == "lookup" else []}
    assert example["kind"] == kind
    assert dataset(parse_schema(schema), rows=20).frame().shape[0] == 20


@pytest.mark.parametrize("lacking", ["prompt", "value_type", "references", "check", "example"])
def test_a_kind_without_a_part_cannot_be_defined(lacking: str) -> None:
    whole: dict[str, Any] = {
        "__module__": __name__,
        "__annotations__": {
            "kind": Literal["tags"],
            "prompt": ClassVar[str],
            "makes": ClassVar[str],
            "example": ClassVar[dict[str, Any]],
            "spoils": ClassVar[frozenset[str]],
        },
        "makes": "some tags",
        "prompt": "some tags.",
        "example": {"name": "tags", "kind": "tags"},
        "spoils": frozenset(),
        "value_type": lambda self, schema, types: TEXT,
        "expressions": lambda self: [],
        "references": lambda self, schema, entity: [],
        "check": lambda self, found: None,
        "can_be_driven": property(lambda self: False),
    }
    del whole[lacking]
    with pytest.raises(TypeError, match=f"the kind 'tags' lacks: {lacking}"):
        type("TagsColumn", (BaseColumn,), whole)


def test_names_in_the_schema_are_those_the_engine_has() -> None:
    assert set(get_args(TextStyle)) == set(TEXT_STYLES)
    assert all(weight_at(np.arange(3) * 3_600, rhythm).size for rhythm in RHYTHMS)
    assert set(get_args(Shape)) == set(_SOLVERS)


def test_every_function_of_the_language_is_evaluated_or_drawn() -> None:
    assert set(EVALUATED) == set(FUNCTIONS) - DRAWN - LOOKING_BACK - {"rhythm"}
