"""The service that `make run` starts, open and with a key."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.aws.runtime import free_port
from tests.clients.readers import KEY
from tests.local.running import running


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The URL of a service that anybody may ask."""
    port = free_port()
    with running({"PORT": str(port)}):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """The URL of a service that asks for the key."""
    port = free_port()
    with running({"PORT": str(port), "SHARED_KEY": KEY}):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def key() -> str:
    """The key as it stands in a URL."""
    return quote(KEY, safe="")
