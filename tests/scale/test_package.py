"""The package's worker under Lambda's own runtime: the state machine's calls, two at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from tests.aws.runtime import ROOT, Lambda, need_package
from tests.local.s3 import LocalS3
from tests.local.workers import Event, LocalWorkers
from tests.scale.cloud import (
    ORDER,
    by_one_worker,
    client_of,
    failed,
    finished,
    of_another_engine,
    settings_of,
    sha256_of,
)

PACKAGE = ROOT / ".aws-sam/build/Worker"


class Functions:
    """Copies of the function; each answers one event at a time."""

    def __init__(self, copies: list[Lambda]) -> None:
        self._free: Queue[Lambda] = Queue()
        for copy in copies:
            self._free.put(copy)
        self.before: list[Any] = []

    def __call__(self, event: Event) -> Any:
        """Have a copy carry out `event`; raises an error of the type's name that it raised."""
        for step in self.before:
            step(event)
        self.before.clear()
        copy = self._free.get()
        try:
            answer = copy.invoke(event)
        finally:
            self._free.put(copy)
        if isinstance(answer, dict) and "errorType" in answer:
            raise type(answer["errorType"], (Exception,), {})(answer["errorMessage"])
        return answer


@pytest.fixture
def functions(s3: LocalS3, tmp_path: Path) -> Iterator[Functions]:
    need_package()
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "log").open("w"))
        handler = "rowsmith.worker.lambda_handler"
        copies = [Lambda(s3.environment(), log, PACKAGE, handler) for _ in range(2)]
        yield Functions([stack.enter_context(copy) for copy in copies])


def test_it_makes_the_bytes_that_this_python_makes(s3: LocalS3, functions: Functions) -> None:
    with LocalWorkers(s3, functions) as machine:
        client = client_of(settings_of(s3, machine))
        document = client.post("/datasets", json=ORDER).json()
        ready = finished(client, document["id"]).json()
        assert ready["status"] == "ready"
        assert sha256_of(ready["download_url"]) == by_one_worker(ORDER, ready)
        assert not s3.unfinished_uploads()


def test_its_errors_are_known_by_their_names(s3: LocalS3, functions: Functions) -> None:
    with LocalWorkers(s3, functions) as machine:
        client = client_of(settings_of(s3, machine))
        functions.before.append(lambda event: of_another_engine(s3, event["id"]))
        document = client.post("/datasets", json=ORDER).json()
        assert failed(finished(client, document["id"]))
        history = machine.client().get_execution_history(
            executionArn=machine.arn.replace(":stateMachine:", ":execution:")
            + f":{document['id']}-1"
        )
        told = [event for event in history["events"] if event["type"] == "ExecutionFailed"]
        assert len(told) == 1
        assert not s3.unfinished_uploads()
