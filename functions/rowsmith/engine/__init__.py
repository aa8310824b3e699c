"""The engine: a schema in, rows out. Pure: no AWS, no HTTP, no environment, no clock.

What makes rows is imported when rows are first asked for: a container that only hands out a
link starts in two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rowsmith.engine.locales import available
from rowsmith.schema.model import Schema

if TYPE_CHECKING:
    from rowsmith.engine.dataset import Dataset
    from rowsmith.engine.encode import FORMATS
    from rowsmith.engine.handout import Handout
    from rowsmith.engine.job import Job
    from rowsmith.engine.pilot import Calibration
    from rowsmith.engine.program import BLOCK_ROWS

ENGINE_VERSION = "3"
"""Changes whenever the same schema and seed give other bytes."""


LOCALES = available()
"""The locales that a dataset can be made in."""

_LATE = {
    "BLOCK_ROWS": "rowsmith.engine.program",
    "Calibration": "rowsmith.engine.pilot",
    "Dataset": "rowsmith.engine.dataset",
    "FORMATS": "rowsmith.engine.encode",
    "Job": "rowsmith.engine.job",
}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def calibrate(
    schema: Schema, *, locale: str, as_of: date, checkpoint: Callable[[], None] = lambda: None
) -> Calibration:
    """Run the schema's pilot: what drivers need, and the answer key of the labels.

    checkpoint: called before each column that the pilot makes; what it raises ends the pilot.
    Raises InvalidSchema where a column cannot be what it is asked to be.
    """
    from rowsmith.engine.pilot import calibrate_schema

    return calibrate_schema(schema, locale=locale, today=as_of, checkpoint=checkpoint)


def with_places_named(schema: Schema, *, locale: str) -> tuple[Schema, list[str]]:
    """The schema, comparing places by the names that the locale prints; a warning per change.

    Raises InvalidSchema for a comparison with a place that no row can have.
    """
    from rowsmith.engine.places.naming import with_places_named

    return with_places_named(schema, locale)


def check(schema: Schema, *, rows: int, locale: str, as_of: date) -> None:
    """Raise InvalidSchema where the schema cannot give so many rows. Makes none of them.

    Of the pilot only so much is run as tells how many rows are in each case of a column.
    """
    from rowsmith.engine.pilot import Calibration, shares_of_cases

    schema, _ = with_places_named(schema, locale=locale)
    shares = shares_of_cases(schema, locale=locale, today=as_of)
    calibration = Calibration(case_shares=shares)
    prepare(schema, rows=rows, seed=0, locale=locale, as_of=as_of, calibration=calibration)


def prepare(
    schema: Schema,
    *,
    rows: int,
    seed: int,
    locale: str,
    as_of: date,
    calibration: Calibration | None = None,
) -> Dataset:
    """A dataset of `rows` rows, ready to be made.

    calibration: what `calibrate` gave for this schema; made anew where it is None or holds for
    another day.
    Raises InvalidSchema where the schema cannot give so many rows, or gives none at all.
    """
    from rowsmith.engine.dataset import Dataset

    if calibration is None or not calibration.holds_on(as_of):
        calibration = calibrate(schema, locale=locale, as_of=as_of)
    return Dataset(
        schema,
        rows=rows,
        seed=seed,
        locale=locale,
        today=as_of,
        calibration=calibration,
    )


def hand_out(dataset: Dataset, *, split: float | None, clean: bool) -> Handout:
    """The files of `dataset` for a class: a split with its solution, a clean twin with its log.

    split: the share to test, 0 to 1; None for no split.
    Raises InvalidRequest where there is nothing to predict or nothing to clean.
    """
    from rowsmith.engine.handout import Handout

    return Handout(dataset, split=split, clean=clean)


def plan_job(
    schema: Schema,
    *,
    rows: int,
    seed: int,
    locale: str,
    as_of: date,
    calibration: Calibration,
    written_as: str = "csv",
    blocks_per_part: int = 1,
) -> Job:
    """The job of a dataset that `prepare` accepts, for workers anywhere: see `engine.job`.

    written_as: one of FORMATS. blocks_per_part: 1 or more.
    """
    from rowsmith.engine.job import job_of

    return job_of(
        schema,
        rows=rows,
        seed=seed,
        locale=locale,
        as_of=as_of,
        calibration=calibration,
        written_as=written_as,
        blocks_per_part=blocks_per_part,
    )


__all__ = [
    "BLOCK_ROWS",
    "ENGINE_VERSION",
    "FORMATS",
    "LOCALES",
    "Calibration",
    "Dataset",
    "Job",
    "calibrate",
    "check",
    "hand_out",
    "plan_job",
    "prepare",
    "with_places_named",
]
