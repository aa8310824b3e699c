"""One request, top to bottom: description, schema, rows, file, link."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rowsmith import documents
from rowsmith.contract import DatasetRequest, SchemaRequest
from rowsmith.deadline import Deadline, Stopwatch, Timer, Trace
from rowsmith.documents import PICTURES, Document
from rowsmith.errors import NotFound, RowsmithError
from rowsmith.fulfilment import Begun, Fulfilment, Made, Ordered
from rowsmith.maker import Engine, Maker
from rowsmith.order import Orders
from rowsmith.planning import read_request
from rowsmith.plans import Planned, Plans
from rowsmith.publishing import Store
from rowsmith.scaling import Job, Scale, UnderWay
from rowsmith.schema import read_schema


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


class Observer(Protocol):
    """Who is told of every request."""

    def made(self, request: DatasetRequest, made: Made) -> None:
        """A dataset was made."""
        ...

    def begun(self, request: DatasetRequest, begun: Begun) -> None:
        """A dataset was left to workers."""
        ...

    def planned(self, request: SchemaRequest, planned: Planned, milliseconds: float) -> None:
        """A schema was planned."""
        ...

    def failed(self, request: DatasetRequest | SchemaRequest, error: RowsmithError) -> None:
        """A request was refused, or could not be carried out."""
        ...


class Service:
    """Plans, makes and stores datasets; `today` is the day that schemas call today.

    max_rows: what is made here. With `scale`, workers make what is more, up to `scale_rows`, and
    what does not end in time.
    """

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
        scale: Scale | None = None,
        scale_rows: int = 0,
    ) -> None:
        self._plans = plans
        self._engine = engine
        self._maker = Maker(engine)
        self._orders = Orders(
            locales=engine.LOCALES,
            max_rows=max_rows,
            max_rows_alone=max_rows if scale is None else max(max_rows, scale_rows),
            today=today,
        )
        self._fulfilment = Fulfilment(
            plans=plans,
            engine=engine,
            maker=self._maker,
            store=store,
            max_rows=max_rows,
            timer=timer,
            scale=scale,
        )
        self._scale = scale
        self._store = store
        self._timer = timer
        self._trace = trace
        self._observer = observer

    def create_dataset(self, request: DatasetRequest, deadline: Deadline) -> Document:
        """Make the dataset, or find it where it was made before, and link to it.

        Where workers make it: the document so far, whose `status` is `making`.
        """
        with self._told_of_failure(request):
            watch = Stopwatch(self._timer, self._trace)
            with watch.stage("plan"):
                ordered = self._ordered(request, deadline)
            made = self._fulfilment(request, ordered, watch, deadline)
        self._tell(request, made)
        return made.document if isinstance(made, Made) else documents.so_far(made.making)

    def file(self, request: DatasetRequest, deadline: Deadline) -> File:
        """The file of the dataset: nothing is made where it was made before.

        Raises NotReady where workers make it.
        """
        watch = Stopwatch(self._timer, self._trace)
        with self._told_of_failure(request):
            with watch.stage("plan"):
                ordered = self._ordered(request, deadline)
                dataset_id = ordered.order.dataset_id(self._engine.ENGINE_VERSION)
                size = self._store.size(dataset_id)
            if size is not None:
                return self._file(dataset_id, size)
            made = self._fulfilment(request, ordered, watch, deadline)
        self._tell(request, made)
        if isinstance(made, Begun):
            raise made.making.progress.not_ready()
        return self._file(dataset_id, made.size_bytes)

    def job(self, request: DatasetRequest, deadline: Deadline) -> tuple[Document, Job]:
        """What is known of the dataset, and all that it takes to make it anywhere in parts."""
        return self._fulfilment.job(request, self._ordered(request, deadline), deadline)

    def _ordered(self, request: DatasetRequest, deadline: Deadline) -> Ordered:
        rows = self._orders.rows(request)
        planned = self._planned(request, deadline)
        order = self._orders.order(request, rows, planned)
        changes: list[str] = []
        if request.description is not None:
            order, changes = self._maker.possible(order)
        order, names = self._maker.located(order)
        return Ordered(planned, order, [*changes, *names])

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
            "usage": documents.usage(planned),
            "warnings": planned.warnings,
            "timing_ms": timing,
        }

    def dataset(self, dataset_id: str) -> Document:
        """Read the document of a dataset, with a fresh link; of one under way, what is known.

        Raises NotFound, MakingFailed.
        """
        stored = self._stored(dataset_id)
        return (
            documents.so_far(stored)
            if isinstance(stored, UnderWay)
            else documents.told(stored, self._store.link)
        )

    def shown(self, dataset_id: str) -> Shown:
        """Read what a page shows of a dataset. Raises NotFound, NotReady, MakingFailed."""
        stored = self._stored(dataset_id)
        if isinstance(stored, UnderWay):
            raise stored.progress.not_ready()
        return Shown(documents.told(stored, self._store.link), stored.get(PICTURES, {}))

    def made_file(self, dataset_id: str) -> File:
        """The file of a dataset that was made before. Raises NotFound, NotReady, MakingFailed."""
        size = self._store.size(dataset_id)
        if size is None and self._scale is not None:
            making = self._scale.look(dataset_id)
            if making is not None:
                raise making.progress.not_ready()
        return self._file(dataset_id, self._store.size_of(dataset_id) if size is None else size)

    def _stored(self, dataset_id: str) -> Document | UnderWay:
        """The document of a dataset whose file is there, or how far it is."""
        try:
            return self._store.document(dataset_id)
        except NotFound:
            if self._scale is None:
                raise
        making = self._scale.look(dataset_id)
        return self._store.document(dataset_id) if making is None else making

    def _file(self, dataset_id: str, size: int) -> File:
        return File(dataset_id, size, self._store.link(dataset_id).url)

    @property
    def default_planner(self) -> str:
        """Who plans when the request does not choose."""
        return self._plans.default_planner

    def _tell(self, request: DatasetRequest, made: Made | Begun) -> None:
        if self._observer is None:
            return
        if isinstance(made, Made):
            self._observer.made(request, made)
        else:
            self._observer.begun(request, made)

    @contextmanager
    def _told_of_failure(self, request: DatasetRequest | SchemaRequest) -> Iterator[None]:
        try:
            yield
        except RowsmithError as error:
            if self._observer is not None:
                self._observer.failed(request, error)
            raise

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
