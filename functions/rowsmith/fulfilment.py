"""From an order to a dataset that is stored: made within the request, found, or left to workers."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rowsmith import documents
from rowsmith.contract import DatasetRequest
from rowsmith.deadline import Deadline, Pace, Stopwatch, Timer, check_fits
from rowsmith.documents import FOR_CLASS, Document
from rowsmith.errors import TooMuch
from rowsmith.handouts import DATASET, new_files
from rowsmith.maker import Dataset, Engine, Maker
from rowsmith.order import Order
from rowsmith.plans import Planned, Plans
from rowsmith.publishing import Store, paced, publish
from rowsmith.scaling import Job, Scale, UnderWay

PROBED_FROM = 200_000
"""Rows from which a few are timed first: fewer take a second or two of any schema."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A request with its plan: what is to be made, and what was changed so that it can be."""

    planned: Planned
    order: Order
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset that was made, or found where it was made before.

    timing: milliseconds of each stage and of all.
    """

    document: Document
    planned: Planned
    domain: str
    rows: int
    size_bytes: int
    timing: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Begun:
    """A dataset that workers make, or are making already.

    timing: milliseconds of each stage and of all, up to here.
    """

    making: UnderWay
    planned: Planned
    domain: str
    timing: Mapping[str, float]


class Fulfilment:
    """Carries orders out. max_rows: what is made within a request; with `scale`, workers make more.

    Workers also make what turns out not to end in time.
    """

    def __init__(
        self,
        *,
        plans: Plans,
        engine: Engine,
        maker: Maker,
        store: Store,
        max_rows: int,
        timer: Timer = time.perf_counter,
        scale: Scale | None = None,
    ) -> None:
        self._plans = plans
        self._engine = engine
        self._maker = maker
        self._store = store
        self._max_rows = max_rows
        self._timer = timer
        self._scale = scale

    def __call__(
        self, request: DatasetRequest, ordered: Ordered, watch: Stopwatch, deadline: Deadline
    ) -> Made | Begun:
        """Make the dataset, find it, or leave it to workers."""
        with watch.stage("plan"):
            calibration = self._calibrated(ordered, deadline)
        try:
            return self._make_here(request, ordered, calibration, watch, deadline)
        except TooMuch:
            if self._scale is None or ordered.order.is_for_class:
                raise
            return self._leave_to_workers(request, ordered, calibration, watch, self._scale)

    def _make_here(
        self,
        request: DatasetRequest,
        ordered: Ordered,
        calibration: Any,
        watch: Stopwatch,
        deadline: Deadline,
    ) -> Made:
        """Make the rows within the request. Raises TooMuch where they do not fit into it."""
        order = ordered.order
        if order.rows > self._max_rows:
            raise TooMuch(f"One request makes at most {self._max_rows:,} rows.")
        with watch.stage("generate"):
            if order.rows >= PROBED_FROM:
                self._check_fits(order, calibration, deadline)
            dataset = self._maker.prepare(order, calibration)
            files = self._maker.files(order, dataset)
            files.check()
            document = self._described(request, ordered, dataset)
            document["warnings"] += files.warnings
        with watch.stage("publish"):
            size = self._size_before(request, document["id"])
            if size is None:
                pace = Pace(order.rows, dataset.block_count, deadline)
                stored = new_files(files, order, document["id"], self._maker.format(order))
                size, for_class = publish(
                    self._store,
                    files,
                    stored,
                    paced(files.blocks(self._maker.format(order)), pace, watch),
                    lambda size, for_class: documents.finished(
                        document, size, for_class, _timing(watch)
                    ),
                )
            else:
                for_class = self._kept_for_class(order, document["id"])
        return self._made(ordered, document, size, for_class, watch)

    def _leave_to_workers(
        self,
        request: DatasetRequest,
        ordered: Ordered,
        calibration: Any,
        watch: Stopwatch,
        scale: Scale,
    ) -> Made | Begun:
        """Have workers make the rows, unless they are there. Raises TooMuch for too many."""
        order = ordered.order
        with watch.stage("generate"):
            dataset = self._maker.prepare(order, calibration)
            document = self._described(request, ordered, dataset)
            job = self._maker.job(order, calibration, dataset)
        with watch.stage("publish"):
            size = self._size_before(request, document["id"])
            if size is None:
                files = self._maker.files(order, dataset)
                stored = new_files(files, order, document["id"], self._maker.format(order))
                kept = {**document, FOR_CLASS: None, "timing_ms": _timing(watch)}
                making = scale.begin(stored[DATASET], job, kept)
                if making is not None:
                    return Begun(making, ordered.planned, order.schema.domain, _timing(watch))
                size = self._store.size_of(document["id"])
        return self._made(ordered, document, size, None, watch)

    def _made(
        self,
        ordered: Ordered,
        document: Document,
        size: int,
        for_class: Document | None,
        watch: Stopwatch,
    ) -> Made:
        finished = documents.finished(document, size, for_class, _timing(watch))
        return Made(
            document=documents.told(finished, self._store.link, to_maker=True),
            planned=ordered.planned,
            domain=ordered.order.schema.domain,
            rows=ordered.order.rows,
            size_bytes=size,
            timing=_timing(watch),
        )

    def _kept_for_class(self, order: Order, dataset_id: str) -> Document | None:
        if not order.is_for_class:
            return None
        kept: Document | None = self._store.document(dataset_id).get(FOR_CLASS)
        return kept

    def _calibrated(self, ordered: Ordered, deadline: Deadline) -> Any:
        """What the pilot finds, kept with the plan."""
        planned = ordered.planned
        calibrated = self._maker.calibrate(ordered.order, planned.pilot, deadline)
        if calibrated.is_new or not planned.cached:
            self._plans.keep(planned, calibrated.to_json())
        return calibrated.calibration

    def _size_before(self, request: DatasetRequest, dataset_id: str) -> int | None:
        """Bytes of the file where it was made before."""
        # A seed that was drawn just now has no file yet: that saves the look.
        return None if request.seed is None else self._store.size(dataset_id)

    def _described(self, request: DatasetRequest, ordered: Ordered, dataset: Dataset) -> Document:
        planned, order = ordered.planned, ordered.order
        dataset_id = order.dataset_id(self._engine.ENGINE_VERSION)
        return documents.described(
            request.description, planned, ordered.changes, order, dataset_id, dataset
        )

    def job(
        self, request: DatasetRequest, ordered: Ordered, deadline: Deadline
    ) -> tuple[Document, Job]:
        """What is known of the dataset, and all that it takes to make it anywhere in parts."""
        calibration = self._calibrated(ordered, deadline)
        dataset = self._maker.prepare(ordered.order, calibration)
        document = self._described(request, ordered, dataset)
        return document, self._maker.job(ordered.order, calibration, dataset)

    def _check_fits(self, order: Order, calibration: Any, deadline: Deadline) -> None:
        """Refuse, before any row is stored, what cannot end in time."""
        check_fits(order.rows, self._maker.seconds_a_row(order, calibration, self._timer), deadline)


def _timing(watch: Stopwatch) -> dict[str, float]:
    return watch.milliseconds("plan", "generate", "publish")
