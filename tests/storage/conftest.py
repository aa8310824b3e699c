"""A bucket to store in, and the wire to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rowsmith.storage import S3
from tests.local.s3 import LocalS3
from tests.storage.wire import Wire


@pytest.fixture
def bucket(s3: LocalS3) -> S3:
    """An empty bucket, over a connection without a past."""
    return S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)


@pytest.fixture
def wire(bucket: S3) -> Iterator[Wire]:
    with Wire(bucket) as wire:
        yield wire


@pytest.fixture
def unreachable() -> S3:
    """A server that nobody runs: port 1 refuses at once."""
    return S3("nowhere", region="us-east-1", endpoint_url="http://127.0.0.1:1")
