"""Whatever is sent to a documented route, the answer is one that its document holds."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = [
    ("POST", "/datasets"),
    ("POST", "/schemas"),
    ("GET", "/datasets/{dataset_id}"),
    ("GET", "/datasets.csv"),
    ("GET", "/datasets.html"),
    ("GET", "/datasets/{dataset_id}.csv"),
    ("GET", "/datasets/{dataset_id}.html"),
    ("GET", "/datasets/{dataset_id}.ipynb"),
    ("GET", "/examples"),
    ("GET", "/health"),
]


@pytest.fixture(scope="module")
def document(app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_operation_is_fuzzed(document: schemathesis.BaseSchema) -> None:
    paths: Any = document.raw_schema["paths"]
    found = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert found == set(OPERATIONS)


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        *((method, path, GenerationMode.POSITIVE) for method, path in OPERATIONS),
        *((method, path, GenerationMode.NEGATIVE) for method, path in OPERATIONS[:2]),
    ],
)
def test_every_answer_is_documented(
    document: schemathesis.BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    operation: Any = document[path][method]
    examples = 15 if method == "POST" else 8

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def fuzz(case: Case[Any]) -> None:
        if isinstance(case.body, dict):
            rows = case.body.get("rows")
            if isinstance(rows, int):
                case.body["rows"] = min(rows, 200)
        case.call_and_validate(checks=CHECKS)

    fuzz()
