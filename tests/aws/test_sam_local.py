"""`make local` and `sam local invoke`, as the README has them, in Lambda's own container."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pandas as pd
import pytest

from tests.aws.events import document, event
from tests.aws.needs import need
from tests.aws.runtime import ROOT, free_port, need_package

pytestmark = pytest.mark.container

SECONDS_TO_START = 240


def engine_answers() -> bool:
    """Tell whether a container engine answers where `sam` looks for one."""
    address = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if not address.startswith("unix://"):
        return True
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(address.removeprefix("unix://")) == 0


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `make local` until the tests are done."""
    need_package()
    need(engine_answers(), "no container engine answers: sam local needs Docker, or one like it")
    port = free_port()
    log = tmp_path_factory.mktemp("local") / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            ["make", "local", f"PORT={port}"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(SECONDS_TO_START):
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=30):  # noqa: S310
                return
        except OSError:
            time.sleep(1)
    raise RuntimeError(f"make local does not answer:\n{log.read_text()[-2_000:]}")


def post(url: str, body: str) -> Request:
    return Request(url, body.encode(), {"content-type": "application/json"})  # noqa: S310


def test_a_description_becomes_a_csv(url: str) -> None:
    with urlopen(post(f"{url}/datasets", event("create-dataset")["body"])) as answer:  # noqa: S310
        assert answer.status == 201
        dataset = json.load(answer)
    frame = pd.read_csv(dataset["download_url"])
    assert len(frame) == 1_000
    assert list(frame) == [column["name"] for column in dataset["columns"]]
    assert pd.read_csv(f"{url}/datasets/{dataset['id']}.csv").equals(frame)


def test_a_problem_is_a_problem_document(url: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(post(f"{url}/datasets", event("error-no-rows")["body"]))  # noqa: S310
    assert caught.value.code == 422
    assert caught.value.headers["content-type"] == "application/problem+json"
    assert json.load(caught.value)["code"] == "invalid_request"


def test_one_event_can_be_invoked_beside_it(url: str) -> None:
    command = subprocess.run(
        [
            ROOT / ".tools/sam/bin/sam",
            "local",
            "invoke",
            "Function",
            "-e",
            "events/create-dataset.json",
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
    )
    assert command.returncode == 0, command.stderr
    dataset = document(json.loads(command.stdout.strip().splitlines()[-1]))
    assert len(pd.read_csv(dataset["download_url"])) == 1_000
