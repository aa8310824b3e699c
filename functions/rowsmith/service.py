"""One request, top to bottom: description, schema, rows, file, link."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias

from rowsmith.contract import DatasetRequest, SchemaRequest
from rowsmith.deadline import Deadline, Pace, Stopwatch, Timer, Trace, check_fits
from rowsmith.errors import RowsmithError
from rowsmith.handouts import linked, new_files
from rowsmith.maker import Dataset, Engine, Maker
from rowsmith.order import Order, Orders
from rowsmith.planning import read_request
from rowsmith.plans import Planned, Plans
from rowsmith.publishing import Store, paced, publish
from rowsmith.schema import read_schema

Document: TypeAlias = dict[str, Any]

PREVIEW_ROWS = 5

_PICTURES = "pictures"
"""The key of a stored document that its pages alone read."""

_FOR_CLASS = "for_class"
"""The key of a stored document for the files beside the dataset."""

_URL = "{download_url}"
"""What stands for the link in a stored document: links die, documents stay."""
_READ = f'pd.read_csv("{_URL}")'

PROBED_FROM = 200_000
"""Rows from which a few are timed first: fewer take a second or two of any schema."""


@dataclass(frozen=True, slots=True)
class File:
    """The CSV of a dataset: its size in bytes, and a fresh link to it."""

    dataset_id: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A dataset's document, and what the engine counted of it for a page to draw."""

    document: Document
    pictures: Document


@dataclass(frozen=True, slots=True)
class _Ordered:
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


class Observer(Protocol):
    """Who is told of every request."""

    def made(self, request: DatasetRequest, made: Made) -> None:
        """A dataset was made."""
        ...

    def planned(self, request: SchemaRequest, planned: Planned, milliseconds: float) -> None:
        """A schema was planned."""
        ...

    def failed(self, request: DatasetRequest | SchemaRequest, error: RowsmithError) -> None:
        """A request was refused, or could not be carried out."""
        ...


class Service:
    """Plans, makes and stores datasets; `today` is the day that schemas call today."""

    def __init__(
        self,
        *,
        plans: Plans,
        engine: Engine,
        store: Store,
        max_rows: int,
        today: Callable[[], date],
        timer: Timer = time.perf_counter,
        trace: Trace = nullcontext,
        observer: Observer | None = None,
    ) -> None:
        self._plans = plans
        self._engine = engine
        self._maker = Maker(engine)
        self._orders = Orders(locales=engine.LOCALES, max_rows=max_rows, today=today)
        self._store = store
        self._timer = timer
        self._trace = trace
        self._observer = observer

    def create_dataset(self, request: DatasetRequest, deadline: Deadline) -> Document:
        """Make the dataset, or find it where it was made before, and link to it."""
        with self._told_of_failure(request):
            watch = Stopwatch(self._timer, self._trace)
            with watch.stage("plan"):
                ordered = self._ordered(request, deadline)
            made = self._make(request, ordered, watch, deadline)
        if self._observer is not None:
            self._observer.made(request, made)
        return made.document

    def file(self, request: DatasetRequest, deadline: Deadline) -> File:
        """The file of the dataset: nothing is made where it was made before."""
        watch = Stopwatch(self._timer, self._trace)
        with self._told_of_failure(request):
            with watch.stage("plan"):
                ordered = self._ordered(request, deadline)
                dataset_id = ordered.order.dataset_id(self._engine.ENGINE_VERSION)
                size = self._store.size(dataset_id)
            if size is not None:
                return self._file(dataset_id, size)
            made = self._make(request, ordered, watch, deadline)
        if self._observer is not None:
            self._observer.made(request, made)
        return self._file(dataset_id, made.size_bytes)

    def _ordered(self, request: DatasetRequest, deadline: Deadline) -> _Ordered:
        rows = self._orders.rows(request)
        planned = self._planned(request, deadline)
        order = self._orders.order(request, rows, planned)
        changes: list[str] = []
        if request.description is not None:
            order, changes = self._maker.possible(order)
        order, names = self._maker.located(order)
        return _Ordered(planned, order, [*changes, *names])

    def _make(
        self, request: DatasetRequest, ordered: _Ordered, watch: Stopwatch, deadline: Deadline
    ) -> Made:
        planned, order = ordered.planned, ordered.order
        with watch.stage("plan"):
            calibrated = self._maker.calibrate(order, planned.pilot, deadline)
            if calibrated.is_new or not planned.cached:
                self._plans.keep(planned, calibrated.to_json())
            calibration = calibrated.calibration
        with watch.stage("generate"):
            if order.rows >= PROBED_FROM:
                self._check_fits(order, calibration, deadline)
            dataset = self._maker.prepare(order, calibration)
            files = self._maker.files(order, dataset)
            files.check()
            document = self._described(request.description, ordered, dataset)
            document["warnings"] += files.warnings
        with watch.stage("publish"):
            # A seed that was drawn just now has no file yet: that saves the look.
            size = None if request.seed is None else self._store.size(document["id"])
            if size is None:
                pace = Pace(order.rows, dataset.block_count, deadline)
                stored = new_files(files, order, document["id"], self._maker.format(order))
                size, for_class = publish(
                    self._store,
                    files,
                    stored,
                    paced(files.blocks(self._maker.format(order)), pace, watch),
                    lambda size, for_class: _finished(document, size, for_class, watch),
                )
            else:
                for_class = self._kept_for_class(order, document["id"])
        finished = _finished(document, size, for_class, watch)
        return Made(
            document=self._linked(finished, to_maker=True),
            planned=planned,
            domain=order.schema.domain,
            rows=order.rows,
            size_bytes=size,
            timing=_timing(watch),
        )

    def create_schema(self, request: SchemaRequest, deadline: Deadline) -> Document:
        """Plan only."""
        watch = Stopwatch(self._timer, self._trace)
        with self._told_of_failure(request), watch.stage("plan"):
            planned = self._plan(request, request.description, deadline)
            if not planned.cached:
                self._plans.keep(planned, None)
        timing = watch.milliseconds("plan")
        if self._observer is not None:
            self._observer.planned(request, planned, timing["plan"])
        return {
            "schema": planned.schema.model_dump(mode="json", exclude_defaults=True),
            "rows": read_request(request.description).rows,
            "locale": planned.locale,
            "planner": planned.planner,
            "schema_cached": planned.cached,
            "usage": _usage(planned),
            "warnings": planned.warnings,
            "timing_ms": timing,
        }

    def dataset(self, dataset_id: str) -> Document:
        """Read the document of a dataset, with a fresh link. Raises NotFound."""
        return self._linked(self._store.document(dataset_id))

    def shown(self, dataset_id: str) -> Shown:
        """Read what a page shows of a dataset. Raises NotFound."""
        stored = self._store.document(dataset_id)
        return Shown(self._linked(stored), stored.get(_PICTURES, {}))

    def made_file(self, dataset_id: str) -> File:
        """The file of a dataset that was made before. Raises NotFound."""
        return self._file(dataset_id, self._store.size_of(dataset_id))

    def _file(self, dataset_id: str, size: int) -> File:
        return File(dataset_id, size, self._store.link(dataset_id).url)

    @property
    def default_planner(self) -> str:
        """Who plans when the request does not choose."""
        return self._plans.default_planner

    @contextmanager
    def _told_of_failure(self, request: DatasetRequest | SchemaRequest) -> Iterator[None]:
        try:
            yield
        except RowsmithError as error:
            if self._observer is not None:
                self._observer.failed(request, error)
            raise

    def _check_fits(self, order: Order, calibration: Any, deadline: Deadline) -> None:
        """Refuse, before any row is stored, what cannot end in time."""
        check_fits(order.rows, self._maker.seconds_a_row(order, calibration, self._timer), deadline)

    def _planned(self, request: DatasetRequest, deadline: Deadline) -> Planned:
        if request.description is None:
            schema, warnings = read_schema(request.schema_)
            return Planned(schema, warnings=warnings)
        return self._plan(request, request.description, deadline)

    def _plan(
        self, request: DatasetRequest | SchemaRequest, description: str, deadline: Deadline
    ) -> Planned:
        return self._plans.plan(
            description,
            locale=self._orders.locale(request.locale),
            choice=request.planner,
            refresh=request.refresh,
            seconds_left=deadline.seconds_left(),
        )

    def _described(self, asked: str | None, ordered: _Ordered, dataset: Dataset) -> Document:
        planned, order = ordered.planned, ordered.order
        return {
            "id": order.dataset_id(self._engine.ENGINE_VERSION),
            "rows": order.rows,
            "seed": order.seed,
            "locale": order.locale,
            "description": asked,
            "title": order.schema.title,
            "domain": order.schema.domain,
            "schema": order.schema_json,
            "planner": planned.planner,
            "schema_cached": planned.cached,
            "usage": _usage(planned),
            "columns": dataset.columns,
            "labels": [_label(label.to_json()) for label in dataset.labels],
            "dirt": dataset.dirt,
            "read_csv": _READ.replace(")", f"{dataset.read_arguments})"),
            "preview": dataset.preview(PREVIEW_ROWS),
            "warnings": [*planned.warnings, *ordered.changes, *dataset.warnings],
            _PICTURES: dataset.pictures,
        }

    def _kept_for_class(self, order: Order, dataset_id: str) -> Document | None:
        if not order.is_for_class:
            return None
        kept: Document | None = self._store.document(dataset_id).get(_FOR_CLASS)
        return kept

    def _linked(self, document: Document, *, to_maker: bool = False) -> Document:
        link = self._store.link(document["id"])

        def url_of(file_id: str) -> str:
            return self._store.link(file_id).url

        return {
            "id": document["id"],
            "download_url": link.url,
            "expires_at": link.expires_at.isoformat(timespec="seconds"),
            **{key: value for key, value in document.items() if key != _PICTURES},
            "read_csv": document.get("read_csv", _READ).replace(_URL, link.url),
            _FOR_CLASS: linked(document.get(_FOR_CLASS), url_of, to_maker=to_maker),
        }


def _usage(planned: Planned) -> Document | None:
    """Tokens and cost of the model's plan; None where no model was asked."""
    return None if planned.usage is None else asdict(planned.usage)


def _label(report: Document) -> Document:
    """One entry of `labels`; its warnings are among the dataset's."""
    return {
        "column": report["column"],
        "base_rate": report["base_rate"],
        **_told(positive=report.get("positive")),
        f"best_possible_{report['metric']}": report["best"],
        **_told(best_possible_macro_auc=report.get("macro_auc")),
        "drivers": report["drivers"],
        "leaks": report["leaks"],
        **_told(texts=report.get("texts") or None),
        "split_by": report["split_by"],
    }


def _told(**facts: object) -> Document:
    """The facts that there are."""
    return {name: fact for name, fact in facts.items() if fact is not None}


def _finished(
    document: Document, size: int, for_class: Document | None, watch: Stopwatch
) -> Document:
    finished = {"size_bytes": size, _FOR_CLASS: for_class, "timing_ms": _timing(watch)}
    return {**document, **finished}


def _timing(watch: Stopwatch) -> dict[str, float]:
    return watch.milliseconds("plan", "generate", "publish")
