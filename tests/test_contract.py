"""The bodies of the contract, and what keeps the contract in step with the rest."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rowsmith import contract
from rowsmith.contract import MAX_DESCRIPTION, MAX_SEED, DatasetRequest, SchemaRequest
from tests.parts import SHOP

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_the_version_is_the_project_s() -> None:
    project = tomllib.loads(PYPROJECT.read_text())["project"]
    assert project["version"] == contract.VERSION


def test_a_description_is_trimmed_and_may_be_as_long_as_the_manual_says() -> None:
    assert SchemaRequest(description="  a shop\n").description == "a shop"
    longest = "x" * MAX_DESCRIPTION
    assert SchemaRequest(description=longest).description == longest
    with pytest.raises(ValidationError):
        SchemaRequest(description=longest + "x")
    field = SchemaRequest.model_fields["description"]
    assert f"{MAX_DESCRIPTION:,} characters" in str(field.description)


@given(st.integers())
def test_seeds_are_the_whole_numbers_that_every_json_reader_keeps(seed: int) -> None:
    body = {"description": "a shop", "seed": seed}
    if 0 <= seed <= MAX_SEED:
        assert DatasetRequest.model_validate(body).seed == seed == int(float(seed))
    else:
        with pytest.raises(ValidationError):
            DatasetRequest.model_validate(body)


@pytest.mark.parametrize("empty", [{}, {"description": None}, {"schema": None}])
def test_one_of_description_and_schema_is_needed(empty: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either a description or a schema"):
        DatasetRequest.model_validate(empty)
    both = {**empty, "description": "a shop", "schema": SHOP}
    with pytest.raises(ValidationError, match="either a description or a schema"):
        DatasetRequest.model_validate(both)


def test_null_is_as_good_as_nothing() -> None:
    body = {"schema": SHOP, "description": None, "rows": None, "seed": None, "locale": None}
    assert DatasetRequest.model_validate(body) == DatasetRequest.model_validate({"schema": SHOP})


def test_both_requests_choose_among_the_same_planners() -> None:
    for choice in get_args(contract.PlannerChoice):
        assert SchemaRequest(description="a shop", planner=choice).planner == choice
