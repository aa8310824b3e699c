"""Datasets without a server: the same service, with files and plans in this process's memory."""

from __future__ import annotations

import ast
import html
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, cast

import pandas as pd

from rowsmith import engine
from rowsmith.contract import DatasetRequest
from rowsmith.deadline import Deadline
from rowsmith.documents import Document
from rowsmith.engine.job import Job
from rowsmith.errors import NotFound
from rowsmith.pages import dataset_page, reading_arguments
from rowsmith.planning import BuiltinPlanner
from rowsmith.plans import Plans
from rowsmith.service import Service, Shown
from rowsmith.storage import NewFile

MAX_ROWS = 10_000_000
MAX_JOB_ROWS = 10_000_000_000
SECONDS = 3_600.0
"""How long a dataset may take: nobody hangs up here."""


class DatasetFrame(pd.DataFrame):
    """The rows of a dataset, with what is known of it; what is made from it is a plain frame.

    document: as `POST /datasets` answers.
    """

    _metadata = ["document", "_shown"]  # noqa: RUF012 - pandas' own name and type
    document: Document
    _shown: Shown

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame

    def _repr_html_(self) -> str:
        """The page of the dataset, as Jupyter shows it."""
        page = dataset_page(self._shown.document, self._shown.pictures, "")
        return (
            f'<iframe srcdoc="{html.escape(page.html)}" width="100%" height="640" '
            'sandbox="" title="The dataset" frameborder="0"></iframe>'
        )


def dataset(
    description: str,
    *,
    rows: int | None = None,
    seed: int | None = None,
    locale: str | None = None,
) -> DatasetFrame:
    """The dataset that `description` asks for, as `pd.read_csv` reads its file.

    rows: 1 to MAX_ROWS; the number that the description names, or 1,000. seed: the same seed
    gives the same rows on the same day, as the service does; drawn where it is left out.
    Raises a RowsmithError that says what to do for what cannot be understood or made.
    """
    request = DatasetRequest.model_validate(
        {"description": description, "rows": rows, "seed": seed, "locale": locale}
    )
    service, store = _parts(MAX_ROWS)
    document = service.create_dataset(request, Deadline(SECONDS))
    shown = service.shown(document["id"])
    file = io.BytesIO(store.take(document["id"]))
    frame = DatasetFrame(pd.read_csv(file, **_keywords(reading_arguments(document))))
    frame.document, frame._shown = document, shown
    return frame


def job(
    description: str,
    *,
    rows: int | None = None,
    seed: int | None = None,
    locale: str | None = None,
    rows_per_part: int = 200_000,
) -> Job:
    """The dataset that `description` asks for, as a value from which any process makes any part.

    rows: 1 to MAX_JOB_ROWS. rows_per_part: rounded up to whole blocks. The rest, and what is
    raised, as in `dataset`. `rowsmith.engine.job` has `part` and `frame`, which make a part of it.
    """
    return described_job(
        description, rows=rows, seed=seed, locale=locale, rows_per_part=rows_per_part
    )[1]


def described_job(
    description: str,
    *,
    rows: int | None = None,
    seed: int | None = None,
    locale: str | None = None,
    rows_per_part: int = 200_000,
) -> tuple[Document, Job]:
    """What `POST /datasets` would answer but for the file, and the job; see `job`."""
    request = DatasetRequest.model_validate(
        {"description": description, "rows": rows, "seed": seed, "locale": locale}
    )
    service, _ = _parts(MAX_JOB_ROWS)
    document, found = service.job(request, Deadline(SECONDS))
    blocks = -(-rows_per_part // engine.BLOCK_ROWS)
    return document, replace(cast("Job", found), blocks_per_part=max(1, blocks))


def _keywords(written: str) -> dict[str, Any]:
    """The keyword arguments of a call as it is written, types by their names."""
    call = cast("ast.Call", ast.parse(f"read(None{written})", mode="eval").body)
    return {
        str(keyword.arg): ast.literal_eval(_TypesByName().visit(keyword.value))
        for keyword in call.keywords
    }


class _TypesByName(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.Constant:
        return ast.Constant(node.id)


@dataclass(frozen=True, slots=True)
class _NoLink:
    """Where a file is that is in memory alone."""

    url: str
    expires_at: datetime


class _Memory:
    """The service's store and its cache of plans, for as long as the process lives."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._documents: dict[str, Document] = {}
        self._plans: dict[str, dict[str, Any]] = {}

    def get(self, key: str) -> dict[str, Any] | None:
        return self._plans.get(key)

    def put(self, key: str, entry: dict[str, Any]) -> None:
        self._plans[key] = entry

    def size(self, dataset_id: str) -> int | None:
        file = self._files.get(dataset_id)
        return None if file is None else len(file)

    def size_of(self, dataset_id: str) -> int:
        size = self.size(dataset_id)
        if size is None:
            raise NotFound("There is no dataset with this id here.")
        return size

    def document(self, dataset_id: str) -> Document:
        self.size_of(dataset_id)
        return self._documents[dataset_id]

    def link(self, dataset_id: str) -> _NoLink:
        return _NoLink(f"{dataset_id}.csv", datetime.now(UTC) + timedelta(days=1))

    def publish(
        self,
        files: Sequence[NewFile],
        blocks: Iterable[Mapping[str, bytes]],
        *,
        document: Callable[[Mapping[str, int]], Document],
    ) -> Mapping[str, int]:
        pieces: dict[str, list[bytes]] = {file.id: [] for file in files}
        for block in blocks:
            for file_id, piece in block.items():
                pieces[file_id].append(piece)
        made = {file_id: b"".join(written) for file_id, written in pieces.items()}
        sizes = {file_id: len(file) for file_id, file in made.items()}
        self._documents[files[0].id] = document(sizes)
        self._files |= made
        return sizes

    def take(self, dataset_id: str) -> bytes:
        """The file, which is not kept any longer; the document is."""
        return self._files.pop(dataset_id)


@cache
def _parts(max_rows: int) -> tuple[Service, _Memory]:
    memory = _Memory()
    plans = Plans(builtin=BuiltinPlanner(), model=None, cache=memory)
    service = Service(plans=plans, engine=engine, store=memory, max_rows=max_rows, today=_today)
    return service, memory


def _today() -> date:
    return datetime.now(UTC).date()
