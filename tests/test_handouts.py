"""The files for a class over a real S3, by the real engine: what is stored, told and hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from rowsmith import contract, engine
from rowsmith.api import create_app
from rowsmith.handouts import ANSWERS
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.api.answers import problem
from tests.local.s3 import LocalS3
from tests.parts import SmallPlanner, stored
from tests.storage.wire import Wire

SCHEMA: dict[str, Any] = {
    "title": "Members",
    "columns": [
        {"name": "member_id", "kind": "id", "pattern": "M-####"},
        {"name": "age", "kind": "number", "mean": 40, "sd": 12, "min": 18, "max": 90},
        {"name": "city", "kind": "category", "values": [{"value": v} for v in ("Rome", "Bern")]},
        {"name": "left", "kind": "boolean", "rate": 0.3},
    ],
    "drivers": [{"column": "left", "explained": "easy", "by": [{"of": "age"}]}],
    "missing": [{"column": "age", "share": 0.1}],
    "dirt": [{"what": "typos", "column": "city", "share": 0.1}],
    "labels": ["left"],
}
BODY = {"schema": SCHEMA, "rows": 300, "seed": 5}
CLASS = {**BODY, "split": 0.2, "clean": True}


@pytest.fixture
def bucket(s3: LocalS3) -> S3:
    return S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)


@pytest.fixture
def app(bucket: S3) -> FastAPI:
    planner = SmallPlanner("builtin")
    service = Service(
        plans=Plans(builtin=planner, model=None, cache=SchemaCache(bucket)),
        engine=engine,
        store=DatasetStore(bucket, link_seconds=60),
        max_rows=1_000_000,
        today=lambda: date(2026, 3, 1),
    )
    return create_app(service, deadline_seconds=60)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


def made(answer: Response) -> dict[str, Any]:
    document: dict[str, Any] = answer.json()
    contract.DatasetDocument.model_validate(document)
    return document


def bytes_of(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310
        content: bytes = answer.read()
        return content


def test_each_file_is_there_with_the_rows_and_bytes_that_are_told(client: TestClient) -> None:
    files = made(client.post("/datasets", json=CLASS))["for_class"]["files"]
    assert list(files) == ["train", "test", "solution", "clean", "defects"]
    for name, file in files.items():
        content = bytes_of(file["download_url"])
        assert len(content) == file["size_bytes"]
        assert content.count(b"\n") == file["rows"] + 1, name
    assert files["test"]["rows"] == 60
    solution = pd.read_csv(files["solution"]["download_url"])
    test = pd.read_csv(files["test"]["download_url"])
    assert list(solution.columns) == ["member_id", "left"]
    assert solution["member_id"].tolist() == test["member_id"].tolist()
    assert "left" not in test.columns


def test_downloads_are_named_for_what_they_are(client: TestClient) -> None:
    files = made(client.post("/datasets", json=CLASS))["for_class"]["files"]
    with urlopen(files["test"]["download_url"]) as answer:  # noqa: S310
        assert 'filename="members-300-rows-test.csv"' in answer.headers["content-disposition"]


def test_the_dataset_itself_has_the_same_bytes_with_and_without(client: TestClient) -> None:
    plain, split = (made(client.post("/datasets", json=body)) for body in (BODY, CLASS))
    assert plain["for_class"] is None
    assert plain["id"] != split["id"]
    assert bytes_of(plain["download_url"]) == bytes_of(split["download_url"])


def test_the_answers_are_told_to_whoever_makes_them_alone(client: TestClient) -> None:
    document = made(client.post("/datasets", json=CLASS))
    read = made(client.get(f"/datasets/{document['id']}"))
    assert list(read["for_class"]["files"]) == ["train", "test"]
    page = client.get(f"/datasets/{document['id']}.html").text
    notebook = client.get(f"/datasets/{document['id']}.ipynb").text
    for name, file in document["for_class"]["files"].items():
        told = name not in ANSWERS
        assert (file["id"] in page) == told
        assert (file["id"] in read.__str__()) == told
        assert told or file["id"] not in notebook


def test_no_file_s_link_names_the_dataset_or_another_file(client: TestClient) -> None:
    document = made(client.post("/datasets", json=CLASS))
    files = document["for_class"]["files"]
    ids = {document["id"], *(file["id"] for file in files.values())}
    assert len(ids) == 1 + len(files)
    for file in files.values():
        assert not [other for other in ids - {file["id"]} if other in file["download_url"]]


def test_a_file_has_a_stable_link_and_nothing_else(client: TestClient) -> None:
    test = made(client.post("/datasets", json=CLASS))["for_class"]["files"]["test"]
    redirect = client.get(f"/datasets/{test['id']}.csv")
    assert redirect.status_code == 307
    assert bytes_of(redirect.headers["location"]) == bytes_of(test["download_url"])
    head = client.head(f"/datasets/{test['id']}.csv")
    assert int(head.headers["content-length"]) == test["size_bytes"]
    for path in ("", ".html", ".ipynb"):
        problem(client.get(f"/datasets/{test['id']}{path}"), 404, "not_found")


def test_the_same_request_finds_all_files_again(client: TestClient, bucket: S3) -> None:
    first = made(client.post("/datasets", json=CLASS))
    with Wire(bucket) as wire:
        again = made(client.post("/datasets", json=CLASS))
        assert "PutObject" not in wire.sent
    ids = [
        [(name, file["id"], file["rows"]) for name, file in one["for_class"]["files"].items()]
        for one in (first, again)
    ]
    assert ids[0] == ids[1]
    assert first["for_class"]["split"] == again["for_class"]["split"]


def test_a_clean_twin_needs_no_label(client: TestClient) -> None:
    schema = {**SCHEMA, "labels": []}
    answer = made(client.post("/datasets", json={"schema": schema, "rows": 20, "clean": True}))
    assert answer["for_class"]["split"] is None
    assert list(answer["for_class"]["files"]) == ["clean", "defects"]


@pytest.mark.parametrize(
    ("body", "where", "advice"),
    [
        ({"schema": {**SCHEMA, "labels": []}, "split": 0.2}, "split", "needs a label"),
        ({"schema": SCHEMA, "split": 0.2, "rows": 40}, "split", "ask for 50 rows or more"),
        (
            {"schema": {**SCHEMA, "dirt": [], "missing": []}, "clean": True},
            "clean",
            "under dirt and missing",
        ),
    ],
)
def test_what_cannot_be_handed_out_is_refused_and_nothing_is_stored(
    client: TestClient, s3: LocalS3, body: dict[str, Any], where: str, advice: str
) -> None:
    document = problem(client.post("/datasets", json=body), 422, "invalid_request")
    assert [item["where"] for item in document["problems"]] == [where]
    assert advice in document["detail"]
    assert not stored(s3, "datasets/")


def test_excel_marks_every_file(client: TestClient) -> None:
    files = made(client.post("/datasets", json={**CLASS, "excel": True}))["for_class"]["files"]
    for file in files.values():
        assert bytes_of(file["download_url"]).startswith(b"\xef\xbb\xbf")
