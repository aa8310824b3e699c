"""Every event of events/, replayed through the Lambda handler against an S3 over HTTP."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest

from tests.aws.events import EVENTS, document, event, text
from tests.local.s3 import LocalS3

Handler = Callable[[dict[str, Any], object], dict[str, Any]]

PROBLEMS = {
    "error-no-model": (422, "invalid_request"),
    "error-no-rows": (422, "invalid_request"),
    "error-not-json": (400, "malformed_json"),
    "error-not-understood": (422, "not_understood"),
    "error-schema-cycle": (422, "invalid_schema"),
    "error-too-large": (413, "too_large"),
    "error-too-many-rows": (422, "invalid_request"),
    "error-unknown-dataset": (404, "not_found"),
    "error-unknown-key": (422, "invalid_request"),
    "error-unknown-route": (404, "not_found"),
    "error-wrong-content-type": (415, "unsupported_media_type"),
    "error-wrong-method": (405, "method_not_allowed"),
}
DATASETS = {
    "create-dataset": 1_000,
    "create-dataset-base64": 100,
    "create-dataset-columns": 500,
    "create-dataset-from-schema": 2_000,
}
OTHERS = {
    "create-schema",
    "docs",
    "get-dataset",
    "get-dataset-csv",
    "head-of-a-file",
    "health",
    "list-examples",
    "make-and-download",
    "openapi",
}


class Context:
    """What Lambda hands to a handler, as far as it is used."""

    function_name = "Function"
    aws_request_id = "7d1c5b0e-0000-4000-8000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 29_000


@pytest.fixture
def handle(s3: LocalS3, monkeypatch: pytest.MonkeyPatch) -> Handler:
    """Start the handler's module afresh, as a new container does."""
    for name, value in s3.environment().items():
        monkeypatch.setenv(name, value)
    module = importlib.reload(importlib.import_module("rowsmith.handler"))
    handler: Handler = module.lambda_handler
    return handler


def test_every_event_is_replayed_here() -> None:
    assert {path.stem for path in EVENTS.iterdir()} == {*PROBLEMS, *DATASETS, *OTHERS}


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_made_and_its_link_opens(handle: Handler, name: str) -> None:
    answer = handle(event(name), Context())
    assert answer["statusCode"] == 201
    dataset = document(answer)
    assert answer["headers"]["location"] == f"/datasets/{dataset['id']}"
    with urlopen(dataset["download_url"]) as download:  # noqa: S310
        csv = download.read()
    frame = pd.read_csv(io.BytesIO(csv))
    assert len(frame) == dataset["rows"] == DATASETS[name]
    assert list(frame) == [column["name"] for column in dataset["columns"]]
    assert len(csv) == dataset["size_bytes"]


def test_the_second_time_the_schema_is_cached_and_the_file_is_the_same(handle: Handler) -> None:
    first, second = (document(handle(event("create-dataset"), Context())) for _ in range(2))
    assert (first["schema_cached"], second["schema_cached"]) == (False, True)
    assert first["id"] == second["id"]


def test_a_dataset_is_found_again_with_a_fresh_link(handle: Handler) -> None:
    made = document(handle(event("create-dataset"), Context()))
    answer = handle(event("get-dataset", made["id"]), Context())
    assert answer["statusCode"] == 200
    found = document(answer)
    fresh = {"download_url", "read_csv", "expires_at", "timing_ms", "schema_cached"}
    assert {key: found[key] for key in found.keys() - fresh} == {
        key: made[key] for key in made.keys() - fresh
    }


def test_the_path_of_the_csv_redirects_to_the_file(handle: Handler) -> None:
    made = document(handle(event("create-dataset"), Context()))
    answer = handle(event("get-dataset-csv", made["id"]), Context())
    assert answer["statusCode"] == 307
    with urlopen(answer["headers"]["location"]) as download:  # noqa: S310
        assert len(download.read()) == made["size_bytes"]


def test_a_url_makes_the_file_that_it_leads_to(handle: Handler) -> None:
    answer = handle(event("make-and-download"), Context())
    assert answer["statusCode"] == 307
    with urlopen(answer["headers"]["location"]) as download:  # noqa: S310
        file = download.read()
    assert len(pd.read_csv(io.BytesIO(file))) == 500
    head = handle(event("head-of-a-file"), Context())
    assert head["statusCode"] == 200
    assert head["headers"]["content-length"] == str(len(file))
    assert not head["body"]


def test_a_schema_is_planned_and_can_be_sent_back(handle: Handler) -> None:
    answer = handle(event("create-schema"), Context())
    assert answer["statusCode"] == 200
    columns = document(answer)["schema"]["columns"]
    assert "hours_studied" in {column["name"] for column in columns}


def test_the_service_tells_its_planner(handle: Handler) -> None:
    answer = handle(event("health"), Context())
    assert answer["statusCode"] == 200
    assert document(answer)["planner"] == "builtin"


def test_a_dozen_examples_are_listed(handle: Handler) -> None:
    examples = document(handle(event("list-examples"), Context()))["examples"]
    assert len(examples) >= 12
    assert all(example["description"] and example["columns"] for example in examples)


def test_the_manual_is_served(handle: Handler) -> None:
    page = handle(event("docs"), Context())
    assert (page["statusCode"], "html" in text(page)) == (200, True)
    paths = document(handle(event("openapi"), Context()))["paths"]
    assert {"/datasets", "/datasets/{dataset_id}", "/schemas", "/examples", "/health"} <= set(paths)


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_cannot_be_done_is_a_problem_document(handle: Handler, s3: LocalS3, name: str) -> None:
    status, code = PROBLEMS[name]
    answer = handle(event(name), Context())
    problem = document(answer)
    assert answer["headers"]["content-type"].startswith("application/problem+json")
    assert (answer["statusCode"], problem["status"], problem["code"]) == (status, status, code)
    assert problem["detail"]
    stored = s3.keys()
    assert not [key for key in stored if key.startswith("datasets/")]


@pytest.mark.parametrize("name", ["get-dataset", "get-dataset-csv"])
def test_a_dataset_that_is_not_there_is_not_found(handle: Handler, name: str) -> None:
    assert handle(event(name), Context())["statusCode"] == 404
