"""Every row of the fault table: the answer, what is left behind, and that the next one works."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import boto3
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from rowsmith import engine
from rowsmith.api import create_app
from rowsmith.planning import BuiltinPlanner, OpenAIPlanner
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.faults import table
from tests.faults.proxy import ANY, FaultyWire, cuts, hangs
from tests.faults.table import (
    CACHE_FAULTS,
    DATASET,
    INSTEAD,
    MODEL_FAULTS,
    PLAN,
    S3_FAULTS,
    SMALL,
    CacheFault,
    ModelFault,
    S3Fault,
    kinds_left,
)
from tests.local.openai_server import LocalOpenAI
from tests.local.s3 import LocalS3
from tests.parts import stored

README = Path(__file__).parents[2] / "docs/operations.md"
MODEL_PLAN = {
    "title": "Students",
    "columns": [{"name": "age", "kind": "number", "shape": "uniform", "min": 18, "max": 30}],
}
SILENT_SECONDS = 0.3
DEADLINE_SECONDS = 9.5
"""Leaves the model a little more than the least that it is asked for."""


@pytest.fixture(scope="module")
def wire(s3_server: LocalS3) -> Iterator[FaultyWire]:
    with FaultyWire(s3_server.endpoint_url) as wire:
        yield wire


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalOpenAI]:
    with LocalOpenAI(plan=MODEL_PLAN) as server:
        yield server


def service(s3: LocalS3, wire: FaultyWire, model: LocalOpenAI | None = None) -> TestClient:
    """The application with every part real, behind the wire; nothing in its memory."""
    bucket = S3(
        s3.bucket,
        region=s3.region,
        endpoint_url=wire.url,
        public_endpoint_url=s3.endpoint_url,
        answer_seconds=SILENT_SECONDS,
    )
    planner = OpenAIPlanner(model.key, model.base_url, "gpt-4o-mini") if model else None
    app = create_app(
        Service(
            plans=Plans(builtin=BuiltinPlanner(), model=planner, cache=SchemaCache(bucket)),
            engine=engine,
            store=DatasetStore(bucket, link_seconds=60),
            max_rows=1_000_000,
            today=lambda: date(2026, 3, 1),
        ),
        deadline_seconds=DEADLINE_SECONDS,
    )
    return TestClient(app, follow_redirects=False)


@pytest.fixture(scope="module")
def session() -> boto3.session.Session:
    return boto3.session.Session()


@pytest.fixture(autouse=True)
def no_pauses(
    monkeypatch: pytest.MonkeyPatch, wire: FaultyWire, session: boto3.session.Session
) -> Iterator[None]:
    """boto3 tries again at once, and reads its descriptions of services once."""
    monkeypatch.setattr("boto3.session.Session", lambda: session)
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda seconds: None))
    monkeypatch.setattr("rowsmith.storage.s3._SECONDS_OF_PEACE", 2.0)
    yield
    wire.mend()


def said(answer: Response) -> str:
    """The answer in the table's words."""
    if answer.status_code == 201:
        return "201"
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    if answer.status_code >= 500:
        assert int(answer.headers["retry-after"]) >= 1
    return f"{answer.status_code} `{problem['code']}`"


def complete(answer: Response) -> str:
    """The digest of the file, all of which is there."""
    dataset = answer.json()
    with urlopen(dataset["download_url"]) as file:  # noqa: S310
        body: bytes = file.read()
    assert len(body) == dataset["size_bytes"]
    assert body.count(b"\n") == dataset["rows"] + 1
    return hashlib.sha256(body).hexdigest()


def gives_nothing_away(answer: Response, s3: LocalS3) -> None:
    for word in (s3.bucket, "Traceback", "127.0.0.1", "boto", "local-"):
        assert word not in answer.text.replace("127.0.0.1:3000", "")


@pytest.mark.parametrize("row", S3_FAULTS, ids=lambda row: row.fault)
def test_s3(row: S3Fault, s3: LocalS3, wire: FaultyWire) -> None:
    client = service(s3, wire)
    row.breaks(wire)
    answer = client.post("/datasets", json=row.request)
    assert said(answer) == row.gets
    assert kinds_left(s3) == row.left
    if answer.status_code != 201:
        gives_nothing_away(answer, s3)
    wire.mend()
    for key, upload in s3.unfinished_uploads():
        s3.client().abort_multipart_upload(Bucket=s3.bucket, Key=key, UploadId=upload)
    next_one = service(s3, wire).post("/datasets", json=row.request)
    assert said(next_one) == "201"
    digest = complete(next_one)
    assert DATASET <= kinds_left(s3) <= DATASET | PLAN
    if answer.status_code == 201:
        assert complete(answer) == digest


def test_a_container_that_met_a_silent_s3_recovers(
    s3: LocalS3, wire: FaultyWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rowsmith.storage.s3._SECONDS_OF_PEACE", 0.0)
    client = service(s3, wire)
    wire.breaks(ANY, hangs)
    assert client.post("/datasets", json=SMALL).status_code == 503
    wire.mend()
    complete(client.post("/datasets", json=SMALL))


def test_only_one_call_of_a_request_waits_for_a_silent_s3(s3: LocalS3, wire: FaultyWire) -> None:
    client = service(s3, wire)
    wire.breaks(ANY, hangs)
    wire.passed.clear()
    assert client.post("/datasets", json=SMALL).status_code == 503
    assert wire.passed == ["GetSchema"] * 3


def test_a_document_without_its_file_is_not_served(s3: LocalS3, wire: FaultyWire) -> None:
    (row,) = [row for row in S3_FAULTS if "nor its document deleted" in row.fault]
    client = service(s3, wire)
    row.breaks(wire)
    client.post("/datasets", json=row.request)
    (key,) = stored(s3, "datasets/")
    wire.mend()
    path = "/" + key.removesuffix(".json")
    assert [client.get(path + end).status_code for end in ("", ".csv")] == [404, 404]


@pytest.mark.parametrize("row", CACHE_FAULTS, ids=lambda row: row.fault)
def test_cache(row: CacheFault, s3: LocalS3, wire: FaultyWire) -> None:
    first = service(s3, wire).post("/datasets", json=SMALL)
    digest = complete(first)
    (key,) = stored(s3, "schemas/")
    kept = s3.client().get_object(Bucket=s3.bucket, Key=key)["Body"].read()
    spoilt = row.spoils(kept)
    assert spoilt != kept
    s3.client().put_object(Bucket=s3.bucket, Key=key, Body=spoilt)

    client = service(s3, wire)
    answer = client.post("/datasets", json={**SMALL, "seed": 2})
    assert said(answer) == "201"
    assert answer.json()["schema_cached"] is False
    assert row.gets == "201, planned again"
    assert kinds_left(s3) == row.left
    mended = s3.client().get_object(Bucket=s3.bucket, Key=key)["Body"].read()
    assert mended == kept
    assert complete(service(s3, wire).post("/datasets", json=SMALL)) == digest


def test_a_cached_plan_whose_download_is_cut_is_made_again(s3: LocalS3, wire: FaultyWire) -> None:
    service(s3, wire).post("/datasets", json=SMALL)
    wire.breaks("GetSchema", cuts)
    answer = service(s3, wire).post("/datasets", json=SMALL)
    assert (answer.status_code, answer.json()["schema_cached"]) == (201, False)


@pytest.mark.parametrize("row", MODEL_FAULTS, ids=lambda row: row.fault)
def test_model(row: ModelFault, s3: LocalS3, wire: FaultyWire, openai: LocalOpenAI) -> None:
    client = service(s3, wire, openai)
    asked: dict[str, Any] = {**SMALL, "planner": "model"}
    openai.will(*row.does)
    answer = client.post("/datasets", json=asked)
    assert said(answer) == row.gets
    gives_nothing_away(answer, s3)
    assert openai.key not in answer.text
    assert kinds_left(s3) == table.NOTHING

    openai.recover()
    openai.will(*row.does)
    instead = client.post("/datasets", json={**SMALL, "planner": "auto"})
    assert said(instead) == "201"
    assert INSTEAD.endswith(
        f"the {instead.json()['planner']}-in planner".replace("builtin", "built")
    )
    assert any("instead" in warning for warning in instead.json()["warnings"])
    assert kinds_left(s3) == DATASET
    complete(instead)

    openai.recover()
    next_one = client.post("/datasets", json=asked)
    assert said(next_one) == "201"
    assert next_one.json()["planner"] == "gpt-4o-mini"
    complete(next_one)


def test_the_readme_has_this_table() -> None:
    readme = README.read_text(encoding="utf-8")
    section = re.search(r"^## Operations\n(.*?)(?=^## )", readme, re.DOTALL | re.MULTILINE)
    assert section is not None
    assert table.markdown() in section[1], "python -m tests.faults.table prints it"
