"""A state machine beside the S3, workers in this process, retries without their pauses."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from tests.aws.needs import need
from tests.local.s3 import LocalS3
from tests.local.workers import THERE, LocalWorkers
from tests.scale.cloud import Workers, client_of, settings_of


@pytest.fixture(autouse=True)
def small_parts_and_no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    need(THERE, "moto's interpreter is not installed: pip install -r tests/local/requirements.txt")
    retrier = "moto.stepfunctions.parser.asl.component.common.retry.retrier_decl"
    monkeypatch.setattr(f"{retrier}.time", SimpleNamespace(sleep=lambda seconds: None))
    monkeypatch.setattr("rowsmith.storage.parts.LEAST_PART_BYTES", 1)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)


@pytest.fixture
def workers(s3: LocalS3) -> Iterator[Workers]:
    found = Workers(s3)
    yield found
    found.held.set()


@pytest.fixture
def machine(s3: LocalS3, workers: Workers) -> Iterator[LocalWorkers]:
    with LocalWorkers(s3, workers) as machine:
        yield machine


@pytest.fixture
def client(s3: LocalS3, machine: LocalWorkers) -> TestClient:
    return client_of(settings_of(s3, machine))
