"""`GET /datasets.csv`: one URL, one file, for whatever reads a CSV from a URL."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import urlopen

import pandas as pd
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rowsmith.api import create_app
from rowsmith.contract import DatasetQuery
from rowsmith.service import Service
from tests.api.answers import problem
from tests.local.s3 import LocalS3
from tests.parts import SmallPlanner, stored

URL = "/datasets.csv?" + urlencode({"description": "a shop & more + 50%", "rows": 12})


def test_it_leads_to_the_file(client: TestClient) -> None:
    answer = client.get(URL)
    assert answer.status_code == 307
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert len(pd.read_csv(answer.headers["location"])) == 12


def test_one_url_is_one_file_planned_and_made_once(
    client: TestClient, planner: SmallPlanner, s3: LocalS3
) -> None:
    bodies = set()
    for _ in range(3):
        assert client.head(URL).status_code == 200
        with urlopen(client.get(URL).headers["location"]) as file:  # noqa: S310
            bodies.add(file.read())
    assert len(bodies) == 1
    assert len(planner.asked) == 1
    assert len([key for key in stored(s3, "datasets/") if key.endswith(".csv")]) == 1


@pytest.mark.parametrize("other", ["&seed=2", "&locale=de_DE", "&excel=true", "&planner=builtin"])
def test_another_query_is_another_file(client: TestClient, other: str) -> None:
    ids = {client.get(url).headers["location"].partition("?")[0] for url in (URL, URL + other)}
    assert len(ids) == 2


def test_the_seed_of_a_query_is_its_own() -> None:
    one, other = (DatasetQuery(description="a shop", rows=rows).request() for rows in (5, 6))
    assert one.seed is not None
    assert one.seed != other.seed
    assert one.seed == DatasetQuery(description="a shop", rows=5, key="k").request().seed
    assert DatasetQuery(description="a shop", seed=7).request().seed == 7


def test_head_has_the_length_of_the_file_and_no_body(client: TestClient) -> None:
    head = client.head(URL)
    with urlopen(client.get(URL).headers["location"]) as file:  # noqa: S310
        assert head.headers["content-length"] == str(len(file.read()))
    assert head.headers["accept-ranges"] == "bytes"
    assert head.headers["content-type"] == "text/csv; charset=utf-8"
    assert head.content == b""


def test_head_of_a_dataset_has_the_length_of_its_file(client: TestClient) -> None:
    made = client.post("/datasets", json={"description": "a shop"}).json()
    head = client.head(f"/datasets/{made['id']}.csv")
    assert head.headers["content-length"] == str(made["size_bytes"])


@pytest.mark.parametrize("path", ["/health", "/examples", "/docs", "/openapi.json"])
def test_head_answers_as_get_does(client: TestClient, path: str) -> None:
    head, got = client.head(path), client.get(path)
    assert head.status_code == got.status_code == 200
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.content == b""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_head_of_what_is_not_there_is_not_found(client: TestClient, method: str) -> None:
    assert client.request(method, f"/datasets/{'0' * 32}.csv").status_code == 404


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "description"),
        ("description=", "description"),
        ("description=a+shop&rows=many", "rows"),
        ("description=a+shop&rows=0", "rows"),
        ("description=a+shop&seed=-1", "seed"),
        ("description=a+shop&excel=perhaps", "excel"),
        ("description=a+shop&row=5", "row"),
        ("description=a+shop&planner=oracle", "planner"),
    ],
)
def test_a_query_that_cannot_be_used_says_why(client: TestClient, query: str, where: str) -> None:
    found = problem(client.get(f"/datasets.csv?{query}"), 422, "invalid_request")["problems"]
    assert [item["where"] for item in found] == [where]


@pytest.fixture
def guarded(service: Service) -> Iterator[TestClient]:
    app: FastAPI = create_app(service, deadline_seconds=60, shared_key="k&y")
    with TestClient(app, follow_redirects=False) as client:
        yield client


def test_the_shared_key_may_stand_in_the_query(guarded: TestClient) -> None:
    problem(guarded.get(URL), 401, "not_allowed")
    problem(guarded.get(f"{URL}&key=wrong"), 401, "not_allowed")
    assert guarded.get(f"{URL}&key=k%26y").status_code == 307
    assert guarded.get(URL, headers={"x-api-key": "k&y"}).status_code == 307
