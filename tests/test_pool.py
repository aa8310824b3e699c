"""A file made by many processes is the file of one; what cannot be is refused before."""

from __future__ import annotations

import hashlib
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from rowsmith import job
from rowsmith.engine.job import part
from rowsmith.errors import InvalidRequest, TooMuch
from rowsmith.local import MAX_JOB_ROWS
from rowsmith.pool import write

ROWS = 260_000
"""Six blocks, the last of fewer rows."""


def test_a_pool_writes_the_file_of_one_process(tmp_path: Path) -> None:
    ordered = job("columns: name, age between 18 and 65, city", rows=ROWS, seed=3, rows_per_part=1)
    assert ordered.parts == 6
    seen: list[tuple[int, int]] = []
    path = tmp_path / "people.csv"
    size = write(ordered, path, workers=2, progress=lambda parts, size: seen.append((parts, size)))
    alone = b"".join(part(ordered, number) for number in range(ordered.parts))
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(alone).digest()
    assert seen[-1] == (6, size) == (6, len(alone))
    assert [parts for parts, _ in seen] == list(range(1, 7))
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 1_000_000))
    ordered = job("columns: name, city", rows=ROWS, seed=3)
    made: list[int] = []
    with pytest.raises(TooMuch, match=r"ask for at most about [\d,]+ rows"):
        write(ordered, tmp_path / "x.csv", workers=1, progress=lambda parts, _: made.append(parts))
    assert made == []
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_can_be_are_refused_with_how_many_can() -> None:
    with pytest.raises(InvalidRequest, match=f"{MAX_JOB_ROWS:,}"):
        job("columns: name, city", rows=MAX_JOB_ROWS + 1)
