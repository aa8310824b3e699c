"""The application over a real S3, with small parts for planner and engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rowsmith.api import create_app
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.local.s3 import LocalS3
from tests.parts import SmallEngine, SmallPlanner
from tests.storage.wire import Wire


@pytest.fixture(scope="module")
def connection(s3_server: LocalS3) -> S3:
    return S3(s3_server.bucket, region=s3_server.region, endpoint_url=s3_server.endpoint_url)


@pytest.fixture
def bucket(connection: S3, s3: LocalS3) -> S3:
    """An empty bucket."""
    return connection


@pytest.fixture
def wire(bucket: S3) -> Iterator[Wire]:
    with Wire(bucket) as wire:
        yield wire


@pytest.fixture
def planner() -> SmallPlanner:
    return SmallPlanner("gpt-4o-mini")


@pytest.fixture
def service(bucket: S3, planner: SmallPlanner) -> Service:
    builtin = SmallPlanner("builtin")
    return Service(
        plans=Plans(builtin=builtin, model=planner, cache=SchemaCache(bucket)),
        engine=SmallEngine(),
        store=DatasetStore(bucket, link_seconds=60),
        max_rows=50_000,
        today=lambda: date(2026, 3, 1),
    )


@pytest.fixture
def app(service: Service) -> FastAPI:
    return create_app(service, deadline_seconds=60)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client
