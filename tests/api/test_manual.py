"""The OpenAPI document is complete, and what it offers to try works."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from rowsmith import contract


def test_the_front_page_leads_to_the_manual(client: TestClient) -> None:
    assert '<a href="/docs">' in client.get("/").text
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
        ("GET", "/datasets.csv"),
        ("GET", "/datasets.html"),
        ("GET", "/datasets/{dataset_id}.html"),
        ("GET", "/datasets/{dataset_id}.ipynb"),
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
