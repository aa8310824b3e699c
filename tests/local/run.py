"""`make run`: the service on this machine, with an S3 of its own, asked for one dataset.

PORT, DESCRIPTION and ROWS are read from the environment, and so are the service's settings:
with OPENAI_API_KEY the model plans, without it the built-in planner does.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import uvicorn

from rowsmith.documents import MAKING
from rowsmith.errors import StorageUnavailable
from rowsmith.settings import InvalidSettings, Settings
from tests.local.bar import Bar
from tests.local.s3 import LocalS3, use_local_credentials
from tests.local.table import aligned
from tests.local.workers import THERE, LocalWorkers, Processes

HOST = "127.0.0.1"
MAX_SCALE_ROWS = "20000000"
"""What this S3 can bear, which keeps all in memory: some 9 GB. `make dataset` writes to disk."""
EXAMPLE = "Generate customer churn data for a telecom company"


def main() -> None:
    """Serve until Ctrl-C; leave with one line where that cannot be."""
    # A shell that starts it in the background has it ignore Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    port = free_port(os.environ.get("PORT") or "3000")
    use_local_credentials()
    with LocalS3() as s3, workers(s3) as machine:
        variables = {"MAX_SCALE_ROWS": MAX_SCALE_ROWS, **os.environ, **s3.environment(), **machine}
        try:
            settings = Settings.from_environment(variables)
        except InvalidSettings as error:
            sys.exit(str(error))
        server = Server(settings, port)
        server.start()
        print(f"Rowsmith listens on {server.url} and makes a first dataset ...", flush=True)
        try:
            show_example(server.url)
            print("\nCtrl-C stops it.", flush=True)
            server.wait()
        except KeyboardInterrupt:
            print("\nStopped; what it made was in memory and is gone.")
        finally:
            server.stop()


@contextmanager
def workers(s3: LocalS3) -> Iterator[Mapping[str, str]]:
    """What makes large datasets, a process a core; yields the variables that point there."""
    if not THERE:
        yield {}
        return
    processes = Processes(s3.environment())
    try:
        with LocalWorkers(s3, processes.invoke) as machine:
            yield {**machine.environment(), "SCALE_CONCURRENCY": str(processes.count)}
    finally:
        processes.stop()


class Server:
    """The service under uvicorn, in a thread."""

    def __init__(self, settings: Settings, port: int) -> None:
        from rowsmith.wiring import build_app

        self.url = f"http://{HOST}:{port}"
        self._server = uvicorn.Server(
            uvicorn.Config(build_app(settings), host=HOST, port=port, log_level="warning")
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Return when it answers."""
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                sys.exit("The service did not start; what went wrong is above.")
            time.sleep(0.01)

    def wait(self) -> None:
        """Return when the server ends; Ctrl-C interrupts this."""
        while self._thread.is_alive():
            self._thread.join(timeout=0.5)

    def stop(self) -> None:
        """Let the requests under way end, for a while."""
        self._server.should_exit = True
        self._thread.join(timeout=5)


def free_port(text: str) -> int:
    """Read a port that nobody listens on; leave with a line that says what to do."""
    if not text.isdigit() or not 1 <= int(text) <= 65_535:
        sys.exit(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            sys.exit(f"Port {text} is not open to you: choose one above 1023, as in PORT=3001.")
        except OSError:
            sys.exit(f"Port {text} is in use: choose another, as in make run PORT=3001.")
    return int(text)


def show_example(url: str) -> None:
    """Ask for one dataset over HTTP and print what came."""
    description = os.environ.get("DESCRIPTION") or EXAMPLE
    request: dict[str, Any] = {"description": description}
    if rows := os.environ.get("ROWS"):
        request["rows"] = int(rows) if rows.isdigit() else rows
    started = time.perf_counter()
    try:
        dataset = made(url, post(f"{url}/datasets", request))
    except Declined as declined:
        print(f"\nThe service declined: {declined}")
        return
    print_dataset(description, dataset, time.perf_counter() - started)
    print(f"Look at it: {url}{dataset['page_url']}")
    print("\nAsk for another:\n")
    print(f"  curl -X POST {url}/datasets -H 'content-type: application/json' \\")
    print(f"    -d '{json.dumps({'description': EXAMPLE})}'\n\nThe manual: {url}/docs")


def made(url: str, dataset: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset when it is there, and show how far it is meanwhile."""
    if dataset.get("status") != MAKING:
        return dataset
    bar = Bar(dataset["rows"], "rows")
    while dataset.get("status") == MAKING:
        progress = dataset["progress"]
        bar.show(progress["rows_made"], f", {progress['bytes_made'] / 1e6:,.0f} MB")
        time.sleep(0.5)
        dataset = looked_at(url, dataset) or dataset
    bar.show(dataset["rows"], f", {dataset['size_bytes'] / 1e6:,.0f} MB")
    return dataset


def looked_at(url: str, dataset: dict[str, Any]) -> dict[str, Any] | None:
    """Return the dataset as it is now; None where an S3 that is busy with it does not answer."""
    try:
        with urlopen(f"{url}/datasets/{dataset['id']}", timeout=120) as answer:  # noqa: S310
            document: dict[str, Any] = json.load(answer)
    except HTTPError as error:
        told = problem(error)
        if told.get("code") == StorageUnavailable.code:
            return None
        raise Declined(told["detail"]) from error
    return document


def post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    """POST JSON, return the JSON of the answer."""
    request = Request(  # noqa: S310 - http, to ourselves
        url, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    try:
        with urlopen(request, timeout=120) as answer:  # noqa: S310
            document: dict[str, Any] = json.load(answer)
    except HTTPError as error:
        raise Declined(problem(error)["detail"]) from error
    return document


class Declined(Exception):
    """What the service says where it does not make a dataset."""


def problem(error: HTTPError) -> dict[str, Any]:
    """Return a problem document, of the bare status where there is none."""
    try:
        document: dict[str, Any] = json.load(error)
    except ValueError:
        document = {}
    return {"detail": f"{error.code} {error.reason}", **document}


def print_dataset(description: str, dataset: dict[str, Any], seconds: float) -> None:
    """Print title, preview, columns, labels, warnings, time and link to the CSV."""
    width = shutil.get_terminal_size((100, 24)).columns
    print(f"\n{dataset['title']}, from {description!r}\n")
    print(aligned(dataset["preview"], width))
    print("\nColumns:\n")
    columns = [
        {"name": column["name"], "kind": column["kind"], "dtype": column["dtype"]}
        for column in dataset["columns"]
    ]
    print(aligned(columns, width))
    for label in dataset["labels"]:
        facts = ", ".join(
            f"{name.replace('_', ' ')} {value:.3g}"
            for name, value in label.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        )
        print(f"\nLabel {label['column']}: {facts}")
    for warning in dataset["warnings"]:
        print(f"\nNote: {warning}")
    timing = dataset["timing_ms"]
    steps = ", ".join(
        f"{step} {timing[step] / 1000:.2f} s" for step in ("plan", "generate", "publish")
    )
    print(
        f"\n{dataset['rows']:,} rows of {len(dataset['columns'])} columns"
        f" ({dataset['size_bytes'] / 1000:,.0f} kB), planned by {dataset['planner']},"
        f" in {seconds:.2f} s ({steps}); seed {dataset['seed']}"
    )
    print(f"\nDownload: {dataset['download_url']}")


if __name__ == "__main__":
    main()
