"""Whatever is sent, the answer is one that the manual documents, and none is a 5xx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rowsmith import contract
from rowsmith.api import create_app
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.local.s3 import LocalS3
from tests.parts import SHOP, SmallEngine, SmallPlanner

JSON = {"content-type": "application/json"}

texts = st.text(st.characters(), max_size=200)
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.just(10**400) | st.just("")
)
values = st.recursive(
    scalars,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(texts, inside, max_size=4),
    max_leaves=12,
)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "description": texts | values,
        "schema": values | st.just(SHOP),
        "rows": st.integers(1, 50) | values,
        "seed": st.integers(0, 9) | values,
        "locale": st.sampled_from(["de_DE", "EN-us"]) | values,
        "planner": st.sampled_from(["auto", "builtin"]) | values,
        "refresh": st.booleans() | values,
        "excel": st.booleans() | values,
    },
)
KINDS = ["id", "category", "boolean", "number", "datetime", "text", "formula", "lookup"]
columns = st.dictionaries(
    st.sampled_from(["name", "kind", "min", "max", "mean", "rate", "expression", "values", "cases"])
    | texts,
    st.sampled_from([*KINDS, "a", "b"]) | values,
    max_size=6,
)
schemas = st.fixed_dictionaries(
    {"columns": st.lists(columns | st.sampled_from(SHOP["columns"]), max_size=5)},
    optional={
        "title": values,
        "tables": values,
        "entities": values,
        "drivers": st.lists(columns, max_size=2) | values,
        "missing": values,
        "labels": st.lists(texts, max_size=2) | values,
        "hidden": values,
    },
)


@pytest.fixture(scope="module")
def client(s3_server: LocalS3) -> Iterator[TestClient]:
    bucket = S3(s3_server.bucket, region=s3_server.region, endpoint_url=s3_server.endpoint_url)
    plans = Plans(builtin=SmallPlanner("builtin"), model=None, cache=SchemaCache(bucket))
    service = Service(
        plans=plans,
        engine=SmallEngine(),
        store=DatasetStore(bucket, link_seconds=60),
        max_rows=1_000,
        today=lambda: date(2026, 3, 1),
    )
    with TestClient(create_app(service, deadline_seconds=60), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def documented(client: TestClient) -> dict[tuple[str, str], set[int]]:
    paths = client.get("/openapi.json").json()["paths"]
    return {
        (method.upper(), path): {int(status) for status in operation["responses"]}
        for path, operations in paths.items()
        for method, operation in operations.items()
    }


def expected(answer: Response, statuses: set[int]) -> None:
    assert answer.status_code < 500, answer.text
    assert answer.status_code in statuses, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        contract.ProblemDocument.model_validate(answer.json())


def encoded(body: Any) -> bytes:
    """JSON as Python writes it: with NaN, infinities and halves of surrogate pairs."""
    return json.dumps(body).encode()


@settings(max_examples=150, deadline=None)
@given(path=st.sampled_from(["/datasets", "/schemas"]), body=bodies | values)
def test_any_json(
    client: TestClient, documented: dict[tuple[str, str], set[int]], path: str, body: Any
) -> None:
    answer = client.post(path, content=encoded(body), headers=JSON)
    expected(answer, documented["POST", path])


@settings(max_examples=150, deadline=None)
@given(schema=schemas)
def test_any_schema(
    client: TestClient, documented: dict[tuple[str, str], set[int]], schema: Any
) -> None:
    answer = client.post("/datasets", content=encoded({"schema": schema}), headers=JSON)
    expected(answer, documented["POST", "/datasets"])


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300), kind=st.sampled_from(["application/json", "text/csv", ""]))
def test_any_bytes(
    client: TestClient, documented: dict[tuple[str, str], set[int]], content: bytes, kind: str
) -> None:
    answer = client.post("/datasets", content=content, headers={"content-type": kind})
    expected(answer, documented["POST", "/datasets"])


@settings(max_examples=60, deadline=None)
@given(description=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=1_999))
def test_any_description_reaches_the_planner(client: TestClient, description: str) -> None:
    body = {"description": f"{description}x", "rows": 1}
    answer = client.post("/datasets", json=body)
    assert answer.status_code == 201, answer.text


# A client takes the dots of `/datasets/..` for steps, so they name another path.
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name.strip(".") != ""
)


@settings(max_examples=60, deadline=None)
@given(name=names, file=st.booleans())
def test_any_id(client: TestClient, name: str, file: bool) -> None:
    answer = client.get(f"/datasets/{quote(name, safe='')}{'.csv' if file else ''}")
    expected(answer, {404})
