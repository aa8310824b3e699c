"""What a test needs of the machine: skipped with the reason, or failed where all must run."""

from __future__ import annotations

import os

import pytest

ALL_REQUIRED = os.environ.get("ROWSMITH_REQUIRE_ALL") == "1"


def need(there: bool, reason: str) -> None:
    """Skip the test unless `there`; with ROWSMITH_REQUIRE_ALL=1, fail it."""
    if there:
        return
    if ALL_REQUIRED:
        pytest.fail(f"ROWSMITH_REQUIRE_ALL is set, but {reason}")
    pytest.skip(reason)
