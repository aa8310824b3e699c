"""What every route does."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rowsmith import contract
from rowsmith.api import create_app
from rowsmith.service import Service
from tests.api.answers import SENTENCE, problem
from tests.parts import SHOP
from tests.storage.wire import Wire


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
