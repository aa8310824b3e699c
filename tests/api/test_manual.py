"""The OpenAPI document is complete, and what it offers to try works."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from rowsmith import contract
from tests.api.answers import problem


def test_the_front_page_leads_to_the_manual(client: TestClient) -> None:
    assert '<a href="/docs">' in client.get("/").text
    assert client.get("/docs").status_code == 200


def files_of(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/docs/[^"]+)"', page)


def test_the_manual_asks_no_other_host(client: TestClient) -> None:
    page = client.get("/docs")
    assert not re.findall(r"https?:|//", page.text)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_manual_s_files_are_small_and_kept(client: TestClient) -> None:
    files = files_of(client.get("/docs").text)
    assert len(files) == 2
    sizes = 0
    for file in files:
        answer = client.get(file)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-encoding"] == "gzip"
        assert re.search(r"/docs/\d+\.\d+\.\d+/", file)
        sizes += int(answer.headers["content-length"])
    assert sizes < 500_000


def test_the_manual_s_files_come_plain_to_who_takes_no_gzip(client: TestClient) -> None:
    for file in files_of(client.get("/docs").text):
        packed, plain = client.get(file), client.get(file, headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        assert plain.content == packed.content
        assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("file", ["5.34.0/api.py", "5.34.0/SOURCES.md", "1.0.0/swagger-ui.css"])
def test_no_other_file_is_there(client: TestClient, file: str) -> None:
    problem(client.get(f"/docs/{file}"), 404, "not_found")


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
