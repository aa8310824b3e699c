"""The service with everything that makes large datasets, and a worker whose faults are chosen."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

from httpx2 import Response
from moto.core.exceptions import JsonRESTError
from starlette.testclient import TestClient

from rowsmith import engine
from rowsmith.engine import job
from rowsmith.schema import parse_schema
from rowsmith.settings import Settings
from rowsmith.storage import S3, DatasetStore, JobStore, PartedUploads
from rowsmith.wiring import build_app
from rowsmith.working import Worker
from tests.local.s3 import LocalS3
from tests.local.workers import Event, LocalWorkers

MAX_ROWS = 100_000
ROWS = 6 * 50_000 - 7
"""Six blocks, each of them a part: what the tests' S3 takes is small."""
SHOP: dict[str, Any] = {
    "title": "Shop",
    "labels": ["paid"],
    "columns": [
        {"name": "price", "kind": "number", "shape": "uniform", "min": 0, "max": 9},
        {"name": "paid", "kind": "boolean", "rate": 0.3},
    ],
    "drivers": [{"column": "paid", "explained": "easy", "by": [{"of": "price", "weight": 1}]}],
}
ORDER: dict[str, Any] = {"schema": SHOP, "rows": ROWS, "seed": 1}
SECONDS = 60


class TurnedAway(JsonRESTError):
    """What Lambda says where no copy of the function is free."""

    code = 429

    def __init__(self) -> None:
        super().__init__("TooManyRequestsException", "Rate Exceeded.")


class Workers:
    """A worker that counts its calls by (what it does, part), and fails as it is told.

    faults: what is raised, the first first, in place of the work. held: while it is cleared, all
    wait. most: how many worked at once.
    """

    def __init__(self, s3: LocalS3) -> None:
        store = S3.for_workers(s3.bucket, s3.region, s3.endpoint_url)
        self.worker = Worker(
            engine=job,
            jobs=JobStore(store),
            uploads=PartedUploads(store),
            store=DatasetStore(store, link_seconds=60),
        )
        self.calls: Counter[tuple[str, int]] = Counter()
        self.faults: dict[tuple[str, int], list[Exception]] = {}
        self.lost: set[tuple[str, int]] = set()
        self.held = threading.Event()
        self.held.set()
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> int:
        """Carry out `event`, unless there is a fault to be raised."""
        key = (event["do"], event.get("part", 0))
        with self._lock:
            self.calls[key] += 1
            self._now += 1
            self.most = max(self.most, self._now)
            faults = self.faults.get(key, [])
            fault = faults.pop(0) if faults else None
        try:
            self.held.wait(SECONDS)
            if fault is not None:
                raise fault
            answer = self.worker(event)  # type: ignore[arg-type]
            if key in self.lost:
                self.lost.discard(key)
                raise TimeoutError("the answer was lost")
            return answer
        finally:
            with self._lock:
                self._now -= 1


def settings_of(s3: LocalS3, machine: LocalWorkers, **more: str) -> Settings:
    """The settings of a service with workers."""
    variables = {"MAX_ROWS": str(MAX_ROWS), "SCALE_CONCURRENCY": "3", **more}
    return Settings.from_environment({**s3.environment(), **machine.environment(), **variables})


def client_of(settings: Settings) -> TestClient:
    """A container of its own."""
    return TestClient(build_app(settings), follow_redirects=False)


def finished(client: TestClient, dataset_id: str) -> Response:
    """What GET answers when the dataset is no longer being made."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        answer: Response = client.get(f"/datasets/{dataset_id}")
        if answer.status_code != 202:
            return answer
        time.sleep(0.05)
    raise TimeoutError(dataset_id)


def failed(answer: Response) -> bool:
    """Whether the workers gave up."""
    return answer.status_code == 503 and answer.json()["code"] == "making_failed"


def downloaded(url: str) -> bytes:
    """What is behind a link."""
    with urlopen(url) as file:  # noqa: S310
        body: bytes = file.read()
    return body


def sha256_of(url: str) -> str:
    """The digest of what is behind a link."""
    return hashlib.sha256(downloaded(url)).hexdigest()


def by_one_worker(order: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """The digest of the file as one process makes it from the first block to the last."""
    dataset = engine.prepare(
        parse_schema(document["schema"]),
        rows=order["rows"],
        seed=document["seed"],
        locale=document["locale"],
        as_of=datetime.now(UTC).date(),
    )
    digest = hashlib.sha256()
    for block in dataset.blocks():
        digest.update(block)
    return digest.hexdigest()


def of_another_engine(s3: LocalS3, dataset_id: str) -> None:
    """Make the job one that an older version planned."""
    jobs = JobStore(S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url))
    kept = jobs.read(dataset_id)
    assert kept is not None
    old = replace(kept.attempt, job={**kept.attempt.job, "engine": "0"})
    assert jobs.write(dataset_id, old, kept.version)
