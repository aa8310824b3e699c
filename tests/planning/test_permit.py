"""Every call of the model asks for permission first, repeated ones too."""

from __future__ import annotations

import pytest

from rowsmith.errors import PlannerUnavailable
from rowsmith.planning.model.openai_planner import OpenAIPlanner
from tests.local import openai_server as local
from tests.local.openai_server import LocalOpenAI

PLAN = {
    "title": "People",
    "domain": "census",
    "columns": [{"kind": "number", "name": "age", "shape": "uniform", "min": 18, "max": 90}],
}


class Permits:
    """Allows `most` calls and counts those asked for."""

    def __init__(self, most: int) -> None:
        self.asked = 0
        self._most = most

    def __call__(self) -> None:
        self.asked += 1
        if self.asked > self._most:
            raise PlannerUnavailable("enough for today", retry_after=3_600)


def planner(server: LocalOpenAI, permits: Permits) -> OpenAIPlanner:
    return OpenAIPlanner(
        server.key, server.base_url, "gpt-4o-mini", permit=permits, sleep=lambda _: None
    )


def test_a_call_after_a_failure_is_counted_like_the_first() -> None:
    permits = Permits(5)
    with LocalOpenAI(PLAN) as server:
        server.will(local.status(500))
        planner(server, permits).plan("People", locale=None, seconds_left=60)
        assert permits.asked == len(server.requests) == 2


def test_what_is_not_permitted_is_not_sent() -> None:
    with LocalOpenAI(PLAN) as server:
        model = planner(server, Permits(1))
        model.plan("People", locale=None, seconds_left=60)
        with pytest.raises(PlannerUnavailable, match="enough for today"):
            model.plan("Cities", locale=None, seconds_left=60)
        assert len(server.requests) == 1


def test_no_second_answer_is_asked_for_without_permission() -> None:
    with LocalOpenAI(PLAN) as server:
        server.will(local.text("no schema at all"))
        with pytest.raises(PlannerUnavailable, match="enough for today"):
            planner(server, Permits(1)).plan("People", locale=None, seconds_left=60)
        assert len(server.requests) == 1
