"""A dataset to be made in parts: what a worker anywhere needs, and what it does with it.

A job is a value of texts and numbers: it can be compared, pickled, and kept as JSON. Which rows a
part has follows from the job alone, so a part that is made twice is the same part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rowsmith.engine import ENGINE_VERSION
from rowsmith.engine.dataset import Dataset
from rowsmith.engine.encode.formats import FORMATS
from rowsmith.engine.pilot import Calibration
from rowsmith.engine.program import BLOCK_ROWS
from rowsmith.errors import OtherEngine
from rowsmith.schema.model import Schema
from rowsmith.schema.parse import parse_schema

if TYPE_CHECKING:
    import pandas as pd

_TEXTS = ("schema", "calibration")
"""What a job keeps as the text of its JSON."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that the bytes of a dataset depend on, and how they are shared out.

    schema, calibration: the JSON of a Schema and of its Calibration, as text.
    rows: 1 or more. as_of: the `today` of the schema, as ISO 8601 has it.
    format: one of FORMATS. engine: the ENGINE_VERSION that planned it.
    blocks_per_part: whole blocks of each part, 1 or more; the last part may have fewer.
    """

    schema: str
    calibration: str
    rows: int
    seed: int
    locale: str
    as_of: str
    format: str
    engine: str
    blocks_per_part: int

    @property
    def parts(self) -> int:
        """How many parts the file has: numbers 0 to `parts` - 1."""
        return -(-self.rows // self.rows_per_part)

    @property
    def rows_per_part(self) -> int:
        """Rows of each part but the last."""
        return self.blocks_per_part * BLOCK_ROWS

    def blocks(self, number: int) -> range:
        """The blocks of part `number`. Raises IndexError where there is no such part."""
        if not 0 <= number < self.parts:
            raise IndexError(f"part {number}: there are 0 to {self.parts - 1}")
        first = number * self.blocks_per_part
        return range(first, min(first + self.blocks_per_part, -(-self.rows // BLOCK_ROWS)))

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        return facts | {name: json.loads(facts[name]) for name in _TEXTS}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Job:
        """What `to_json` gave. Raises KeyError for anything else."""
        texts = {name: _text(data[name]) for name in _TEXTS}
        return cls(**{name: data[name] for name in cls.__slots__} | texts)


def job_of(
    schema: Schema,
    *,
    rows: int,
    seed: int,
    locale: str,
    as_of: date,
    calibration: Calibration,
    written_as: str,
    blocks_per_part: int,
) -> Job:
    """The job of a dataset that `prepare` accepts; written_as: one of FORMATS."""
    return Job(
        schema=_text(schema.model_dump(mode="json", exclude_defaults=True)),
        calibration=_text(calibration.to_json()),
        rows=rows,
        seed=seed,
        locale=locale,
        as_of=as_of.isoformat(),
        format=written_as,
        engine=ENGINE_VERSION,
        blocks_per_part=blocks_per_part,
    )


def part(job: Job, number: int) -> bytes:
    """Part `number` (from 0) of the file: the parts, one after the other, are the file.

    Raises OtherEngine where the job is of another ENGINE_VERSION, IndexError for no such part.
    """
    dataset = _dataset(job)
    written_as = FORMATS[job.format]
    return b"".join(dataset.written(block, written_as) for block in job.blocks(number))


def frame(job: Job, number: int) -> pd.DataFrame:
    """The rows of part `number` (from 0) as pandas; raises as `part` does."""
    blocks = job.blocks(number)
    return _dataset(job).frame(blocks.start * BLOCK_ROWS, blocks.stop * BLOCK_ROWS)


@lru_cache(maxsize=2)
def _dataset(job: Job) -> Dataset:
    """The dataset, ready to be made: no pilot is run."""
    if job.engine != ENGINE_VERSION:
        raise OtherEngine(
            f"This job was planned by engine {job.engine}, and this is {ENGINE_VERSION}: "
            "plan it anew."
        )
    return Dataset(
        parse_schema(json.loads(job.schema)),
        rows=job.rows,
        seed=job.seed,
        locale=job.locale,
        today=date.fromisoformat(job.as_of),
        calibration=Calibration.from_json(json.loads(job.calibration)),
    )


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
