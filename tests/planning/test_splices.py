"""Clauses of the evaluations spliced at random: a plan or a clear refusal, never a failure."""

from __future__ import annotations

import random
import re

import pytest

from rowsmith.errors import BadRequest
from rowsmith.planning import BuiltinPlanner
from tests.evals.cases import load

CHUNKS = 20
A_CHUNK = 40
LONGEST = 5

_BETWEEN_CLAUSES = re.compile(r"(?<=[,;.:])\s+|\s+(?=(?:and|with|where|but|that|who)\b)")


def _clauses() -> list[str]:
    said = (case.description for half in ("open", "later") for case in load(half))
    found = {clause.strip() for text in said for clause in _BETWEEN_CLAUSES.split(text)}
    return sorted(clause for clause in found if clause)


CLAUSES = _clauses()


FAILED_ONCE = [
    "used cars with age and price; the older the car, the cheaper, and 20% were in an accident",
    "transactions of a footwear store, with class and shoe class",
]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_any_splice_is_planned_or_refused(chunk: int) -> None:
    draw = random.Random(chunk)
    for _ in range(A_CHUNK):
        parts = draw.sample(CLAUSES, draw.randint(2, LONGEST))
        _plan(draw.choice([" ", ", ", "; "]).join(parts))


@pytest.mark.parametrize("description", FAILED_ONCE)
def test_what_failed_once_is_planned_or_refused(description: str) -> None:
    _plan(description)


def _plan(description: str) -> None:
    try:
        plan = BuiltinPlanner().plan(description, locale=None, seconds_left=20.0)
    except BadRequest:
        return
    except Exception as failure:
        raise AssertionError(f"{description!r}: {failure!r}") from failure
    assert plan.schema.csv_order(), description
