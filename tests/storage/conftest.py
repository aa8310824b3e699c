"""A bucket to store in, and the wire to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rowsmith.storage import S3
from tests.local.s3 import LocalS3
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
def unreachable() -> S3:
    """A server that nobody runs: port 1 refuses at once."""
    return S3("nowhere", region="us-east-1", endpoint_url="http://127.0.0.1:1")
