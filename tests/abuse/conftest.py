"""The application with every part real, as abuse finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from fastapi import FastAPI

from rowsmith import engine
from rowsmith.api import create_app
from rowsmith.planning import BuiltinPlanner
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.faults.proxy import ANY, FaultyWire, swallows
from tests.local.s3 import LocalS3

MakeApp = Callable[..., FastAPI]


@pytest.fixture(scope="package")
def make_app(s3_server: LocalS3) -> MakeApp:
    """Makes the application, with a deadline and an S3 of one's own."""

    def make(*, deadline_seconds: float = 60, endpoint_url: str | None = None) -> FastAPI:
        bucket = S3(
            s3_server.bucket,
            region=s3_server.region,
            endpoint_url=endpoint_url or s3_server.endpoint_url,
        )
        service = Service(
            plans=Plans(builtin=BuiltinPlanner(), model=None, cache=SchemaCache(bucket)),
            engine=engine,
            store=DatasetStore(bucket, link_seconds=60),
            max_rows=1_000_000,
            today=lambda: date(2026, 3, 1),
        )
        return create_app(service, deadline_seconds=deadline_seconds)

    return make


@pytest.fixture(scope="package")
def app(make_app: MakeApp) -> FastAPI:
    return make_app()


@pytest.fixture
def bottomless(s3_server: LocalS3) -> Iterator[str]:
    """An S3 that takes everything and keeps nothing, so that large files cost no memory."""
    with FaultyWire(s3_server.endpoint_url) as wire:
        wire.breaks(ANY, swallows, times=1_000_000)
        yield wire.url
