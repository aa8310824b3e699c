"""A dataset of any size on one machine: its parts made by a pool of processes, in one file."""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from rowsmith.engine.job import Job, part
from rowsmith.errors import TooMuch

ROOM = 1.1
"""How much more than the estimate must be free on the disk."""


def write(
    job: Job,
    path: Path,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> int:
    """Write the file of `job` to `path`, and return its bytes; whole or not at all.

    workers: processes, 1 or more; one a processor by default. progress: called after each part
    with the parts and the bytes that are there. Memory is that of two parts a worker. Raises
    TooMuch, before the work starts, where the disk lacks room for the file.
    """
    unfinished = path.with_name(path.name + ".part")
    size = 0
    try:
        with unfinished.open("wb") as file:
            for number, body in enumerate(_in_order(job, workers or os.cpu_count() or 1)):
                if number == 0:
                    _check_room(job, len(body), path)
                file.write(body)
                size += len(body)
                progress(number + 1, size)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return size


def _in_order(job: Job, workers: int) -> Iterator[bytes]:
    """Yield the parts in their order, with no more under way than the workers can be busy with."""
    numbers = iter(range(job.parts))
    # New processes, which import what they need: a copy of this one may hold its threads' locks.
    with ProcessPoolExecutor(min(workers, job.parts), mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[bytes]] = deque(
            pool.submit(part, job, number) for number in islice(numbers, 2 * workers)
        )
        try:
            while under_way:
                yield under_way.popleft().result()
                under_way.extend(pool.submit(part, job, number) for number in islice(numbers, 1))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _check_room(job: Job, part_bytes: int, path: Path) -> None:
    needed = int(part_bytes * job.rows / min(job.rows, job.rows_per_part))
    free = shutil.disk_usage(path.parent).free
    if ROOM * needed > free:
        fitting = int(job.rows * free / (ROOM * needed))
        raise TooMuch(
            f"The file needs about {needed / 1e9:,.1f} GB, and {free / 1e9:,.1f} GB are free: "
            f"ask for at most about {fitting:,} rows, or write it elsewhere."
        )
