"""A job: a value that goes anywhere, and whose parts, made anywhere, are the file."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.engine import ENGINE_VERSION, plan_job
from rowsmith.engine.encode import FORMATS
from rowsmith.engine.job import Job, frame, part
from rowsmith.engine.program import BLOCK_ROWS
from rowsmith.errors import OtherEngine
from rowsmith.schema import Schema, parse_schema
from tests.engine.making import DAY, calibrated, dataset, number, schema_of
from tests.engine.test_dataset import EVERYTHING

SMALL = schema_of(number("price", min=1, max=9))


def job_of(schema: Schema, rows: int, blocks_per_part: int = 1, written_as: str = "csv") -> Job:
    return plan_job(
        schema,
        rows=rows,
        seed=1,
        locale="en_US",
        as_of=DAY,
        calibration=calibrated(schema),
        written_as=written_as,
        blocks_per_part=blocks_per_part,
    )


@pytest.fixture(scope="module")
def everything() -> Job:
    return job_of(parse_schema(EVERYTHING), 2 * BLOCK_ROWS + 123)


def whole(job: Job) -> bytes:
    return b"".join(part(job, number) for number in range(job.parts))


def test_a_job_is_json_and_comes_back_the_same(everything: Job) -> None:
    text = json.dumps(everything.to_json())
    assert Job.from_json(json.loads(text)) == everything
    assert isinstance(everything.to_json()["schema"], dict)


def test_a_job_is_frozen_and_can_be_pickled(everything: Job) -> None:
    assert pickle.loads(pickle.dumps(everything)) == everything  # noqa: S301 - our own
    assert hash(pickle.loads(pickle.dumps(everything))) == hash(everything)  # noqa: S301
    with pytest.raises(dataclasses.FrozenInstanceError):
        everything.rows = 1  # type: ignore[misc]


@pytest.mark.parametrize("written_as", sorted(FORMATS))
def test_parts_in_a_row_are_the_file(written_as: str) -> None:
    rows = 2 * BLOCK_ROWS + 123
    file = b"".join(dataset(SMALL, rows).blocks(FORMATS[written_as]))
    for blocks_per_part in (1, 2, 3):
        assert whole(job_of(SMALL, rows, blocks_per_part, written_as)) == file


def test_new_processes_make_the_same_parts_without_a_pilot(
    everything: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dataset(parse_schema(EVERYTHING), everything.rows)
    file = hashlib.sha256(b"".join(made.blocks())).hexdigest()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        numbers = [2, 0, 1]
        parts = dict(zip(numbers, pool.map(partial(part, everything), numbers), strict=True))
    assert hashlib.sha256(parts[0] + parts[1] + parts[2]).hexdigest() == file
    monkeypatch.setattr(
        "rowsmith.engine.pilot.calibrate_schema", lambda *_, **__: pytest.fail("a pilot ran")
    )
    again = dataclasses.replace(everything, seed=2)
    assert part(again, 0) != parts[0]


def test_frames_in_a_row_are_the_frame(everything: Job) -> None:
    frames = [frame(everything, number) for number in range(everything.parts)]
    assert [len(one) for one in frames] == [BLOCK_ROWS, BLOCK_ROWS, 123]
    made = dataset(parse_schema(EVERYTHING), everything.rows).frame()
    pd.testing.assert_frame_equal(pd.concat(frames, ignore_index=True), made)


@given(rows=st.integers(1, 10**10), blocks_per_part=st.integers(1, 10_000))
def test_parts_share_out_every_block_once(rows: int, blocks_per_part: int) -> None:
    job = Job("{}", "{}", rows, 1, "en_US", "2026-06-30", "csv", ENGINE_VERSION, blocks_per_part)
    blocks = -(-rows // BLOCK_ROWS)
    assert job.blocks(0).start == 0
    assert job.blocks(job.parts - 1).stop == blocks
    middle = job.parts // 2
    assert job.blocks(middle).start == middle * blocks_per_part
    assert all(1 <= len(job.blocks(n)) <= blocks_per_part for n in (0, middle, job.parts - 1))
    with pytest.raises(IndexError):
        job.blocks(job.parts)
    with pytest.raises(IndexError):
        job.blocks(-1)


def test_a_job_of_another_engine_is_not_made(everything: Job) -> None:
    old = dataclasses.replace(everything, engine="2")
    for make in (part, frame):
        with pytest.raises(OtherEngine, match="plan it anew"):
            make(old, 0)
