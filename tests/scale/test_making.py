"""A dataset too large for one request: begun, watched, joined, downloaded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from rowsmith.contract_making import MakingDocument
from tests.api.answers import problem
from tests.local.s3 import LocalS3
from tests.local.workers import LocalWorkers
from tests.parts import stored
from tests.scale.cloud import (
    MAX_ROWS,
    ORDER,
    ROWS,
    SHOP,
    Workers,
    by_one_worker,
    client_of,
    downloaded,
    finished,
    settings_of,
    sha256_of,
)


def test_it_is_the_file_of_one_worker_and_progress_is_shown_meanwhile(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    workers.held.clear()
    begun = client.post("/datasets", json=ORDER)
    assert begun.status_code == 202
    document = begun.json()
    MakingDocument.model_validate(document)
    assert begun.headers["location"] == f"/datasets/{document['id']}"
    assert int(begun.headers["retry-after"]) >= 1
    assert document["status"] == "making"
    assert document["progress"] == {
        "parts": 6,
        "parts_made": 0,
        "rows": ROWS,
        "rows_made": 0,
        "bytes_made": 0,
    }
    assert len(document["preview"]) == 5
    assert [label["column"] for label in document["labels"]] == ["paid"]
    assert "download_url" not in document

    under_way = client.get(begun.headers["location"])
    assert under_way.status_code == 202
    assert int(under_way.headers["retry-after"]) >= 1
    assert under_way.json()["columns"] == document["columns"]
    for suffix in (".csv", ".html", ".ipynb"):
        answer = client.get(f"/datasets/{document['id']}{suffix}")
        problem(answer, 503, "not_ready")
        assert int(answer.headers["retry-after"]) >= 1

    page = client.get(f"/datasets/{document['id']}.html", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["refresh"]) == (503, page.headers["retry-after"])
    assert "0 of 6 parts" in page.text

    workers.held.set()
    answer = finished(client, document["id"])
    assert answer.status_code == 200
    ready = answer.json()
    assert ready["status"] == "ready"
    assert ready["preview"] == document["preview"]
    assert "progress" not in ready
    digest = by_one_worker(ORDER, ready)
    assert sha256_of(ready["download_url"]) == digest
    link = client.get(f"/datasets/{document['id']}.csv")
    assert link.status_code == 307
    assert sha256_of(link.headers["location"]) == digest
    assert client.get(f"/datasets/{document['id']}.html").status_code == 200
    assert client.get(f"/datasets/{document['id']}.ipynb").status_code == 200
    assert ready["size_bytes"] == int(
        client.head(f"/datasets/{document['id']}.csv").headers["content-length"]
    )
    assert workers.most == 3
    assert not s3.unfinished_uploads()


def test_rows_made_are_those_of_the_parts_that_are_there(
    client: TestClient, workers: Workers
) -> None:
    workers.faults["part", 6] = [RuntimeError("later")] * 1_000
    document = client.post("/datasets", json=ORDER).json()
    seen = 0
    while client.get(f"/datasets/{document['id']}").status_code == 202:
        progress = client.get(f"/datasets/{document['id']}").json().get("progress")
        if progress is None:
            break
        assert progress["rows_made"] == min(ROWS, progress["parts_made"] * 50_000)
        assert progress["parts_made"] >= seen
        seen = progress["parts_made"]


def test_the_same_request_joins_and_then_finds(client: TestClient, workers: Workers) -> None:
    workers.held.clear()
    first = client.post("/datasets", json=ORDER)
    second = client.post("/datasets", json=ORDER)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    workers.held.set()
    assert finished(client, first.json()["id"]).status_code == 200
    assert set(workers.calls.values()) == {1}
    third = client.post("/datasets", json=ORDER)
    assert third.status_code == 201
    assert third.json()["id"] == first.json()["id"]
    assert sum(workers.calls.values()) == 7


def test_requests_at_once_begin_one_dataset(
    s3: LocalS3, machine: LocalWorkers, workers: Workers
) -> None:
    containers = [client_of(settings_of(s3, machine)) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: one.post("/datasets", json=ORDER), containers))
    assert {answer.status_code for answer in answers} <= {201, 202}
    document = finished(containers[0], answers[0].json()["id"]).json()
    assert set(workers.calls.values()) == {1}
    assert sha256_of(document["download_url"]) == by_one_worker(ORDER, document)
    assert not s3.unfinished_uploads()
    executions = machine.client().list_executions(stateMachineArn=machine.arn)["executions"]
    assert len([one for one in executions if document["id"] in one["name"]]) == 1


def test_a_url_makes_it_and_leads_to_it_when_it_is_there(client: TestClient) -> None:
    query: dict[str, str | int] = {
        "description": "columns: age between 18 and 65",
        "rows": MAX_ROWS + 1,
    }
    problem(client.get("/datasets.csv", params=query), 503, "not_ready")
    for _ in range(1_000):
        answer = client.get("/datasets.csv", params=query)
        if answer.status_code != 503:
            break
    assert answer.status_code == 307
    assert answer.headers["location"]


def test_excel_asks_for_its_mark_once(client: TestClient) -> None:
    document = client.post("/datasets", json={**ORDER, "excel": True}).json()
    answer = finished(client, document["id"]).json()
    body = downloaded(answer["download_url"])
    mark = "\ufeff".encode()
    assert body.startswith(mark + b"price,paid\n")
    assert body.count(mark) == 1


def test_what_does_not_fit_into_a_request_is_left_to_workers(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rowsmith.fulfilment.PROBED_FROM", 1)
    monkeypatch.setattr("rowsmith.maker.Maker.seconds_a_row", lambda *_: 1.0)
    order = {**ORDER, "rows": MAX_ROWS}
    begun = client.post("/datasets", json=order)
    assert begun.status_code == 202
    document = finished(client, begun.json()["id"]).json()
    assert sha256_of(document["download_url"]) == by_one_worker(order, document)


def test_what_fits_is_made_at_once_as_without_workers(client: TestClient, s3: LocalS3) -> None:
    answer = client.post("/datasets", json={**ORDER, "rows": 1_000})
    assert answer.status_code == 201
    assert "status" not in answer.json()
    assert stored(s3, "jobs/") == []


class TestRefusals:
    def test_more_than_workers_make(self, client: TestClient, s3: LocalS3) -> None:
        answer = client.post("/datasets", json={**ORDER, "rows": 1_000_000_001})
        assert "at most 1,000,000,000" in problem(answer, 422, "invalid_request")["detail"]
        assert s3.keys() == []

    def test_files_for_a_class_are_made_within_a_request(
        self, client: TestClient, s3: LocalS3
    ) -> None:
        answer = client.post("/datasets", json={**ORDER, "split": 0.2})
        assert f"at most {MAX_ROWS:,}" in problem(answer, 422, "invalid_request")["detail"]
        assert s3.keys() == []

    def test_unique_values_that_run_out(self, client: TestClient, s3: LocalS3) -> None:
        column = {"name": "code", "kind": "id", "pattern": "A-#####"}
        schema = {**SHOP, "columns": [*SHOP["columns"], column]}
        answer = client.post("/datasets", json={"schema": schema, "rows": ROWS})
        (fault,) = problem(answer, 422, "invalid_schema")["problems"]
        assert "100,000" in fault["message"] or "99,999" in fault["message"]
        assert s3.keys() == []

    def test_too_many_in_a_day(self, s3: LocalS3, machine: LocalWorkers, workers: Workers) -> None:
        client = client_of(settings_of(s3, machine, SCALE_JOBS_PER_DAY="1"))
        first = client.post("/datasets", json=ORDER)
        assert first.status_code == 202
        assert client.post("/datasets", json=ORDER).status_code in (201, 202)
        refused = client.post("/datasets", json={**ORDER, "seed": 2})
        assert "in a day" in problem(refused, 503, "workers_unavailable")["detail"]
        assert finished(client, first.json()["id"]).status_code == 200

    def test_switched_off_it_is_refused_as_ever(self, s3: LocalS3, machine: LocalWorkers) -> None:
        client = client_of(settings_of(s3, machine, STATE_MACHINE_ARN=""))
        answer = client.post("/datasets", json=ORDER)
        assert problem(answer, 422, "invalid_request")["detail"] == (
            f"This asks for {ROWS:,} rows; a dataset has at most {MAX_ROWS:,}."
        )
