"""What goes wrong while workers make a dataset: what is told, what is left, that it works again."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from rowsmith.errors import InvalidSchema, NoSuchUpload, OtherEngine, Problem
from rowsmith.storage import S3, JobStore, NewFile, PartedUploads
from tests.api.answers import problem
from tests.local.s3 import LocalS3
from tests.local.workers import LocalWorkers
from tests.scale.cloud import (
    ORDER,
    TurnedAway,
    Workers,
    by_one_worker,
    client_of,
    failed,
    finished,
    of_another_engine,
    settings_of,
    sha256_of,
)


def begun(client: TestClient) -> str:
    """The id of the dataset, which workers make from now on."""
    answer = client.post("/datasets", json=ORDER)
    assert answer.status_code == 202, answer.text
    dataset_id: str = answer.json()["id"]
    return dataset_id


def whole(client: TestClient, s3: LocalS3, dataset_id: str) -> None:
    """Check that the file is there, has the bytes of one worker, and that nothing else is left."""
    answer = finished(client, dataset_id)
    assert answer.status_code == 200, answer.text
    document = answer.json()
    assert sha256_of(document["download_url"]) == by_one_worker(ORDER, document)
    assert not s3.unfinished_uploads()


def nothing_but_the_job(s3: LocalS3, dataset_id: str) -> None:
    assert s3.keys() == [f"jobs/{dataset_id}.json"]
    assert not s3.unfinished_uploads()


def test_a_worker_that_dies_is_replaced(client: TestClient, workers: Workers, s3: LocalS3) -> None:
    workers.faults["part", 1] = [RuntimeError("died")] * 3
    workers.faults["part", 6] = [ConnectionError("S3 is busy")]
    dataset_id = begun(client)
    whole(client, s3, dataset_id)
    assert (workers.calls["part", 1], workers.calls["part", 6]) == (4, 2)


def test_a_part_whose_answer_is_lost_is_made_again(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    workers.lost.add(("part", 2))
    whole(client, s3, begun(client))
    assert workers.calls["part", 2] == 2


def test_workers_that_are_turned_away_are_waited_for(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    for number in range(1, 7):
        workers.faults["part", number] = [TurnedAway() for _ in range(8)]
    whole(client, s3, begun(client))
    assert {workers.calls["part", number] for number in range(1, 7)} == {9}


@pytest.mark.parametrize("what", [("part", 3), ("complete", 0)], ids=str)
def test_what_fails_for_good_is_told_and_taken_back_and_can_be_asked_again(
    client: TestClient, workers: Workers, s3: LocalS3, what: tuple[str, int]
) -> None:
    workers.faults[what] = [RuntimeError("bad")] * 99
    dataset_id = begun(client)
    assert failed(finished(client, dataset_id))
    answer = client.get(f"/datasets/{dataset_id}.csv")
    assert problem(answer, 503, "making_failed")["detail"].count("POST it again") == 1
    nothing_but_the_job(s3, dataset_id)
    workers.faults.clear()
    assert begun(client) == dataset_id
    whole(client, s3, dataset_id)


@pytest.mark.parametrize(
    "error",
    [InvalidSchema([Problem("columns", "no")]), OtherEngine("old"), NoSuchUpload("gone")],
    ids=lambda error: type(error).__name__,
)
def test_what_cannot_be_made_is_not_tried_again(
    client: TestClient, workers: Workers, s3: LocalS3, error: Exception
) -> None:
    workers.faults["part", 2] = [error] * 9
    dataset_id = begun(client)
    assert failed(finished(client, dataset_id))
    assert workers.calls["part", 2] == 1
    nothing_but_the_job(s3, dataset_id)


def test_a_deployment_meanwhile_does_not_mix_engines(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    workers.held.clear()
    dataset_id = begun(client)
    of_another_engine(s3, dataset_id)
    workers.held.set()
    assert failed(finished(client, dataset_id))
    nothing_but_the_job(s3, dataset_id)
    begun(client)
    whole(client, s3, dataset_id)


def test_an_upload_that_is_gone_ends_the_attempt(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    workers.held.clear()
    dataset_id = begun(client)
    s3.empty_uploads()
    workers.held.set()
    assert failed(finished(client, dataset_id))
    nothing_but_the_job(s3, dataset_id)
    begun(client)
    whole(client, s3, dataset_id)


def test_a_completion_whose_answer_is_lost_is_one(
    client: TestClient, workers: Workers, s3: LocalS3
) -> None:
    workers.lost.add(("complete", 0))
    whole(client, s3, begun(client))
    assert workers.calls["complete", 0] == 2


def test_a_stopped_execution_is_told_and_the_next_request_begins_anew(
    client: TestClient, machine: LocalWorkers, workers: Workers, s3: LocalS3
) -> None:
    workers.held.clear()
    dataset_id = begun(client)
    (execution,) = machine.client().list_executions(stateMachineArn=machine.arn)["executions"]
    machine.client().stop_execution(executionArn=execution["executionArn"])
    workers.held.set()
    assert failed(finished(client, dataset_id))
    # No state catches a stop: the upload stays, until the bucket's rule ends it within a day.
    assert len(s3.unfinished_uploads()) == 1
    begun(client)
    answer = finished(client, dataset_id).json()
    assert sha256_of(answer["download_url"]) == by_one_worker(ORDER, answer)


def test_workers_of_an_attempt_that_was_replaced_write_nothing(
    client: TestClient, machine: LocalWorkers, workers: Workers, s3: LocalS3
) -> None:
    workers.faults["part", 1] = [RuntimeError("bad")] * 99
    dataset_id = begun(client)
    assert failed(finished(client, dataset_id))
    workers.faults.clear()
    first = JobStore(S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)).read(dataset_id)
    assert first is not None
    begun(client)
    whole(client, s3, dataset_id)
    with pytest.raises(NoSuchUpload):
        Workers(s3)({"do": "part", "id": dataset_id, "upload": first.attempt.upload, "part": 1})


def test_a_service_that_dies_before_the_start_is_followed_by_the_next_request(
    client: TestClient, workers: Workers, s3: LocalS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("rowsmith.executions.Executions.start", dies)
        assert client.post("/datasets", json=ORDER).status_code == 500
    dataset_id = begun(client)
    whole(client, s3, dataset_id)


def test_a_job_that_was_never_started_is_given_up_after_a_while(
    client: TestClient, s3: LocalS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("rowsmith.executions.Executions.start", lambda *_: None)
        dataset_id = begun(client)
        assert client.get(f"/datasets/{dataset_id}").status_code == 202
    monkeypatch.setattr("rowsmith.scaling.STARTING", timedelta(seconds=-60))
    assert failed(client.get(f"/datasets/{dataset_id}"))
    assert begun(client) == dataset_id
    document = finished(client, dataset_id).json()
    assert sha256_of(document["download_url"]) == by_one_worker(ORDER, document)


def test_step_functions_that_cannot_be_reached_are_told(
    s3: LocalS3, machine: LocalWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda seconds: None))
    client = client_of(settings_of(s3, machine, STATES_ENDPOINT_URL="http://127.0.0.1:1"))
    answer = client.post("/datasets", json=ORDER)
    problem(answer, 503, "workers_unavailable")
    assert int(answer.headers["retry-after"]) >= 1
    assert "127.0.0.1" not in answer.text
    whole_again = client_of(settings_of(s3, machine))
    whole(whole_again, s3, begun(whole_again))


def test_a_file_that_has_expired_is_not_found_and_is_made_again(
    client: TestClient, s3: LocalS3
) -> None:
    dataset_id = begun(client)
    whole(client, s3, dataset_id)
    for suffix in ("csv", "json"):
        s3.client().delete_object(Bucket=s3.bucket, Key=f"datasets/{dataset_id}.{suffix}")
    problem(client.get(f"/datasets/{dataset_id}"), 404, "not_found")
    problem(client.get(f"/datasets/{dataset_id}.csv"), 404, "not_found")
    begun(client)
    whole(client, s3, dataset_id)


def test_more_parts_than_one_page_lists_make_one_file(s3: LocalS3) -> None:
    bucket = S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)
    few: Any = lambda params, **_: {**params, "MaxParts": 10}  # noqa: E731
    bucket.client.meta.events.register("provide-client-params.s3.ListParts", few)
    uploads = PartedUploads(bucket)
    file = NewFile("0" * 32, "x.csv", "text/csv")
    upload = uploads.open(file)
    for number in reversed(range(1, 26)):
        uploads.put(file.id, upload, number, b"%d\n" % number)
    assert sorted(uploads.sizes(file.id, upload)) == list(range(1, 26))
    sizes: list[int] = []
    size = uploads.complete(file.id, upload, parts=25, before=sizes.append)
    body = s3.client().get_object(Bucket=s3.bucket, Key=f"datasets/{file.id}.csv")["Body"].read()
    assert body == b"".join(b"%d\n" % number for number in range(1, 26))
    assert sizes == [size] == [len(body)]


def test_what_travels_through_step_functions_fits_for_the_most_parts() -> None:
    numbers = list(range(1, 10_001))
    given = {"id": "0" * 32, "upload": "u" * 200, "workers": 5_000, "parts": numbers}
    assert len(json.dumps(given)) < 256 * 1024
    assert len(json.dumps(numbers)) < 256 * 1024
