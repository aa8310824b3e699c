"""The runtime's Python, with the package's own numpy, makes the bytes that this one makes."""

from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

from rowsmith.schema import parse_schema
from tests.aws.needs import need
from tests.engine.making import DAY, dataset

ROOT = Path(__file__).parents[2]
SCHEMA = (ROOT / "tests/engine/everything.json").read_text(encoding="utf-8")
MAKE = f"""
import datetime, hashlib, json, sys
from rowsmith.engine import prepare
from rowsmith.schema import parse_schema
made = prepare(parse_schema(json.load(sys.stdin)), rows=3000, seed=1, locale="en_US",
               as_of=datetime.date({DAY.year}, {DAY.month}, {DAY.day}))
print(hashlib.sha256(b"".join(made.blocks())).hexdigest())
"""


def test_two_pythons_make_the_same_bytes() -> None:
    python = os.environ.get("RUNTIME_PYTHON", "")
    package = next((ROOT / ".aws-sam/build").glob("*/rowsmith"), None)
    need(bool(python) and package is not None, "the package is not built: no Python 3.13 found")
    assert package is not None
    run = subprocess.run(
        [python, "-c", MAKE],
        input=SCHEMA,
        env={"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    here = b"".join(dataset(parse_schema(json.loads(SCHEMA)), 3_000).blocks())
    assert run.stdout.strip() == sha256(here).hexdigest()
