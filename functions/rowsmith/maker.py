"""From an order to a dataset ready to be made: what the service asks of the engine.

The pilot is the costly part. It is the same for the same schema, locale and engine (and day,
where the schema depends on it), so it is stored with the plan, and stays in memory for a
schema that a request brought.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, TypeAlias

from rowsmith.deadline import Deadline, Timer
from rowsmith.handouts import Alone, Files, Format
from rowsmith.order import Order
from rowsmith.planning.repair.eased import eased
from rowsmith.scaling import Job
from rowsmith.schema import Schema
from rowsmith.storage import Recent, parts_of

_log = logging.getLogger(__name__)

_PILOTS_IN_MEMORY = 128

PROBE_ROWS = 5_000
"""Rows that are made to tell how long many would take: some milliseconds' worth."""

Json: TypeAlias = dict[str, Any]


class Label(Protocol):
    """A label's entry in the answer key."""

    def to_json(self) -> Json: ...  # noqa: D102


class Dataset(Protocol):
    """Rows ready to be made, and what is known of them before they are."""

    @property
    def block_count(self) -> int: ...  # noqa: D102

    @property
    def columns(self) -> list[Json]: ...  # noqa: D102

    @property
    def labels(self) -> Sequence[Label]: ...  # noqa: D102

    @property
    def dirt(self) -> list[Json]: ...  # noqa: D102

    @property
    def warnings(self) -> list[str]: ...  # noqa: D102

    @property
    def pictures(self) -> Json: ...  # noqa: D102

    @property
    def read_arguments(self) -> str: ...  # noqa: D102

    def preview(self, count: int) -> list[Json]: ...  # noqa: D102

    def blocks(self, written_as: Any) -> Iterator[bytes]: ...  # noqa: D102

    def written(self, number: int, written_as: Any) -> bytes: ...  # noqa: D102


class Engine(Protocol):
    """The module `rowsmith.engine`; what a calibration is, is its own affair."""

    @property
    def ENGINE_VERSION(self) -> str: ...  # noqa: D102, N802

    @property
    def LOCALES(self) -> Collection[str]: ...  # noqa: D102, N802

    @property
    def FORMATS(self) -> Mapping[str, Format]: ...  # noqa: D102, N802

    @property
    def Calibration(self) -> Any: ...  # noqa: D102, N802

    def calibrate(  # noqa: D102
        self, schema: Schema, *, locale: str, as_of: date, checkpoint: Callable[[], None]
    ) -> Any: ...

    def with_places_named(  # noqa: D102
        self, schema: Schema, *, locale: str
    ) -> tuple[Schema, list[str]]: ...

    def check(  # noqa: D102
        self, schema: Schema, *, rows: int, locale: str, as_of: date
    ) -> None: ...

    def prepare(  # noqa: D102
        self,
        schema: Schema,
        *,
        rows: int,
        seed: int,
        locale: str,
        as_of: date,
        calibration: Any,
    ) -> Dataset: ...

    def hand_out(  # noqa: D102
        self, dataset: Any, *, split: float | None, clean: bool
    ) -> Files: ...

    @property
    def BLOCK_ROWS(self) -> int: ...  # noqa: D102, N802

    def plan_job(  # noqa: D102
        self,
        schema: Schema,
        *,
        rows: int,
        seed: int,
        locale: str,
        as_of: date,
        calibration: Any,
        written_as: str,
        blocks_per_part: int,
    ) -> Job: ...


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a pilot found.

    calibration: as the engine takes it. facts: what it holds for.
    is_new: whether it is not what the plan had.
    """

    calibration: Any
    facts: Json
    is_new: bool

    def to_json(self) -> Json:
        """As a plan keeps it."""
        return {**self.facts, "calibration": self.calibration.to_json()}


class Maker:
    """Prepares datasets; runs each pilot once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._recent: Recent[str, Any] = Recent(_PILOTS_IN_MEMORY)

    def located(self, order: Order) -> tuple[Order, list[str]]:
        """The order with the places that its schema compares with named as its file names them.

        Returns a warning per change; raises InvalidSchema for a place that no row can have.
        """
        schema, warnings = self._engine.with_places_named(order.schema, locale=order.locale)
        return (replace(order, schema=schema) if warnings else order), warnings

    def possible(self, order: Order) -> tuple[Order, list[str]]:
        """The order with its schema, which somebody planned, eased where it cannot be made.

        An id pattern too short for the rows is the usual case. Returns a warning per change;
        raises InvalidSchema where no change helps.
        """

        def accept(schema: Schema) -> None:
            self._engine.check(schema, rows=order.rows, locale=order.locale, as_of=order.as_of)

        schema, warnings = eased(order.schema, accept)
        return (replace(order, schema=schema) if warnings else order), warnings

    def calibrate(self, order: Order, stored: Json | None, deadline: Deadline) -> Calibrated:
        """What the pilot of the order's schema finds; `stored` where that still holds.

        Raises DeadlineExceeded where the pilot does not end in time.
        """
        facts = {"engine": self._engine.ENGINE_VERSION, "locale": order.locale}
        key = f"{order.schema_hash} {order.locale}"
        known = self._recent.get(key) or self._stored(stored, facts)
        if known is not None and not known.holds_on(order.as_of):
            known = None
        calibration = known or self._engine.calibrate(
            order.schema, locale=order.locale, as_of=order.as_of, checkpoint=deadline.check
        )
        self._recent.put(key, calibration)
        return Calibrated(calibration, facts, is_new=known is None)

    def prepare(self, order: Order, calibration: Any) -> Dataset:
        """Get the dataset of `order` ready to be made."""
        return self._engine.prepare(
            order.schema,
            rows=order.rows,
            seed=order.seed,
            locale=order.locale,
            as_of=order.as_of,
            calibration=calibration,
        )

    def files(self, order: Order, dataset: Dataset) -> Files:
        """The files that `order` asks for. Raises InvalidRequest for what the dataset cannot have.

        Those of a class are what its students get, so each row is made once for all of them.
        """
        if not order.is_for_class:
            return Alone(dataset.blocks)
        return self._engine.hand_out(dataset, split=order.split, clean=order.clean)

    def job(self, order: Order, calibration: Any, dataset: Dataset) -> Job:
        """What workers need to make `dataset`, in parts that S3 takes and a worker can hold.

        Raises TooMuch where there are no such parts.
        """
        middle = min(1, dataset.block_count - 1)  # the first has the header, the last fewer rows
        block_bytes = len(dataset.written(middle, self.format(order)))
        block_rows = self._engine.BLOCK_ROWS
        return self._engine.plan_job(
            order.schema,
            rows=order.rows,
            seed=order.seed,
            locale=order.locale,
            as_of=order.as_of,
            calibration=calibration,
            written_as=order.format,
            blocks_per_part=parts_of(order.rows, block_rows, block_bytes).blocks,
        )

    def format(self, order: Order) -> Format:
        """How the file of `order` is written."""
        return self._engine.FORMATS[order.format]

    def seconds_a_row(self, order: Order, calibration: Any, timer: Timer) -> float:
        """How long a row of `order` takes here and now, from a few thousand of them."""
        probe = replace(order, rows=PROBE_ROWS)
        start = timer()
        for _ in range(2):  # the first warms up: tables are read once
            start = timer()
            files = self.files(probe, self.prepare(probe, calibration))
            for _ in files.blocks(self.format(order)):
                pass
        return (timer() - start) / PROBE_ROWS

    def _stored(self, pilot: Json | None, facts: Json) -> Any:
        if pilot is None or {**pilot, **facts} != pilot:
            return None
        try:
            return self._engine.Calibration.from_json(pilot["calibration"])
        except (KeyError, TypeError, ValueError):
            _log.warning("A stored pilot cannot be read; it is run again")
            return None
