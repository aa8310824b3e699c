"""`make scale`: ten million rows over the state machine, and everything that can go wrong.

Two requests at once begin it, a stop ends it, a second request begins it anew; then a worker is
killed, one is turned away, and the answers of a part and of the completion are lost. The file
must have the bytes that one process makes. ROWS is read from the environment.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.request import urlopen

from starlette.testclient import TestClient

from rowsmith.settings import Settings
from rowsmith.wiring import build_app
from tests.local.bar import Bar
from tests.local.s3 import LocalS3, use_local_credentials
from tests.local.workers import Event, LocalWorkers, Processes
from tests.scale.cloud import TurnedAway, by_one_worker

DESCRIPTION = "Generate customer churn data for a telecom company"


class Unlucky:
    """Workers of which some meet, once, what can happen to one."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._left = {("part", 2), ("part", 3), ("part", 4), ("complete", None)}
        self.unlucky = False

    def __call__(self, event: Event) -> Any:
        """Carry out `event`."""
        key = (event["do"], event.get("part"))
        with self._lock:
            now = self.unlucky and key in self._left
            if now:
                self._left.discard(key)
        if now and key == ("part", 2):
            return self._processes.invoke(event, killed=True)
        if now and key == ("part", 3):
            raise TurnedAway
        answer = self._processes.invoke(event)
        if now:
            raise TimeoutError("the answer was lost")
        return answer

    @property
    def met(self) -> bool:
        """Whether all of it has happened."""
        return not self._left


def main() -> None:
    """Make it; leave with a line where anything is not as it must be."""
    rows = int(os.environ.get("ROWS") or 10_000_000)
    use_local_credentials()
    with LocalS3() as s3:
        processes = Processes(s3.environment())
        workers = Unlucky(processes)
        try:
            with LocalWorkers(s3, workers) as machine:
                run(s3, machine, workers, rows, processes.count)
        finally:
            processes.stop()


def run(s3: LocalS3, machine: LocalWorkers, workers: Unlucky, rows: int, count: int) -> None:
    """Begin, stop, begin again, compare."""
    variables = {
        **s3.environment(),
        **machine.environment(),
        "SCALE_CONCURRENCY": str(count),
        "MAX_ROWS": "100000",
    }
    client = TestClient(build_app(Settings.from_environment(variables)), follow_redirects=False)
    order = {"description": DESCRIPTION, "rows": rows, "seed": 1}
    check(client.post("/datasets", json={**order, "rows": 1_000}).status_code == 201, "planned")
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: client.post("/datasets", json=order), range(2)))
    check([one.status_code for one in both] == [202, 202], "two requests at once: 202 and 202")
    check(len(s3.unfinished_uploads()) == 1, "and one upload")
    dataset_id = both[0].json()["id"]
    parts = both[0].json()["progress"]["parts"]
    stop_after(client, machine, dataset_id, least=min(5, parts - 1))
    stopped = watched(client, dataset_id, rows)
    check(stopped.get("code") == "making_failed", "stopped: 503 making_failed")

    workers.unlucky = True
    begun = client.post("/datasets", json=order)
    check(begun.status_code == 202, f"the same request again: 202, {parts} parts")
    started = time.perf_counter()
    document = watched(client, dataset_id, rows)
    seconds = time.perf_counter() - started
    check(workers.met, "a worker was killed, one turned away, answers of two were lost")
    check(document.get("status") == "ready", f"ready after {seconds:.0f} s")
    digest, size = digest_of(document["download_url"])
    check(size == document["size_bytes"], f"{size:,} bytes")
    check(digest == by_one_worker(order, document), f"the bytes of one worker: {digest}")
    left = {key.split("/")[0] for key in s3.keys()}  # noqa: SIM118 - a method of ours
    check(left == {"datasets", "jobs", "schemas"}, f"in the bucket: {sorted(left)}")
    check(len(s3.unfinished_uploads()) == 1, "and the upload of what was stopped, for a day")


def stop_after(client: TestClient, machine: LocalWorkers, dataset_id: str, least: int) -> None:
    """Stop the execution when `least` parts are there."""
    while True:
        progress = client.get(f"/datasets/{dataset_id}").json().get("progress")
        if progress is None or progress["parts_made"] >= least:
            break
        time.sleep(0.2)
    states = machine.client()
    running = states.list_executions(stateMachineArn=machine.arn, statusFilter="RUNNING")
    for execution in running["executions"]:
        if execution["name"].startswith(dataset_id):
            states.stop_execution(executionArn=execution["executionArn"])


def watched(client: TestClient, dataset_id: str, rows: int) -> dict[str, Any]:
    """The document when the dataset is no longer being made."""
    bar = Bar(rows, "rows")
    while True:
        answer = client.get(f"/datasets/{dataset_id}")
        document: dict[str, Any] = answer.json()
        if answer.status_code == 202:
            bar.show(document["progress"]["rows_made"])
        elif document.get("code") != "storage_unavailable":  # moto is busy with large parts
            return document
        time.sleep(0.5)


def digest_of(url: str) -> tuple[str, int]:
    """SHA-256 and bytes of what is behind a link."""
    digest, size = hashlib.sha256(), 0
    with urlopen(url) as file:  # noqa: S310
        while piece := file.read(1 << 20):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def check(holds: bool, what: str) -> None:
    """Print `what`; leave where it does not hold."""
    print(("ok      " if holds else "NOT OK  ") + what, flush=True)
    if not holds:
        sys.exit(1)


if __name__ == "__main__":
    main()
