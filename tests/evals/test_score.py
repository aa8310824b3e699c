"""The built-in planner reads what it is asked: the open half of the evaluation has a floor."""

from __future__ import annotations

import os
from typing import get_args

import pytest

from rowsmith.planning import BuiltinPlanner
from tests.evals.cases import Group, load
from tests.evals.run import judge, score

FLOOR = 0.9
"""Of each group; of the whole half the planner reads 95 % and more."""

SEALED_FLOOR = 0.9
"""Of the whole half that was scored once before it was read, at 86 %."""

LATER_FLOOR = 0.8
"""Of what others asked later, of which the planner has learned the general part."""

CASES = [case for case in load("open") if not case.needs_model]
GROUPS = [group for group in get_args(Group) if any(case.group == group for case in CASES)]


@pytest.mark.parametrize("group", GROUPS)
def test_the_open_half_is_read(group: str) -> None:
    outcomes = [judge(case, BuiltinPlanner()) for case in CASES if case.group == group]
    failed = [
        f"{outcome.case.description}: {'; '.join(outcome.reasons)}"
        for outcome in outcomes
        if outcome.reasons
    ]
    assert score(outcomes) >= FLOOR, "\n".join(failed)


@pytest.mark.skipif("CI" not in os.environ, reason="takes a minute: `make evals` tells")
def test_the_sealed_half_is_read() -> None:
    sealed = [case for case in load("sealed") if not case.needs_model]
    assert score([judge(case, BuiltinPlanner()) for case in sealed]) >= SEALED_FLOOR


@pytest.mark.skipif("CI" not in os.environ, reason="takes a minute: `make evals` tells")
def test_what_was_asked_later_is_read() -> None:
    later = [case for case in load("later") if not case.needs_model]
    assert score([judge(case, BuiltinPlanner()) for case in later]) >= LATER_FLOOR


def test_the_open_half_is_large_enough_to_mean_something() -> None:
    assert len(load("open")) >= 60
