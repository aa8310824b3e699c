"""`make run` as a process of its own, for the tests that meet it from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

ROOT = Path(__file__).parents[2]
SECONDS = 90


@contextmanager
def running(variables: Mapping[str, str]) -> Iterator[list[str]]:
    """Run it until it waits for Ctrl-C; the lines that it printed by then."""
    environment = {**os.environ, "PYTHONPATH": "functions", "COLUMNS": "100", **variables}
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.local.run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines: Queue[str] = Queue()
    assert process.stdout is not None
    Thread(target=_pour, args=[process.stdout, lines]).start()
    printed: list[str] = []
    try:
        while not (printed and printed[-1].startswith("Ctrl-C")):
            printed.append(lines.get(timeout=SECONDS).rstrip("\n"))
        yield printed
    finally:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=SECONDS) == 0


def _pour(pipe: IO[str], lines: Queue[str]) -> None:
    for line in pipe:
        lines.put(line)
