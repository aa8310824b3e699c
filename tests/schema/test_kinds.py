"""Each kind is one model, one sampler, one test and one row of the README's table."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from rowsmith.engine.marginals.solve import _SOLVERS
from rowsmith.engine.rhythm import RHYTHMS
from rowsmith.engine.samplers import SAMPLERS
from rowsmith.schema import COLUMN_MODELS
from rowsmith.schema.columns import Rhythm, Shape, TextStyle
from rowsmith.schema.text_styles import TEXT_STYLES

ROOT = Path(__file__).parents[2]


def test_every_kind_has_a_sampler() -> None:
    assert list(SAMPLERS) == list(COLUMN_MODELS)


def test_every_kind_has_a_test() -> None:
    tests = {path.stem for path in (ROOT / "tests/engine/samplers").glob("test_*.py")}
    assert {f"test_{kind}" for kind in COLUMN_MODELS} <= tests


def test_every_kind_is_a_row_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for kind, model in COLUMN_MODELS.items():
        assert f"| `{kind}` |" in readme
        assert model.makes in readme


def test_names_in_the_schema_are_those_the_engine_has() -> None:
    assert set(get_args(TextStyle)) == set(TEXT_STYLES)
    assert set(get_args(Rhythm)) == set(RHYTHMS)
    assert set(get_args(Shape)) == set(_SOLVERS)
