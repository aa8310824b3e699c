"""What every test shares: an S3 over HTTP, and an environment without real credentials."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.local.s3 import LocalS3, use_local_credentials

# A developer's own key, proxy or profile must not reach a test.
for name in list(os.environ):
    if name.startswith("OPENAI_"):
        del os.environ[name]
use_local_credentials()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[LocalS3]:
    """One S3 for the whole run; what is in it may come from other tests."""
    with LocalS3() as s3:
        yield s3


@pytest.fixture
def s3(s3_server: LocalS3) -> Iterator[LocalS3]:
    """An S3 whose bucket is empty."""
    s3_server.empty()
    yield s3_server
    s3_server.empty()


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers."""
    config.addinivalue_line("markers", "package: needs the package that `sam build` made")
    config.addinivalue_line("markers", "container: needs a container engine and `sam local`")
