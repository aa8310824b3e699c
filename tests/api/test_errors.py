"""Every error is a problem document with its status, and gives nothing away."""

from __future__ import annotations

import logging

import pytest
from starlette.testclient import TestClient

from rowsmith import errors
from rowsmith.api import STATUS
from rowsmith.service import Service
from tests.api.answers import SENTENCE, problem
from tests.local.s3 import LocalS3
from tests.parts import SmallPlanner
from tests.storage.wire import Wire


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
