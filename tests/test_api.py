"""The HTTP contract, over a real S3 and with small parts for planner and engine."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from rowsmith import contract, errors
from rowsmith.api import STATUS, create_app
from rowsmith.limits import MAX_BODY_BYTES
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.local.s3 import LocalS3
from tests.parts import SHOP, SmallEngine, SmallPlanner, stored
from tests.storage.wire import Wire

SENTENCE = {"description": "a shop"}
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def connection(s3_server: LocalS3) -> S3:
    return S3(s3_server.bucket, region=s3_server.region, endpoint_url=s3_server.endpoint_url)


@pytest.fixture
def bucket(connection: S3, s3: LocalS3) -> S3:
    """An empty bucket."""
    return connection


@pytest.fixture
def wire(bucket: S3) -> Iterator[Wire]:
    with Wire(bucket) as wire:
        yield wire


@pytest.fixture
def planner() -> SmallPlanner:
    return SmallPlanner("gpt-4o-mini")


@pytest.fixture
def service(bucket: S3, planner: SmallPlanner) -> Service:
    builtin = SmallPlanner("builtin")
    return Service(
        plans=Plans(builtin=builtin, model=planner, cache=SchemaCache(bucket)),
        engine=SmallEngine(),
        store=DatasetStore(bucket, link_seconds=60),
        max_rows=50_000,
        today=lambda: date(2026, 3, 1),
    )


@pytest.fixture
def app(service: Service) -> FastAPI:
    return create_app(service, deadline_seconds=60)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


def problem(answer: Response, status: int, code: str) -> dict[str, Any]:
    """Check that the answer is a problem document and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    contract.ProblemDocument.model_validate(document)
    assert document["status"] == status
    assert document["code"] == code
    assert document["type"] == f"urn:rowsmith:problem:{code}"
    assert document["detail"]
    return document


def test_a_dataset_is_made_and_found_again(client: TestClient) -> None:
    answer = client.post("/datasets", json={**SENTENCE, "rows": 12, "seed": 3})
    assert answer.status_code == 201
    document = answer.json()
    contract.DatasetDocument.model_validate(document)
    assert answer.headers["location"] == f"/datasets/{document['id']}"
    assert len(pd.read_csv(document["download_url"])) == 12
    assert datetime.fromisoformat(document["expires_at"]) > datetime.now(UTC)

    again = client.get(answer.headers["location"])
    assert again.status_code == 200
    contract.DatasetDocument.model_validate(again.json())
    assert again.json()["schema"] == document["schema"]

    redirect = client.get(f"/datasets/{document['id']}.csv")
    assert redirect.status_code == 307
    assert redirect.headers["cache-control"] == "no-store"
    with urlopen(redirect.headers["location"]) as file:  # noqa: S310
        assert file.read().count(b"\n") == 13


def test_the_second_time_the_schema_is_cached(client: TestClient) -> None:
    cached = [client.post("/datasets", json=SENTENCE).json()["schema_cached"] for _ in range(2)]
    assert cached == [False, True]


def test_a_plan_can_be_edited_and_posted_back(client: TestClient) -> None:
    answer = client.post("/schemas", json={**SENTENCE, "locale": "de_DE"})
    assert answer.status_code == 200
    plan = answer.json()
    contract.SchemaDocument.model_validate(plan)
    schema = plan["schema"]
    schema["columns"].append({"name": "paid", "kind": "boolean", "rate": 0.5})
    made = client.post("/datasets", json={"schema": schema, "rows": 5}).json()
    assert [column["name"] for column in made["columns"]] == ["price", "paid"]
    assert [label["best_possible_auc"] for label in made["labels"]] == [0.5]
    assert made["planner"] is None


def test_health_names_the_planner_and_asks_nobody(client: TestClient, wire: Wire) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert contract.Health.model_validate(answer.json()).planner == "gpt-4o-mini"
    assert wire.sent == []


def test_there_are_examples_of_a_dozen_domains(client: TestClient) -> None:
    answer = client.get("/examples")
    assert answer.status_code == 200
    examples = contract.Examples.model_validate(answer.json()).examples
    assert len({example.domain for example in examples}) >= 12
    assert all(example.columns for example in examples)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "body"),
        ([], "body"),
        ("text", "body"),
        ({"description": ""}, "description"),
        ({"description": " \n\t "}, "description"),
        ({"description": "x" * 5_000}, "description"),
        ({"description": "x" * 2_001}, "description"),
        ({"description": 7}, "description"),
        ({"description": ["a shop"]}, "description"),
        ({"description": None}, "body"),
        ({**SENTENCE, "schema": SHOP}, "body"),
        ({**SENTENCE, "unknown": 1}, "unknown"),
        ({**SENTENCE, "schema_": SHOP}, "schema_"),
        ({**SENTENCE, "rows": 0}, "rows"),
        ({**SENTENCE, "rows": -1}, "rows"),
        ({**SENTENCE, "rows": 10**9}, "rows"),
        ({**SENTENCE, "rows": 1e9}, "rows"),
        ({**SENTENCE, "rows": "many"}, "rows"),
        ({**SENTENCE, "rows": "10"}, "rows"),
        ({**SENTENCE, "rows": 1.5}, "rows"),
        ({**SENTENCE, "rows": True}, "rows"),
        ({**SENTENCE, "rows": [5]}, "rows"),
        ({**SENTENCE, "seed": -1}, "seed"),
        ({**SENTENCE, "seed": 2**53}, "seed"),
        ({**SENTENCE, "seed": 10**400}, "seed"),
        ({**SENTENCE, "seed": "lucky"}, "seed"),
        ({**SENTENCE, "locale": "xx_XX"}, "locale"),
        ({**SENTENCE, "locale": 5}, "locale"),
        ({**SENTENCE, "locale": "e" * 21}, "locale"),
        ({**SENTENCE, "planner": "magic"}, "planner"),
        ({**SENTENCE, "refresh": "yes"}, "refresh"),
        ({**SENTENCE, "excel": 1}, "excel"),
        ({"schema": "price"}, "schema"),
        ({"schema": []}, "schema"),
        ({"schema": SHOP, "description": ""}, "description"),
    ],
)
def test_a_body_that_cannot_be_used_is_refused_and_the_key_is_named(
    client: TestClient, s3: LocalS3, body: Any, where: str
) -> None:
    document = problem(client.post("/datasets", json=body), 422, "invalid_request")
    assert [item["where"] for item in document["problems"]] == [where]
    assert not stored(s3, "datasets/")


def test_all_faults_of_a_body_are_listed(client: TestClient) -> None:
    body = {"description": "", "rows": "many", "seed": -1, "excel": None, "colour": "red"}
    document = problem(client.post("/datasets", json=body), 422, "invalid_request")
    found = {item["where"]: item["message"] for item in document["problems"]}
    assert set(found) == set(body)
    assert found["rows"] == "must be a whole number, without quotes"
    assert "there are: description, schema, rows, seed" in found["colour"]
    assert "rows must be a whole number" in document["detail"]


def test_an_unknown_locale_is_answered_with_those_there_are(client: TestClient) -> None:
    answer = client.post("/datasets", json={**SENTENCE, "locale": "tlh"})
    assert "de_DE, en_US" in problem(answer, 422, "invalid_request")["detail"]


CYCLE = {
    "columns": [
        {"name": "a", "kind": "formula", "expression": "b + 1"},
        {"name": "b", "kind": "formula", "expression": "a + 1"},
    ]
}
TWO_FAULTS = {
    "columns": [
        {"name": "a", "kind": "nonsense"},
        {"name": "b", "kind": "number", "colour": "red"},
    ]
}


@pytest.mark.parametrize(
    ("schema", "where"),
    [
        (CYCLE, {"columns.a"}),
        (TWO_FAULTS, {"columns.a", "columns.b.colour"}),
        ({}, {"columns"}),
        ({"columns": [{"name": "\ud800", "kind": "boolean", "rate": 0}]}, {"columns.\ud800.name"}),
        ({"columns": [{"name": "a", "kind": "number", "mean": float("nan")}]}, {"columns.a.mean"}),
    ],
)
def test_a_schema_that_cannot_be_used_is_refused_by_column(
    client: TestClient, schema: dict[str, Any], where: set[str]
) -> None:
    content = json.dumps({"schema": schema})
    answer = client.post("/datasets", content=content, headers=JSON)
    document = problem(answer, 422, "invalid_schema")
    assert {item["where"] for item in document["problems"]} == where


@pytest.mark.parametrize(
    "content", [b"", b"null", b"{", b"rows=5", b'{"rows": 1,}', b"[1, 2", b"\xff{}"]
)
@pytest.mark.parametrize("path", ["/datasets", "/schemas"])
def test_what_is_not_json_is_malformed(client: TestClient, path: str, content: bytes) -> None:
    answer = client.post(path, content=content, headers=JSON)
    if content not in (b"", b"null"):
        problem(answer, 400, "malformed_json")
    else:
        problem(answer, 422, "invalid_request")


def test_malformed_json_is_located(client: TestClient) -> None:
    answer = client.post("/datasets", content=b'{"rows": 1,}', headers=JSON)
    assert "at character 12" in problem(answer, 400, "malformed_json")["detail"]


@pytest.mark.parametrize("depth", [50_000])
def test_json_nested_beyond_reason_is_refused(client: TestClient, depth: int) -> None:
    content = b'{"schema": {"columns": ' + b"[" * depth + b"]" * depth + b"}}"
    answer = client.post("/datasets", content=content, headers=JSON)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "json"])
def test_a_body_of_another_type_is_refused(client: TestClient, kind: str | None) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = client.post("/datasets", content=json.dumps(SENTENCE).encode(), headers=headers)
    detail = problem(answer, 415, "unsupported_media_type")["detail"]
    assert "application/json" in detail


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8"])
def test_json_is_taken_as_usually_declared(client: TestClient, kind: str) -> None:
    content = json.dumps(SENTENCE).encode()
    answer = client.post("/datasets", content=content, headers={"content-type": kind})
    assert answer.status_code == 201


def large_body(size: int) -> bytes:
    return b'{"description": "a shop"' + b" " * (size - 25) + b"}"


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(client: TestClient) -> None:
    at_limit = large_body(MAX_BODY_BYTES)
    assert client.post("/datasets", content=at_limit, headers=JSON).status_code == 201
    above = large_body(MAX_BODY_BYTES + 1)
    problem(client.post("/datasets", content=above, headers=JSON), 413, "too_large")


def test_a_body_that_does_not_say_its_length_is_limited_too(client: TestClient) -> None:
    pieces = iter([large_body(MAX_BODY_BYTES), b" "])
    answer = client.post("/datasets", content=pieces, headers=JSON)
    problem(answer, 413, "too_large")


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/datasets/",
        "/datasets/x",
        "/datasets/x.csv",
        "/datasets/" + "0" * 32,
        "/datasets/" + "0" * 32 + ".csv",
        "/datasets/..%2f..%2fschemas%2f00000000",
        "/datasets/..%2f..%2fetc%2fpasswd.csv",
        "/datasets/%00",
        "/datasets/" + "a" * 5_000,
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    problem(client.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/datasets"), ("DELETE", "/datasets/x"), ("PUT", "/schemas"), ("POST", "/health")],
)
def test_a_method_that_a_route_does_not_take(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"]


def every_error() -> list[type[errors.RowsmithError]]:
    found, pending = [], [errors.RowsmithError]
    while pending:
        kind = pending.pop()
        below = kind.__subclasses__()
        pending += [one for one in below if one.__module__ == errors.__name__]
        if not below:
            found.append(kind)
    return sorted(found, key=lambda kind: kind.__name__)


def raised(kind: type[errors.RowsmithError]) -> errors.RowsmithError:
    if kind is errors.InvalidSchema:
        return errors.InvalidSchema([errors.Problem("columns.age", "min is above max")])
    if kind is errors.NotUnderstood:
        return errors.NotUnderstood("Say more.", understood=["age"], not_understood=["frobs"])
    return kind("What to do.")


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_every_error_has_its_status_and_code(
    client: TestClient,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[errors.RowsmithError],
) -> None:
    error = raised(kind)

    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(service, "create_dataset", failing)
    answer = client.post("/datasets", json=SENTENCE)
    status, title = next(STATUS[one] for one in kind.__mro__ if one in STATUS)
    document = problem(answer, status, kind.code)
    assert document["title"] == title
    assert document["detail"] == error.message
    assert ("retry-after" in answer.headers) == isinstance(error, errors.Unavailable)
    assert (status >= 500) == isinstance(error, errors.Unavailable)


def test_a_schema_s_faults_and_what_was_not_understood_are_listed(
    client: TestClient, planner: SmallPlanner
) -> None:
    planner.failure = raised(errors.NotUnderstood)
    document = problem(client.post("/datasets", json=SENTENCE), 422, "not_understood")
    assert (document["understood"], document["not_understood"]) == (["age"], ["frobs"])


def test_the_caller_is_told_when_to_come_back(client: TestClient, planner: SmallPlanner) -> None:
    planner.failure = errors.PlannerUnavailable("The model is busy.", retry_after=17)
    answer = client.post("/datasets", json={**SENTENCE, "planner": "model"})
    problem(answer, 503, "planner_unavailable")
    assert answer.headers["retry-after"] == "17"


def test_a_store_that_fails_is_a_503_without_its_name(
    client: TestClient, wire: Wire, s3: LocalS3
) -> None:
    wire.fail("PutObject", (403, "AccessDenied"))
    answer = client.post("/datasets", json=SENTENCE)
    problem(answer, 503, "storage_unavailable")
    assert s3.bucket not in answer.text
    wire.mend()
    assert client.post("/datasets", json=SENTENCE).status_code == 201


def test_what_nobody_foresaw_is_a_500_that_gives_nothing_away(
    client: TestClient, planner: SmallPlanner, caplog: pytest.LogCaptureFixture
) -> None:
    planner.failure = ZeroDivisionError("a secret")
    with caplog.at_level(logging.ERROR):
        answer = client.post("/datasets", json={"description": "my own words"})
    problem(answer, 500, "internal_error")
    assert "ZeroDivision" not in answer.text
    assert "ZeroDivisionError" in caplog.text
    assert "tests/parts.py" in caplog.text
    assert "a secret" not in answer.text + caplog.text
    assert "my own words" not in caplog.text


def test_with_a_shared_key_only_its_holders_may_call(service: Service) -> None:
    client = TestClient(create_app(service, deadline_seconds=60, shared_key="opensesame"))
    for headers in ({}, {"x-api-key": ""}, {"x-api-key": "opensesame "[:5]}, {"x-api-key": "é"}):
        raw = {key.encode(): value.encode() for key, value in headers.items()}
        answer = client.post("/datasets", json=SENTENCE, headers=raw)
        problem(answer, 401, "not_allowed")
        assert answer.headers["www-authenticate"]
    held = client.post("/datasets", json=SENTENCE, headers={"x-api-key": "opensesame"})
    assert held.status_code == 201
    assert client.get("/health").status_code == 200


def test_web_pages_of_the_named_origins_may_call(service: Service) -> None:
    origin = {"origin": "https://learn.example"}
    allowed = create_app(service, deadline_seconds=60, cors_origins=("https://learn.example",))
    answer = TestClient(allowed).get("/nowhere", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "https://learn.example"
    closed = TestClient(create_app(service, deadline_seconds=60)).get("/health", headers=origin)
    assert "access-control-allow-origin" not in closed.headers


class Context:
    """What Lambda tells a function of its time."""

    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


@pytest.mark.parametrize(("remaining", "status"), [(900, 504), (20_000, 201)])
def test_lambda_s_time_is_the_deadline(app: FastAPI, remaining: int, status: int) -> None:
    async def in_lambda(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "aws.context": Context(remaining)}, receive, send)

    answer = TestClient(in_lambda).post("/datasets", json={"schema": SHOP})
    assert answer.status_code == status


def test_the_root_leads_to_the_manual(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/docs"
    assert client.get("/docs").status_code == 200


def test_the_manual_documents_every_route_and_status(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    routes = {
        (method.upper(), path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert set(routes) == {
        ("POST", "/datasets"),
        ("GET", "/datasets/{dataset_id}"),
        ("GET", "/datasets/{dataset_id}.csv"),
        ("POST", "/schemas"),
        ("GET", "/examples"),
        ("GET", "/health"),
    }
    for route, operation in routes.items():
        assert operation["summary"], route
        assert operation["description"], route
        for status, answer in operation["responses"].items():
            assert answer["description"], (route, status)
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"], (route, status)
    posted = set(routes["POST", "/datasets"]["responses"])
    assert {"201", "400", "413", "415", "422", "429", "500", "502", "503", "504"} <= posted
    for name, field in document["components"]["schemas"]["DatasetRequest"]["properties"].items():
        assert field["description"], name


def test_every_reference_in_the_manual_leads_somewhere(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    parts = document["components"]["schemas"]
    text = json.dumps(document)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "')[1:]}:
        assert reference.removeprefix("#/components/schemas/") in parts


@pytest.mark.parametrize("name", contract.DATASET_EXAMPLES)
def test_the_manual_s_examples_work(client: TestClient, name: str) -> None:
    answer = client.post("/datasets", json=contract.DATASET_EXAMPLES[name]["value"])
    assert answer.status_code == 201, answer.text
