"""Bodies that cannot be read or used are refused, in words that say what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from rowsmith.limits import MAX_BODY_BYTES
from tests.api.answers import JSON, SENTENCE, problem
from tests.local.s3 import LocalS3
from tests.parts import SHOP, stored


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
        ({**SENTENCE, "split": 0.04}, "split"),
        ({**SENTENCE, "split": 0.51}, "split"),
        ({**SENTENCE, "split": "0.2"}, "split"),
        ({**SENTENCE, "split": True}, "split"),
        ({**SENTENCE, "clean": "yes"}, "clean"),
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
