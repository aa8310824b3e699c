"""A fragment said again and again, up to the longest description, is read as fast as others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANGS_AFTER = 60
"""Seconds; backtracking that grows with the cube of the length takes many minutes."""

FRAGMENTS = (
    "a: ",
    ") ( ",
    ": 10",
    "or a, ",
    "and X, ",
    "about, between, and ",
    "Ab1-",
    "1",
    "a - ",
    "with ",
    "be ",
    "(",
    "A, B and ",
    "in Berlin, Munich and ",
    "people who train more ",
    "twice as much ",
    "5% ab / ",
    "'a', ",
    '"a": "b", ',
    "a\t",
    "create table a (",
    "{a, b ",
)

PLAN = """
import sys
from rowsmith.contract import MAX_DESCRIPTION
from rowsmith.errors import BadRequest
from rowsmith.planning import BuiltinPlanner
description = (sys.argv[1] * MAX_DESCRIPTION)[:MAX_DESCRIPTION]
try:
    BuiltinPlanner().plan(description, locale=None, seconds_left=20)
except BadRequest:
    pass
"""


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_without_end_is_planned_or_refused(fragment: str) -> None:
    subprocess.run(
        [sys.executable, "-c", PLAN, fragment],
        env={"PYTHONPATH": str(ROOT / "functions")},
        timeout=HANGS_AFTER,
        check=True,
    )
