"""The largest requests: memory stays bounded, and what does not fit in time is refused early."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.local.s3 import CREDENTIALS

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 1_600
"""Below the function's memory, of which the runtime takes a little."""


def numbers(count: int) -> dict[str, Any]:
    columns = [
        {"name": f"n{i}", "kind": "number", "shape": "normal", "mean": 0, "sd": 1, "decimals": 6}
        for i in range(count)
    ]
    return {"columns": columns}


def texts(count: int) -> dict[str, Any]:
    """A hundred columns of the longest text that there is."""
    return {"columns": [{"name": f"t{i}", "kind": "text", "style": "review"} for i in range(count)]}


def asked(body: dict[str, Any], endpoint: str, deadline: int) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.abuse.heaviest", endpoint, str(deadline)],
        input=json.dumps(body),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'functions'}:{ROOT}",
            **CREDENTIALS,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return result


@pytest.mark.parametrize("schema", [numbers(100), texts(100)], ids=["numbers", "texts"])
def test_a_million_rows_of_a_hundred_columns_are_refused_with_what_would_fit(
    bottomless: str, schema: dict[str, Any]
) -> None:
    found = asked({"schema": schema, "rows": 1_000_000}, bottomless, 4)
    assert found["status"] in (422, 504), found["body"]
    assert found["body"]["code"] in ("too_much", "deadline_exceeded")
    assert "fewer rows" in found["body"]["detail"]
    assert found["megabytes"] < MOST_MEGABYTES


def test_memory_is_that_of_a_block_and_not_of_the_file(bottomless: str) -> None:
    megabytes = []
    for rows in (100_000, 200_000):
        found = asked({"schema": numbers(10), "rows": rows}, bottomless, 600)
        assert found["status"] == 201, found["body"]
        megabytes.append(found["megabytes"])
        size = found["body"]["size_bytes"]
    assert size > 1.5e7
    assert megabytes[1] - megabytes[0] < 30
